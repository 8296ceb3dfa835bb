package afpacket

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Promiscuous has the interface receive what is not addressed to it, for as
// long as the socket is open.
func (s *Socket) Promiscuous(ifindex int) error {
	return s.member("PACKET_MR_PROMISC", unix.PacketMreq{Ifindex: int32(ifindex), Type: unix.PACKET_MR_PROMISC})
}

// AllMulticast has the interface receive every multicast packet, for as long
// as the socket is open.
func (s *Socket) AllMulticast(ifindex int) error {
	return s.member("PACKET_MR_ALLMULTI", unix.PacketMreq{Ifindex: int32(ifindex), Type: unix.PACKET_MR_ALLMULTI})
}

// Multicast has the interface receive packets to a link-layer multicast
// address, for as long as the socket is open.
func (s *Socket) Multicast(ifindex int, addr []byte) error {
	mreq := unix.PacketMreq{Ifindex: int32(ifindex), Type: unix.PACKET_MR_MULTICAST}
	if len(addr) > len(mreq.Address) {
		return fmt.Errorf("join link-layer group: address of %d bytes, at most %d", len(addr), len(mreq.Address))
	}
	mreq.Alen = uint16(copy(mreq.Address[:], addr))
	return s.member("PACKET_MR_MULTICAST", mreq)
}

func (s *Socket) member(what string, mreq unix.PacketMreq) error {
	return s.set("setsockopt PACKET_ADD_MEMBERSHIP "+what, func(fd int) error {
		return unix.SetsockoptPacketMreq(fd, unix.SOL_PACKET, unix.PACKET_ADD_MEMBERSHIP, &mreq)
	})
}

// Fanout adds the bound socket to the fanout group id of this network
// namespace, which spreads packets over its sockets by mode. rollover passes
// those on to another socket that find a full ring.
func (s *Socket) Fanout(id uint16, mode FanoutMode, rollover bool) error {
	value := int(id) | int(mode)<<16
	if rollover {
		value |= unix.PACKET_FANOUT_FLAG_ROLLOVER << 16
	}
	return s.setInt(fmt.Sprintf("PACKET_FANOUT group %d, %v", id, mode), unix.PACKET_FANOUT, value)
}

// NewFanout is Fanout with a group of its own, whose id it returns: no other
// program's group is joined by chance (PACKET_FANOUT_FLAG_UNIQUEID, Linux
// 4.12).
func (s *Socket) NewFanout(mode FanoutMode, rollover bool) (id uint16, err error) {
	value := (int(mode) | unix.PACKET_FANOUT_FLAG_UNIQUEID) << 16
	if rollover {
		value |= unix.PACKET_FANOUT_FLAG_ROLLOVER << 16
	}
	if err := s.setInt(fmt.Sprintf("PACKET_FANOUT new group, %v", mode), unix.PACKET_FANOUT, value); err != nil {
		return 0, err
	}
	err = s.set("getsockopt PACKET_FANOUT", func(fd int) error {
		v, err := unix.GetsockoptInt(fd, unix.SOL_PACKET, unix.PACKET_FANOUT)
		id = uint16(v)
		return err
	})
	return id, err
}
