package savefile

import "pktcap/linktype"

// A Format is a kind of capture file.
type Format uint8

const (
	_      Format = iota
	Pcap          // pcap-savefile(5)
	PcapNG        // draft-ietf-opsawg-pcapng
)

func (f Format) String() string {
	switch f {
	case Pcap:
		return "pcap"
	case PcapNG:
		return "pcapng"
	}
	return "unknown"
}

// MaxSnaplen is the longest packet that libpcap believes in, MAXIMUM_SNAPLEN:
// what tcpdump captures of each packet unless told otherwise, in bytes.
const MaxSnaplen = 262144

// Link types that only the limits below know by name.
const (
	usbPcap linktype.Type = 249
	ebhscr  linktype.Type = 279
)

// maxSnaplen returns the longest packet of link type t that is believed: a
// longer capture length is damage.
func maxSnaplen(t linktype.Type) uint32 {
	switch t {
	case linktype.DBus:
		return 128 << 20 // D-Bus specification, "Message Protocol"
	case ebhscr:
		return 8 << 20 // Elektrobit High Speed Capture and Replay
	case usbPcap:
		return 1 << 20 // Wireshark bug 15985
	}
	return MaxSnaplen
}

// adjustSnaplen returns the snapshot length that a header's field means: 0 and
// what a C int does not hold stand for the longest there is.
func adjustSnaplen(t linktype.Type, snaplen uint32) int {
	if snaplen == 0 || snaplen > 1<<31-1 {
		return int(maxSnaplen(t))
	}
	return int(snaplen)
}
