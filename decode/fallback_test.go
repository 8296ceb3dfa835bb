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
			"gtp", ethernet + "0800 45000038 00010000 40110000 0a000001 0a000002 1234 0868 0024 0000 30ff0014 00000007" + inner,
			"IP 10.0.0.1.4660 > 10.0.0.2.2152: GTPv1U, Version 1, ProtocolType 1, Reserved 0, MessageType 255, " +
				"MessageLength 20, TEID 7, SequenceNumber 0, NPDU 0, length 28: IP 10.0.0.1 > 10.0.0.2:  ip-proto-253 0",
		},
		{
			"rmcp cut short", ethernet + "0800 4500001d 00010000 40110000 0a000001 0a000002 1234 026f 0009 0000 06",
			"IP 10.0.0.1.4660 > 10.0.0.2.623: RMCP [|RMCP]",
		},
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
			"modbus", ethernet + "0800 45000034 00010000 40060000 0a000001 0a000002 1234 01f6 00000001 00000001 5018 1000 0000 0000" +
				"0001 0000 0006 01 03 0000 0001",
			"IP 10.0.0.1.4660 > 10.0.0.2.502: Flags [P.], seq 1:13, ack 1, win 4096, length 12: " +
				"ModbusTCP, TransactionIdentifier 1, ProtocolIdentifier 0, Length 6, UnitIdentifier 1, length 12: \n" +
				"\t0x0000:  0300 0000 01                             .....",
		},
	}
	for _, tt := range tests {
		if got := linkLine(t, Options{}, linktype.Ethernet, tt.frame); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
