package filter

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{" \t\n", ""},
		{"tcp", "tcp"},
		{"host 1.2.3.4", "host 1.2.3.4"},
		{"src host a and not dst net 10.0.0.0/8", "src host a and not dst net 10.0.0.0/8"},
		{"port 80 or 443", "port 80 or 443"},
		{"tcp port (80 or 443) && !udp", "tcp port (80 or 443) and not udp"},
		{"dst or src port 53", "src or dst port 53"},
		{"ether proto \\ip", "link proto \\ip"},
		{"net 10 mask 255.0.0.0", ""},
		{"net 10.0 mask 255.255.0.0", "net 10.0 mask 255.255.0.0"},
		{"host (5)", "host 5"},
		{"host a and (5 or 6)", "host a and (5 or 6)"},
		{"portrange 1-1023", "portrange 1-1023"},
		{"len-1 = 3", ""},
		{"len - 1 = 3", "len - 1 = 3"},
		{"(ip[0] + 2) * 3 == 9", "(ip[0] + 2) * 3 = 9"},
		{"ip[0] + 2 * 3 = 9", "ip[0] + (2 * 3) = 9"},
		{"ip[0] % 3 + 1 = 3", "ip[0] % (3 + 1) = 3"},
		{"ip[0] * 3 ^ 1 | 2 = 3", "ip[0] * (3 ^ (1 | 2)) = 3"},
		{"- ip[0] + 1 = 3", "(- ip[0]) + 1 = 3"},
		{"- ip[0] % 7 = 3", "- (ip[0] % 7) = 3"},
		{"tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "tcp[tcpflags] & (tcp-syn | tcp-fin) != 0"},
		{"ip[2:2] > 576", "ip[2:2] > 576"},
		{"ip[ip[0]&0xf] = 1", "ip[ip[0] & 0xf] = 1"},
		{"vlan and vlan 10 or mpls (((7)))", "vlan and vlan 10 or mpls 7"},
		{"byte 8 > 5", "byte 8 > 5"},
		{"vci (10 or 0xdb)", "vci = (10 or 0xdb)"},
		{"wlan type mgt subtype beacon", "link type mgt subtype beacon"},
		{"llc rnr", "llc rnr"},
		{"reason 3", "reason 3"},
		{"wlan addr1 0:1:2:3:4:5", "link addr1 0:1:2:3:4:5"},
		{"link host $e", "link host $e"},
		{"ip6 host ::1/128", "ip6 host ::1/128"},
		{"src net (10 or 192.168/16) and dst port http", "src net (10 or 192.168/16) and dst port http"},
	}
	for _, tt := range tests {
		x, err := parse(tt.in)
		if tt.want == "" && strings.TrimSpace(tt.in) != "" {
			if err == nil {
				t.Errorf("parse(%q) = %q, want an error", tt.in, format(x))
			}
			continue
		}
		if err != nil {
			t.Errorf("parse(%q): %v", tt.in, err)
			continue
		}
		got := format(x)
		if strings.ReplaceAll(got, " = (", " (") != strings.ReplaceAll(tt.want, " = (", " (") {
			t.Errorf("parse(%q) = %q, want %q", tt.in, got, tt.want)
		}
		again, err := parse(got)
		if err != nil || format(again) != got {
			t.Errorf("parse(%q) = %q, %v: the printed form is not stable", got, format(again), err)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	tests := []struct {
		in       string
		pos, end int
		code     Code
		hint     string // a part of it
	}{
		{"1.2.3.4", 0, 7, CodeSyntax, `host 1.2.3.4`},
		{"tcp prot 80", 4, 8, CodeSyntax, `"port"`},
		{"tpc port 80", 0, 3, CodeSyntax, `"tcp"`},
		{"port src 80", 5, 8, CodeSyntax, `"src" goes before "port"`},
		{"port 80 tcp", 8, 11, CodeSyntax, "and"},
		{"port 80 and", 11, 11, CodeSyntax, ""},
		{"host", 4, 4, CodeSyntax, ""},
		{"(tcp", 4, 4, CodeSyntax, ""},
		{"tcp)", 3, 4, CodeSyntax, ""},
		{"80", 0, 2, CodeSyntax, "port 80"},
		{"ip[0] + 1", 9, 9, CodeSyntax, ""},
		{"ip[0", 4, 4, CodeSyntax, ""},
		{"dst proto 1", 4, 9, CodeSyntax, "no direction"},
		{"proto tcp", 6, 9, CodeSyntax, `\tcp`},
		{"host 1:2:3", 5, 9, CodeAddress, ""},
		{"len > 0x100000000", 6, 17, CodeNumber, ""},
		{"len > 08", 6, 8, CodeNumber, ""},
		{"tcp @ udp", 4, 5, CodeSyntax, ""},
		{"link host $x", 10, 11, CodeSyntax, ""},
		{"host \\", 5, 6, CodeSyntax, ""},
		{strings.Repeat("(", 1000) + "tcp" + strings.Repeat(")", 1000), maxDepth, maxDepth + 1, CodeLimit, ""},
		{strings.Repeat("not ", 1000) + "tcp", 4 * maxDepth, 4*maxDepth + 3, CodeLimit, ""},
	}
	for _, tt := range tests {
		_, err := parse(tt.in)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("parse(%.40q) = %v, want an *Error", tt.in, err)
			continue
		}
		if e.Pos != tt.pos || e.End != tt.end || e.Code != tt.code || !strings.Contains(e.Hint, tt.hint) {
			t.Errorf("parse(%.40q) fails at [%d:%d] with %s: %v\n%s\nwant [%d:%d] with %s and hint %q",
				tt.in, e.Pos, e.End, e.Code, e, e.Caret(), tt.pos, tt.end, tt.code, tt.hint)
		}
	}
}

func TestCaret(t *testing.T) {
	e := &Error{Expr: "tcp prot 80", Pos: 4, End: 8}
	if got, want := e.Caret(), "tcp prot 80\n    ^^^^"; got != want {
		t.Errorf("Caret() = %q, want %q", got, want)
	}
	e = &Error{Expr: "tcp and", Pos: 7, End: 7}
	if got, want := e.Caret(), "tcp and\n       ^"; got != want {
		t.Errorf("Caret() = %q, want %q", got, want)
	}
	long := strings.Repeat("host a or ", 50)
	e = &Error{Expr: long + "hots b" + long, Pos: len(long), End: len(long) + 4}
	text, mark, _ := strings.Cut(e.Caret(), "\n")
	if at := strings.Index(mark, "^"); text[at:at+4] != "hots" {
		t.Errorf("Caret() of a long expression marks %q:\n%s\n%s", text[at:at+4], text, mark)
	}
}

func TestScanIPv6(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{"::", 2}, {"::1", 3}, {"fe80::1", 7}, {"1:2:3:4:5:6:7:8", 15}, {"1:2:3:4:5:6:7:8:9", 15},
		{"1:2:3:4:5:6:7::", 15}, {"1:2:3:4:5:6::8", 14}, {"::2:3:4:5:6:7:8", 15}, {"::1.2.3.4", 9},
		{"1:2:3:4:5:6:1.2.3.4", 19}, {"fe80::1:2:3:4:5:1.2.3.4", 23}, {"1:2:3:4", 0}, {"12345::", 0},
		{"::ffff:10.1", 9}, {"1.2.3.4", 0}, {"", 0}, {":", 0}, {"fe80:::1", 6},
	}
	for _, tt := range tests {
		if got := scanIPv6(tt.in); got != tt.want {
			t.Errorf("scanIPv6(%q) = %d, want %d", tt.in, got, tt.want)
		}
	}
}
