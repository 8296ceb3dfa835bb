package probe

import (
	"context"
	"encoding/binary"
	"iter"
	"net/netip"
	"slices"
	"sync"
	"time"

	"pktcap/capture"
	"pktcap/inject"
	"pktcap/linktype"
)

// A wire is a Sender and a Source in one: what is sent is captured as leaving,
// and what respond returns for it as arriving, each after its delay.
type wire struct {
	link     linktype.Type
	loopback bool
	respond  func(packet []byte, number int) []reply
	refuse   func(number int) error

	mu     sync.Mutex
	number int
	queue  chan capture.Packet
}

type reply struct {
	after  time.Duration // by the packets' timestamps, not by the clock
	packet []byte
}

func newWire(respond func(packet []byte, number int) []reply) *wire {
	return &wire{link: linktype.Raw, respond: respond, queue: make(chan capture.Packet, 1000)}
}

func (w *wire) Send(packets [][]byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, p := range packets {
		n := w.number
		w.number++
		if w.refuse != nil {
			if err := w.refuse(n); err != nil {
				return i, err
			}
		}
		now := capture.TimestampOf(time.Now())
		w.put(p, now, capture.DirectionOut)
		for _, r := range w.respond(p, n) {
			w.put(r.packet, now+capture.Timestamp(r.after), capture.DirectionIn)
		}
	}
	return len(packets), nil
}

func (w *wire) put(packet []byte, at capture.Timestamp, d capture.Direction) {
	p := capture.Packet{Data: slices.Clone(packet), Length: len(packet), Time: at, Meta: capture.Meta{Direction: d}}
	if w.loopback {
		p.Direction = capture.DirectionOut
		w.queue <- p
		p.Direction = capture.DirectionIn
	}
	w.queue <- p
}

func (w *wire) Borrow(ctx context.Context) iter.Seq2[*capture.Packet, error] {
	return func(yield func(*capture.Packet, error) bool) {
		for {
			select {
			case p := <-w.queue:
				if !yield(&p, nil) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

func (w *wire) Packets(context.Context) iter.Seq2[capture.Packet, error] { panic("not used") }
func (w *wire) Interfaces() []capture.Interface                          { return []capture.Interface{{LinkType: w.link}} }
func (w *wire) Stats() (capture.Stats, error)                            { return capture.Stats{}, nil }
func (w *wire) Close() error                                             { return nil }

var (
	local4, remote4, router4 = netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.2"), netip.MustParseAddr("10.0.0.254")
	local6, remote6, router6 = netip.MustParseAddr("fd00::1"), netip.MustParseAddr("fd00::2"), netip.MustParseAddr("fd00::fe")
)

// ip returns a datagram; the header's checksum is left out, nobody looks.
func ip(src, dst netip.Addr, proto uint8, body []byte) []byte {
	var p []byte
	if src.Is4() {
		p = make([]byte, 20)
		p[0], p[8], p[9] = 0x45, 64, proto
		binary.BigEndian.PutUint16(p[2:], uint16(20+len(body)))
		copy(p[12:], src.AsSlice())
		copy(p[16:], dst.AsSlice())
	} else {
		p = make([]byte, 40)
		p[0], p[6], p[7] = 0x60, proto, 64
		binary.BigEndian.PutUint16(p[4:], uint16(len(body)))
		copy(p[8:], src.AsSlice())
		copy(p[24:], dst.AsSlice())
	}
	return append(p, body...)
}

func tcp(sport, dport uint16, seq, ack uint32, flags uint8, data string) []byte {
	b := make([]byte, 20)
	binary.BigEndian.PutUint16(b, sport)
	binary.BigEndian.PutUint16(b[2:], dport)
	binary.BigEndian.PutUint32(b[4:], seq)
	binary.BigEndian.PutUint32(b[8:], ack)
	b[12], b[13] = 0x50, flags
	return append(b, data...)
}

func udp(sport, dport, sum uint16, data string) []byte {
	b := make([]byte, 8)
	binary.BigEndian.PutUint16(b, sport)
	binary.BigEndian.PutUint16(b[2:], dport)
	binary.BigEndian.PutUint16(b[4:], uint16(8+len(data)))
	binary.BigEndian.PutUint16(b[6:], sum)
	return append(b, data...)
}

func icmp(typ, code uint8, rest uint32, data []byte) []byte {
	b := make([]byte, 8)
	b[0], b[1] = typ, code
	binary.BigEndian.PutUint32(b[4:], rest)
	return append(b, data...)
}

// probes yields the packets, all due at once.
func probes(packets ...[]byte) iter.Seq[inject.Due] {
	return func(yield func(inject.Due) bool) {
		for _, p := range packets {
			if !yield(inject.Due{Packet: p}) {
				return
			}
		}
	}
}
