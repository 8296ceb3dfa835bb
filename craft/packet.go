package craft

import "slices"

// A Layer is one header with its fields, or the data behind the headers. Each
// layer type of this package is one, by value or by pointer; [Gopacket] makes
// one of a gopacket layer.
type Layer interface {
	// protocol describes the layer's type.
	protocol() *protocol
	// walk walks over the fields of a copy of the layer.
	walk(c *coder)
	// finish computes the absent fields once all that follows is in place.
	finish(f *frame)
}

// A Packet is a stack of layers, outermost first.
type Packet []Layer

// AppendTo appends the packet's bytes to dst and returns the extended slice.
// It does not change the layers, keeps no reference to dst, and may be called
// by several goroutines at once as long as nobody writes to the layers.
//
// An error is an [*Error] that names the layer and the field; dst is then
// returned as it was.
func (p Packet) AppendTo(dst []byte) ([]byte, error) {
	b := newBuilder(false)
	defer b.release()
	return b.build(p, dst)
}

// Bytes returns the packet's bytes in a slice of their own.
func (p Packet) Bytes() ([]byte, error) {
	return p.AppendTo(nil)
}

// With returns a packet of p's layers followed by layers; p is left alone.
func (p Packet) With(layers ...Layer) Packet {
	return append(slices.Clip(p), layers...)
}
