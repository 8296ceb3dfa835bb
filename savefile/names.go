package savefile

import (
	"bytes"
	"fmt"
	"math"
	"net/netip"
)

// Record types of name resolution blocks, section 4.5.
const (
	nameEnd  = 0 // nrb_record_end
	nameIPv4 = 1 // nrb_record_ipv4
	nameIPv6 = 2 // nrb_record_ipv6
)

// A Name is an address and what it is called, a record of a pcapng name
// resolution block.
type Name struct {
	Addr  netip.Addr
	Names []string
}

// Names returns the records of a name resolution block; ok is false for a block
// of another type. Records that are not of IPv4 or IPv6 addresses are left out.
func (b *Block) Names() (names []Name, ok bool, err error) {
	if b.Type != blockNames {
		return nil, false, nil
	}
	// Records are framed as options are, and end as they do.
	records := Options{b.Body, b.BigEndian}
	for kind, v := range records.All() {
		size := 0
		switch kind {
		case nameIPv4:
			size = 4
		case nameIPv6:
			size = 16
		default:
			continue
		}
		if len(v) < size {
			return names, true, fmt.Errorf("%w: record of a name resolution block is too short", ErrCorrupt)
		}
		addr, _ := netip.AddrFromSlice(v[:size])
		n := Name{Addr: addr}
		for name := range bytes.SplitSeq(bytes.TrimRight(v[size:], "\x00"), []byte{0}) {
			n.Names = append(n.Names, string(name))
		}
		names = append(names, n)
	}
	rest := b.Body
	for {
		kind, _, after, ok := nextOption(rest, b.BigEndian)
		if !ok {
			return names, true, fmt.Errorf("%w: name resolution block without an end", ErrCorrupt)
		}
		if kind == nameEnd {
			return names, true, nil
		}
		rest = after
	}
}

// WriteNames appends what addresses are called, in pcapng only.
func (w *Writer) WriteNames(names []Name) error {
	if err := w.canWriteBlock("names"); err != nil {
		return err
	}
	b := beginBlock(w.buf, order(w.config.BigEndian), blockNames)
	for _, n := range names {
		kind, value := uint16(nameIPv4), n.Addr.AsSlice()
		if n.Addr.Is6() {
			kind = nameIPv6
		}
		for _, name := range n.Names {
			value = append(append(value, name...), 0)
		}
		if !n.Addr.IsValid() || len(n.Names) == 0 || len(value) > math.MaxUint16 {
			b.err = fmt.Errorf("address %v with %d names: %w", n.Addr, len(n.Names), ErrUnrepresentable)
			break
		}
		b.u16(kind)
		b.u16(uint16(len(value)))
		b.padded(value)
	}
	b.u16(nameEnd)
	b.u16(0)
	return w.endBlock("names", &b)
}
