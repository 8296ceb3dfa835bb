package capture

import (
	"context"
	"errors"
	"math"
	"time"

	"pktcap/ringmmap"
)

// A merge is one reading of a Group. Each member has a pump, a goroutine that
// waits for its ring's blocks and hands them over; packets are used where they
// are, in the merge's goroutine, in the order of their times.
type merge struct {
	ctx      context.Context
	cancel   context.CancelFunc
	group    *Group
	arrivals chan arrival
	running  int // pumps that have not ended
	timer    *time.Timer
	quiet    bool // nothing was yielded since the group was idle
}

func newMerge(ctx context.Context, g *Group) *merge {
	m := &merge{group: g, arrivals: make(chan arrival), running: len(g.members), timer: time.NewTimer(time.Hour)}
	m.ctx, m.cancel = context.WithCancel(ctx)
	for _, mem := range g.members {
		mem.block, mem.ended = nil, false
		go m.pump(mem)
	}
	return m
}

// pump hands the member's blocks over, one at a time, until it is told to end
// or the capture has.
func (m *merge) pump(mem *member) {
	if err := mem.live.Pin(); err != nil {
		m.arrivals <- arrival{m: mem, err: err}
		return
	}
	for block, err := range mem.live.blocks(m.ctx) {
		if err != nil {
			m.arrivals <- arrival{m: mem, err: err}
			return
		}
		m.arrivals <- arrival{m: mem, block: block}
		if !<-mem.back {
			break
		}
	}
	m.arrivals <- arrival{m: mem}
}

// leave ends the pumps. What is unread of their blocks is kept by the rings.
func (m *merge) leave() {
	m.cancel()
	m.timer.Stop()
	for _, mem := range m.group.members {
		if mem.block != nil {
			m.giveBack(mem, false)
		}
	}
	for m.running > 0 {
		a := <-m.arrivals
		if a.block != nil {
			a.m.back <- false
			continue
		}
		m.running--
	}
}

func (m *merge) giveBack(mem *member, more bool) {
	mem.block = nil
	mem.back <- more
}

// run has lend yield the packets of one member after the other, up to a time,
// until the captures end, or lend says that the loop was left.
func (m *merge) run(lend func(mem *member, limit Timestamp) bool) error {
	for {
		first, limit, complete := m.earliest()
		if first == nil {
			if m.running == 0 && len(m.group.watchers) == 0 {
				return nil
			}
			m.idle()
			if more, err := m.next(); err != nil || !more {
				return err
			}
			continue
		}
		if !complete {
			safe, err := m.safe(first.head)
			if err != nil {
				return err
			}
			if safe < first.head {
				continue // something came that may be earlier
			}
			limit = min(limit, safe)
		}
		m.quiet = false
		if !lend(first, limit) {
			return nil
		}
		if err := m.advance(first); err != nil {
			return err
		}
	}
}

// idle tells that the reader is about to wait, once for each time that it had
// packets.
func (m *merge) idle() {
	if !m.quiet && m.group.idle != nil {
		m.group.idle()
	}
	m.quiet = true
}

// earliest returns the member with the earliest packet, the time of the next
// member's, and whether all captures that have not ended have a packet.
func (m *merge) earliest() (first *member, limit Timestamp, complete bool) {
	limit, complete = math.MaxInt64, true
	for _, mem := range m.group.members {
		switch {
		case mem.ended:
		case mem.block == nil:
			complete = false
		case first == nil:
			first = mem
		case mem.head < first.head:
			first, limit = mem, min(limit, first.head)
		default:
			limit = min(limit, mem.head)
		}
	}
	return first, limit, complete
}

// safe returns a time that no packet to come is earlier than, head or later. It
// returns an earlier one when a block has arrived while it waited for that.
func (m *merge) safe(head Timestamp) (Timestamp, error) {
	for {
		// The clock first: what is not there after this was not there then.
		safe := TimestampOf(time.Now()) - Timestamp(m.group.delay)
		wait := time.Duration(head - safe)
		ready, filling := m.pending()
		if ready {
			wait = max(wait, handover)
		} else if filling && wait > -overdue {
			wait = max(wait, fillingTick)
		}
		if wait <= 0 {
			return safe, nil
		}
		m.idle()
		m.timer.Reset(wait)
		select {
		case a := <-m.arrivals:
			return math.MinInt64, m.take(a)
		case j := <-m.group.joins:
			return math.MinInt64, m.join(j)
		case <-m.timer.C:
		}
	}
}

// handover is how long to wait for a pump that is on its way with a block, or
// on its way back from one, which looks the same from here.
const handover = 50 * time.Microsecond

// A busy machine may be late with a block that its timer has to close, later than
// the group's delay allows for. It is waited for all the same, since it can be seen
// to have packets: at intervals of fillingTick, and until it is overdue for as long
// as drain would wait.
const (
	fillingTick = 500 * time.Microsecond
	overdue     = drainTime
)

// pending reports whether the ring of a member without a block may have one, and
// whether the kernel is filling one for it.
func (m *merge) pending() (ready, filling bool) {
	for _, mem := range m.group.members {
		if mem.ended || mem.block != nil {
			continue
		}
		ready = ready || mem.live.ring.Ready()
		filling = filling || mem.live.ring.Filling()
	}
	return ready, filling
}

// take takes an arrival in.
func (m *merge) take(a arrival) error {
	if a.block != nil {
		a.m.block = a.block
		return m.advance(a.m)
	}
	a.m.ended = true
	m.running--
	following := len(m.group.watchers) > 0
	if errors.Is(a.err, ErrInterfaceGone) && (m.running > 0 || following) {
		a.m.live.notify(EventGone)
		if following {
			a.m.gone.Store(true)
			return a.m.live.Close() // its counts stay; others may come and go for a long time
		}
		return nil
	}
	return a.err
}

// advance moves to the member's next packet, and gives its block back when
// there is none.
func (m *merge) advance(mem *member) error {
	if mem.block.Len() == 0 {
		err := mem.block.Err()
		m.giveBack(mem, true)
		return err
	}
	if h := ringmmap.HeaderAt(mem.block.Memory()); h != nil {
		mem.head = mem.live.timeOf(h)
	}
	return nil // where there is none, reading it says so
}
