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

// StatusHardwareTime is the bit that HardwareTime looks at.
const StatusHardwareTime Status = statusTimeHardware

// A Header is what the kernel says of one packet in a block, before the packet.
// It lies in the ring, and is valid as long as its [Block].
type Header [frameHeaderLen]byte

// HeaderAt returns the header at offset off of a block's memory, or nil where none
// fits there.
func HeaderAt(mem []byte, off int) *Header {
	if uint(off) > uint(len(mem)) || len(mem)-off < frameHeaderLen {
		return nil
	}
	return (*Header)(mem[off:])
}

// Packet returns the packet's captured bytes, as [Frame.Data] does, where h is at
// offset off of a block's memory; and false where they are not in that.
func (h *Header) Packet(mem []byte, off int) (data []byte, ok bool) {
	start, end, ok := h.bounds(mem, off)
	if !ok {
		return nil, false
	}
	return mem[start:end:end], true
}

// bounds returns where in a block's memory the packet is, and whether it is in it.
// Each field is read once: what was checked is what is used, whatever is written
// there meanwhile.
func (h *Header) bounds(mem []byte, off int) (start, end uint, ok bool) {
	mac := uint(binary.NativeEndian.Uint16(h[24:]))
	start = uint(off) + mac
	end = start + uint(binary.NativeEndian.Uint32(h[12:]))
	return start, end, mac >= frameHeaderLen && end <= uint(len(mem)) && end >= start
}

// Next returns the offset of the next packet's header in a block's memory, where h
// is at offset off; and off and false where no packet could be there. The last
// packet of a block has no next.
func (h *Header) Next(mem []byte, off int) (next int, ok bool) {
	n := uint(binary.NativeEndian.Uint32(h[0:]))
	if n-frameHeaderLen > uint(len(mem)-off)-frameHeaderLen { // one comparison for both ends
		return off, false
	}
	return off + int(n), true
}

// Seconds and Nanoseconds return when the packet was captured, since the Unix
// epoch.
func (h *Header) Seconds() uint32     { return binary.NativeEndian.Uint32(h[4:]) }
func (h *Header) Nanoseconds() uint32 { return binary.NativeEndian.Uint32(h[8:]) }

// Time returns when the packet was captured in nanoseconds since the Unix
// epoch.
func (h *Header) Time() int64 { return int64(h.Seconds())*1e9 + int64(h.Nanoseconds()) }

// Network returns the offset of the network header in the packet, in bytes.
func (h *Header) Network() int {
	return int(binary.NativeEndian.Uint16(h[26:])) - int(binary.NativeEndian.Uint16(h[24:]))
}

// Length returns the packet's length before the filter's verdict cut it, in
// bytes.
func (h *Header) Length() int { return int(binary.NativeEndian.Uint32(h[16:])) }

// Status returns what the kernel knows of the packet.
func (h *Header) Status() Status { return Status(binary.NativeEndian.Uint32(h[20:])) }

// Hash returns the packet's flow hash, 0 where there is none.
func (h *Header) Hash() uint32 { return binary.NativeEndian.Uint32(h[28:]) }

// VLAN returns the two fields of the VLAN tag that the kernel took out of the
// packet, TCI and TPID. Kernels before 3.14 do not tell the TPID: it is then
// that of IEEE 802.1Q.
func (h *Header) VLAN() (tci, tpid uint16) {
	tci = uint16(binary.NativeEndian.Uint32(h[32:]))
	tpid = 0x8100
	if h.Status()&statusTPIDValid != 0 {
		tpid = binary.NativeEndian.Uint16(h[36:])
	}
	return tci, tpid
}

// Protocol returns sll_protocol in host order: the packet's EtherType or an
// ETH_P_ number.
func (h *Header) Protocol() uint16 { return binary.BigEndian.Uint16(h[50:]) }

// Ifindex returns the index of the interface that the packet was captured on.
func (h *Header) Ifindex() int { return int(int32(binary.NativeEndian.Uint32(h[52:]))) }

// HardwareType returns the interface's ARPHRD_ number.
func (h *Header) HardwareType() uint16 { return binary.NativeEndian.Uint16(h[56:]) }

// PacketType returns sll_pkttype, a PACKET_ number of packet(7).
func (h *Header) PacketType() uint8 { return h[58] }

// Address returns the sender's link-layer address in the first n bytes of
// addr, the rest zero. n may be more than 8 where the address is longer: then
// only 8 bytes are there.
func (h *Header) Address() (addr [8]byte, n int) {
	return [8]byte(h[60:]), int(h[59])
}

// A Frame is one packet in a Block, where the kernel put it. It and all slices
// from it are valid as long as the Block is. It is small enough to live in
// registers.
type Frame struct {
	*Header
	data []byte // its capacity is what the memory of the block has from here on
}

// FrameAt returns the frame whose header is at offset off of a block's memory, and
// false where none is in that.
func FrameAt(mem []byte, off int) (f Frame, ok bool) {
	h := HeaderAt(mem, off)
	if h == nil {
		return f, false
	}
	start, end, ok := h.bounds(mem, off)
	if !ok {
		return f, false
	}
	return Frame{h, mem[start:end]}, true
}

// Data returns the packet's captured bytes: from the link-layer header on for
// a SOCK_RAW socket, from the network header on for SOCK_DGRAM.
func (f Frame) Data() []byte { return f.data[:len(f.data):len(f.data)] }
