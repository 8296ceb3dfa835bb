package decode

import "testing"

// ikeMessage returns an IKE message: first payload's type, version, exchange and
// flags are head, and each of its payloads follows whole.
func ikeMessage(head, id, payloads string) string {
	return "6162636465666768 0000000000000000" + head + id + "00000000" + payloads
}

func TestISAKMP(t *testing.T) {
	tests := []struct {
		name    string
		verbose int
		port    int
		message string
		want    string
	}{
		{"IKEv1", 0, portISAKMP, ikeMessage("01100200", "00000000", ""), "isakmp: phase 1 I ident"},
		{"security association", 1, portISAKMP,
			ikeMessage("01100200", "00000000", "00000028 00000001 00000001 0000001c 01 01 00 01 00000014 01 01 0000 80010005 80010000 80040012"),
			"isakmp 1.0 msgid 00000000: phase 1 I ident:\n    (sa: doi=ipsec situation=identity" +
				"\n        (p: #1 protoid=isakmp transform=1" +
				"\n            (t: #1 id=ike (type=enc value=3des)(type=enc value=0000)(type=group desc value=0012)))) (len mismatch: isakmp 0/ip 68)"},
		{"encrypted", 1, portISAKMP, ikeMessage("08102001", "00000001", "00"),
			"isakmp 1.0 msgid 00000001: phase 2/others I oakley-quick[E]: [encrypted hash] (len mismatch: isakmp 0/ip 29)"},
		{"identification", 1, portISAKMP, ikeMessage("05100200", "00000000", "0000000c 01 11 01f4 0a000001"),
			"isakmp 1.0 msgid 00000000: phase 1 I ident:\n    (id: idtype=IPv4 protoid=17 port=500 len=4 10.0.0.1) (len mismatch: isakmp 0/ip 40)"},
		{"replay status", 1, portISAKMP, ikeMessage("0b100500", "00000001", "00000010 00000001 01 00 6001 00000001"),
			"isakmp 1.0 msgid 00000001: phase 2/others I inf:\n    (n: doi=ipsec proto=isakmp type=REPLAY-STATUS status=(replay detection enabled)) (len mismatch: isakmp 0/ip 44)"},
		{"cut", 1, portISAKMP, ikeMessage("04100200", "00000000", "00000010 00"),
			"isakmp 1.0 msgid 00000000: phase 1 I ident: [|ke] (len mismatch: isakmp 0/ip 33)"},
		{"IKEv2", 2, portISAKMP, ikeMessage("22202208", "00000000", "2b00000a 000e0000 abcd 00000008 76656e64"),
			"[no cksum] isakmp 2.0 msgid 00000000 cookie 6162636465666768->0000000000000000: parent_sa ikev2_init[I]:" +
				"\n    (v2ke: len=2 group=modp2048)\n    (v2vid: len=4 vid=vend) (len mismatch: isakmp 0/ip 46)"},
		{"IKEv2 notification", 1, portISAKMP, ikeMessage("29202520", "00000001", "00000008 00 00 4004"),
			"isakmp 2.0 msgid 00000001: child_sa  inf2[R]:\n    (n: prot_id=#0 type=16388(nat_detection_source_ip)) (len mismatch: isakmp 0/ip 36)"},
		{"keep-alive", 0, portISAKMPNAT, "ff", "isakmp-nat-keep-alive"},
		{"ESP", 0, portISAKMPNAT, "00000001 00000002 00", "UDP-encap: ESP(spi=0x00000001,seq=0x2), length 9"},
		{"IKE by 4500", 0, portISAKMPNAT, "00000000" + ikeMessage("00202208", "00000000", ""), "NONESP-encap: isakmp: parent_sa ikev2_init[I]"},
		{"short", 0, portISAKMPNAT, "0000", " [|isakmp_rfc3948]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := printedUDP(t, Options{Verbose: tt.verbose}, tt.port, tt.message); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
