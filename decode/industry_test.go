package decode

import (
	"strings"
	"testing"
)

// TestBeyondTcpdump prints protocols that tcpdump does not know: with -v, and
// only where they are what the port says.
func TestBeyondTcpdump(t *testing.T) {
	const inner = "4500 0021 0001 0000 40 11 0000 0a010001 0a010002 03e8 07d0 000d 0000 68656c6c6f"
	tests := []struct {
		port          int // of TCP where negative
		payload, want string
	}{
		{portGTPUser, "30 ff 0021 00000007" + inner, "GTPv1-U G-PDU, TEID 0x00000007, length 33: IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 33)\n    10.1.0.1.1000 > 10.1.0.2.2000: UDP, length 5"},
		{portGTPUser, "36 ff 002d 00000007 0001 00 85 01 1000 85 01 0000 00" + inner, "GTPv1-U G-PDU, TEID 0x00000007, seq 1, length 45: IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 33)\n    10.1.0.1.1000 > 10.1.0.2.2000: UDP, length 5"},
		{portGTPUser, "34 ff 0008 00000007 0001 00 85 00 1000 00", "GTPv1-U G-PDU, TEID 0x00000007, length 8 (invalid)"},
		{portGTPUser, "32 01 0004 00000000 0009 00 00", "GTPv1-U Echo Request, TEID 0x00000000, seq 9, length 4"},
		{portGTPControl, "48 20 0008 00000001 000002 00", "GTPv2-C Create Session Request, TEID 0x00000001, seq 2, length 8"},
		{portGTPControl, "68 20 0008 00000001 000002 00", "UDP, length 12"},
		{-portModbus, "0001 0000 0006 11 03 006b 0003", ": Modbus Read Holding Registers request, transaction 1, unit 17, address 107, count 3"},
		{-portModbus, "0001 0000 0003 11 83 02", ": Modbus Read Holding Registers request, transaction 1, unit 17, exception illegal data address"},
		{-portModbus, "0001 0001 0006 11 03 006b 0003", ""},
		{portENIP, "6300 0000 00000000 00000000 0000000000000000 00000000", "EtherNet/IP ListIdentity, session 0x00000000, length 0"},
		{-portENIP, "6500 0400 01020000 03000000 0000000000000000 00000000 01000000", ": EtherNet/IP RegisterSession, session 0x00000201, status 0x3, length 4"},
		{-portDiameter, "01 000014 c0 000118 00000000 00000001 00000002", ": Diameter Device-Watchdog Request, proxiable, application 0, hop-by-hop 0x00000001, end-to-end 0x00000002, length 20"},
		{portRMCP, "06 00 ff 06 000011be 80 01 00 00", "RMCP ASF, Presence Ping, tag 1, length 12"},
		{portRMCP, "06 00 05 07 00", "RMCP IPMI, seq 5, length 5"},
		{portRMCP, "05 00 05 07 00", "UDP, length 5"},
	}
	for _, tt := range tests {
		print := func(v int) string {
			opt := Options{Verbose: v, NoChecksum: true}
			if tt.port < 0 {
				return printedTCP(t, opt, -tt.port, tt.payload)
			}
			return printedUDP(t, opt, tt.port, tt.payload)
		}
		if got := print(1); got != tt.want {
			t.Errorf("port %d:\n got %q\nwant %q", tt.port, got, tt.want)
		}
		if got := print(0); got != "" && !strings.HasPrefix(got, "UDP, length ") {
			t.Errorf("port %d without -v: %q", tt.port, got)
		}
	}
}
