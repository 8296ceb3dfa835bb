package decode

import (
	"strings"
	"testing"
)

// bootpMessage returns a DHCP request with options.
func bootpMessage(options string) string {
	return "01010600 00001234 00008000 00000000 0a000005 00000000 00000000" +
		"020000000001" + strings.Repeat("00", 10+64+128) + "63825363" + options
}

func TestBOOTPOptions(t *testing.T) {
	tests := []struct{ name, options, want string }{
		{"message type", "350105", "DHCP-Message (53), length 1: ACK"},
		{"unknown message type", "350163", "DHCP-Message (53), length 1: Unknown (99)"},
		{"addresses", "0608 01020304 05060708", "Domain-Name-Server (6), length 8: 1.2.3.4,5.6.7.8"},
		{"left over", "0105 01020304 05", "Subnet-Mask (1), length 5: 1.2.3.4\n\t  trailing data length 1"},
		{"signed", "0204 ffffffff", "Time-Zone (2), length 4: -1"},
		{"text", "0c03 616201", `Hostname (12), length 3: "ab^A"`},
		{"pairs", "2108 01020304 05060708", "Static-Route (33), length 8: (1.2.3.4:5.6.7.8)"},
		{"bad pairs", "2107 01020304 050607", "Static-Route (33), length 7: [length != N x 8 bytes]"},
		{"flag", "130101", "IPF (19), length 1: Y"},
		{"odd flag", "130102", "IPF (19), length 1: 2?"},
		{"bad flag", "13020101", "IPF (19), length 2: [length != 1 byte] (invalid)"},
		{"parameters", "3705 01 03 06 0f fe", "Parameter-Request (55), length 5: " +
			"\n\t      Subnet-Mask (1), Default-Gateway (3), Domain-Name-Server (6), Domain-Name (15)" +
			"\n\t      Unknown (254)"},
		{"client by address", "3d07 01 020000000001", "Client-ID (61), length 7: ether 02:00:00:00:00:01"},
		{"client by name", "3d03 00 6162", `Client-ID (61), length 3: "ab"`},
		{"client by DUID", "3d03 ff 0102", "Client-ID (61), length 3: hardware-type 255, 01:02"},
		{"name", "5105 05 0000 6162", `FQDN (81), length 5: [SE] "ab"`},
		{"relay agent", "5207 0102 6162 0301 07", "Agent-Information (82), length 7: " +
			"\n\t      Circuit-ID SubOption 1, length 2: ab" +
			"\n\t      Unknown SubOption 3, length 1: \n\t\t0x0000:  07"},
		{"relay agent beyond", "5202 0105", "Agent-Information (82), length 2: " +
			"\n\t      Circuit-ID SubOption 1, length 5: length goes past end of option"},
		{"routes", "790d 00 01020304 18 0a0102 05060708", "Classless-Static-Route (121), length 13: (default:1.2.3.4),(10.1.2.0/24:5.6.7.8)"},
		{"route too wide", "7905 21 01020304", "Classless-Static-Route (121), length 5: [Mask width (33) > 32] (invalid)"},
		{"route too short", "7906 20 0102030405", "Classless-Static-Route (121), length 6: [Remaining length (5) < 8 bytes] (invalid)"},
		{"classes", "4d04 01 61 01 62", "User-Class (77), length 4: " +
			"\n\t      instance#1: \"a\", length 1\n\t      instance#2: \"b\", length 1"},
		{"IPv6 only", "6c04 00000708", "IPv6-Only-Preferred (108), length 4: 1800"},
		{"unknown by size", "fe04 00000708", "Unknown (254), length 4: 1800"},
		{"unknown of odd size", "fe03 000007", "Unknown (254), length 3: 0.0.7"},
		{"overload", "340103", "OO (52), length 1: file+sname"},
		{"unknown node type", "2e0107", "Netbios-Node (46), length 1: #7"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := printedUDP(t, Options{Verbose: 1}, portBOOTPServer, bootpMessage(tt.options+"ff"))
			_, got, ok := strings.Cut(got, ", xid 0x1234, Flags [Broadcast]\n\t  Your-IP 10.0.0.5"+
				"\n\t  Client-Ethernet-Address 02:00:00:00:00:01\n\t  Vendor-rfc1048 Extensions"+
				"\n\t    Magic Cookie 0x63825363\n\t    ")
			if !ok || got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestBOOTPVendorData(t *testing.T) {
	message := "02010600" + strings.Repeat("00", 232)
	tests := []struct{ name, vendor, want string }{
		{"CMU", "434d5500 02000000 ffffff00 0a000001" + strings.Repeat("00", 48), " vend-cmu F:0x2 DG:10.0.0.1 SM*:255.255.255.0"},
		{"other", "01020304", "\n\t  Vendor-#0x1020304"},
		{"none", "00000000", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := printedUDP(t, Options{Verbose: 1}, portBOOTPClient, message+tt.vendor)
			_, got, _ = strings.Cut(got, "Client-Ethernet-Address 00:00:00:00:00:00")
			if got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
