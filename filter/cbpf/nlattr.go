package cbpf

import "encoding/binary"

// nlattrHeader is the size of struct nlattr: length and type, 16 bits each in
// the machine's byte order (linux/netlink.h).
const nlattrHeader = 4

// netlinkAttribute returns the offset in data of the first netlink attribute of
// type kind in the stream of attributes at off, or 0 for none.
func netlinkAttribute(data []byte, off, kind uint32) uint32 {
	if len(data) < nlattrHeader || uint64(off) > uint64(len(data)-nlattrHeader) {
		return 0
	}
	return findAttribute(data, int(off), len(data), kind)
}

// nestedAttribute does the same inside the attribute at off.
func nestedAttribute(data []byte, off, kind uint32) uint32 {
	if len(data) < nlattrHeader || uint64(off) > uint64(len(data)-nlattrHeader) {
		return 0
	}
	length := int(binary.NativeEndian.Uint16(data[off:]))
	if length > len(data)-int(off) || length < nlattrHeader {
		return 0
	}
	return findAttribute(data, int(off)+nlattrHeader, int(off)+length, kind)
}

// findAttribute walks the attributes in data[at:end], which are aligned to 4
// bytes, as nla_find does.
func findAttribute(data []byte, at, end int, kind uint32) uint32 {
	for end-at >= nlattrHeader {
		length := int(binary.NativeEndian.Uint16(data[at:]))
		if length < nlattrHeader || length > end-at {
			return 0
		}
		const typeMask = 0x3fff // NLA_TYPE_MASK: without the two flag bits
		if uint32(binary.NativeEndian.Uint16(data[at+2:])&typeMask) == kind {
			return uint32(at)
		}
		at += (length + 3) &^ 3
	}
	return 0
}
