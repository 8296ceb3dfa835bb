package decode

import (
	"strings"
	"testing"
)

// TestDNSPresentation prints the data of records as zone files have it.
func TestDNSPresentation(t *testing.T) {
	tests := []struct{ kind, data, want string }{
		{"000d", "03 613634 05 6c696e7578", `HINFO "a64" "linux"`},
		{"0011", "0161 00 0162 00", "RP a. b."},
		{"0012", "0001 0161 00", "AFSDB 1 a."},
		{"001a", "0001 0161 00 0162 00", "PX 1 a. b."},
		{"0023", "0064 0032 01 75 00 01 21 00", `NAPTR 100 50 "u" "" "!" .`},
		{"0025", "0001 0002 03 010203", "CERT 1 2 3 AQID"},
		{"002b", "04d2 08 02 abcd", "DS 1234 8 2 ABCD"},
		{"002c", "01 02 abcd", "SSHFP 1 2 ABCD"},
		{"002e", "0001 08 02 00015180 5dbfb966 5da46d52 dcff 0161 00 010203", "RRSIG A 8 2 86400 20191104053846 20191014124258 56575 a. AQID"},
		{"002f", "0161 00 0006 400000000003", "NSEC a. A RRSIG NSEC"},
		{"0030", "0101 03 08 010203", "DNSKEY 257 3 8 AQID"},
		{"0032", "01 01 000a 02 abcd 02 0102 00 01 40", "NSEC3 1 1 10 ABCD 0410 A"},
		{"0033", "01 00 0000 00", "NSEC3PARAM 1 0 0 -"},
		{"0034", "03 01 01 abcd", "TLSA 3 1 1 ABCD"},
		{"003e", "00000042 0003 0001 40", "CSYNC 66 3 A"},
		{"003f", "00000042 01 02 abcd", "ZONEMD 66 1 2 ABCD"},
		{"0040", "0000 0161 00", "SVCB 0 a."},
		{
			"0041", "0001 00 0001 0003 02 6832 0003 0002 01bb 0004 0004 c0000201 0006 0010 20010db8000000000000000000000001 0005 0003 010203 0002 0000 029a 0001 78",
			"HTTPS 1 . alpn=h2 port=443 ipv4hint=192.0.2.1 ipv6hint=2001:db8::1 ech=AQID no-default-alpn key666=x",
		},
		{"006c", "020000000001", "EUI48 02-00-00-00-00-01"},
		{"0101", "00 05 6973737565 63612e74", `CAA 0 issue "ca.t"`},
		{"ff00", "abcd", "Type65280 \\# 2 abcd"},
		{"ff00", "", "Type65280 \\# 0"},
	}
	for _, tt := range tests {
		data := strings.ReplaceAll(tt.data, " ", "")
		payload := "0001 8180 0001 0001 0000 0000 00 0001 0001 00" + tt.kind + "0001 00000000" + hex16(len(data)/2) + data
		opt := Options{Verbose: 3, NoChecksum: true}
		if got := printedUDP(t, opt, portDNS, payload); !strings.Contains(got, " . [0s] "+tt.want+" (") {
			t.Errorf("type %s:\n got %q\nwant %q", tt.kind, got, tt.want)
		}
		opt.Verbose = 2
		if got := printedUDP(t, opt, portDNS, payload); strings.Contains(got, tt.want) && strings.Contains(tt.want, " ") {
			t.Errorf("type %s is printed with -vv: %q", tt.kind, got)
		}
	}
}
