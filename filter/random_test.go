package filter

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A maker makes random expressions. They are drawn from small sets of numbers,
// so that terms agree and contradict each other now and then.
type maker struct {
	r   *rand.Rand
	dlt string
	b   strings.Builder
}

// randomExpression makes an expression for a link type.
func randomExpression(r *rand.Rand, dlt string) string {
	m := &maker{r: r, dlt: dlt}
	m.expr(3)
	return m.b.String()
}

func pick[T any](m *maker, from ...T) T { return from[m.r.IntN(len(from))] }

func (m *maker) chance(one, in int) bool { return m.r.IntN(in) < one }

func (m *maker) f(format string, args ...any) { fmt.Fprintf(&m.b, format, args...) }

func (m *maker) expr(depth int) {
	n := 1
	for n < 4 && m.chance(1, 2) {
		n++
	}
	for i := range n {
		if i > 0 {
			m.f(" %s ", pick(m, "and", "or", "and", "&&", "||"))
		}
		m.unit(depth)
	}
}

func (m *maker) unit(depth int) {
	switch {
	case depth > 0 && m.chance(1, 6):
		m.f("%s ", pick(m, "not", "!"))
		m.unit(depth - 1)
	case depth > 0 && m.chance(1, 6):
		m.f("(")
		m.expr(depth - 1)
		m.f(")")
	default:
		m.primitive()
	}
}

var addresses4 = []string{"10.0.0.1", "10.0.0.2", "192.168.1.1", "1.2.3.4", "255.255.255.255", "0.0.0.0", "0x0a000001"}
var addresses6 = []string{"fe80::1", "2001:db8::5", "::1", "ff02::12", "1:2:3:4:5:6:7:8"}
var macs = []string{"0:1:2:3:4:5", "ff:ff:ff:ff:ff:ff", "aabb.ccdd.eeff", "01-80-c2-00-00-00", "0a0b0c0d0e0f"}

func (m *maker) dir() string {
	return pick(m, "", "", "src ", "dst ", "src or dst ", "src and dst ", "dst and src ")
}

func (m *maker) number(below int) string {
	n := m.r.IntN(below)
	return pick(m, fmt.Sprint(n), fmt.Sprint(n), fmt.Sprintf("%#x", n), fmt.Sprintf("0%o", n))
}

func (m *maker) primitive() {
	common := []func(){
		m.protocol, m.protocol, m.host, m.host, m.net, m.port, m.port, m.portrange, m.proto, m.proto,
		m.relation, m.relation, m.relation, m.length, m.byteTerm, m.cast, m.tunnel, m.etherProto, m.linkHost,
	}
	switch {
	case strings.HasPrefix(m.dlt, "IEEE802_11"), m.dlt == "PRISM_HEADER", m.dlt == "PPI":
		if m.chance(1, 3) {
			m.wlan()
			return
		}
	case m.dlt == "SUNATM":
		if m.chance(1, 3) {
			m.atm()
			return
		}
	case strings.HasPrefix(m.dlt, "MTP2"):
		if m.chance(3, 4) {
			m.ss7()
			return
		}
		pick(m, m.length, m.byteTerm, m.linkRelation)()
		return
	case m.dlt == "PFLOG":
		if m.chance(1, 3) {
			m.pf()
			return
		}
	}
	if m.chance(1, 15) {
		pick(m, m.llc, m.decnet, m.iso)()
		return
	}
	pick(m, common...)()
}

func (m *maker) protocol() {
	m.f("%s", pick(m, "ip", "ip6", "arp", "rarp", "tcp", "udp", "icmp", "icmp6", "sctp", "igmp", "pim", "vrrp", "ah", "esp",
		"ip", "ip6", "tcp", "udp",
		"atalk", "aarp", "decnet", "lat", "sca", "moprc", "mopdl", "iso", "stp", "ipx", "netbeui", "esis", "isis", "clnp",
		"l1", "l2", "iih", "lsp", "snp", "csnp", "psnp"))
}

func (m *maker) host() {
	if m.chance(1, 3) {
		proto := pick(m, "", "", "ip6 ")
		m.f("%s%s%s%s", proto, m.dir(), "host ", pick(m, addresses6...))
		return
	}
	m.f("%s%shost %s", pick(m, "", "", "ip ", "arp ", "rarp "), m.dir(), pick(m, addresses4...))
	if m.chance(1, 4) {
		m.f(" %s %s", pick(m, "or", "and"), pick(m, addresses4...))
	}
}

func (m *maker) net() {
	if m.chance(1, 3) {
		m.f("%s%snet %s", pick(m, "", "ip6 "), m.dir(), pick(m, "fe80::/10", "2001:db8::/32", "::/0", "ff00::/8", "1:2:3:4::/64", "1:2:3:4:5::/77"))
		return
	}
	m.f("%s%snet %s", pick(m, "", "ip ", "arp "), m.dir(),
		pick(m, "10", "10.0.0.0/8", "192.168", "192.168.1", "1.2.3.4", "0.0.0.0/0", "10.0.0.0/31", "10.0.0.0 mask 255.0.0.255", "172.16.0.0/12"))
}

func (m *maker) portNumber() string {
	return pick(m, "80", "53", "22", "443", "0", "65535", "6081", "1024")
}

func (m *maker) port() {
	m.f("%s%sport %s", pick(m, "", "tcp ", "udp ", "sctp "), m.dir(), m.portNumber())
	if m.chance(1, 4) {
		m.f(" or %s", m.portNumber())
	}
}

func (m *maker) portrange() {
	m.f("%s%sportrange %s", pick(m, "", "tcp ", "udp "), m.dir(), pick(m, "20-25", "1024-2048", "0-1023", "100-50", "1-65535"))
}

func (m *maker) proto() {
	m.f("%sproto %s", pick(m, "", "ip ", "ip6 "), pick(m, "6", "17", "1", "58", "44", "132", "0", "255", `\tcp`, `\udp`))
}

func (m *maker) etherProto() {
	m.f("%s proto %s", pick(m, "ether", "link"), pick(m, "0x800", "0x806", "0x86dd", "0x88cc", "0x8100", "6", "0x42", "0xe0", "0xfe", "0xf0",
		`\ip`, `\arp`, `\ip6`, `\stp`, `\ipx`, `\netbeui`, `\atalk`, `\aarp`, `\iso`, `\loopback`))
}

func (m *maker) linkHost() {
	switch m.dlt {
	case "ARCNET", "ARCNET_LINUX", "BACNET_MS_TP":
		m.f("link %s$%02x", strings.TrimPrefix(m.dir()+"host ", " "), m.r.IntN(4))
	default:
		m.f("ether %shost %s", m.dir(), pick(m, macs...))
	}
}

func (m *maker) cast() {
	m.f("%s", pick(m, "broadcast", "multicast", "ether broadcast", "ether multicast", "ip multicast", "ip6 multicast", "link multicast"))
}

func (m *maker) tunnel() {
	m.f("%s", pick(m, "vlan", "vlan 5", "vlan 100", "mpls", "mpls 16", "pppoed", "pppoes", "pppoes 7", "geneve", "geneve 9", "vlan", "vlan 5"))
}

func (m *maker) length() {
	m.f("%s", pick(m, "less 64", "greater 64", "len > 100", "len <= 60", "length = 0", "less 0", "len % 2 = 1"))
}

func (m *maker) byteTerm() {
	m.f("byte %d %s %s", m.r.IntN(40), pick(m, "=", "<", ">", "&", "|"), pick(m, "0", "1", "6", "255", "0x40"))
}

func (m *maker) llc() {
	m.f("llc %s", pick(m, "", "i", "s", "u", "rr", "rnr", "rej", "ui", "ua", "disc", "sabme", "test", "xid", "frmr"))
}

func (m *maker) decnet() {
	m.f("decnet %shost %s", m.dir(), pick(m, "1.1", "10.123", "63.1023"))
}

func (m *maker) iso() {
	m.f("%s", pick(m, `iso proto \esis`, `iso proto \clnp`, "iso proto 0x83", "isis proto 18", "isis proto 0x14"))
}

func (m *maker) wlan() {
	m.f("%s", pick(m, "type mgt", "type ctl", "type data", "wlan type data", "type mgt subtype beacon", "subtype beacon", "type 0 subtype 0x80",
		"subtype qos-data", "subtype ack", "dir tods", "dir fromds", "dir nods", "dir dstods", "wlan dir 1",
		"wlan host 0:1:2:3:4:5", "wlan src 0:1:2:3:4:5", "wlan dst 0:1:2:3:4:5",
		"wlan ra 0:1:2:3:4:5", "wlan ta 0:1:2:3:4:5", "wlan addr1 0:1:2:3:4:5", "wlan addr2 0:1:2:3:4:5",
		"wlan addr3 0:1:2:3:4:5", "wlan addr4 0:1:2:3:4:5", "radio[2] = 8", "wlan[0] & 0xf != 3"))
}

func (m *maker) atm() {
	m.f("%s", pick(m, "vpi 0", "vpi 5", "vci 5", "vci 16", "vci > 3", "vci (3 or 4)", "lane", "metac", "bcc", "oam", "oamf4", "oamf4ec", "oamf4sc",
		"sc", "ilmic", "connectmsg", "metaconnect", "lane and ip", "lane and ether host 0:1:2:3:4:5"))
}

func (m *maker) ss7() {
	m.f("%s", pick(m, "fisu", "lssu", "msu", "hfisu", "hlssu", "hmsu", "sio 3", "sio > 3", "sio (1 or 2)", "opc 5", "opc (5 or 0x3fff)",
		"dpc 0x1234", "dpc > 7", "sls 3", "sls (3 or 15)", "hsio 1", "hopc 5", "hdpc 9", "hsls 2"))
}

func (m *maker) pf() {
	m.f("%s", pick(m, "inbound", "outbound", "ifname en0", "on eth12", "rnr 5", "rulenum 5", "srnr 3", "reason match", "reason fragment",
		"action pass", "action block", "ruleset foo", "reason 3"))
}

func (m *maker) relation() {
	m.arith(2)
	m.f(" %s ", pick(m, "=", "==", "!=", "<", ">", "<=", ">="))
	if m.chance(1, 6) {
		m.arith(1)
		return
	}
	m.f("%s", pick(m, "0", "1", "2", "5", "0x40", "0x800", "255", "4294967295", "tcp-syn", "icmp-echo"))
}

func (m *maker) linkRelation() {
	m.f("link[%d] %s %d", m.r.IntN(12), pick(m, "=", ">", "!="), m.r.IntN(9))
}

func (m *maker) arith(depth int) {
	switch {
	case depth > 0 && m.chance(1, 3):
		m.arith(depth - 1)
		op := pick(m, "+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "&", "&")
		m.f(" %s ", op)
		switch {
		case op == "<<" || op == ">>":
			m.f("%d", m.r.IntN(9))
		case op == "/" || op == "%":
			m.f("%d", 2+m.r.IntN(9))
		case m.chance(2, 3):
			m.f("%s", m.number(256))
		default:
			m.arith(depth - 1)
		}
	case depth > 0 && m.chance(1, 8):
		m.f("(")
		m.arith(depth - 1)
		m.f(")")
	case depth > 0 && m.chance(1, 12):
		m.f("- ")
		m.arith(depth - 1)
	case m.chance(1, 8):
		m.f("len")
	default:
		m.f("%s[", pick(m, "ip", "tcp", "udp", "icmp", "ip6", "ether", "arp", "link", "icmp6", "igmp", "sctp", "ip", "tcp"))
		switch {
		case depth > 0 && m.chance(1, 6):
			m.arith(depth - 1)
		default:
			m.f("%s", pick(m, "0", "1", "2", "6", "8", "9", "12", "13", "tcpflags", "icmptype", "20"))
		}
		m.f("%s]", pick(m, "", "", ":1", ":2", ":4"))
	}
}
