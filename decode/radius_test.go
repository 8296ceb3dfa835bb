package decode

import (
	"fmt"
	"strings"
	"testing"
)

func TestRADIUSAttributes(t *testing.T) {
	tests := []struct{ name, attributes, want string }{
		{"text", "0104 6162", "User-Name Attribute (1), length: 4, Value: ab"},
		{"named number", "0606 00000002", "Service-Type Attribute (6), length: 6, Value: Framed"},
		{"unnamed number", "0606 00000063", "Service-Type Attribute (6), length: 6, Value: #99"},
		{"wrong length", "0604 0002", "Service-Type Attribute (6), length: 4, Value:  [length 2 != 4] (invalid)"},
		{"address", "0406 0a000001", "NAS-IP-Address Attribute (4), length: 6, Value: 10.0.0.1"},
		{"any address", "0806 fffffffe", "Framed-IP-Address Attribute (8), length: 6, Value: NAS Select"},
		{"seconds", "1b06 00000e11", "Session-Timeout Attribute (27), length: 6, Value: 01:00:01 hours"},
		{"tunnel", "4006 0100000d", "Tunnel-Type Attribute (64), length: 6, Value: Tag[1] VLAN"},
		{"tunnel's password", "4506 8000016a", "Tunnel-Password Attribute (69), length: 6, Value: Tag[Unused] Salt 1 j"},
		{"group", "5104 0037", "Tunnel-Private-Group-ID Attribute (81), length: 4, Value: Tag[Unused] 7"},
		{"VLAN", "3806 31000064", "Egress-VLANID Attribute (56), length: 6, Value: Tagged (0x31) 100"},
		{"time", "3706 00000001", "Event-Timestamp Attribute (55), length: 6, Value: Thu Jan  1 00:00:01 1970"},
		{"prefix", "610c 0040 20010db800000000", "Framed-IPv6-Prefix Attribute (97), length: 12, Value: 2001:db8::/64"},
		{"prefix too long", "6104 0040", "Framed-IPv6-Prefix Attribute (97), length: 4, Value: ::/64 [inconsistent prefix length 64 > 0] (invalid)"},
		{"error", "6506 00000194", "Error-Cause Attribute (101), length: 6, Value: Error cause 404: Invalid Request"},
		{"vendor", "1a0c 00000009 010361010362", "Vendor-Specific Attribute (26), length: 12, Value: Vendor: Cisco (9)" +
			"\n\t    Vendor Attribute: 1, length: 3, value: a\n\t    Vendor Attribute: 1, length: 3, value: b"},
		{"EAP", "4f0b 0201 0009 01 6a6f65 00", "EAP-Message Attribute (79), length: 11, Value: Response (2), id 1, len 9" +
			"\n\t\t Type Identity (1), Identity: joe"},
		{"EAP fragment", "4f06 0201 0009", "EAP-Message Attribute (79), length: 6, Value: EAP fragment?"},
		{"unknown", "ff03 01", "Unknown Attribute (255), length: 3, Value: "},
		{"too short", "0101", "User-Name Attribute (1), length: 1 [length 1 < 2] (invalid)"},
		{"too long", "0109 61", "User-Name Attribute (1), length: 9 [length 9 > 3] (invalid)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			length := 20 + len(frameBytes(t, tt.attributes))
			message := "0107" + hex16(length) + strings.Repeat("00", 16) + tt.attributes
			got := printedUDP(t, Options{Verbose: 1}, portRADIUS, message)
			head := fmt.Sprintf("RADIUS, length: %d\n\tAccess-Request (1), id: 0x07, Authenticator: %s\n\t  ", length, strings.Repeat("00", 16))
			if got != head+tt.want {
				t.Errorf("\n got %q\nwant %q", got, head+tt.want)
			}
		})
	}
}

func TestRADIUSLengths(t *testing.T) {
	for _, tt := range []struct{ message, want string }{
		{"0107", "RADIUS [length 2 < 20] (invalid)"},
		{"01070013" + strings.Repeat("00", 16), "RADIUS [length 19 < 20] (invalid)"},
		{"01070015" + strings.Repeat("00", 16), "RADIUS [length 21 > 20] (invalid)"},
		{"01071001" + strings.Repeat("00", 16), "RADIUS [length 4097 > 4096] (invalid)"},
		{"0d070014" + strings.Repeat("00", 16), "RADIUS, Status-Client (13), id: 0x07 length: 20"},
	} {
		if got := printedUDP(t, Options{}, portRADIUS, tt.message); got != tt.want {
			t.Errorf("\n got %q\nwant %q", got, tt.want)
		}
	}
}
