package decode

import "testing"

func TestSNMP(t *testing.T) {
	// sysDescr.0 and sysUpTime.0 without values, and the first with one.
	const (
		asked = "300e 300c 06082b06010201010100 0500"
		told  = "3010 300e 06082b06010201010100 04026869"
	)
	tests := []struct {
		name    string
		verbose int
		message string
		want    string
	}{
		{"get", 0, "3026 020100 0406 7075626c6963 a019 020101 020100 020100" + asked, " GetRequest(25)  .1.3.6.1.2.1.1.1.0"},
		{"response", 1, "3028 020101 0406 7075626c6963 a21b 020101 020100 020100" + told, ` { SNMPv2c { GetResponse(27) R=1  .1.3.6.1.2.1.1.1.0="hi" } } `},
		{"another community, an error", 0, "3023 020101 0403 616263 a219 020101 020102 020101" + asked, ` C="abc" GetResponse(25)  noSuchName@1 .1.3.6.1.2.1.1.1.0=`},
		{"bulk", 0, "3026 020101 0406 7075626c6963 a519 020101 020102 02010a" + asked, " GetBulk(25)  N=2 M=10 .1.3.6.1.2.1.1.1.0"},
		{"trap", 0, "3023 020100 0406 7075626c6963 a416 06032b0601 4004 01020304 020106 020107 430164 3000",
			" Trap(22)  .1.3.6.1 1.2.3.4 enterpriseSpecific s=7 100"},
		{"version", 0, "3003 020109", " SNMP [version = 9]"},
		{"too long", 0, "3004 020100", " [len3<asnlen4]"},
		{"unknown tag", 0, "1e00", " [id?P/x/30]"},
		{"v3 without a context", 1, "301f 020103 300c 020101 020105 040104 020103 040a 3008 0400020101020102" + "0400",
			" { SNMPv3 { F=r } { USM B=1 T=2 [nothing to parse]} { ScopedPDU [!scoped PDU]\"\"} } "},
		{"v3 of another model", 1, "3011 020103 300c 020101 020105 040104 020102", " { SNMPv3 { F=r } [security model 2]} "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := printedUDP(t, Options{Verbose: tt.verbose}, portSNMP, tt.message); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
