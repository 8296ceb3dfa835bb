package capture

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"pktcap/ringmmap"
)

var (
	_ Source  = (*Group)(nil)
	_ Batcher = (*Group)(nil)
	_ Idler   = (*Group)(nil)
)

// A Group is captures from several interfaces as one [Source], whose packets
// come in the order of their times. A packet of one interface waits until no
// earlier one can come from another: the retire timeout of the rings and a
// little more.
type Group struct {
	members []*member
	ifs     []Interface
	delay   time.Duration // after which no ring has an earlier packet
	idle    func()        // may be nil

	watchers []*watcher   // of the namespaces that are followed
	joins    chan joining // from them to the reader
	done     chan struct{}

	mu      sync.Mutex // guards members and ifs where the group follows
	reading bool
	closed  bool
}

// A member is one capture of a Group, and the block of it that is being read.
type member struct {
	live  *Live
	block *ringmmap.Block
	head  Timestamp // of the block's next packet
	ended bool
	gone  atomic.Bool // its interface was removed, and the group follows
	back  chan bool   // gives the block back to the pump; false ends it
}

// An arrival is what the pump of a member has: a block, or its end, with an
// error or without.
type arrival struct {
	m     *member
	block *ringmmap.Block
	err   error
}

// OpenGroup opens a capture for each of configs. All of them are open when it
// returns, or none.
func OpenGroup(configs ...LiveConfig) (*Group, error) {
	if len(configs) == 0 {
		return nil, errors.New("open captures: no interface named")
	}
	g := newGroup()
	for _, c := range configs {
		if c.Interface == AnyInterface && len(configs) > 1 {
			_ = g.Close() // the error says what is wrong
			return nil, fmt.Errorf("open captures: %s is all interfaces already, and cannot be one of several", AnyInterface)
		}
		l, err := openLive(c, len(configs))
		if err != nil {
			_ = g.Close()
			return nil, err
		}
		g.add(l)
	}
	return g, nil
}

func newGroup() *Group {
	return &Group{joins: make(chan joining), done: make(chan struct{})}
}

// add makes l a member. Workers of one fanout have one interface.
func (g *Group) add(l *Live) {
	if l.fanout == nil || len(g.ifs) == 0 {
		l.base = len(g.ifs)
		g.ifs = append(g.ifs, l.ifs...)
	}
	g.members = append(g.members, &member{live: l, back: make(chan bool)})
	// The timer may have to run out twice: it may find a block that was opened
	// since it was set.
	g.delay = max(g.delay, 2*l.Geometry().RetireTimeout+10*time.Millisecond)
}

// Interfaces returns the interfaces, in the order of the configurations.
func (g *Group) Interfaces() []Interface {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.members) == 1 {
		return g.members[0].live.Interfaces() // AnyInterface adds to them
	}
	return g.ifs[:len(g.ifs):len(g.ifs)]
}

// Members returns the captures that the group is made of, in the order of the
// configurations. They may be read instead of the group, each by a goroutine
// of its own.
func (g *Group) Members() []*Live {
	var lives []*Live
	for _, m := range g.current() {
		lives = append(lives, m.live)
	}
	return lives
}

// Stats returns the sums of the captures' counts. Those of the machine's
// backlogs are the same for all.
func (g *Group) Stats() (Stats, error) {
	var sum Stats
	var errs []error
	for _, m := range g.current() {
		s, err := m.live.Stats()
		errs = append(errs, err)
		sum.Captured += s.Captured
		sum.Received += s.Received
		sum.Dropped += s.Dropped
		if m.live.fanout == nil {
			sum.InterfaceDropped += s.InterfaceDropped
			sum.InterfaceDiscarded += s.InterfaceDiscarded
		} else {
			// All workers have one interface.
			sum.InterfaceDropped = max(sum.InterfaceDropped, s.InterfaceDropped)
			sum.InterfaceDiscarded = max(sum.InterfaceDiscarded, s.InterfaceDiscarded)
		}
		sum.Truncated += s.Truncated
		sum.Freezes += s.Freezes
		sum.BacklogDropped = max(sum.BacklogDropped, s.BacklogDropped)
		sum.BacklogSqueezed = max(sum.BacklogSqueezed, s.BacklogSqueezed)
	}
	return sum, errors.Join(errs...)
}

// current returns the members that there are.
func (g *Group) current() []*member {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.members[:len(g.members):len(g.members)]
}

// Close ends all captures, as [Live.Close] does.
func (g *Group) Close() error {
	g.mu.Lock()
	if !g.closed {
		g.closed = true
		close(g.done)
	}
	g.mu.Unlock()
	members := g.current()
	errs := make([]error, len(members))
	var closing sync.WaitGroup
	for i, m := range members {
		closing.Go(func() { errs[i] = m.live.Close() })
	}
	closing.Wait()
	return errors.Join(errs...)
}

func (g *Group) isClosed() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.closed
}

// OnIdle implements [Idler].
func (g *Group) OnIdle(fn func()) { g.idle = fn }

// Packets yields packets whose Data is the caller's; see [Source].
func (g *Group) Packets(ctx context.Context) iter.Seq2[Packet, error] {
	return clones(g.Borrow(ctx))
}

// Borrow yields the packets of all captures where they lie in the rings; see
// [Source]. When an interface is removed the others go on; the last one's end
// is an error.
func (g *Group) Borrow(ctx context.Context) iter.Seq2[*Packet, error] {
	return func(yield func(*Packet, error) bool) {
		if err := g.read(ctx, func(mem *member, limit Timestamp) bool {
			return mem.live.lend(mem.block, limit, yield)
		}); err != nil {
			yield(nil, err)
		}
	}
}

// Batches yields what Borrow does, many packets at a time; see [Batcher].
func (g *Group) Batches(ctx context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		if err := g.read(ctx, func(mem *member, limit Timestamp) bool {
			return mem.live.lendBatches(mem.block, limit, yield)
		}); err != nil {
			yield(nil, err)
		}
	}
}

// read merges the captures, whose packets lend yields; see merge.run.
func (g *Group) read(ctx context.Context, lend func(mem *member, limit Timestamp) bool) error {
	if !g.begin() {
		return fmt.Errorf("capture: %w", ringmmap.ErrBusy)
	}
	m := newMerge(ctx, g)
	defer func() {
		m.leave()
		g.end()
	}()
	return m.run(lend)
}

func (g *Group) begin() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.reading {
		return false
	}
	g.reading = true
	return true
}

func (g *Group) end() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.reading = false
}
