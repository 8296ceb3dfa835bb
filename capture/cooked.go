package capture

import (
	"encoding/binary"
	"fmt"

	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// Linux cooked headers, LINKTYPE_LINUX_SLL2 and LINKTYPE_LINUX_SLL, all fields
// in network order:
//
//	SLL2                             SLL
//	 0  protocol                      0  packet type    16 bits
//	 2  zero                          2  ARPHRD_ type
//	 4  interface index  32 bits      4  address length
//	 8  ARPHRD_ type                  6  address        8 bytes
//	10  packet type      8 bits      14  protocol
//	11  address length   8 bits      16
//	12  address          8 bytes
//	20
const (
	sll2Len = 20
	sllLen  = 16
)

// An origin is what a packet socket says of a packet beside its bytes, struct
// sockaddr_ll of packet(7).
type origin struct {
	protocol     uint16
	hardwareType uint16
	packetType   uint8
	ifindex      int
	address      [8]byte
	addressLen   int
}

func cookedLen(t linktype.Type) int {
	if t == linktype.LinuxSLL {
		return sllLen
	}
	return sll2Len
}

// putCooked writes the cooked header of link type t to the front of b.
func putCooked(b []byte, t linktype.Type, o *origin) {
	be := binary.BigEndian
	if t == linktype.LinuxSLL {
		h := (*[sllLen]byte)(b)
		be.PutUint16(h[0:], uint16(o.packetType))
		be.PutUint16(h[2:], o.hardwareType)
		be.PutUint16(h[4:], uint16(o.addressLen))
		copy(h[6:14], o.address[:])
		be.PutUint16(h[14:], o.protocol)
		return
	}
	h := (*[sll2Len]byte)(b)
	be.PutUint16(h[0:], o.protocol)
	be.PutUint16(h[2:], 0)
	be.PutUint32(h[4:], uint32(o.ifindex))
	be.PutUint16(h[8:], o.hardwareType)
	h[10] = o.packetType
	h[11] = uint8(o.addressLen)
	copy(h[12:20], o.address[:])
}

// putCookedVLAN puts a VLAN tag between the cooked header of link type t and
// the network header. b holds the header, four bytes of any content, and the
// packet. The header's protocol becomes the tag's, and its own follows the
// tag, as in a frame that carries its tag.
func putCookedVLAN(b []byte, t linktype.Type, protocol, tci, tpid uint16) {
	be := binary.BigEndian
	n := cookedLen(t)
	if t == linktype.LinuxSLL {
		be.PutUint16(b[14:], tpid)
	} else {
		be.PutUint16(b[0:], tpid)
	}
	be.PutUint16(b[n:], tci)
	be.PutUint16(b[n+2:], protocol)
}

// Words of struct sk_buff that a program loads at SKF_AD_OFF, linux/filter.h.
const (
	skfProtocol = 0xfffff000 + 0
	skfPktType  = 0xfffff000 + 4
	skfIfindex  = 0xfffff000 + 8
	skfHatype   = 0xfffff000 + 28
)

// A field is a part of a cooked header that the kernel can tell a program.
type field struct {
	offset, size uint32
	word         uint32
}

var cookedFields = map[linktype.Type][]field{
	linktype.LinuxSLL2: {{0, 2, skfProtocol}, {4, 4, skfIfindex}, {8, 2, skfHatype}, {10, 1, skfPktType}},
	linktype.LinuxSLL:  {{0, 2, skfPktType}, {2, 2, skfHatype}, {14, 2, skfProtocol}},
}

// uncook translates a program for cooked packets of link type t into one for
// what the kernel has in their place: packets that begin with the network
// header. It returns an error for a program that looks at what the kernel does
// not tell.
func uncook(insns []cbpf.Instruction, t linktype.Type) ([]cbpf.Instruction, error) {
	n := uint32(cookedLen(t))
	out := make([]cbpf.Instruction, 0, len(insns))
	for pc, ins := range insns {
		switch ins.Op {
		case cbpf.LdW, cbpf.LdH, cbpf.LdB:
			size := map[uint16]uint32{cbpf.LdW: 4, cbpf.LdH: 2, cbpf.LdB: 1}[ins.Op]
			switch {
			case ins.K >= skfProtocol: // an ancillary load already
			case ins.K >= n:
				ins.K -= n
			default:
				word, ok := cookedWord(t, ins.K, size)
				if !ok {
					return nil, fmt.Errorf("instruction %d: the kernel does not tell bytes %d to %d of the cooked header", pc, ins.K, ins.K+size)
				}
				ins.Op, ins.K = cbpf.LdW, word
			}
		case cbpf.LdWX, cbpf.LdHX, cbpf.LdBX, cbpf.LdxMsh:
			if ins.K < n {
				return nil, fmt.Errorf("instruction %d: offset %d+x may be in the cooked header", pc, ins.K)
			}
			ins.K -= n
		case cbpf.LdLen, cbpf.LdxLen:
			return nil, fmt.Errorf("instruction %d: the kernel does not count the cooked header in the length", pc)
		}
		out = append(out, ins)
	}
	return out, nil
}

func cookedWord(t linktype.Type, offset, size uint32) (word uint32, ok bool) {
	for _, f := range cookedFields[t] {
		if f.offset == offset && f.size == size {
			return f.word, true
		}
	}
	return 0, false
}
