package decode

import (
	"testing"

	"pktcap/linktype"
)

// TestFallback prints protocols that only gopacket decodes.
func TestFallback(t *testing.T) {
	const (
		ethernet = "ffffffffffff 020000000002 "
		inner    = "45000014 00010000 40fd 0000 0a000001 0a000002"
	)
	tests := []struct{ name, frame, want string }{
		{
			"etherip", ethernet + "0800 45000038 00010000 40610000 0a000001 0a000002 3000" + ethernet + "0800" + inner,
			"IP 10.0.0.1 > 10.0.0.2: EtherIP, Version 3, Reserved 0, length 36: IP 10.0.0.1 > 10.0.0.2:  ip-proto-253 0",
		},
		{
			"mpls in ip", ethernet + "0800 4500002c 00010000 40890000 0a000001 0a000002 00064140" + inner,
			"IP 10.0.0.1 > 10.0.0.2: MPLS (label 100, tc 0, [S], ttl 64) IP 10.0.0.1 > 10.0.0.2:  ip-proto-253 0",
		},
		{
			"transparent ethernet bridging", ethernet + "6558" + ethernet + "0800" + inner,
			"IP 10.0.0.1 > 10.0.0.2:  ip-proto-253 0",
		},
		{
			"rudp cut short", ethernet + "0800 45000015 00010000 401b0000 0a000001 0a000002 40",
			"IP 10.0.0.1 > 10.0.0.2: RUDP [|RUDP]",
		},
	}
	for _, tt := range tests {
		if got := linkLine(t, Options{}, linktype.Ethernet, tt.frame); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
