package decode

const portHNCP = 8231

// TLVs of DNCP and HNCP: RFC 7787, section 7, and RFC 7788, section 10.
const (
	hncpRequestNetwork = 1
	hncpRequestNode    = 2
	hncpEndpoint       = 3
	hncpNetworkState   = 4
	hncpNodeState      = 5
	hncpPeer           = 8
	hncpKeepAlive      = 9
	hncpVerdict        = 10
	hncpVersion        = 32
	hncpConnection     = 33
	hncpDelegated      = 34
	hncpAssigned       = 35
	hncpNodeAddress    = 36
	hncpDHCPv4         = 37
	hncpDHCPv6         = 38
	hncpZone           = 39
	hncpDomain         = 40
	hncpNodeName       = 41
	hncpPSK            = 42
	hncpPolicy         = 43

	// What the other types are for.
	hncpReserved   = 0x10000
	hncpUnassigned = 0x10001
	hncpPrivate    = 0x10002
	hncpFuture     = 0x10003
)

var hncpTLVs = names{
	{hncpRequestNetwork, "Request network state"},
	{hncpRequestNode, "Request node state"},
	{hncpEndpoint, "Node endpoint"},
	{hncpNetworkState, "Network state"},
	{hncpNodeState, "Node state"},
	{hncpPeer, "Peer"},
	{hncpKeepAlive, "Keep-alive interval"},
	{hncpVerdict, "Trust-Verdict"},
	{hncpVersion, "HNCP-Version"},
	{hncpConnection, "External-Connection"},
	{hncpDelegated, "Delegated-Prefix"},
	{hncpPolicy, "Prefix-Policy"},
	{hncpDHCPv4, "DHCPv4-Data"},
	{hncpDHCPv6, "DHCPv6-Data"},
	{hncpAssigned, "Assigned-Prefix"},
	{hncpNodeAddress, "Node-Address"},
	{hncpZone, "DNS-Delegated-Zone"},
	{hncpDomain, "Domain-Name"},
	{hncpNodeName, "Node-Name"},
	{hncpPSK, "Managed-PSK"},
	{hncpReserved, "Reserved"},
	{hncpUnassigned, "Unassigned"},
	{hncpPrivate, "Private use"},
	{hncpFuture, "Future use"},
}

// hncpKind returns what a TLV of a type is: a type that is known, or what such
// types are for.
func hncpKind(t int) int {
	if _, known := hncpTLVs.find(uint32(t)); known {
		return t
	}
	switch {
	case t == 0:
		return hncpReserved
	case t >= 44 && t <= 511:
		return hncpUnassigned
	case t >= 768 && t <= 1023:
		return hncpPrivate
	}
	return hncpFuture
}

// printHNCP prints a Home Networking Control Protocol message: RFC 7788.
func printHNCP(p *Printer, v view) {
	p.enter("hncp", v)
	p.printf("hncp (%d)", v.n)
	p.hncpTLVs(v, 1)
}

// hncpTLVs prints the TLVs that are v, at a depth of nesting: as deep as there
// are -v flags a line for each, and deeper only the names.
func (p *Printer) hncpTLVs(v view, depth int) {
	p.bounded(depth)
	brief := hncpNames{depth: depth}
	inLine := depth-1 >= p.v && p.v < 3
	for v.n > 0 {
		if !inLine {
			p.hncpIndent(depth)
		}
		if !v.has(0, 4) {
			p.truncated()
			return
		}
		if v.n < 4 {
			p.invalid()
			return
		}
		t, size := v.u16(0), v.u16(2)
		if !v.has(4, size) {
			p.truncated()
			return
		}
		if v.n < size+4 {
			p.invalid()
			return
		}
		kind := hncpKind(t)
		if inLine {
			brief.add(p, kind)
		} else {
			p.name(hncpTLVs, "", kind)
			if kind > 0xffff {
				p.printf(": type=%d", t)
			}
			p.printf(" (%d)", size+4)
			if !p.hncpTLV(kind, v.at(4, size), depth) {
				p.invalid()
				return
			}
		}
		v = v.from(4 + (size+3)&^3)
	}
	brief.add(p, -1)
}

func (p *Printer) hncpIndent(depth int) {
	p.byte('\n')
	for range depth {
		p.byte('\t')
	}
}

// hncpNames prints the names of TLVs, how many there are of each in a row.
type hncpNames struct {
	depth       int
	kind, count int
	any         bool
}

// add takes note of one more TLV, and prints the ones before where it is another
// kind of TLV; kind -1 is the end.
func (n *hncpNames) add(p *Printer, kind int) {
	if n.count > 0 && n.kind == kind {
		n.count++
		return
	}
	if n.count > 0 {
		switch {
		case n.any:
			p.str(", ")
		case n.depth > 1:
			p.hncpIndent(n.depth)
		default:
			p.byte(' ')
		}
		n.any = true
		p.name(hncpTLVs, "", n.kind)
		if n.count > 1 {
			p.printf(" (x%d)", n.count)
		}
	}
	n.kind, n.count = kind, 1
}

// hncpTLV prints the value of a TLV, and reports whether the TLVs after it can
// make sense.
func (p *Printer) hncpTLV(kind int, v view, depth int) bool {
	least, exact := 0, false
	switch kind {
	case hncpRequestNetwork:
		exact = true
	case hncpRequestNode:
		least, exact = 4, true
	case hncpEndpoint, hncpNetworkState:
		least, exact = 8, true
	case hncpPeer:
		least, exact = 12, true
	case hncpNodeState, hncpNodeAddress:
		least = 20
	case hncpKeepAlive:
		least = 8
	case hncpVerdict:
		least = 37
	case hncpVersion:
		least = 5
	case hncpDelegated:
		least = 9
	case hncpPolicy, hncpDHCPv4, hncpDHCPv6, hncpDomain:
		least = 1
	case hncpAssigned:
		least = 6
	case hncpZone, hncpNodeName:
		least = 17
	case hncpPSK:
		least = 32
	}
	if v.n < least || exact && v.n != least {
		p.invalid()
		return true
	}
	used := v.n // before the TLVs in it
	switch kind {
	case hncpRequestNode:
		p.hncpNode(" NID: ", v)
	case hncpEndpoint:
		p.hncpNode(" NID: ", v)
		p.printf(" EPID: %08x", v.u32(4))
	case hncpNetworkState:
		p.printf(" hash: %016x", v.u64(0))
	case hncpNodeState:
		p.hncpNode(" NID: ", v)
		p.printf(" seqno: %d ", v.u32(4))
		p.hncpInterval(v.u32(8))
		p.printf(" hash: %016x", v.u64(12))
		used = 20
	case hncpPeer:
		p.hncpNode(" Peer-NID: ", v)
		p.printf(" Peer-EPID: %08x Local-EPID: %08x", v.u32(4), v.u32(8))
	case hncpKeepAlive:
		p.printf(" EPID: %08x Interval: ", v.u32(0))
		p.hncpInterval(v.u32(4))
	case hncpVerdict:
		p.printf(" Verdict: %d Fingerprint: ", v.u8(0))
		p.hexDigits(v, 4, 32)
		p.str(" Common Name: ")
		p.paddedText(v, 36, v.n-36)
	case hncpVersion:
		bits := v.u16(2)
		p.printf(" M: %d P: %d H: %d L: %d User-agent: ", bits>>12, bits>>8&0xf, bits>>4&0xf, bits&0xf)
		p.paddedText(v, 4, v.n-4)
	case hncpConnection:
		used = 0
	case hncpDelegated:
		if v.n < 9+(v.u8(8)+7)/8 {
			p.invalid()
			return true
		}
		p.str(" VLSO: ")
		p.hncpInterval(v.u32(0))
		p.str(" PLSO: ")
		p.hncpInterval(v.u32(4))
		p.str(" Prefix: ")
		n, ok := p.hncpPrefix(v.from(8))
		if !ok {
			return true
		}
		used = 8 + n
		used += -n & 3
	case hncpAssigned:
		if v.n < 6+(v.u8(5)+7)/8 {
			p.invalid()
			return true
		}
		p.printf(" EPID: %08x Prty: %d Prefix: ", v.u32(0), v.u8(4)&0xf)
		n := p.hncpDecodePrefix(v.from(5))
		if n < 0 {
			p.invalid()
			return true
		}
		used = 5 + n
		used += -used & 3
	case hncpPolicy:
		p.hncpPolicy(v)
	case hncpDHCPv4:
		return p.hncpDHCPv4(v, depth+1)
	case hncpDHCPv6:
		if !p.hncpDHCPv6(v, depth+1) {
			p.invalid()
		}
	case hncpNodeAddress:
		p.printf(" EPID: %08x IP Address: ", v.u32(0))
		p.hncpAddress(v.bytes(4, 16))
		used = 20
	case hncpZone:
		p.str(" IP-Address: ")
		p.hncpAddress(v.bytes(0, 16))
		bits := v.u8(16)
		p.printf(" %s%s%s ", choose(bits&4 != 0, "l", "-"), choose(bits&2 != 0, "b", "-"), choose(bits&1 != 0, "s", "-"))
		n := p.hncpName(v.from(17))
		if n < 0 {
			p.invalid()
			return true
		}
		used = 17 + n
		used += -used & 3
	case hncpDomain:
		p.str(" Domain: ")
		p.hncpName(v)
	case hncpNodeName:
		n := v.u8(16)
		if v.n < 17+n {
			p.invalid()
			return true
		}
		p.str(" IP-Address: ")
		p.hncpAddress(v.bytes(0, 16))
		p.str(" Name: ")
		if n < 64 {
			p.byte('"')
			p.paddedText(v, 17, n)
			p.byte('"')
		} else {
			p.invalid()
		}
		used = (17 + n + 3) &^ 3
	case hncpPSK:
		p.str(" PSK: ")
		p.hexDigits(v, 0, 32)
		used = 32
	}
	if used < v.n {
		p.hncpTLVs(v.from(used), depth+1)
	}
	return true
}

// hncpNode prints text and the node identifier that v begins with.
func (p *Printer) hncpNode(text string, v view) {
	p.str(text)
	p.hexBytes(v.bytes(0, 4), ":")
}

// hncpInterval prints milliseconds as seconds.
func (p *Printer) hncpInterval(ms uint32) { p.printf("%d.%03ds", ms/1000, ms%1000) }

// mapped4 reports whether the IPv6 address that b begins with has an IPv4 one in
// it: RFC 4291, 2.5.5.2.
func mapped4(b []byte) bool {
	for i, c := range b[:12] {
		if c != [12]byte{10: 0xff, 11: 0xff}[i] {
			return false
		}
	}
	return true
}

// hncpAddress prints an IPv6 address, or the IPv4 one in it.
func (p *Printer) hncpAddress(addr []byte) {
	if mapped4(addr) {
		addr = addr[12:]
	}
	p.host(addr)
}
