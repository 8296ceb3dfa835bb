package decode

import "encoding/binary"

// A view is what one protocol's printer sees of a packet: the bytes that were
// captured and the length that the enclosing header declares.
//
// The two are independent. A snaplen, or a file cut on the way, leaves fewer
// bytes than declared; a wrong length field, or padding, leaves more. Printing
// decides on n (what the protocol claims) and reads from b (what is there).
//
// Every reading method ends the packet's printing with " [|protocol]" where the
// bytes it wants were not captured: a printer reads what it needs and cannot
// forget the check. That bailout is a panic, and costs half a microsecond; [view.has]
// asks first where running out of bytes is ordinary.
//
// Preconditions: b is made by slicing the packet's Data without a third index,
// so that cap tells where in the packet it begins (see Printer.offset).
type view struct {
	b []byte // captured bytes, up to the end of the innermost enclosing length
	n int    // declared length in bytes, never negative
}

// cut is the value of the panic that ends a packet's printing early.
type cut struct{}

// bail ends the packet's printing where captured bytes ran out: " [|protocol]"
// follows what was printed so far.
//
//go:noinline
func bail() { panic(cut{}) }

// has reports whether n bytes at off were captured.
func (v view) has(off, n int) bool {
	return off >= 0 && n >= 0 && off <= len(v.b) && n <= len(v.b)-off
}

// need bails out unless n bytes at off were captured.
func (v view) need(off, n int) {
	if !v.has(off, n) {
		bail()
	}
}

// u8 returns the byte at off.
func (v view) u8(off int) int {
	if uint(off) >= uint(len(v.b)) {
		bail()
	}
	return int(v.b[off])
}

// u16 returns the big-endian 16 bits at off.
func (v view) u16(off int) int {
	if !v.has(off, 2) {
		bail()
	}
	return int(binary.BigEndian.Uint16(v.b[off:]))
}

// u24 returns the big-endian 24 bits at off.
func (v view) u24(off int) int {
	v.need(off, 3)
	return int(v.b[off])<<16 | int(v.b[off+1])<<8 | int(v.b[off+2])
}

// u32 returns the big-endian 32 bits at off.
func (v view) u32(off int) uint32 {
	if !v.has(off, 4) {
		bail()
	}
	return binary.BigEndian.Uint32(v.b[off:])
}

// u64 returns the big-endian 64 bits at off.
func (v view) u64(off int) uint64 {
	v.need(off, 8)
	return binary.BigEndian.Uint64(v.b[off:])
}

// le16 returns the little-endian 16 bits at off.
func (v view) le16(off int) int {
	v.need(off, 2)
	return int(binary.LittleEndian.Uint16(v.b[off:]))
}

// le32 returns the little-endian 32 bits at off.
func (v view) le32(off int) uint32 {
	v.need(off, 4)
	return binary.LittleEndian.Uint32(v.b[off:])
}

// le64 returns the little-endian 64 bits at off.
func (v view) le64(off int) uint64 {
	v.need(off, 8)
	return binary.LittleEndian.Uint64(v.b[off:])
}

// bytes returns the n bytes at off. They are the packet's: not to be kept or
// written.
func (v view) bytes(off, n int) []byte {
	v.need(off, n)
	return v.b[off : off+n]
}

// from returns the view without its first off bytes. Where fewer are declared
// or captured, the result declares or holds none.
func (v view) from(off int) view {
	return view{v.b[min(max(off, 0), len(v.b)):], max(v.n-off, 0)}
}

// sub returns the n bytes at off as a view of their own: reading beyond them
// bails out even where the packet goes on. It is the view for the body of
// something with a length that has been checked.
func (v view) sub(off, n int) view {
	w := v.from(off)
	n = max(n, 0)
	return view{w.b[:min(n, len(w.b))], n}
}

// at returns the view from off on as n bytes long, leaving readable what
// follows them. It is for lengths that are not checked yet.
func (v view) at(off, n int) view {
	w := v.from(off)
	return view{w.b, max(n, 0)}
}

// captured returns the bytes of v that were captured, no more than declared.
func (v view) captured() []byte { return v.b[:min(v.n, len(v.b))] }
