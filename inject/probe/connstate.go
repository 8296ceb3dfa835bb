package probe

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"pktcap/capture"
	"pktcap/linktype"
)

// receive is the capturing goroutine of a connection.
func (n *Conn) receive(ctx context.Context) {
	var links []linktype.Type
	for _, i := range n.source.Interfaces() {
		links = append(links, i.LinkType)
	}
	for p, err := range n.source.Borrow(ctx) {
		if err != nil {
			n.end(fmt.Errorf("capture: %w", err))
			return
		}
		if n.config.Loopback && p.Direction == capture.DirectionOut || p.Interface >= len(links) {
			continue
		}
		v, ok := viewFrame(p.Data, links[p.Interface])
		if !ok {
			continue
		}
		if f, _, ok := identify(v); ok && f == n.flow() {
			n.see(p)
			continue
		}
		if a, k, ok := read(v); ok && k.flow == n.flow() {
			n.see(p)
			n.mu.Lock()
			n.arrive(&a, v.body)
			n.mu.Unlock()
		}
	}
}

func (n *Conn) see(p *capture.Packet) {
	if n.config.Seen != nil {
		n.config.Seen(p)
	}
}

func (n *Conn) flow() flow {
	return flow{
		proto: protoTCP,
		local: n.config.Local.Addr(), localPort: n.config.Local.Port(),
		remote: n.config.Remote.Addr(), remotePort: n.config.Remote.Port(),
	}
}

// arrive takes a segment of the peer, or an ICMP error about one of ours.
// n.mu is held. RFC 9293 section 3.10.7.
func (n *Conn) arrive(a *Answer, segment []byte) {
	if n.err != nil {
		return
	}
	if a.Kind.IsError() {
		// RFC 1122 section 4.2.3.9: only before the connection stands is an
		// ICMP error the end of it.
		if !n.established {
			n.fail(fmt.Errorf("%v from %v (type %d, code %d)", a.Kind, a.From, a.Type, a.Code))
		}
		return
	}
	if !n.established {
		n.arriveBefore(a, segment)
		return
	}
	data := payload(segment)
	if a.Kind == Reset {
		if a.Seq == n.expect { // RFC 5961 section 3.2
			n.fail(ErrReset)
		}
		return
	}
	if a.Flags&flagACK != 0 {
		n.acknowledged(a.Ack, a.Window)
	}
	// Only what continues the stream is taken; the peer sends the rest again.
	skip := n.expect - a.Seq // already here, where the segment overlaps
	if int32(skip) >= 0 && int(skip) <= len(data) {
		data = data[skip:]
		if room := receiveWindow - len(n.received); len(data) > room {
			data = data[:room]
			a.Flags &^= flagFIN
		}
		n.received = append(n.received, data...)
		n.expect += uint32(len(data))
		if a.Flags&flagFIN != 0 && !n.finSeen {
			n.finSeen = true
			n.expect++
		}
	}
	if len(segment) > int(segment[12]>>4)*4 || a.Flags&(flagFIN|flagSYN) != 0 {
		n.acknowledge()
	}
	n.changed()
	n.output()
}

// arriveBefore is arrive in SYN-SENT, section 3.10.7.3.
func (n *Conn) arriveBefore(a *Answer, segment []byte) {
	if a.Flags&flagACK == 0 || a.Ack != n.first+1 {
		return
	}
	switch a.Kind {
	case Reset:
		n.fail(ErrRefused)
	case SynAck:
		n.established = true
		n.expect = a.Seq + 1
		if mss := mssOption(segment); mss > 0 {
			n.mss = min(n.mss, mss)
		}
		n.acknowledged(a.Ack, a.Window)
		n.acknowledge()
		n.changed()
	}
}

// acknowledged takes the peer's acknowledgment and window.
func (n *Conn) acknowledged(ack uint32, window uint16) {
	n.window = uint32(window)
	advance := ack - n.una
	if advance == 0 || advance > n.next-n.una {
		return
	}
	n.measure(ack)
	n.una = ack
	if advance > uint32(len(n.queue)) { // a SYN or FIN is among it
		n.finAcked = n.finQueued && ack == n.next && ack != n.first+1
	}
	n.queue = n.queue[min(int(advance), len(n.queue)):]
	n.retries = 0
	n.arm()
}

// measure updates the retransmission timeout, RFC 6298 section 2.
func (n *Conn) measure(ack uint32) {
	if n.timedAt.IsZero() || int32(ack-n.timed) < 0 {
		return
	}
	rtt := time.Since(n.timedAt)
	n.timedAt = time.Time{}
	if n.srtt == 0 {
		n.srtt, n.rttvar = rtt, rtt/2
	} else {
		n.rttvar = (3*n.rttvar + (n.srtt - rtt).Abs()) / 4
		n.srtt = (7*n.srtt + rtt) / 8
	}
	n.rto = max(n.srtt+4*n.rttvar, minRTO)
}

// output sends what may be sent. n.mu is held.
func (n *Conn) output() {
	if n.err != nil {
		return
	}
	if !n.established {
		if n.next == n.first {
			n.next++
			n.transmit(Segment{Seq: n.first, Flags: flagSYN, MSS: n.config.MSS})
		}
		return
	}
	limit := min(int(n.window), sendWindow*n.mss)
	for {
		flight := int(n.next - n.una)
		left := len(n.queue) - flight
		size := min(left, n.mss, limit-flight)
		fin := n.finQueued && !n.finAcked && left >= 0 && size == left
		if size <= 0 && !fin {
			if left > 0 && flight == 0 {
				n.arm() // a closed window: probe it when the timer runs out
			}
			return
		}
		s := Segment{Seq: n.next, Ack: n.expect, Flags: flagACK}
		if size > 0 {
			s.Data = n.queue[flight : flight+size]
			n.next += uint32(size)
			if size == left {
				s.Flags |= flagPSH
			}
		}
		if fin {
			s.Flags |= flagFIN
			n.next++
		}
		n.transmit(s)
		if fin {
			return
		}
	}
}

// transmit sends a segment that takes up sequence numbers.
func (n *Conn) transmit(s Segment) {
	if n.timedAt.IsZero() {
		n.timed, n.timedAt = n.next, time.Now()
	}
	n.arm()
	if err := n.send(s); err != nil {
		n.fail(err)
	}
}

// acknowledge sends an acknowledgment.
func (n *Conn) acknowledge() {
	if err := n.send(Segment{Seq: n.next, Ack: n.expect, Flags: flagACK}); err != nil {
		n.fail(err)
	}
}

func (n *Conn) send(s Segment) error {
	s.Window = uint16(receiveWindow - len(n.received))
	var err error
	if n.packet, err = n.config.Build(n.packet[:0], s); err != nil {
		return err
	}
	_, err = n.sender.Send([][]byte{n.packet})
	return err
}

// arm sets the retransmission timer where something is unacknowledged.
func (n *Conn) arm() {
	if n.next != n.una || len(n.queue) > 0 {
		n.timer.Reset(n.rto << n.retries)
	} else {
		n.timer.Stop()
	}
}

// expire is the retransmission timer: it sends again from the oldest
// unacknowledged number on (section 3.8.1), or one byte into a closed window.
func (n *Conn) expire() {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.err != nil || n.next == n.una && len(n.queue) == 0 {
		return
	}
	if n.retries++; n.retries > maxRetries {
		n.fail(errors.New("no acknowledgment"))
		return
	}
	n.timedAt = time.Time{} // RFC 6298 section 3: not of a segment sent twice
	n.next = n.una
	if n.established && n.window == 0 && len(n.queue) > 0 {
		n.window = 1
	}
	n.output()
}

// payload returns the data of a TCP segment.
func payload(segment []byte) []byte {
	offset := int(segment[12]>>4) * 4
	if offset < 20 || offset > len(segment) {
		return nil
	}
	return segment[offset:]
}

// mssOption returns the maximum segment size that a SYN announces, 0 for none.
func mssOption(segment []byte) int {
	const endOfList, noOperation, maximumSegmentSize = 0, 1, 2
	options := segment[20:max(20, len(segment)-len(payload(segment)))]
	for len(options) > 0 {
		switch {
		case options[0] == endOfList:
			return 0
		case options[0] == noOperation:
			options = options[1:]
			continue
		case len(options) < 2 || options[1] < 2 || int(options[1]) > len(options):
			return 0
		case options[0] == maximumSegmentSize && options[1] == 4:
			return int(binary.BigEndian.Uint16(options[2:]))
		}
		options = options[options[1]:]
	}
	return 0
}
