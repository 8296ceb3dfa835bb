package filter

import (
	"fmt"
	"net/netip"
	"strings"
)

// The resolved tree is the syntax tree with its qualified ids replaced by the
// primitives below: names have become numbers, qualifiers left out have been
// filled in. Chains, negations, groups, protocols, comparisons and terms stay.
//
// A name that a resolver could not answer for stays in its primitive as an
// error, because libpcap has other complaints that come first (that the link
// type has no such addresses, for one). gen reports it.

// A primary is a resolved primitive.
type primary interface{ cover(span) }

// cover makes s the text that a primitive stands for.
func (p *span) cover(s span) { *p = s }

// An addressTest is "host" and "net" with IP addresses: true if one of them is
// the packet's source or destination.
type addressTest struct {
	span
	proto word // "", "ip", "arp", "rarp", "ip6"
	dir   word
	typ   word // "host" or "net", for messages
	name  string
	v4    []maskedIPv4
	v6    []netip.Prefix
	err   *Error
}

// A maskedIPv4 is an IPv4 address and the bits of it that count. The mask need
// not be a prefix.
type maskedIPv4 struct{ addr, mask uint32 }

// A macTest is "link host" with a 48-bit address.
type macTest struct {
	span
	dir  word
	addr [6]byte
	name string // as written
	what string // what to call it where the link type has none
	err  *Error
}

// An arcnetTest is "link host" with an 8-bit address.
type arcnetTest struct {
	span
	dir  word
	addr byte
}

// A decnetTest is "decnet host".
type decnetTest struct {
	span
	dir  word
	addr uint16 // area<<10 | node
}

// A portTest is "port" and "portrange".
type portTest struct {
	span
	proto  word // "tcp", "udp", "sctp", or "" for any of them
	dir    word
	lo, hi uint16
}

// A protoTest is "proto" and "protochain".
type protoTest struct {
	span
	proto word // the protocol that the number is one of: "", "link", "ip", "ip6", "iso", "isis"
	value uint32
	chain bool
}

// A gatewayTest is "gateway": a MAC address of the host and not its IP address.
type gatewayTest struct {
	span
	mac  *macTest
	host *addressTest
}

// A wlanTest is a field of an 802.11 frame control: type, subtype or direction.
type wlanTest struct {
	span
	word        word
	offset      uint32
	value, mask uint32
}

// An llcTest is an 802.2 control field. A mask of 0 tests for the header alone.
type llcTest struct {
	span
	name        string
	value, mask uint32
	clear       bool // the bits of mask are clear, rather than equal value
}

func (a *addressTest) print(b *strings.Builder) {
	if a.proto != "" {
		b.WriteString(string(a.proto) + " ")
	}
	if a.dir != "" {
		b.WriteString(string(a.dir) + " ")
	}
	b.WriteString(string(a.typ))
	n := 0
	sep := func() string {
		if n++; n > 1 {
			return ","
		}
		return " "
	}
	for _, p := range a.v4 {
		b.WriteString(sep() + p.String())
	}
	for _, p := range a.v6 {
		b.WriteString(sep() + p.String())
	}
	if a.err != nil {
		fmt.Fprintf(b, " %q?", a.name)
	}
}

// String writes m as an address, a prefix, or an address and a mask.
func (m maskedIPv4) String() string {
	a := ipv4(m.addr)
	for bits := 0; bits <= 32; bits++ {
		if m.mask == uint32(uint64(0xffffffff)<<(32-bits)) {
			return netip.PrefixFrom(a, bits).String()
		}
	}
	return fmt.Sprintf("%v mask %v", a, ipv4(m.mask))
}

func ipv4(a uint32) netip.Addr {
	return netip.AddrFrom4([4]byte{byte(a >> 24), byte(a >> 16), byte(a >> 8), byte(a)})
}

func (m *macTest) print(b *strings.Builder) {
	if m.err != nil {
		fmt.Fprintf(b, "link %shost %q?", spaced(m.dir), m.name)
		return
	}
	fmt.Fprintf(b, "link %shost % x", spaced(m.dir), m.addr[:])
}

func (a *arcnetTest) print(b *strings.Builder) {
	fmt.Fprintf(b, "link %shost $%02x", spaced(a.dir), a.addr)
}

func (d *decnetTest) print(b *strings.Builder) {
	fmt.Fprintf(b, "decnet %shost %d.%d", spaced(d.dir), d.addr>>10, d.addr&0x3ff)
}

func (p *portTest) print(b *strings.Builder) {
	fmt.Fprintf(b, "%s%sport %d", spaced(p.proto), spaced(p.dir), p.lo)
	if p.hi != p.lo {
		fmt.Fprintf(b, "-%d", p.hi)
	}
}

func (p *protoTest) print(b *strings.Builder) {
	chain := ""
	if p.chain {
		chain = "chain"
	}
	fmt.Fprintf(b, "%sproto%s %#x", spaced(p.proto), chain, p.value)
}

func (g *gatewayTest) print(b *strings.Builder) {
	b.WriteByte('(')
	g.mac.print(b)
	b.WriteString(" and not ")
	g.host.print(b)
	b.WriteByte(')')
}

func (w *wlanTest) print(b *strings.Builder) {
	fmt.Fprintf(b, "wlan[%d] & %#x = %#x", w.offset, w.mask, w.value)
}

func (l *llcTest) print(b *strings.Builder) {
	b.WriteString("llc")
	if l.name != "" {
		b.WriteString(" " + l.name)
	}
}

// spaced returns w and a space, or "" for no word.
func spaced(w word) string {
	if w == "" {
		return ""
	}
	return string(w) + " "
}
