package probe

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"pktcap/capture"
	"pktcap/inject"
	"pktcap/linktype"
)

// Config says how a session probes.
type Config struct {
	// Timeout is how long a probe waits for its answer; 0 means a second.
	Timeout time.Duration

	// Outstanding is how many probes may wait at once; further ones are held
	// back until one is answered or times out. 0 means 16384. With 1 the next
	// probe follows the answer to the last.
	Outstanding int

	// LinkType is what the probes begin with: linktype.Raw (0 means that too)
	// for IP datagrams, linktype.Ethernet for frames.
	LinkType linktype.Type

	// Loopback says that the capture is of the loopback interface, where every
	// packet leaves and arrives.
	Loopback bool

	// Packets keeps the captured packets in the events.
	Packets bool

	// Latency is how long after a packet's time the capture may hand it over.
	// 0 means 50 ms.
	Latency time.Duration
}

// recent is how many probes beyond the outstanding ones are remembered, so
// that late answers and duplicates are recognised.
const recent = 1024

// backlog is how many events may wait for the report before capturing does.
const backlog = 4096

func (c Config) withDefaults() (Config, error) {
	if c.Timeout == 0 {
		c.Timeout = time.Second
	}
	if c.Outstanding == 0 {
		c.Outstanding = 16384
	}
	if c.LinkType == 0 {
		c.LinkType = linktype.Raw
	}
	if c.Latency == 0 {
		c.Latency = 50 * time.Millisecond
	}
	switch {
	case c.Timeout < 0:
		return c, fmt.Errorf("timeout of %v: must be above 0", c.Timeout)
	case c.Outstanding < 0 || c.Outstanding > 1<<20:
		return c, fmt.Errorf("%d outstanding probes: must be between 1 and %d", c.Outstanding, 1<<20)
	case c.LinkType != linktype.Raw && c.LinkType != linktype.Ethernet:
		return c, fmt.Errorf("probes of link type %v: must be RAW or EN10MB", c.LinkType)
	}
	return c, nil
}

// A Session sends probes and matches their answers.
type Session struct {
	config Config
	source capture.Source
	sender inject.Sender
	wire   *Wire // what Open opened, nil otherwise

	mu      sync.Mutex
	table   *table
	pending []Event
	taken   []Event       // the slice that was pending before, to be used again
	news    chan struct{} // pending is not empty, or sending has ended
	drained chan struct{} // pending has been taken
	room    chan struct{} // a probe no longer waits
	links   []linktype.Type
	sent    uint64
	over    bool // no more probes
	err     error
}

// New returns a session that captures from source, which must be open already,
// and sends through sender. Both remain the caller's, and both may be anything
// of the kind: the capture must show the probes that leave and the answers.
func New(source capture.Source, sender inject.Sender, c Config) (*Session, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("new probe session: %w", err)
	}
	return &Session{config: c, source: source, sender: sender}, nil
}

// Run sends the probes, each when it is due, and reports what happens to them,
// in the order in which it happened, by calling report on the calling
// goroutine. It returns when the last probe is answered or has timed out, or
// when ctx is done, which is no error. A probe that the kernel does not take is
// reported and the next one sent. An error is the capture's, or the word of a
// probe that could not be recognised again.
//
// A fragment that is not the first of its packet belongs to the probe before it,
// and is no probe itself.
//
// The packet of an inject.Due is used until the sequence is asked for the
// next. Run may be called again when it has returned.
func (s *Session) Run(ctx context.Context, probes iter.Seq[inject.Due], report func(Event)) (Summary, error) {
	s.table = newTable(s.config.Outstanding+recent, s.config.Timeout)
	s.pending, s.taken, s.sent, s.over, s.err = nil, nil, 0, false, nil
	s.news = make(chan struct{}, 1)
	s.drained = make(chan struct{}, 1)
	s.room = make(chan struct{}, 1)
	s.links = nil
	for _, i := range s.source.Interfaces() {
		s.links = append(s.links, i.LinkType)
	}

	run, cancel := context.WithCancel(ctx)
	pacer := inject.StartPacer()
	var wg sync.WaitGroup
	wg.Go(func() { s.receive(run) })
	if s.wire != nil && s.wire.elsewhere != nil {
		wg.Go(func() { s.receiveElsewhere(run) })
	}
	wg.Go(func() { s.send(run, pacer, probes) })
	sum := s.watch(run, report)
	cancel()
	wg.Wait()

	sum.Sent = s.sent
	sum.Timing = pacer.Timing()
	sum.Elapsed = pacer.Elapsed()
	if stats, err := s.source.Stats(); err == nil {
		sum.Dropped = stats.Dropped
	}
	if s.wire != nil && s.wire.elsewhere != nil {
		if stats, err := s.wire.elsewhere.Stats(); err == nil {
			sum.Dropped += stats.Dropped
		}
	}
	return sum, s.err
}

// watch reports events and times probes out until all is over.
func (s *Session) watch(ctx context.Context, report func(Event)) Summary {
	var sum Summary
	highest := -1
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		events, next, over := s.take(capture.TimestampOf(time.Now()))
		for i := range events {
			sum.count(&events[i], &highest)
			report(events[i])
		}
		if over {
			return sum
		}
		if len(events) > 0 {
			continue
		}
		timer.Reset(next)
		select {
		case <-s.news:
		case <-timer.C:
		case <-ctx.Done():
			// What happened before is still told.
			events, _, _ := s.take(0)
			for i := range events {
				sum.count(&events[i], &highest)
				report(events[i])
			}
			return sum
		}
	}
}

// take times probes out, and returns the events so far, the time until the
// next timeout, and whether all is over. The events are valid until the next
// call.
func (s *Session) take(now capture.Timestamp) (events []Event, next time.Duration, over bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next = time.Hour
	for {
		i, deadline, ok := s.table.oldest()
		if !ok {
			break
		}
		// An answer that came in time may still be on its way through the ring.
		if next = deadline.Sub(now) + s.config.Latency; next > 0 {
			break
		}
		s.settle(i, expired)
		s.pending = append(s.pending, Event{Kind: TimedOut, Probe: s.table.slots[i].number})
	}
	events, s.pending, s.taken = s.pending, s.taken[:0], s.pending
	over = len(events) == 0 && (s.err != nil || s.over && s.table.wait == 0)
	signal(s.drained)
	return events, next, over
}

// settle takes a probe out of the waiting ones. s.mu is held.
func (s *Session) settle(i int, to state) {
	s.table.settle(i, to)
	signal(s.room)
}

// tell adds an event. s.mu is held.
func (s *Session) tell(e Event) {
	s.pending = append(s.pending, e)
	signal(s.news)
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// fail ends the run with an error.
func (s *Session) fail(err error) {
	s.mu.Lock()
	s.err = errors.Join(s.err, err)
	s.mu.Unlock()
	signal(s.news)
}

// send is the sending goroutine.
func (s *Session) send(ctx context.Context, pacer *inject.Pacer, probes iter.Seq[inject.Due]) {
	var keys [maximumKeys]key
	one := make([][]byte, 1)
	number := 0
	for d := range probes {
		v, ok := view{}, false
		if s.config.LinkType == linktype.Raw {
			v, ok = viewIP(d.Packet)
		} else {
			v, ok = viewFrame(d.Packet, s.config.LinkType)
		}
		var ks []key
		if ok {
			ks, ok = keysOf(v, keys[:0])
		}
		if !ok && laterFragment(d.Packet, s.config.LinkType) {
			if !s.pass(ctx, pacer, d, one, number) {
				break
			}
			continue
		}
		if !ok {
			s.fail(fmt.Errorf("send probe %d: nothing in this packet tells its answer", number))
			return
		}
		i, err := s.enter(ctx, pacer, d.At, number, ks)
		if err != nil {
			break // ctx is done
		}
		at := pacer.Elapsed()
		one[0] = d.Packet
		if _, err := s.sender.Send(one); err != nil {
			s.mu.Lock()
			s.settle(i, unsent)
			s.tell(Event{Kind: Unsent, Probe: number, Err: err})
			s.mu.Unlock()
		} else {
			pacer.Record(d.At, at)
			s.mu.Lock()
			s.sent++
			s.mu.Unlock()
		}
		number++
	}
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	signal(s.news)
}

// pass sends a fragment that belongs to the probe before it. It reports whether
// sending goes on.
func (s *Session) pass(ctx context.Context, pacer *inject.Pacer, d inject.Due, one [][]byte, number int) bool {
	if err := pacer.Wait(ctx, d.At); err != nil {
		return false // ctx is done
	}
	one[0] = d.Packet
	if _, err := s.sender.Send(one); err != nil {
		s.fail(fmt.Errorf("send a fragment of probe %d: %w", number-1, err))
		return false
	}
	return true
}

// enter registers a probe once there is room and its time has come.
func (s *Session) enter(ctx context.Context, pacer *inject.Pacer, due time.Duration, number int, keys []key) (int, error) {
	for {
		s.mu.Lock()
		free := s.table.wait < s.config.Outstanding && !s.table.full()
		s.mu.Unlock()
		if free {
			break // only this goroutine adds
		}
		select {
		case <-s.room:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	if err := pacer.Wait(ctx, due); err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.table.add(number, keys, capture.TimestampOf(time.Now())), nil
}

// receive is the capturing goroutine.
func (s *Session) receive(ctx context.Context) {
	for p, err := range s.source.Borrow(ctx) {
		if err != nil {
			s.fail(fmt.Errorf("capture answers: %w", err))
			return
		}
		if !s.observe(p) {
			continue
		}
		select {
		case <-s.drained:
		case <-ctx.Done():
			return
		}
	}
	if ctx.Err() == nil {
		s.fail(errors.New("capture answers: the capture has ended"))
	}
}

// observe looks at one captured packet, and reports whether the events wait to
// be taken.
func (s *Session) observe(p *capture.Packet) (wait bool) {
	if s.config.Loopback && p.Direction == capture.DirectionOut {
		return false // it comes again, arriving
	}
	if p.Interface >= len(s.links) {
		return false
	}
	v, ok := viewFrame(p.Data, s.links[p.Interface])
	if !ok {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.config.Loopback || p.Direction != capture.DirectionIn {
		if s.leaving(v, p) {
			return false
		}
	}
	if s.config.Loopback || p.Direction != capture.DirectionOut {
		s.arriving(v, p, 0)
	}
	return len(s.pending) >= backlog
}

func (s *Session) leaving(v view, p *capture.Packet) bool {
	f, token, ok := identify(v)
	if !ok {
		return false
	}
	i, ok := s.table.leave(key{f, inProbe, token}, p.Time)
	if ok {
		s.tell(Event{Kind: Left, Probe: s.table.slots[i].number, At: p.Time, Packet: s.keep(p, 0)})
	}
	return ok
}

// arriving looks at a packet that may be an answer. elsewhere is the index of
// the interface that it came by, 0 for the session's own.
func (s *Session) arriving(v view, p *capture.Packet, elsewhere int) {
	a, k, ok := read(v)
	if !ok {
		return
	}
	i, ok := s.table.answer(k)
	if !ok || s.table.slots[i].state == unsent {
		if s.table.flows[k.flow] > 0 && elsewhere == 0 {
			s.tell(Event{Kind: Foreign, Probe: -1, Answer: a.clone(), At: p.Time, Packet: s.keep(p, elsewhere)})
		}
		return
	}
	slot := &s.table.slots[i]
	if slot.state == answered || slot.state == overdue {
		if slot.by != elsewhere {
			return // the same on its way through a bridge, a VLAN or the like
		}
	} else {
		slot.by = elsewhere
	}
	e := Event{
		Kind: Duplicate, Probe: slot.number, Answer: a.clone(), At: p.Time, Packet: s.keep(p, elsewhere),
		RTT: max(p.Time.Sub(slot.sent()), 0), Unseen: slot.left == 0,
	}
	switch late := e.RTT > s.config.Timeout; slot.state {
	case waiting:
		if !late {
			e.Kind = Answered
			s.settle(i, answered)
			break
		}
		s.tell(Event{Kind: TimedOut, Probe: slot.number})
		fallthrough
	case expired:
		e.Kind = Late
		s.settle(i, overdue)
	}
	s.tell(e)
}

// keep returns a copy of a packet for an event, nil where none is wanted.
func (s *Session) keep(p *capture.Packet, elsewhere int) *capture.Packet {
	if !s.config.Packets {
		return nil
	}
	c := p.Clone()
	if elsewhere != 0 {
		c.Data = asSeen(c.Data, s.links[0])
		c.Length += len(c.Data) - len(p.Data)
	}
	return &c
}
