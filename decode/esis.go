package decode

const (
	esisHeaderLen = 9
	esisESH       = 2
	esisISH       = 4
	esisRedirect  = 6
)

var esisPDUs = names{{esisRedirect, "redirect"}, {esisESH, "ESH"}, {esisISH, "ISH"}}

const (
	esisProtocols = 129
	esisConfTime  = 198
)

var esisOptions = names{
	{esisProtocols, "Protocols supported"},
	{195, "QoS Maintenance"},
	{197, "Security"},
	{esisConfTime, "ES Configuration Time"},
	{205, "Priority"},
	{225, "Addressk Mask"}, // as tcpdump spells it
	{226, "SNPA Mask"},
}

// printESIS prints an End System to Intermediate System packet: ISO 9542.
//
//	0       1        2         3          4      5              7
//	+-------+--------+---------+----------+------+--------------+----------+
//	| NLPID | length | version | reserved | type | holding time | checksum |
//	+-------+--------+---------+----------+------+--------------+----------+
func printESIS(p *Printer, v view) {
	p.enter("esis", v)
	if !p.opt.Link {
		p.str("ES-IS")
	}
	if v.n <= 2 {
		p.str(choose(p.opt.Quiet, "bad pkt!", "no header at all!"))
		return
	}
	v.need(0, esisHeaderLen)
	length, version, kind := v.u8(1), v.u8(2), v.u8(4)&0x1f
	switch {
	case version != 1:
		p.printf(" version %d packet not supported", version)
		return
	case length > v.n:
		p.printf(" length indicator(%d) > PDU size (%d)!", length, v.n)
		return
	case length < esisHeaderLen+2:
		p.printf(" length indicator %d < min PDU size:", length)
		for _, c := range v.b {
			p.printf("%02X", c)
		}
		return
	}
	p.linkComma()
	if p.v == 0 {
		p.name(esisPDUs, "unknown type (%d)", kind)
		p.printf(", length %d", v.n)
		return
	}
	p.printf("length %d\n\t", v.n)
	p.name(esisPDUs, "unknown type: %d", kind)
	p.printf(" (%d), v: %d, checksum: 0x%04x", kind, version, v.u16(7))
	p.osiChecksum(v, v.u16(7), 7, length)
	p.printf(", holding time: %ds, length indicator: %d", v.u16(5), length)
	if p.v > 1 {
		p.hexLines("\n\t", v, 0, esisHeaderLen)
	}
	body := v.at(esisHeaderLen, length-esisHeaderLen)
	ok := false
	switch kind {
	case esisRedirect:
		body, ok = p.esisRedirect(body)
	case esisESH:
		body, ok = p.esisESH(body)
	case esisISH:
		if body, ok = p.esisAddress(body, "ish", "\n\t  NET"); !ok {
			return
		}
	default:
		if p.v <= 1 && len(body.b) > 0 {
			p.hexLines("\n\t  ", view{body.b, len(body.b)}, 0, len(body.b))
		}
		return
	}
	if ok {
		p.esisOptions(body)
	}
}

// esisField returns the length of the counted field that v begins with, whether
// v holds it, and prints what it is not, message being the name of the PDU.
func (p *Printer) esisField(v view, message string) (n int, ok bool) {
	n = v.u8(0)
	if v.n >= 1 {
		v.need(1, n)
		if v.n-1 >= n {
			return n, true
		}
	}
	p.printf(", bad %s/li", message)
	return 0, false
}

// esisAddress prints a counted OSI address and returns what is behind it.
func (p *Printer) esisAddress(v view, message, text string) (view, bool) {
	n, ok := p.esisField(v, message)
	if !ok {
		return v, false
	}
	p.nsapWithLength(text, v, 1, n)
	return v.from(1 + n), true
}

func (p *Printer) esisESH(v view) (view, bool) {
	count := v.u8(0)
	if v.n < 1 {
		p.str(", bad esh/li")
		return v, false
	}
	p.printf("\n\t  Number of Source Addresses: %d", count)
	v = v.from(1)
	for ok := true; count > 0; count-- {
		if v, ok = p.esisAddress(v, "esh", "\n\t  NET"); !ok {
			return v, false
		}
	}
	return v, true
}

// esisRedirect prints where a destination is better reached, and returns what is
// behind it. As in tcpdump, the byte with the last address' length is not counted.
func (p *Printer) esisRedirect(v view) (view, bool) {
	const message = "redirect"
	n, ok := p.esisField(v, message)
	if !ok {
		return v, false
	}
	p.nsapAfter("\n\t  ", v, 1, n)
	v = v.from(1 + n)
	if n, ok = p.esisField(v, message); !ok {
		return v, false
	}
	snpa := v.bytes(1, n)
	v = v.from(1 + n)
	net := v.u8(0)
	if v.n < 1 {
		p.str(", bad redirect/li")
		return v, false
	}
	v.need(1, net)
	if v.n < net {
		p.str(", bad redirect/li")
		return v, false
	}
	p.printf("\n\t  SNPA (length: %d): ", len(snpa))
	p.linkAddress(snpa)
	if net != 0 {
		p.printf("\n\t  NET (length: %d) ", net)
		p.nsap(v.bytes(1, net))
	}
	rest := v.n - net
	v = v.from(1 + net)
	v.n = rest
	return v, true
}

func (p *Printer) esisOptions(v view) {
	for v.n > 0 {
		if v.n < 2 {
			p.str(", bad opts/li")
			return
		}
		kind, size := v.u8(0), v.u8(1)
		v = v.from(2)
		if size > v.n {
			p.printf(", opt (%d) too long", kind)
			return
		}
		p.str("\n\t  ")
		p.name(esisOptions, "Unknown", kind)
		p.printf(" Option #%d, length %d, value: ", kind, size)
		switch {
		case kind == esisConfTime && size == 2:
			p.printf("%ds", v.u16(0))
		case kind == esisConfTime:
			p.str("(bad length)")
		case kind == esisProtocols:
			p.nlpids(v, size)
		default:
			p.hexLines("\n\t  ", v, 0, size)
		}
		if p.v > 1 {
			p.hexLines("\n\t  ", v, 0, size)
		}
		v = v.from(size)
	}
}

// nlpids prints the n protocols that v begins with.
func (p *Printer) nlpids(v view, n int) {
	for i := range n {
		nlpid := v.u8(i)
		p.name(nlpidNames, "unknown", nlpid)
		p.printf(" (0x%02x)", nlpid)
		if i < n-1 {
			p.str(", ")
		}
	}
}
