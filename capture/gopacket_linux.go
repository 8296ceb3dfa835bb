package capture

import (
	"context"
	"io"
	"iter"
	"slices"
	"sync"

	"github.com/google/gopacket"

	"pktcap/ringmmap"
)

var (
	_ gopacket.PacketDataSource         = (*Live)(nil)
	_ gopacket.ZeroCopyPacketDataSource = (*Live)(nil)
)

// A pull is the reader behind ReadPacketData: the blocks of a Live, and the
// packets of one of them, asked for instead of pushed.
type pull struct {
	mu   sync.Mutex // held while the reader is in use
	next func() (*ringmmap.Block, error, bool)
	stop func()

	block *ringmmap.Block // half read; nil if none
	taken bool            // lend has come to a packet
	take  func(*Packet, error) bool
	buf   []byte // of ZeroCopyReadPacketData
}

// ReadPacketData returns the next packet, its bytes the caller's to keep. It
// makes a Live a [gopacket.PacketDataSource]. After Close it returns io.EOF.
// It is not to be mixed with a loop over Packets or Borrow at the same time.
func (l *Live) ReadPacketData() ([]byte, gopacket.CaptureInfo, error) {
	l.pull.mu.Lock()
	defer l.pull.mu.Unlock()
	p, err := l.pulled()
	if err != nil {
		return nil, gopacket.CaptureInfo{}, err
	}
	return slices.Clone(p.Data), captureInfo(p), nil
}

// ZeroCopyReadPacketData is ReadPacketData without an allocation: the bytes
// are valid until the next call. They are in a buffer of l's own and not in
// the ring, so that Close, from whatever goroutine, does not take them away;
// Borrow is the way to use packets in the ring.
func (l *Live) ZeroCopyReadPacketData() ([]byte, gopacket.CaptureInfo, error) {
	l.pull.mu.Lock()
	defer l.pull.mu.Unlock()
	p, err := l.pulled()
	if err != nil {
		return nil, gopacket.CaptureInfo{}, err
	}
	l.pull.buf = append(l.pull.buf[:0], p.Data...)
	return l.pull.buf, captureInfo(p), nil
}

func captureInfo(p *Packet) gopacket.CaptureInfo {
	return gopacket.CaptureInfo{
		Timestamp:      p.Time.Time(),
		CaptureLength:  len(p.Data),
		Length:         p.Length,
		InterfaceIndex: p.Interface,
	}
}

// pulled returns the next packet, which lies in the ring; l.pull.mu is held.
func (l *Live) pulled() (*Packet, error) {
	s := &l.pull
	if s.next == nil {
		s.next, s.stop = iter.Pull2(l.blocks(context.Background()))
		s.take = func(*Packet, error) bool {
			s.taken = true
			return false
		}
	}
	for {
		if s.block != nil {
			s.taken = false
			l.lend(s.block, forever, s.take)
			if s.taken {
				return &l.pkt, nil
			}
			err := s.block.Err()
			s.block = nil
			if err != nil {
				return nil, err
			}
		}
		block, err, ok := s.next()
		if !ok {
			return nil, io.EOF
		}
		if err != nil {
			return nil, err
		}
		s.block = block
	}
}

// end ends the reader; the ring is closed already.
func (s *pull) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.block = nil
	if s.stop != nil {
		s.stop()
	}
}
