package decode

import (
	"testing"

	"pktcap/linktype"
)

// TestEncapsulations prints what carries other protocols, and tcpdump does not know.
func TestEncapsulations(t *testing.T) {
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
			"etherip of another version", ethernet + "0800 45000018 00010000 40610000 0a000001 0a000002 4000 0000",
			"IP 10.0.0.1 > 10.0.0.2: EtherIP, Version 4, Reserved 0, length 4:  (invalid)",
		},
		{
			"rdp cut short", ethernet + "0800 45000015 00010000 401b0000 0a000001 0a000002 40",
			"IP 10.0.0.1 > 10.0.0.2: RDP [|rdp]",
		},
		{
			"rdp syn", ethernet + "0800 4500002c 00010000 401b0000 0a000001 0a000002 810c 0507 0000 00000064 00000000 00000000 0003 0200 0001",
			"IP 10.0.0.1 > 10.0.0.2: RDP 5 > 7: Flags [SYN], seq 100, max 3 segments of 512 bytes, length 0",
		},
		{
			"rdp 2 with acknowledgements", ethernet + "0800 45000034 00010000 401b0000 0a000001 0a000002 620e 1388 1389 0004 00000065 00000007 00000000 00000009 0000000b 61626364",
			"IP 10.0.0.1 > 10.0.0.2: RDP 5000 > 5001: Flags [ACK,EAK], seq 101, ack 7, eak 9 11, length 4",
		},
		{
			"rdp with a header that is too long", ethernet + "0800 45000026 00010000 401b0000 0a000001 0a000002 41ff 0507 0000 00000064 00000001 00000000",
			"IP 10.0.0.1 > 10.0.0.2: RDP 5 > 7: Flags [ACK], seq 100, ack 1 [header length 510] (invalid)",
		},
	}
	for _, tt := range tests {
		if got := linkLine(t, Options{}, linktype.Ethernet, tt.frame); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
