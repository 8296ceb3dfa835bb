package cbpf

// Loads at negative offsets reach beside the packet's bytes (linux/filter.h,
// SKF_*_OFF): the words that the kernel knows of a packet, and its bytes counted
// from the network or the link-layer header.
const (
	AncillaryOffset = 0xfffff000 // SKF_AD_OFF: ancillary word number K-AncillaryOffset
	NetworkOffset   = 0xfff00000 // SKF_NET_OFF: bytes from the network header on
	LinkOffset      = 0xffe00000 // SKF_LL_OFF: bytes from the link-layer header on
)

// The ancillary words, SKF_AD_* of linux/filter.h.
const (
	AncProtocol    = 0  // A = EtherType, in host order
	AncPacketType  = 4  // A = PACKET_HOST, ... of packet(7)
	AncIfindex     = 8  // A = index of the interface
	AncNlattr      = 12 // A = offset of the netlink attribute of type X, searched from A on
	AncNlattrNest  = 16 // A = the same, inside the attribute at A
	AncMark        = 20 // A = the packet's mark
	AncQueue       = 24 // A = number of the receive queue
	AncHatype      = 28 // A = ARPHRD_ type of the interface
	AncRXHash      = 32 // A = flow hash
	AncCPU         = 36 // A = number of the processor
	AncXorX        = 40 // A ^= X
	AncVLANTag     = 44 // A = tag control information of a VLAN tag that was taken out
	AncVLANPresent = 48 // A = 1 if a VLAN tag was taken out, 0 if not
	AncPayOffset   = 52 // A = offset of the transport payload
	AncRandom      = 56 // A = a random number
	AncVLANTPID    = 60 // A = tag protocol identifier of a VLAN tag that was taken out
)

// ancillaryNames are the words' names in tcpdump's listings.
var ancillaryNames = map[uint32]string{
	AncProtocol:    "proto",
	AncPacketType:  "type",
	AncIfindex:     "ifidx",
	AncNlattr:      "nla",
	AncNlattrNest:  "nlan",
	AncMark:        "mark",
	AncQueue:       "queue",
	AncHatype:      "hatype",
	AncRXHash:      "rxhash",
	AncCPU:         "cpu",
	AncXorX:        "xor_x",
	AncVLANTag:     "vlan_tci",
	AncVLANPresent: "vlanp",
	AncPayOffset:   "poff",
	AncRandom:      "random",
	AncVLANTPID:    "vlan_tpid",
}

// word returns ancillary word number n of those that are a plain value. A nil
// Ancillary is one whose words are all 0.
func (a *Ancillary) word(n uint32) uint32 {
	if a == nil {
		return 0
	}
	switch n {
	case AncProtocol:
		return uint32(a.Protocol)
	case AncPacketType:
		return uint32(a.PacketType)
	case AncIfindex:
		return a.Ifindex
	case AncMark:
		return a.Mark
	case AncQueue:
		return a.Queue
	case AncHatype:
		return uint32(a.Hatype)
	case AncRXHash:
		return a.RXHash
	case AncCPU:
		return a.CPU
	case AncVLANTag:
		return uint32(a.VLANTCI)
	case AncVLANPresent:
		if a.VLANPresent {
			return 1
		}
	case AncPayOffset:
		return a.PayOffset
	case AncRandom:
		return a.Random
	case AncVLANTPID:
		return uint32(a.VLANTPID)
	}
	return 0
}
