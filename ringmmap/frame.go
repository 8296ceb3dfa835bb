package ringmmap

import "encoding/binary"

// Status bits of a frame and of a block, TP_STATUS_ of linux/if_packet.h.
const (
	statusUser          = 1 << 0 // block: ours to read
	statusLosing        = 1 << 2
	statusChecksumLater = 1 << 3
	statusVLANValid     = 1 << 4
	statusBlockTimeout  = 1 << 5
	statusTPIDValid     = 1 << 6
	statusChecksumValid = 1 << 7
	statusGSOTCP        = 1 << 8
	statusTimeSoftware  = 1 << 29
	statusTimeHardware  = 1 << 31
)

// A Status tells what the kernel knows of a packet: TP_STATUS_ bits.
type Status uint32

// ChecksumPartial reports TP_STATUS_CSUMNOTREADY: the transport checksum is
// left to the NIC and not yet in the packet.
func (s Status) ChecksumPartial() bool { return s&statusChecksumLater != 0 }

// ChecksumValid reports TP_STATUS_CSUM_VALID: the transport checksum was
// verified by the NIC or the kernel.
func (s Status) ChecksumValid() bool { return s&statusChecksumValid != 0 }

// GSO reports TP_STATUS_GSO_TCP: several TCP segments in one packet.
func (s Status) GSO() bool { return s&statusGSOTCP != 0 }

// VLAN reports TP_STATUS_VLAN_VALID: the kernel took a VLAN tag out of the
// packet, and the frame's VLAN method returns it.
func (s Status) VLAN() bool { return s&statusVLANValid != 0 }

// HardwareTime reports TP_STATUS_TS_RAW_HARDWARE: the time is that of the
// NIC's clock.
func (s Status) HardwareTime() bool { return s&statusTimeHardware != 0 }

// Special reports whether VLAN or HardwareTime does: a packet with more to see
// to than most have.
func (s Status) Special() bool { return s&(statusVLANValid|statusTimeHardware) != 0 }

// A Frame is one packet in a Block, where the kernel put it. It and all slices
// from it are valid as long as the Block is. It is small enough to live in
// registers.
type Frame struct {
	header *[frameHeaderLen]byte
	data   []byte // its capacity is what the memory of the block has from here on
}

// Data returns the packet's captured bytes: from the link-layer header on for
// a SOCK_RAW socket, from the network header on for SOCK_DGRAM.
func (f Frame) Data() []byte { return f.data[:len(f.data):len(f.data)] }

// Network returns the offset of the network header in Data, in bytes.
func (f Frame) Network() int {
	h := f.header
	return int(binary.NativeEndian.Uint16(h[26:])) - int(binary.NativeEndian.Uint16(h[24:]))
}

// Time returns when the packet was captured in nanoseconds since the Unix
// epoch.
func (f Frame) Time() int64 {
	sec := binary.NativeEndian.Uint32(f.header[4:])
	nsec := binary.NativeEndian.Uint32(f.header[8:])
	return int64(sec)*1e9 + int64(nsec)
}

// Length returns the packet's length before the filter's verdict cut it, in
// bytes.
func (f Frame) Length() int { return int(binary.NativeEndian.Uint32(f.header[16:])) }

// Status returns what the kernel knows of the packet.
func (f Frame) Status() Status { return Status(binary.NativeEndian.Uint32(f.header[20:])) }

// Hash returns the packet's flow hash, 0 where there is none.
func (f Frame) Hash() uint32 { return binary.NativeEndian.Uint32(f.header[28:]) }

// VLAN returns the two fields of the VLAN tag that the kernel took out of the
// packet, TCI and TPID. Kernels before 3.14 do not tell the TPID: it is then
// that of IEEE 802.1Q.
func (f Frame) VLAN() (tci, tpid uint16) {
	tci = uint16(binary.NativeEndian.Uint32(f.header[32:]))
	tpid = 0x8100
	if f.Status()&statusTPIDValid != 0 {
		tpid = binary.NativeEndian.Uint16(f.header[36:])
	}
	return tci, tpid
}

// Protocol returns sll_protocol in host order: the packet's EtherType or an
// ETH_P_ number.
func (f Frame) Protocol() uint16 { return binary.BigEndian.Uint16(f.header[50:]) }

// Ifindex returns the index of the interface that the packet was captured on.
func (f Frame) Ifindex() int { return int(int32(binary.NativeEndian.Uint32(f.header[52:]))) }

// HardwareType returns the interface's ARPHRD_ number.
func (f Frame) HardwareType() uint16 { return binary.NativeEndian.Uint16(f.header[56:]) }

// PacketType returns sll_pkttype, a PACKET_ number of packet(7).
func (f Frame) PacketType() uint8 { return f.header[58] }

// Address returns the sender's link-layer address in the first n bytes of
// addr, the rest zero. n may be more than 8 where the address is longer: then
// only 8 bytes are there.
func (f Frame) Address() (addr [8]byte, n int) {
	return [8]byte(f.header[60:]), int(f.header[59])
}
