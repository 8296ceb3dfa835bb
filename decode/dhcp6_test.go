package decode

import "testing"

func TestDHCP6Options(t *testing.T) {
	tests := []struct{ name, options, want string }{
		{"DUID-LLT", "0001 000e 0001 0001 0000000a 020000000001", "(client-ID hwaddr/time type 1 time 10 020000000001)"},
		{"DUID-EN", "0002 0008 0002 00000009 0102", "(server-ID enterprise 9 0102)"},
		{"DUID-UUID too short", "0001 0004 0004 0102", "(client-ID uuid  ?)"},
		{"unknown DUID", "0001 0004 0009 0102", "(client-ID type 9)"},
		{"addresses", "0003 0028 00000001 00000002 00000003" + "0005 0018 20010db8000000000000000000000001 00000004 00000005",
			"(IA_NA IAID:1 T1:2 T2:3 (IA_ADDR 2001:db8::1 pltime:4 vltime:5))"},
		{"prefix", "0019 0029 00000001 00000002 00000003" + "001a 0019 00000004 00000005 38 20010db8000000000000000000000000",
			"(IA_PD IAID:1 T1:2 T2:3 (IA_PD-prefix 2001:db8::/56 pltime:4 vltime:5))"},
		{"option too long inside", "0003 0010 00000001 00000002 00000003 0005 0018", "(IA_NA IAID:1 T1:2 T2:3 [|dhcp6])"},
		{"status", "000d 0002 0003", "(status-code NoBinding)"},
		{"odd status", "000d 0002 0100", "(status-code INVALID code)"},
		{"interface", "0012 000b 0102030405060708090a0b", "(interface-ID 0102030405060708090a...)"},
		{"domains", "0018 0008 01610001 620163 00", "(DNS-search-list a. b.c.)"},
		{"reconfigure", "0013 0001 05", "(reconfigure-message for renew)"},
		{"odd reconfigure", "0013 0001 07", "(reconfigure-message for ???(07))"},
		{"AFTR", "0040 0005 0161 0162 00", "(AFTR-Name a.b)"},
		{"classes", "000f 0006 0001 61 0001 62", "(user-class a,b)"},
		{"vendor's class", "0010 0007 00000009 0001 61", "(vendor-class enterprise 9 (len 1 data a))"},
		{"vendor's options", "0011 000a 00000009 0001 0002 0304", "(vendor-specific-info enterprise 9 (code 1 len 2 data 0304))"},
		{"vendor's option beyond", "0011 0008 00000009 0001 0002", "(vendor-specific-info enterprise 9 (code 1 len 2 ?)"},
		{"authentication", "000b 001f 02 01 00 0000000000000001 00000007 00000001000000020000000300000004",
			"(authentication proto: delayed, alg: HMAC-MD5, RDM: mono, RD: 0000 0000 0000 0001, key ID: 00000007, HMAC-MD5: 00000001 00000002 00000003 00000004)"},
		{"NTP", "0038 0007 0003 0003 016100", "(NTP-server subopt:3 a.)"},
		{"unknown", "ffff 0001 00", "(opt_65535)"},
		{"lease query", "002c 0011 01 20010db8000000000000000000000001", "(Lease-query by-address 2001:db8::1)"},
		{"option header cut", "0001 00", "[|dhcp6]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := printedUDP(t, Options{Verbose: 1}, portDHCP6Server, "01 000abc"+tt.options)
			if want := "dhcp6 solicit (xid=abc " + tt.want + ")"; got != want {
				t.Errorf("\n got %q\nwant %q", got, want)
			}
		})
	}
}

func TestDHCP6Relay(t *testing.T) {
	got := printedUDP(t, Options{Verbose: 1}, portDHCP6Server,
		"0c 00 20010db8000000000000000000000001 fe800000000000000000000000000002 0009 0004 0b 000001 0009 0002 0b00")
	const want = "dhcp6 relay-fwd (linkaddr=2001:db8::1 peeraddr=fe80::2" +
		" (relay-message (dhcp6 inf-req (xid=1)) (relay-message (dhcp6 [|dhcp6]"
	if got != want {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}
