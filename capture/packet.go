package capture

import (
	"slices"
	"time"
)

// A Timestamp is a point in time as nanoseconds since the Unix epoch, UTC.
type Timestamp int64

// TimestampOf returns the Timestamp of t.
func TimestampOf(t time.Time) Timestamp { return Timestamp(t.UnixNano()) }

// Time returns t as a time.Time in UTC.
func (t Timestamp) Time() time.Time { return time.Unix(0, int64(t)).UTC() }

// Sub returns t-u.
func (t Timestamp) Sub(u Timestamp) time.Duration { return time.Duration(t - u) }

// A Packet is one captured packet and what its source knows of it.
type Packet struct {
	// Data holds the captured bytes from the link-layer header on. Who owns
	// them and for how long is the source's to say: see [Source].
	Data []byte

	// Length is the packet's length on the wire in bytes; it is at least
	// len(Data), and more where the snaplen cut the packet.
	Length int

	// Time is when the packet was captured.
	Time Timestamp

	// Interface is the packet's index in the source's Interfaces.
	Interface int

	Meta
}

// Clone returns a copy of p whose Data is its own.
func (p *Packet) Clone() Packet {
	c := *p
	c.Data = slices.Clone(p.Data)
	return c
}

// A Direction tells whether a packet came to this machine or left it.
type Direction uint8

const (
	DirectionUnknown Direction = iota // the source does not know
	DirectionIn
	DirectionOut
)

// A PacketType is the kernel's classification of a packet's link-layer
// destination: sll_pkttype of packet(7), plus one. The zero value is a packet
// whose source does not know, as one from a pcap file.
type PacketType uint8

const (
	TypeUnknown   PacketType = iota
	TypeHost                 // PACKET_HOST: to this machine
	TypeBroadcast            // PACKET_BROADCAST: physical-layer broadcast
	TypeMulticast            // PACKET_MULTICAST: physical-layer multicast
	TypeOtherHost            // PACKET_OTHERHOST: to another machine, seen in promiscuous mode
	TypeOutgoing             // PACKET_OUTGOING: sent by this machine
)

// A ChecksumState is what the kernel knows of a packet's transport checksum.
type ChecksumState uint8

const (
	ChecksumUnknown ChecksumState = iota // nothing: compute it to know
	ChecksumPartial                      // TP_STATUS_CSUMNOTREADY: offloaded, the NIC fills it in; the bytes are not a checksum yet
	ChecksumValid                        // TP_STATUS_CSUM_VALID: verified by the NIC or the kernel
)

// Meta is what a source knows of a packet beyond its bytes. The zero value
// means that it knows nothing.
type Meta struct {
	Direction Direction
	Type      PacketType
	Checksum  ChecksumState

	// GSO marks a super-frame: several segments of TCP that the kernel handed
	// over as one packet, TP_STATUS_GSO_TCP.
	GSO bool

	// HardwareTime says that Time is from the NIC's clock instead of the
	// kernel's.
	HardwareTime bool

	// LossBefore says that packets were lost between the packet before this
	// one and this one, TP_STATUS_LOSING. Lost is how many, 0 where that is not
	// known: packets that came while an interface was away are not counted by
	// anyone.
	LossBefore bool
	Lost       uint64

	// VLANStripped says that the kernel took a VLAN tag out of the frame and
	// handed it over beside it; VLANTPID and VLANTCI are that tag's two
	// fields, in host order. A source restores the tag in Data, so that Data
	// is what was on the wire.
	VLANStripped bool
	VLANTPID     uint16
	VLANTCI      uint16

	// Protocol is the kernel's sll_protocol in host order, an EtherType or an
	// ETH_P_ number, and HardwareType its sll_hatype, an ARPHRD_ number.
	Protocol     uint16
	HardwareType uint16

	// Hash is the kernel's flow hash of the packet, 0 where it has none.
	Hash uint32

	// InvalidFraction is the sub-second field of a pcap file's record, in
	// units of the file's resolution, where it is a second or more, which is
	// no valid timestamp; otherwise 0. Time counts it all the same.
	InvalidFraction uint32
}
