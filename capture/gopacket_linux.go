package capture

import (
	"context"
	"io"
	"iter"
	"slices"
	"sync"

	"github.com/google/gopacket"
)

var (
	_ gopacket.PacketDataSource         = (*Live)(nil)
	_ gopacket.ZeroCopyPacketDataSource = (*Live)(nil)
)

// A pull is the reader behind ReadPacketData: the batches of a Live, asked for
// instead of pushed.
type pull struct {
	mu   sync.Mutex // held while the reader is in use
	next func() (*Batch, error, bool)
	stop func()

	packets []Packet // what is left of a batch
	buf     []byte   // of ZeroCopyReadPacketData
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
		s.next, s.stop = iter.Pull2(l.Batches(context.Background()))
	}
	if len(s.packets) == 0 {
		batch, err, ok := s.next()
		if !ok {
			return nil, io.EOF
		}
		if err != nil {
			return nil, err
		}
		s.packets = batch.Packets()
	}
	p := &s.packets[0]
	s.packets = s.packets[1:]
	return p, nil
}

// end ends the reader; the ring is closed already.
func (s *pull) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.packets = nil
	if s.stop != nil {
		s.stop()
	}
}
