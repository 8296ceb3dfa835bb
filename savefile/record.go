package savefile

import (
	"net"

	"pktcap/linktype"
)

// A Record is one packet of a capture file.
type Record struct {
	// Data holds the captured bytes. From a Reader it is valid until the
	// next call of Next.
	Data []byte

	// Length is the packet's length on the wire in bytes, as the file has
	// it. A damaged file may have less than len(Data) here.
	Length int

	// Time is when the packet was captured, in nanoseconds since the Unix
	// epoch, UTC; 0 in a pcapng simple packet block, which has no time.
	Time int64

	// Interface is the packet's index in the file's interfaces.
	Interface int

	// InvalidFraction is the sub-second field of a pcap record, in units of
	// the file's resolution, where it is a second or more, which is no valid
	// timestamp; otherwise 0. Time counts it all the same.
	InvalidFraction uint32

	// Flags is a pcapng packet's epb_flags option; 0 where it has none.
	Flags Flags

	// Drops is the number of packets that the capture lost between the
	// packet before this one on the same interface and this one, the option
	// epb_dropcount.
	Drops uint64

	// Comments are the packet's pcapng comments. A Reader leaves them nil:
	// they are in Options, and [Options.Comments] reads them.
	Comments []string

	// Hash is a pcapng packet's epb_hash option: an algorithm byte and the
	// hash; nil where it has none. From a Reader it is valid as long as Data.
	Hash []byte

	// Options are all options of a pcapng packet block, valid as long as
	// Data. A Writer ignores them and writes the fields above.
	Options Options
}

// Flags is the value of the pcapng option epb_flags, section 4.3.1.
type Flags uint32

const (
	FlagInbound  Flags = 1 // bits 0-1: direction
	FlagOutbound Flags = 2

	FlagUnicast     Flags = 1 << 2 // bits 2-4: reception type
	FlagMulticast   Flags = 2 << 2
	FlagBroadcast   Flags = 3 << 2
	FlagPromiscuous Flags = 4 << 2

	FlagChecksumNotReady Flags = 1 << 9  // the checksum was left to the NIC
	FlagChecksumValid    Flags = 1 << 10 // the checksum was verified
	FlagSegmentation     Flags = 1 << 11 // segmentation was left to the NIC

	directionMask Flags = 3
	receptionMask Flags = 7 << 2
)

// Direction returns the direction bits: 0, FlagInbound or FlagOutbound.
func (f Flags) Direction() Flags { return f & directionMask }

// Reception returns the reception type bits: 0, FlagUnicast, FlagMulticast,
// FlagBroadcast or FlagPromiscuous.
func (f Flags) Reception() Flags { return f & receptionMask }

// FCSLen returns the number of bytes of frame check sequence at the packet's
// end; 0 if there are none or nobody said, bits 5-8.
func (f Flags) FCSLen() int { return int(f >> 5 & 15) }

// An Interface is where packets of a capture file come from: the header of a
// pcap file, or an interface description block of a pcapng file.
type Interface struct {
	LinkType linktype.Type

	// Snaplen is the number of bytes kept of each packet. A file that names
	// no limit, or an absurd one, has the longest of its link type here, as
	// libpcap has it: 262144 for most.
	Snaplen int

	// Resolution is the number of timestamp units in a second: 1e6 or 1e9 in
	// a pcap file, any power of ten or two in pcapng, if_tsresol. A Writer
	// takes 0 for nanoseconds in pcapng and microseconds in pcap.
	Resolution uint64

	// Offset is added to each packet's time, in seconds, if_tsoffset. Times
	// in records include it.
	Offset int64

	// FCSLen is the number of bytes of frame check sequence at the end of
	// each packet, where HasFCSLen says that the file tells.
	FCSLen    int
	HasFCSLen bool

	// What follows are options of pcapng; the zero value is an absent one.
	Name        string           // if_name
	Description string           // if_description
	Filter      string           // if_filter, as text
	OS          string           // if_os
	Hardware    string           // if_hardware
	MAC         net.HardwareAddr // if_MACaddr
	Speed       uint64           // if_speed, bits a second
	Comments    []string         // opt_comment

	// Options are all options of the block; a Writer ignores them and writes
	// the fields above.
	Options Options

	// Section is the number of the section that the interface is in, from 0.
	Section int
}
