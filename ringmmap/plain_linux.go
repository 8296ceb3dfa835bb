package ringmmap

import (
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// How a Ring without shared memory receives: so many packets with a system
// call, each into a slot of its block that is laid out as the kernel lays out
// a frame of a mapped one.
const (
	plainBatch  = 64
	plainSlot   = plainStart + 65536 + 256 // a super-frame with its headers
	plainStart  = 128                      // of the packet in its slot: header, then headroom
	plainQueue  = 32 << 20                 // bytes of the socket's buffer where no size is asked for
	controlSize = 128                      // of the control messages below
)

// A plain is a socket read with recvmmsg(2).
type plain struct {
	block    []byte
	messages []message
	vectors  []unix.Iovec
	control  []byte

	first, end int    // slots that were received and are in no block yet
	seq        uint64 // of the block before
	drops      uint32 // SO_RXQ_OVFL of the packet before
	err        error  // of recvmmsg, for the wait that follows
}

// OpenPlain returns a Ring that shares no memory with the kernel, for sockets
// on which none can be mapped: it costs a copy of each packet and more system
// calls, and is otherwise the same. The socket's receive buffer takes the place
// of the ring; its size is that of the ring that cfg asks for, as far as the
// kernel gives it. Packets longer than a super-frame of 64 KiB are cut.
func OpenPlain(fd int, cfg Config) (*Ring, error) {
	want := 0
	if cfg.BlockSize > 0 && cfg.Blocks > 0 {
		want = cfg.BlockSize * cfg.Blocks
	}
	if _, err := cfg.withDefaults(); err != nil {
		return nil, fmt.Errorf("open plain socket: %w", err)
	}
	res := &resources{fd: -1}
	g, err := res.openPlain(fd, want)
	if err != nil {
		return nil, fmt.Errorf("open plain socket: %w", errors.Join(err, res.close()))
	}
	return newRing(g, res.plain.block, res), nil
}

func (res *resources) openPlain(fd, want int) (Geometry, error) {
	// TPACKET_V3 is the form in which the statistics are read.
	if err := res.duplicate(fd); err != nil {
		return Geometry{}, err
	}
	for _, o := range []struct {
		name         string
		level, value int
	}{
		{"PACKET_AUXDATA", unix.SOL_PACKET, unix.PACKET_AUXDATA},
		{"SO_TIMESTAMPNS", unix.SOL_SOCKET, unix.SO_TIMESTAMPNS},
		{"SO_RXQ_OVFL", unix.SOL_SOCKET, unix.SO_RXQ_OVFL},
	} {
		if err := unix.SetsockoptInt(res.fd, o.level, o.value, 1); err != nil {
			return Geometry{}, fmt.Errorf("setsockopt %s: %w", o.name, err)
		}
	}
	if want == 0 {
		want = plainQueue
	}
	// The kernel doubles what it is told, for its own accounting.
	if unix.SetsockoptInt(res.fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, want/2) != nil {
		_ = unix.SetsockoptInt(res.fd, unix.SOL_SOCKET, unix.SO_RCVBUF, want/2) // as much as net.core.rmem_max allows
	}
	size, err := unix.GetsockoptInt(res.fd, unix.SOL_SOCKET, unix.SO_RCVBUF)
	if err != nil {
		return Geometry{}, fmt.Errorf("getsockopt SO_RCVBUF: %w", err)
	}
	res.plain = newPlain()
	return Geometry{BlockSize: size, Blocks: 1, Wanted: 1, Plain: true}, nil
}

func newPlain() *plain {
	p := &plain{
		block:    make([]byte, blockHeaderLen+plainBatch*plainSlot),
		messages: make([]message, plainBatch),
		vectors:  make([]unix.Iovec, plainBatch),
		control:  make([]byte, plainBatch*controlSize),
	}
	for i := range p.messages {
		slot := p.slot(i)
		p.vectors[i].Base = &slot[plainStart]
		p.vectors[i].SetLen(plainSlot - plainStart)
		h := &p.messages[i].header
		h.Iov = &p.vectors[i]
		h.SetIovlen(1)
		// The address lands where a frame has it.
		h.Name = &slot[48]
		h.Control = &p.control[i*controlSize]
	}
	return p
}

func (p *plain) slot(i int) []byte {
	at := blockHeaderLen + i*plainSlot
	return p.block[at : at+plainSlot]
}

// lease makes the block of packets that have been received, or receives some.
// It returns false where there are none, or an error that p.err then is, and
// else how many packets were dropped before the block's first.
func (p *plain) lease(fd int) (lost uint64, ok bool) {
	if p.first == p.end {
		p.first, p.end = 0, 0
		for i := range p.messages {
			h := &p.messages[i].header
			h.Namelen = frameHeaderLen - 48
			h.SetControllen(controlSize)
		}
		n, err := receive(fd, p.messages, unix.MSG_DONTWAIT|unix.MSG_TRUNC)
		if err != nil {
			if !errors.Is(err, unix.EAGAIN) && !errors.Is(err, unix.EINTR) {
				p.err = err
			}
			return 0, false
		}
		p.end = n
	}
	first := p.first
	lost = p.complete(first)
	// The block ends where the next gap is: that begins a block of its own.
	for p.first = first + 1; p.first < p.end && p.dropsOf(p.first) == p.drops; p.first++ {
		p.complete(p.first)
	}
	ne := binary.NativeEndian
	h := p.block[:blockHeaderLen]
	p.seq++
	ne.PutUint32(h[8:], statusUser)
	ne.PutUint32(h[12:], uint32(p.first-first))
	ne.PutUint32(h[16:], uint32(blockHeaderLen+first*plainSlot))
	ne.PutUint64(h[24:], p.seq)
	return lost, true
}

// complete writes the header of the frame in slot i, and returns how many
// packets were dropped before it.
func (p *plain) complete(i int) (lost uint64) {
	ne := binary.NativeEndian
	m := &p.messages[i]
	h := p.slot(i)[:plainStart]
	clear(h[:48])
	captured := min(m.len, plainSlot-plainStart)
	ne.PutUint32(h[0:], plainSlot)
	ne.PutUint32(h[12:], captured)
	ne.PutUint32(h[16:], m.len)
	ne.PutUint16(h[24:], plainStart)
	ne.PutUint16(h[26:], plainStart)
	drops := p.drops
	p.controls(i, func(level, kind int32, data []byte) {
		switch {
		case level == unix.SOL_PACKET && kind == unix.PACKET_AUXDATA && len(data) >= 20:
			// struct tpacket_auxdata: status, len, snaplen, mac, net, vlan_tci, vlan_tpid
			ne.PutUint32(h[16:], ne.Uint32(data[4:]))
			ne.PutUint32(h[20:], ne.Uint32(data[0:]))
			ne.PutUint16(h[26:], plainStart+ne.Uint16(data[14:]))
			ne.PutUint32(h[32:], uint32(ne.Uint16(data[16:])))
			ne.PutUint16(h[36:], ne.Uint16(data[18:]))
		case level == unix.SOL_SOCKET && kind == unix.SCM_TIMESTAMPNS && len(data) >= 16:
			ne.PutUint32(h[4:], uint32(ne.Uint64(data[0:])))
			ne.PutUint32(h[8:], uint32(ne.Uint64(data[8:])))
		case level == unix.SOL_SOCKET && kind == unix.SO_RXQ_OVFL && len(data) >= 4:
			drops = ne.Uint32(data)
		}
	})
	lost = uint64(drops - p.drops)
	p.drops = drops
	return lost
}

// dropsOf returns how many packets the socket had dropped when that in slot i
// came. The kernel does not say so while there were none.
func (p *plain) dropsOf(i int) uint32 {
	drops := p.drops
	p.controls(i, func(level, kind int32, data []byte) {
		if level == unix.SOL_SOCKET && kind == unix.SO_RXQ_OVFL && len(data) >= 4 {
			drops = binary.NativeEndian.Uint32(data)
		}
	})
	return drops
}

// controls calls fn with the control messages of slot i.
func (p *plain) controls(i int, fn func(level, kind int32, data []byte)) {
	rest := p.control[i*controlSize:][:min(int(p.messages[i].header.Controllen), controlSize)]
	for len(rest) >= unix.SizeofCmsghdr {
		h, data, remainder, err := unix.ParseOneSocketControlMessage(rest)
		if err != nil {
			return
		}
		fn(h.Level, h.Type, data)
		rest = remainder
	}
}

// take returns the error of the last lease, once.
func (p *plain) take() error {
	err := p.err
	p.err = nil
	return err
}
