package decode

import "math"

const portRESP = 6379

// printRESP prints the commands or replies of a segment in Redis' protocol: the
// Redis documentation, "RESP protocol spec".
func printRESP(p *Printer, v view) {
	p.str(": RESP")
	p.enter("resp", v)
	r := resp{p, v, 0}
	for r.off < v.n {
		r.item(0)
	}
}

// A resp walks the items of a segment, and bails out where one does not end.
type resp struct {
	*Printer
	v   view
	off int
}

// u8 returns the byte at off, which has to be the segment's.
func (r *resp) u8(off int) byte {
	if off >= r.v.n {
		bail()
	}
	return byte(r.v.u8(off))
}

// item prints the next item, which nests depth times.
func (r *resp) item(depth int) {
	r.bounded(depth)
	switch r.u8(r.off) {
	case '+', '-', ':':
		start := r.off + 1
		r.quote(start, r.lineEnd(start))
	case '$':
		r.off++
		n := r.length()
		switch {
		case n > 0:
			if n > r.v.n-r.off {
				bail()
			}
			r.v.need(r.off, n)
			r.quoted(r.off, n)
			r.lineEnd(r.off + n)
		case n == 0:
			r.str(" empty")
			r.lineEnd(r.off)
		default:
			r.noLength(n)
		}
	case '*':
		r.off++
		n := r.length()
		if n < 0 {
			r.noLength(n)
			return
		}
		if n == 0 {
			r.str(" empty")
		}
		for range n {
			r.item(depth + 1)
		}
	default:
		r.inline()
	}
}

// quote prints the text from start to end.
func (r *resp) quote(start, end int) { r.quoted(start, end-start) }

func (r *resp) quoted(off, n int) {
	r.str(` "`)
	r.text(r.v, off, n)
	r.byte('"')
}

// lineEnd goes on after the CR and LF that are next from off on, and returns
// where they are.
func (r *resp) lineEnd(off int) int {
	for {
		c, next := r.u8(off), r.u8(off+1)
		if c == '\r' && next == '\n' {
			r.off = off + 2
			return off
		}
		off++
	}
}

// inline prints a command that is a line of text.
func (r *resp) inline() {
	isEnd := func(c byte) bool { return c == '\r' || c == '\n' }
	skip := func() {
		for r.off < r.v.n && r.v.has(r.off, 1) && isEnd(r.u8(r.off)) {
			r.off++
		}
	}
	skip()
	start := r.off
	end := start
	if start < r.v.n || !isEnd(r.u8(start-1)) {
		for !isEnd(r.u8(end)) {
			end++
		}
	} else {
		bail()
	}
	r.quote(start, end)
	r.off = end
	skip()
}

// What length returns where there is no length.
const (
	respNull     = -1
	respTooLarge = -3
	respNegative = -4
	respInvalid  = -5
)

// length takes a length and the end of its line.
func (r *resp) length() int {
	negative := r.u8(r.off) == '-'
	if negative {
		r.off++
	}
	n, digits, large := 0, 0, false
	for ; digit(r.u8(r.off)); r.off++ {
		digits++
		d := int(r.u8(r.off) - '0')
		if large = large || n > (math.MaxInt32-d)/10; !large {
			n = n*10 + d
		}
	}
	if digits == 0 || r.u8(r.off) != '\r' {
		r.off++
		return respInvalid
	}
	r.off++
	last := r.u8(r.off)
	r.off++
	switch {
	case last != '\n':
		return respInvalid
	case negative && (large || n != 1):
		return respNegative
	case negative:
		return respNull
	case large:
		return respTooLarge
	}
	return n
}

// noLength prints what was in the place of a length.
func (r *resp) noLength(n int) {
	switch n {
	case respNull:
		r.str(" null")
	case respTooLarge:
		r.str(" length too large")
	case respNegative:
		r.str(" length negative and not -1")
	default:
		r.str(" invalid")
	}
}
