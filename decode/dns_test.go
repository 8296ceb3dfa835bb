package decode

import (
	"fmt"
	"strings"
	"testing"
)

// dnsMessage is a response to one question with the records of one section:
// header, question "a. A IN", and the bytes given.
func dnsMessage(flags string, records string) string {
	return "1234" + flags + "0001" + "0001" + "0000" + "0000" + "0161000001 0001" + records
}

func TestDNSRecords(t *testing.T) {
	const name = "c00c" // the question's name
	tests := []struct {
		name    string
		verbose int
		message string
		want    string
	}{
		{"A", 1, dnsMessage("8180", name+"0001 0001 0000003c 0004 01020304"), "4660 1/0/0 a. A 1.2.3.4 (35)"},
		{"TTL with -vvv", 3, dnsMessage("8180", name+"0001 0001 0000003c 0004 01020304"), "4660 q: A? a. 1/0/0 a. [1m] A 1.2.3.4 (35)"},
		{"class", 0, dnsMessage("8580", name+"0010 0003 00000000 0005 0276319b ff"), `4660* 1/0/0 CHAOS TXT "v1" "M-^? [|domain]`},
		{"MX", 0, dnsMessage("8100", name+"000f 0001 00000000 0007 000a 026d78 c00c"), "4660- 1/0/0 MX mx.a. 10 (38)"},
		{"SRV", 0, dnsMessage("8180", name+"0021 0001 00000000 0008 0001 0002 01bb c00c"), "4660 1/0/0 SRV a.:443 1 2 (39)"},
		{"SOA with -v", 1, dnsMessage("8180", name+"0006 0001 00000000 0018 c00c c00c 00000001 00000002 00000003 00000004 00000005"), "4660 1/0/0 a. SOA a. a. 1 2 3 4 5 (55)"},
		{"HTTPS", 0, dnsMessage("8180", name+"0041 0001 00000000 0003 0001 00"), "4660 1/0/0 HTTPS (34)"},
		{"A6", 0, dnsMessage("8180", name+"0026 0001 00000000 000b 40 0000000000000001 c00c"), "4660 1/0/0 A6 64 ::1 a. (42)"},
		{"URI too short", 0, dnsMessage("8180", name+"0100 0001 00000000 0002 0001"), "4660 1/0/0 URI len 2 is too short (< 4) (33)"},
		{"URI", 0, dnsMessage("8180", name+"0100 0001 00000000 0006 0001 0002 6162"), "4660 1/0/0 URI 1 2 ab (37)"},
		{"TSIG with -v", 1, dnsMessage("8180", name+"00fa 00ff 00000000 0012 c00c 000000000000 012c 0000 1234 0000 0000"), "4660 1/0/0 a. ANY TSIG a. fudge=300 maclen=0 origid=4660 error=0 otherlen=0 (49)"},
		{"rcode of OPT", 0, "1234 8180 0000 0000 0000 0001" + "00 0029 04d0 01 00 8000 0000", "4660 BadVers [0q] 0/0/1 (23)"},
		{"forward pointer", 0, dnsMessage("8180", name+"0002 0001 00000000 0002 c0ff"), "4660 1/0/0 NS <BAD PTR> [|domain]"},
		{"reserved label", 0, dnsMessage("8180", name+"0002 0001 00000000 0002 8000"), "4660 1/0/0 NS <BAD LABEL TYPE> [|domain]"},
		{"unknown extended label", 0, dnsMessage("8180", name+"0002 0001 00000000 0002 4200"), "4660 1/0/0 NS <ELT 2> [|domain]"},
		{"bit string", 0, dnsMessage("8180", name+"000c 0001 00000000 0005 41 0b abe0 00"), `4660 1/0/0 PTR \[xabe/11]. (36)`},
		{"short", 0, "1234 8180 0000", "domain [length 6 < 12] (invalid)"},
		{"inverse query", 0, "1234 0900 0000 0000 0000 0000", "4660 inv_q+ [0a] (12)"},
		{"odd flags", 0, "1234 0681 0000 0000 0000 0000", "4660 [b2&3=0x681] [0q] (12)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := printedUDP(t, Options{Verbose: tt.verbose, NoChecksum: true}, portDNS, tt.message)
			if got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestEDNSOptions(t *testing.T) {
	tests := []struct{ name, options, want string }{
		{"cookie", "000a 0008 0102030405060708", "[COOKIE 0102030405060708]"},
		{"cookies", "000a 0010 0102030405060708 1112131415161718", "[COOKIE 0102030405060708 1112131415161718]"},
		{"bad cookie", "000a 0009 010203040506070809", "[COOKIE  (invalid)]"},
		{"subnet", "0008 0007 0001 18 00 c00002", "[ECS 192.0.2.0/24/0]"},
		{"bad subnet", "0008 0007 0001 10 00 c00002", "[ECS  (invalid)]"},
		{"keepalive", "000b 0002 04d2", "[KEEPALIVE 123.4 sec]"},
		{"key tags", "000e 0004 0001 0002", "[KEY-TAG 1 2]"},
		{"algorithms", "0005 0002 0d fa", "[DAU ECDSAP256SHA256 Alg_250]"},
		{"two", "0003 0000 ffff 0001 0a", "[NSID,Opt65535 0a]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := len(frameBytes(t, tt.options))
			message := "1234 0100 0000 0000 0000 0001" + "00 0029 04d0 00000000" + hex16(n) + tt.options
			got := printedUDP(t, Options{Verbose: 2, NoChecksum: true}, portDNS, message)
			_, got, _ = strings.Cut(got, "UDPsize=1232 ")
			got = strings.TrimSuffix(got, fmt.Sprintf(" (%d)", 23+n))
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
