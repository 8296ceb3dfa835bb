package filter

import (
	"encoding/hex"
	"errors"
	"net/netip"
	"strings"
	"testing"

	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// packet decodes hexadecimal digits; spaces are for the reader.
func packet(t testing.TB, digits string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.Join(strings.Fields(digits), ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const (
	macs6       = "0a0b0c0d0e0f 010203040506"
	ipTCP80     = "45000028 00000000 40060000 0a000001 0a000002 1f900050 00000000 00000000 50020000 00000000"
	ipUDP53     = "4500001c 00000000 40110000 0a000001 0a000002 04d20035 00080000"
	ipOptions   = "46000020 00000000 40110000 0a000001 0a000002 01010100 04d20035 00080000"
	ipFragment2 = "45000028 00000001 40060000 0a000001 0a000002 1f900050 00000000 00000000 50020000 00000000"
	ip6UDP53    = "60000000 0008 11 40 fe800000000000000000000000000001 ff020000000000000000000000000002 04d20035 00080000"
)

// TestVerdicts is packets and verdicts by hand, for what no oracle on this
// machine answers, or answers wrong.
func TestVerdicts(t *testing.T) {
	eth, wlan := linktype.Ethernet, linktype.IEEE80211
	tests := []struct {
		name   string
		opt    Options
		expr   string
		packet string
		anc    cbpf.Ancillary
		want   bool
	}{
		{"plain", Options{LinkType: eth}, "tcp port 80", macs6 + "0800" + ipTCP80, cbpf.Ancillary{}, true},
		{"other port", Options{LinkType: eth}, "tcp port 81", macs6 + "0800" + ipTCP80, cbpf.Ancillary{}, false},
		{"header options", Options{LinkType: eth}, "udp port 53", macs6 + "0800" + ipOptions, cbpf.Ancillary{}, true},
		{"later fragment", Options{LinkType: eth}, "tcp port 80", macs6 + "0800" + ipFragment2, cbpf.Ancillary{}, false},
		{"later fragment, protocol alone", Options{LinkType: eth}, "tcp", macs6 + "0800" + ipFragment2, cbpf.Ancillary{}, true},

		// A VLAN tag is in the frame, or the kernel has taken it out.
		{"inline tag", Options{LinkType: eth}, "vlan 7 and udp port 53", macs6 + "8100 0007 0800" + ipUDP53, cbpf.Ancillary{}, true},
		{"live, inline tag", Options{LinkType: eth, Live: true}, "vlan 7 and udp port 53", macs6 + "8100 0007 0800" + ipUDP53, cbpf.Ancillary{}, true},
		{"live, stripped tag", Options{LinkType: eth, Live: true}, "vlan 7 and udp port 53", macs6 + "0800" + ipUDP53, cbpf.Ancillary{VLANPresent: true, VLANTCI: 0x6007}, true},
		{"live, stripped tag, other number", Options{LinkType: eth, Live: true}, "vlan 8 and udp port 53", macs6 + "0800" + ipUDP53, cbpf.Ancillary{VLANPresent: true, VLANTCI: 7}, false},
		{"live, stripped tag before inline tag", Options{LinkType: eth, Live: true}, "vlan 7 and vlan 8 and ip", macs6 + "8100 0008 0800" + ipUDP53, cbpf.Ancillary{VLANPresent: true, VLANTCI: 7}, true},
		{"live, no tag", Options{LinkType: eth, Live: true}, "vlan", macs6 + "0800" + ipUDP53, cbpf.Ancillary{}, false},
		{"live, not vlan", Options{LinkType: eth, Live: true}, "ip and not vlan", macs6 + "0800" + ipUDP53, cbpf.Ancillary{VLANPresent: true}, false},
		{"tags", Options{LinkType: eth}, "vlan 7 and vlan 8 and ip6", macs6 + "88a8 0007 8100 0008 86dd" + ip6UDP53, cbpf.Ancillary{}, true},
		{"what follows vlan is behind the tag, or or not", Options{LinkType: eth}, "vlan or udp port 53", macs6 + "0800" + ipUDP53, cbpf.Ancillary{}, false},

		{"cooked, stripped tag", Options{LinkType: linktype.LinuxSLL2, Live: true}, "vlan 7 and udp port 53", "0800" + strings.Repeat("00", 18) + ipUDP53, cbpf.Ancillary{VLANPresent: true, VLANTCI: 7}, true},
		{"cooked, inline tag", Options{LinkType: linktype.LinuxSLL2, Live: true}, "vlan 7 and udp port 53", "8100" + strings.Repeat("00", 18) + "0007 0800" + ipUDP53, cbpf.Ancillary{}, true},
		{"cooked, stripped and inline tag", Options{LinkType: linktype.LinuxSLL, Live: true}, "vlan 7 and vlan 8 and ip", strings.Repeat("00", 14) + "8100 0008 0800" + ipUDP53, cbpf.Ancillary{VLANPresent: true, VLANTCI: 7}, true},

		// What only the kernel knows.
		{"outbound", Options{LinkType: eth, Live: true}, "outbound", macs6 + "0800", cbpf.Ancillary{PacketType: 4}, true},
		{"inbound", Options{LinkType: eth, Live: true}, "inbound", macs6 + "0800", cbpf.Ancillary{PacketType: 0}, true},
		{"inbound to others", Options{LinkType: eth, Live: true}, "inbound", macs6 + "0800", cbpf.Ancillary{PacketType: 3}, true},
		{"ifindex", Options{LinkType: eth, Live: true}, "ifindex 3", macs6 + "0800", cbpf.Ancillary{Ifindex: 3}, true},

		// Tunnels, and the terms behind them.
		{"mpls", Options{LinkType: eth}, "mpls 16 and host 10.0.0.1", macs6 + "8847 00010140" + ipUDP53, cbpf.Ancillary{}, true},
		{"mpls, not the last label", Options{LinkType: eth}, "mpls 16 and ip", macs6 + "8847 00010040" + ipUDP53, cbpf.Ancillary{}, false},
		{"mpls twice", Options{LinkType: eth}, "mpls 16 and mpls 17 and ip", macs6 + "8847 00010040 00011140" + ipUDP53, cbpf.Ancillary{}, true},
		{"pppoes", Options{LinkType: eth}, "pppoes 3 and udp port 53", macs6 + "8864 11000003 001e 0021" + ipUDP53, cbpf.Ancillary{}, true},
		{"vxlan", Options{LinkType: eth}, "vxlan 5 and ether host 1:2:3:4:5:6 and ip6", macs6 + "0800" +
			"45000050 00000000 40110000 0a000001 0a000002 04d212b5 00000000 0800000000000500" + macs6 + "86dd" + ip6UDP53, cbpf.Ancillary{}, true},
		{"vxlan over IPv6", Options{LinkType: eth}, "vxlan 5 and udp port 53", macs6 + "86dd" +
			"60000000 0050 11 40 fe800000000000000000000000000001 ff020000000000000000000000000002 04d212b5 00000000 0800000000000500" + macs6 + "0800" + ipOptions, cbpf.Ancillary{}, true},
		{"geneve with options", Options{LinkType: eth}, "geneve 5 and udp port 53", macs6 + "0800" +
			"46000050 00000000 40110000 0a000001 0a000002 00000000 04d217c1 00000000 0100655800000500 01020304" + macs6 + "0800" + ipUDP53, cbpf.Ancillary{}, true},
		{"geneve without Ethernet", Options{LinkType: eth}, "geneve and udp port 53", macs6 + "0800" +
			"45000050 00000000 40110000 0a000001 0a000002 04d217c1 00000000 0000080000000500" + ipUDP53, cbpf.Ancillary{}, true},
		{"geneve without Ethernet has no addresses", Options{LinkType: eth}, "geneve and ether host 1:2:3:4:5:6", macs6 + "0800" +
			"45000050 00000000 40110000 0a000001 0a000002 04d217c1 00000000 0000080000000500" + ipUDP53, cbpf.Ancillary{}, false},

		// 802.11, with and without QoS.
		{"wlan data", Options{LinkType: wlan}, "udp port 53", "0800 0000" + strings.Repeat("00", 20) + "aaaa03 000000 0800" + ipUDP53, cbpf.Ancillary{}, true},
		{"wlan QoS data", Options{LinkType: wlan}, "udp port 53", "8800 0000" + strings.Repeat("00", 20) + "0000 aaaa03 000000 0800" + ipUDP53, cbpf.Ancillary{}, true},
		{"radiotap with padding", Options{LinkType: linktype.IEEE80211Radio}, "ip", "0000 0a00 02000000 2000" + "8800" + strings.Repeat("00", 22) + "0000 aaaa03 000000 0800 4500", cbpf.Ancillary{}, true},

		// Byte orders and systems of savefiles.
		{"loopback, IPv6 of macOS, big-endian", Options{LinkType: linktype.Null, Savefile: true}, "ip6", "0000001e" + ip6UDP53, cbpf.Ancillary{}, true},
		{"loopback, IPv6 of FreeBSD, little-endian", Options{LinkType: linktype.Null, Savefile: true}, "ip6", "1c000000" + ip6UDP53, cbpf.Ancillary{}, true},
		{"loopback, IPv4, either", Options{LinkType: linktype.Null, Savefile: true}, "ip", "00000002" + ipUDP53, cbpf.Ancillary{}, true},

		// libpcap loses the condition of a right operand.
		{"right operand", Options{LinkType: eth}, "5 + ip[1] = 5", macs6 + "0806 00000000", cbpf.Ancillary{}, true},
		{"right operand, by the manual", Options{LinkType: eth, Manual: true}, "5 + ip[1] = 5", macs6 + "0806 00000000", cbpf.Ancillary{}, false},
		{"right operand of a relation", Options{LinkType: eth}, "5 = ip[1]", macs6 + "0806 00050000", cbpf.Ancillary{}, false},

		// libpcap forgets where an authentication header began.
		{"UDP behind AH", Options{LinkType: linktype.Raw}, "ip6 protochain 17", chainAH, cbpf.Ancillary{}, true},
		{"UDP behind AH and options", Options{LinkType: linktype.Raw}, "ip6 protochain 17", chainAHOptions, cbpf.Ancillary{}, false},
		{"UDP behind AH and options, by the manual", Options{LinkType: linktype.Raw, Manual: true}, "ip6 protochain 17", chainAHOptions, cbpf.Ancillary{}, true},

		// A comparison that shifts to the end of the range.
		{"shifted", Options{LinkType: eth}, "ip[8] >> 2 <= 4294967295", macs6 + "0800" + ipUDP53, cbpf.Ancillary{}, true},

		{"ip broadcast, ones", Options{LinkType: eth, Netmask: netip.MustParseAddr("255.255.255.0")}, "ip broadcast", macs6 + "0800" + strings.Replace(ipUDP53, "0a000002", "0a0000ff", 1), cbpf.Ancillary{}, true},
		{"ip broadcast, zeroes", Options{LinkType: eth, Netmask: netip.MustParseAddr("255.255.255.0")}, "ip broadcast", macs6 + "0800" + strings.Replace(ipUDP53, "0a000002", "0a000000", 1), cbpf.Ancillary{}, true},
		{"ip broadcast, neither", Options{LinkType: eth, Netmask: netip.MustParseAddr("255.255.255.0")}, "ip broadcast", macs6 + "0800" + ipUDP53, cbpf.Ancillary{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.opt.Resolver = NoNames
			for _, tt.opt.NoOptimize = range []bool{false, true} {
				p, err := Compile(tt.expr, tt.opt)
				if err != nil {
					t.Fatal(err)
				}
				data := packet(t, tt.packet)
				if got := p.Match(data, len(data), &tt.anc); got != tt.want {
					t.Errorf("%q on %s, NoOptimize %v: Match = %v, want %v\n%v", tt.expr, tt.opt.LinkType, tt.opt.NoOptimize, got, tt.want, p)
				}
			}
		})
	}
}

const (
	chainAH = "60000000 0020 33 40 fe800000000000000000000000000001 fe800000000000000000000000000002" +
		"11 04 0000 00000000 00000000 00000000 00000000 00000000 04d20035 00080000"
	chainAHOptions = "60000000 0028 33 40 fe800000000000000000000000000001 fe800000000000000000000000000002" +
		"3c 04 0000 00000000 00000000 00000000 00000000 00000000" +
		"11 00 010400000000 04d20035 00080000"
)

func TestCompileErrors(t *testing.T) {
	eth, raw := linktype.Ethernet, linktype.Raw
	tests := []struct {
		linkType linktype.Type
		expr     string
		mark     string // what the error points at
		code     Code
		want     string // a part of the message with its hint
	}{
		{eth, "tcp prot 80", "prot", CodeSyntax, `did you mean "port"?`},
		{eth, "hots 10.0.0.1", "hots", CodeSyntax, `did you mean "host"?`},
		{eth, "vlan 10 adn tcp", "adn", CodeSyntax, `did you mean "and"?`},
		{eth, "tcp port 80 10.0.0.1", "10.0.0.1", CodeSyntax, `host 10.0.0.1`},
		{eth, "port tcp 80", "tcp", CodeSyntax, `"tcp" goes before "port"`},
		{eth, "tcp and foo.example", "foo.example", CodeSyntax, `host foo.example`},
		{eth, "ip port 80", "ip port", CodeQualifier, `write "ip and port ..."`},
		{eth, "tcp host 10.0.0.1", "tcp host", CodeQualifier, `write "tcp and host ..."`},
		{eth, "host 00:11:22:33:44:55", "00:11:22:33:44:55", CodeQualifier, `ether host 00:11:22:33:44:55`},
		{eth, "port 70000", "70000", CodeRange, "greater than maximum 65535"},
		{eth, "net 10.0.0.1/8", "10.0.0.1/8", CodeAddress, "the network is 10.0.0.0/8"},
		{eth, "net 2001:db8::1/32", "2001:db8::1/32", CodeAddress, "the network is 2001:db8::/32"},
		{eth, "net 10.0.0.0/33", "33", CodeRange, "mask length"},
		{eth, "host 10.0.0.256", "10.0.0.256", CodeAddress, "invalid IPv4 address"},
		{eth, "host nowhere.invalid", "nowhere.invalid", CodeUnknownName, "unknown host"},
		{eth, "port nosuchservice", "nosuchservice", CodeUnknownName, "unknown port"},
		{eth, "ip.addr == 10.0.0.1", "ip.addr", CodeSyntax, `Wireshark's display filters; here it is "host"`},
		{eth, "tcp and tcp.flags.syn == 1", "==", CodeSyntax, "tcp[tcpflags] & tcp-syn != 0"},
		{eth, "ipv6", "ipv6", CodeSyntax, `write "ip6"`},
		{eth, "dns", "dns", CodeSyntax, `write "port 53"`},
		{eth, "tcp = 80", "=", CodeSyntax, `"tcp port 80"`},
		{eth, "port = 80", "=", CodeSyntax, `without "="`},
		{eth, "tcp flags syn", "flags", CodeSyntax, "tcp[tcpflags] & tcp-syn != 0"},
		{eth, "ip host fe80::1", "ip host", CodeQualifier, `write "ip6 host ..."`},
		{eth, "ip6 net 10.0.0.0/8", "ip6 net", CodeQualifier, `write "ip net ..."`},
		{eth, "ether host 10.0.0.1", "10.0.0.1", CodeAddress, `"host 10.0.0.1"`},
		{eth, "portrange 1-x", "1-x", CodeUnknownName, "two ports"},
		{eth, "ip proto nosuch", "nosuch", CodeUnknownName, "unknown 'ip proto' value"},
		{raw, "tcp and ether host 0:1:2:3:4:5", "ether host 0:1:2:3:4:5", CodeLinkType, "not supported on DLT_RAW (Raw IP)"},
		{raw, "vlan 5", "vlan 5", CodeLinkType, "'vlan' not supported"},
		{eth, "ip or wlan type mgt", "wlan type mgt", CodeLinkType, "not supported on DLT_EN10MB"},
		{eth, "inbound", "inbound", CodeLive, "not a live capture"},
		{eth, "ip broadcast", "ip broadcast", CodeNetmask, "netmask not known"},
		{eth, "ip[0:3] = 1", "3", CodeIndex, "1, 2, or 4"},
		{eth, "ah[0] = 1", "ah", CodeIndex, "does not support the index operation"},
		{eth, "len / 0 = 1", "0", CodeArithmetic, "division by zero"},
		{eth, "len << 32 = 1", "32", CodeArithmetic, "shift by more than 31 bits"},
		{eth, "len % (3 - 3) = 1", "3 - 3", CodeArithmetic, "modulus by zero"},
		{eth, "mpls and arp", "arp", CodeUnsupported, "over mpls"},
		{eth, "llc foo", "foo", CodeUnknownName, "unknown LLC type"},
		{eth, "ether", "ether", CodeQualifier, "cannot be used as an abbreviation"},

		// Why no packet matches.
		{eth, "ip and arp", "arp", CodeRejectsAll, `no packet matches both "ip" and "arp"`},
		{eth, "len > 60 and tcp port 80 and icmp", "icmp", CodeRejectsAll, `both "tcp port 80" and "icmp"`},
		{eth, "ip and (tcp or udp) and not tcp and not udp", "udp", CodeRejectsAll, `no packet that matches what comes before`},
		{eth, "host 10.0.0.1 and not (ip or arp or rarp)", "rarp", CodeRejectsAll, "no packet"},
		{raw, "arp", "arp", CodeRejectsAll, `packets of DLT_RAW (Raw IP) are never "arp"`},
		{eth, "1 = 2", "1 = 2", CodeRejectsAll, `"1 = 2" is never true`},
	}
	for _, tt := range tests {
		_, err := Compile(tt.expr, Options{LinkType: tt.linkType, Resolver: NoNames})
		var e *Error
		switch {
		case !errors.As(err, &e):
			t.Errorf("Compile(%q) = %v, want an *Error", tt.expr, err)
		case e.Expr[e.Pos:e.End] != tt.mark || e.Code != tt.code || !strings.Contains(e.Error(), tt.want):
			t.Errorf("Compile(%q) fails with %s: %v\n%s\nwant %s at %q: %s", tt.expr, e.Code, e, e.Caret(), tt.code, tt.mark, tt.want)
		case (e.Code == CodeRejectsAll) != errors.Is(err, ErrRejectsAll):
			t.Errorf("Compile(%q): errors.Is(err, ErrRejectsAll) = %v with code %s", tt.expr, errors.Is(err, ErrRejectsAll), e.Code)
		}
	}
}

func TestOptions(t *testing.T) {
	if _, err := Compile("ip", Options{Snaplen: -1}); err == nil {
		t.Error("a negative snaplen compiles")
	}
	if _, err := Compile("ip", Options{Netmask: netip.MustParseAddr("::1")}); err == nil {
		t.Error("an IPv6 netmask compiles")
	}
	p, err := Compile("", Options{LinkType: linktype.Ethernet, Snaplen: 96})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Run(nil, 0, nil); got != 96 {
		t.Errorf("the empty expression keeps %d bytes, want 96", got)
	}
}

func TestTrace(t *testing.T) {
	var phases []string
	opt := Options{LinkType: linktype.Ethernet, Resolver: NoNames, Trace: func(phase, form string) {
		if form == "" {
			t.Errorf("%s has no form", phase)
		}
		if len(phases) == 0 || phases[len(phases)-1] != phase {
			phases = append(phases, phase)
		}
	}}
	if _, err := Compile("tcp port 80 or 443", opt); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(phases, " ")
	for _, want := range []string{"parse resolve conditions generate", "emit"} {
		if !strings.Contains(got, want) {
			t.Errorf("phases are %q, want %q in them", got, want)
		}
	}
}

func TestDeterministic(t *testing.T) {
	for _, expr := range tableExpressions {
		opt := Options{LinkType: linktype.Ethernet}
		p, err := Compile(expr, opt)
		if err != nil {
			continue
		}
		if q, _ := Compile(expr, opt); p.String() != q.String() {
			t.Fatalf("%q compiles to different programs:\n%v\n%v", expr, p, q)
		}
	}
}

// TestLimits compiles what is as large or as deep as it may be, or more.
func TestLimits(t *testing.T) {
	for _, tt := range []struct {
		name, expr string
		code       Code // "" compiles
	}{
		{"nested parentheses", strings.Repeat("(", maxDepth+1) + "ip" + strings.Repeat(")", maxDepth+1), CodeLimit},
		{"nested arithmetic", strings.Repeat("(", maxDepth+1) + "len" + strings.Repeat(")", maxDepth+1) + " > 1", CodeLimit},
		{"nested offsets", strings.Repeat("ip[", maxDepth+1) + "0" + strings.Repeat("]", maxDepth+1) + " > 1", CodeLimit},
		{"long sum", "len" + strings.Repeat(" + 1", 5000) + " > 1", ""},
		{"long chain", "ip" + strings.Repeat(" or ip", 5000), ""},
		{"tunnels", "geneve" + strings.Repeat(" and geneve", maxTunnels-1), ""},
		{"more tunnels", "geneve" + strings.Repeat(" or vxlan", maxTunnels), CodeLimit},
		{"many words", strings.Repeat("ip or ", maxTokens/2+1) + "ip", CodeLimit},
	} {
		_, err := Compile(tt.expr, Options{LinkType: linktype.Ethernet, Resolver: NoNames})
		var e *Error
		errors.As(err, &e)
		if (tt.code == "") != (err == nil) || e != nil && e.Code != tt.code {
			t.Errorf("%s: %v, want code %q", tt.name, err, tt.code)
		}
	}
}
