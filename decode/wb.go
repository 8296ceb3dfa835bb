package decode

const portWB = 4567

// Packets of LBL's whiteboard.
const (
	wbDrawing      = 0
	wbAnnouncement = 1
	wbRepair       = 2 // a request
	wbRepaired     = 3
	wbKill         = 4
	wbPages        = 5 // a request
	wbPageList     = 7

	wbSkip = 14 // operations that stand for many
	wbHole = 15
)

var wbOperations = names{
	{2, "RECT"}, {3, "LINE"}, {4, "ML"}, {5, "DEL"}, {6, "XFORM"}, {7, "ELL"}, {8, "CHAR"}, {9, "STR"}, {10, "NOP"},
	{11, "PSCODE"}, {12, "PSCOMP"}, {13, "REF"}, {wbSkip, "SKIP"}, {wbHole, "HOLE"},
}

// printWB prints a packet of LBL's whiteboard.
//
//	0        4           8         10     11
//	+--------+-----------+---------+------+-------+------
//	| source | timestamp | version | type | flags | body
//	+--------+-----------+---------+------+-------+------
func printWB(p *Printer, v view) {
	p.enter("wb", v)
	if v.n < 12 {
		p.invalid()
		return
	}
	v.need(0, 12)
	if v.u8(11) != 0 {
		p.byte('*')
	}
	kind := v.u8(10)
	w := wb{p, v.from(12)}
	ok := false
	switch kind {
	case wbKill:
		p.str(" wb-kill")
		return
	case wbAnnouncement:
		ok = w.announcement()
	case wbRepair:
		p.str(" wb-rreq:")
		if ok = w.m.n >= 20; ok {
			w.m.need(0, 20)
			p.str(" please repair ")
			p.addr4(w.m, 0)
			p.byte(' ')
			w.page(4)
			p.printf("<%d:%d>", w.m.u32(12), w.m.u32(16))
		}
	case wbRepaired:
		p.str(" wb-rrep:")
		if ok = w.m.n >= 20; ok {
			w.m.need(0, 20)
			p.str(" for ")
			p.addr4(w.m, 0)
			p.byte(' ')
			w.operations(4)
		}
	case wbDrawing:
		p.str(" wb-dop:")
		if ok = w.m.n >= 16; ok {
			w.m.need(0, 16)
			p.byte(' ')
			w.operations(0)
		}
	case wbPages:
		p.str(" wb-preq:")
		if ok = w.m.n >= 16; ok {
			w.m.need(0, 12)
			p.printf(" need %d/", w.m.u32(8))
			w.page(0)
			w.m.need(0, 16)
		}
	case wbPageList:
		ok = w.pages()
	default:
		p.printf(" wb-%d!", kind)
	}
	if !ok {
		p.invalid()
	}
}

// A wb prints the body m.
type wb struct {
	*Printer
	m view
}

// page prints the page at off: who made it and its number.
func (w wb) page(off int) {
	w.addr4(w.m, off)
	w.printf(":%d", w.m.u32(off+4))
}

// announcement prints which page a site is at, and what it has.
//
//	0          4      12     16          24     26      28
//	+----------+------+------+-----------+------+-------+---------+------
//	| max slot | page | slot | page      | count| spare | offsets | name
//	+----------+------+------+-----------+------+-------+---------+------
func (w wb) announcement() bool {
	m := w.m
	w.str(" wb-id:")
	if m.n < 28 {
		return false
	}
	m.need(0, 24)
	w.printf(" %d/", m.u32(12))
	w.page(16)
	w.printf(" (max %d/", m.u32(0))
	w.page(4)
	w.str(") ")
	m.need(0, 28)
	count := m.u16(24)
	if m.n-28 < 8*count {
		return false
	}
	w.offsets(28, count)
	w.str(`> "`)
	w.paddedText(m, 28+8*count, m.n-28-8*count)
	w.byte('"')
	return true
}

// offsets prints count sites and how far each has come.
func (w wb) offsets(off, count int) {
	sep := byte('<')
	for i := range count {
		w.m.need(off+8*i, 8)
		w.byte(sep)
		w.page(off + 8*i)
		sep = ','
	}
}

// pages prints a list of pages and who has them.
func (w wb) pages() bool {
	w.str(" wb-prep:")
	if w.m.n < 4 {
		return false
	}
	off := 4
	for n := w.m.u32(0); n > 0; n-- {
		w.bounded(0)
		w.m.need(off, 12)
		w.printf(" %d/", w.m.u32(off))
		w.page(off + 4)
		w.m.need(off, 16)
		count := w.m.u16(off + 12)
		w.offsets(off+16, count)
		w.byte('>')
		off += 16 + 8*count
	}
	return true
}

// operations prints the drawing operations of the page at off.
func (w wb) operations(off int) {
	first, last := w.m.u32(off+8), w.m.u32(off+12)
	w.page(off)
	w.printf("<%d:%d>", first, last)
	if w.v == 0 {
		return
	}
	w.str(" <")
	off += 16
	for n := uint64(first); n <= uint64(last); n++ {
		w.bounded(0)
		kind := w.m.u8(off + 7)
		w.byte(' ')
		w.name(wbOperations, "dop-%d!", kind)
		if kind == wbSkip || kind == wbHole {
			to := w.m.u32(off)
			w.printf("%d", to-uint32(n)+1)
			if n > uint64(to) || to > last {
				w.str("[|]")
				if uint64(to) < n {
					return
				}
			}
			n = uint64(to)
		}
		off += (w.m.u16(off+4) + 8 + 3) &^ 3
	}
	w.str(" >")
}
