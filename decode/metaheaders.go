package decode

import "pktcap/linktype"

// nested prints a packet of another link type, as a header says. It reports
// false where that type has no printer.
func (p *Printer) nested(dlt uint32, v view) bool {
	if dlt > 0xffff {
		return false
	}
	link := linktype.FromDLT(int(dlt))
	printer := linkPrinter(link)
	if printer == nil {
		return false
	}
	p.linkType = link
	printer(p, v)
	return true
}

// dltName prints the name of a link type by its DLT number.
func (p *Printer) dltName(dlt uint32) {
	if dlt <= 0xffff {
		if link := linktype.FromDLT(int(dlt)); link.Known() {
			p.str(link.String())
			return
		}
	}
	p.str("UNKNOWN")
}

// ppiLen is the length of a PPI header without fields.
const ppiLen = 8

// printPPI prints a packet after a Per-Packet Information header: CACE, "PPI
// header format", 1.0.7. Its numbers are little-endian.
//
//	+---------+-------+--------+-----+--------+------
//	| version | flags | length | DLT | fields | packet
//	+---------+-------+--------+-----+--------+------
//	  1         1       2        4
func printPPI(p *Printer, v view) {
	p.enter("ppi", v)
	if !v.has(0, ppiLen) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	size, dlt := v.le16(2), v.le32(4)
	if size < ppiLen || size > 65532 {
		p.printf(" [length %d < %d or > 65532]", size, ppiLen)
		p.invalid()
		p.linkLen += len(v.b)
		return
	}
	if !v.has(0, size) {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	header := func() {
		if p.opt.Quiet {
			p.dltName(dlt)
		} else {
			p.printf("V.%d DLT ", v.u8(0))
			p.dltName(dlt)
			p.printf(" (%d) len %d", dlt, size)
		}
		p.printf(", length %d: ", v.n)
	}
	if p.opt.Link {
		header()
	}
	p.linkLen += size
	body := v.from(size)
	if p.nested(dlt, body) {
		return
	}
	if !p.opt.Link {
		header()
	}
	p.unparsed(view{body.b, len(body.b)})
}

// pktapLen is the length of a PKTAP header.
const pktapLen = 108

// printPKTAP prints a packet of Apple's PKTAP device: XNU's net/pktap.h. Its
// numbers are little-endian.
//
//	+--------+-------------+-----+----------------+------
//	| length | record type | DLT | interface (24) | ...
//	+--------+-------------+-----+----------------+------
//	  4        4             4
func printPKTAP(p *Printer, v view) {
	p.enter("pktap", v)
	if v.n < pktapLen {
		p.printf(" (packet too short, %d < %d)", v.n, pktapLen)
		p.invalid()
		return
	}
	size := v.le32(0)
	if size < pktapLen {
		p.printf(" (pkt_len too small, %d < %d)", size, pktapLen)
		p.invalid()
		return
	}
	if size > uint32(v.n) {
		p.printf(" (pkt_len too big, %d > %d)", size, v.n)
		p.invalid()
		return
	}
	v.need(0, int(size))
	kind, dlt := v.le32(4), v.le32(8)
	header := func() {
		if p.opt.Quiet {
			p.dltName(dlt)
		} else {
			p.str("DLT ")
			p.dltName(dlt)
			p.printf(" (%d) len %d", dlt, size)
		}
		p.printf(", length %d: ", v.n)
	}
	if p.opt.Link {
		header()
	}
	p.linkLen += int(size)
	body := v.from(int(size))
	switch kind {
	case 0:
		p.str("no data")
	case 1:
		if p.nested(dlt, body) {
			return
		}
		if !p.opt.Link {
			header()
		}
		p.unparsed(view{body.b, len(body.b)})
	}
}
