package craft

import (
	"errors"
	"strings"
	"testing"
)

// parseErrors are texts that are refused: what is marked, and what is said.
var parseErrors = []struct{ text, marked, msg string }{
	{``, ``, "a layer is missing"},
	{`ip//tcp`, `/`, "a layer is missing before"},
	{`ip/`, ``, "a layer is missing"},
	{`ip tcp`, `t`, "layers are joined with"},
	{`eth/ipp/tcp`, `ipp`, `unknown layer "ipp"; did you mean "ip"?`},
	{`ip/tpc(dport=80)`, `tpc`, `did you mean "tcp"?`},
	{`ip/tcp(dprt=80)`, `dprt`, `unknown field "dprt"; did you mean "dport"?`},
	{`ip/tcp(xyzzy=80)`, `xyzzy`, `there are sport, dport`},
	{`ip(dst=10.0.0.256)`, `10.0.0.256`, `"10.0.0.256" is not an IPv4 address`},
	{`ip(dst=::1)`, `::1`, `is not an IPv4 address`},
	{`ip6(dst=10.0.0.1)`, `10.0.0.1`, `is not an IPv6 address`},
	{`eth(dst=00:11:22:33:44)`, `00:11:22:33:44`, `is not an Ethernet address`},
	{`ip(ttl=300)`, `300`, `300 does not fit in 8 bits (at most 255)`},
	{`ip(ttl=3..300)`, `300`, `300 does not fit in 8 bits`},
	{`ip(ttl=[1,2,x])`, `x`, `"x" is not a number of 8 bits`},
	{`ip(ttl=[])`, `[]`, `the list is empty`},
	{`ip(ttl=1..5..0)`, `1..5..0`, `a step of 0`},
	{`ip(dst=10.0.0.0/33)`, `10.0.0.0/33`, `is not a block`},
	{`ip/tcp(flags=SX)`, `SX`, `letters of "FSRPAUECN"`},
	{`ip(proto=tpc)`, `tpc`, `did you mean tcp?`},
	{`ip/icmp(type=ecko-reply)`, `ecko-reply`, `did you mean echo-reply?`},
	{`ip(ttl=1,ttl=2)`, `ttl`, `ttl is given twice`},
	{`ip(ttl=`, ``, `a value is missing at the end`},
	{`ip(ttl=1`, ``, `the text ends between the arguments of "ip"; ")" is missing`},
	{`ip(ttl=1]`, `]`, `expected ","`},
	{`ip/"GET`, `"GET`, `the string does not end`},
	{`ip/0x123`, `0x123`, `even number`},
	{`ip/tcp(opts=mss(1460))`, `mss(1460)`, `expected a list in brackets`},
	{`ip/tcp(opts=[ms(1460)])`, `ms(1460)`, `unknown option "ms"; did you mean "mss"?`},
	{`ip/tcp(opts=[mss])`, `mss`, `mss needs 1 more value`},
	{`ip/tcp(opts=[mss(1,2)])`, `mss(1,2)`, `mss takes 1 value`},
	{`ip/tcp(opts=[mss(70000)])`, `mss(70000)`, `does not fit in 16 bits`},
	{`ip/udp(dport=zip(80))`, `80`, `expected a list, a range or a block`},
	{`ip/udp(dport=inc(1,2,3))`, `3`, `expected inc(first,step)`},
	{`ip(ttl=[1*0])`, `0`, `is not a weight`},
	{`seed(x)/ip`, `seed(x)`, `expected seed(NUMBER)`},
	{`seed(7)`, `seed(7)`, `a layer is missing behind the seed`},
	{`ip/udp/dns(qd=[(name=a..b)])`, `a..b`, `domain name`},
	{strings.Repeat("[", 200), `[`, `levels of brackets`},
}

func TestParseErrors(t *testing.T) {
	for _, tt := range parseErrors {
		_, err := Parse(tt.text)
		var e *ParseError
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v, want a ParseError", tt.text, err)
			continue
		}
		if marked := tt.text[e.Pos:e.End]; marked != tt.marked && !(tt.marked == "" && e.Pos == len(tt.text)) {
			t.Errorf("%s: %q is marked, want %q", tt.text, marked, tt.marked)
		}
		if !strings.Contains(e.Msg, tt.msg) {
			t.Errorf("%s: %q does not say %q", tt.text, e.Msg, tt.msg)
		}
	}
}

func TestCaret(t *testing.T) {
	_, err := Parse(`ip(dst=10.0.0.1)/tcp(dprt=80)`)
	var e *ParseError
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	want := "ip(dst=10.0.0.1)/tcp(dprt=80)\n" +
		"                     ^^^^\n"
	if got := e.Caret(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
