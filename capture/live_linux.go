package capture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/net/bpf"

	"pktcap/filter/cbpf"
	"pktcap/internal/afpacket"
	"pktcap/linktype"
	"pktcap/ringmmap"
)

var (
	_ Source  = (*Live)(nil)
	_ Batcher = (*Live)(nil)
	_ Idler   = (*Live)(nil)
)

// A Live is a capture from a network interface as a [Source]. The packets that
// it lends lie in the ring that it shares with the kernel.
type Live struct {
	config  LiveConfig
	device  afpacket.Device // zero for AnyInterface
	socket  *afpacket.Socket
	ring    *ringmmap.Ring
	meter   *lossMeter
	vantage vantage
	cooked  linktype.Type // 0: packets have their own link-layer header
	tagAt   int           // offset of a VLAN tag in a frame that has its own header

	filter  atomic.Pointer[liveFilter] // what SetBPF changes
	packets [liveBatch]Packet          // that are lent
	batch   Batch                      // of them
	run     liveRun                    // that it is made of
	base    int                        // what the index of its interface begins at
	gone    bool                       // and gone
	down    bool                       // the reader has seen the interface down
	gap     uint64                     // sequence of the last block that told of a loss
	lost    bool                       // the next packet is the first after a loss

	lostCount uint64 // of so many packets, as far as that is known

	read                uint64        // frames of the ring that the reader has seen
	rejected, cut       uint64        // the reader's counts,
	captured, truncated atomic.Uint64 // and what it has published of them

	ahead   time.Duration // of the NIC's clock before UTC, where that stamps packets
	joined  []io.Closer   // of the multicast groups
	sharers int           // rings that are opened with this one

	fanout *fanout // nil for a capture that shares its packets with nobody
	cpu    int     // of a worker; -1 if it has none

	closing atomic.Bool

	pull pull // the reader behind ReadPacketData

	mu  sync.Mutex // guards joined and ifs: the reader of AnyInterface adds to it
	ifs []Interface
	at  map[int]int // system index to index in ifs, AnyInterface only
}

// OpenLive opens a capture. The filter is in place before the first packet is
// received.
//
// Errors are an [*InterfaceError] for an interface that does not exist or is
// down, a [*PermissionError], and a [*ringmmap.SizeError].
func OpenLive(c LiveConfig) (*Live, error) { return openLive(c, 1) }

// openLive is OpenLive for one of so many captures.
func openLive(c LiveConfig, sharers int) (*Live, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	l := &Live{config: c, cpu: -1, sharers: sharers}
	if err := l.openIn(c.Namespace); err != nil {
		return nil, err
	}
	return l, nil
}

// openIn opens the capture in a network namespace, and for a worker that has a
// CPU on that CPU. What was opened when it fails is closed.
func (l *Live) openIn(namespace string) error {
	err := InNamespace(namespace, func() error {
		if l.cpu < 0 {
			return l.open()
		}
		return afpacket.OnCPU(l.cpu, l.open)
	})
	if err == nil {
		return nil
	}
	if l.meter != nil {
		l.meter.close()
	}
	if l.ring != nil {
		_ = l.ring.Close() // err says what is wrong
	}
	if l.socket != nil {
		_ = l.socket.Close()
	}
	_ = l.leaveGroups()
	return err
}

func (l *Live) open() error {
	c := &l.config
	ifc, cooked, err := l.find()
	if err != nil {
		return err
	}
	kind := afpacket.Raw
	if cooked {
		kind, l.cooked = afpacket.Datagram, ifc.LinkType
		c.Ring.Headroom = max(c.Ring.Headroom, sll2Len+tagLen)
	}
	if l.socket, err = afpacket.Open(kind); err != nil {
		return l.refused("CAP_NET_RAW", err)
	}
	program := c.Filter
	if c.FilterFor != nil {
		if program, err = c.FilterFor(ifc); err != nil {
			return err
		}
	}
	if l.vantage, err = l.stand(); err != nil {
		return err
	}
	lf := l.vantage.filter(program)
	first := lf.attach
	if l.fanout != nil {
		first = nothing
	}
	if err := l.socket.Attach(first); err != nil {
		return fmt.Errorf("capture on %s: %w", c.Interface, err)
	}
	size := 0
	if c.BufferSize == 0 && c.Ring.Blocks == 0 {
		size = defaultRingSize(c.Interface, l.sharers)
	}
	c.Ring = c.ring(size)
	if err := l.openRing(); err != nil {
		return fmt.Errorf("capture on %s: %w", c.Interface, err)
	}
	if err := l.stamp(); err != nil {
		return err
	}
	if l.meter, err = newLossMeter(l.device.Index); err != nil {
		return fmt.Errorf("capture on %s: %w", c.Interface, err)
	}
	if err := l.receive(); err != nil {
		return err
	}
	if err := l.socket.Bind(l.device.Index); err != nil {
		return l.failed(err)
	}
	if l.fanout != nil {
		if err := l.fanout.join(l.socket); err != nil {
			return fmt.Errorf("capture on %s: %w", c.Interface, err)
		}
	}
	return l.attach(lf)
}

// openRing maps the ring, or does without where that cannot be.
func (l *Live) openRing() error {
	return l.socket.Control(func(fd int) (err error) {
		l.ring, err = mapRing(fd, l.config.Ring)
		if err == nil || !ringmmap.NoRing(err) {
			return err
		}
		why := err
		if l.ring, err = ringmmap.OpenPlain(fd, l.config.Ring); err != nil {
			return errors.Join(why, err)
		}
		l.tell(Event{Kind: EventNoRing, Err: why})
		return nil
	})
}

// mapRing is there for the test of a ring that cannot be mapped.
var mapRing = ringmmap.Open

// find looks the interface up and says how its packets come.
func (l *Live) find() (ifc Interface, cooked bool, err error) {
	c := &l.config
	ifc = Interface{Name: c.Interface, Namespace: c.Namespace, LinkType: linktype.LinuxSLL2, Snaplen: c.Snaplen, Resolution: 1e9}
	cooked = true
	if c.Interface == AnyInterface {
		ifc.Description = anyDescription
		l.at = map[int]int{}
	} else {
		if l.device, err = afpacket.FindDevice(c.Interface); err != nil {
			return ifc, false, l.failed(err)
		}
		if !l.device.Up {
			return ifc, false, l.failed(afpacket.ErrDown)
		}
		ifc.Index = l.device.Index
		ifc.LinkType, cooked = linkTypeOf(l.device.HardwareType)
	}
	switch c.LinkType {
	case 0, ifc.LinkType:
	case linktype.LinuxSLL:
		if cooked {
			ifc.LinkType = c.LinkType
			break
		}
		fallthrough
	default:
		return ifc, false, fmt.Errorf("capture on %s: its link type is %v, not %v", c.Interface, ifc.LinkType, c.LinkType)
	}
	l.tagAt = tagOffset(ifc.LinkType)
	l.ifs = []Interface{ifc}
	return ifc, cooked, nil
}

// stand returns where the socket sees packets from.
func (l *Live) stand() (vantage, error) {
	v := vantage{
		cooked:    l.cooked,
		direction: l.config.Direction,
		snaplen:   l.config.Snaplen,
		any:       l.device.Index == 0,
	}
	switch {
	case l.device.Loopback:
		v.loopback = l.device.Index
	case v.any:
		lo, err := afpacket.Loopback()
		if err != nil {
			return v, fmt.Errorf("capture on %s: find the loopback interface: %w", l.config.Interface, err)
		}
		v.loopback = lo
	}
	return v, nil
}

func (l *Live) attach(lf liveFilter) error {
	l.filter.Store(&lf)
	if err := l.socket.Attach(lf.attach); err != nil {
		return fmt.Errorf("capture on %s: %w", l.config.Interface, err)
	}
	return nil
}

// SetBPF takes the place of the filter, as x/net/bpf's Setter has it. The
// packets that are in the ring already passed the filter before.
func (l *Live) SetBPF(program []bpf.RawInstruction) error {
	p, err := cbpf.New(program)
	if err != nil {
		return err
	}
	return l.attach(l.vantage.filter(p))
}

// receive has the interface receive what the capture is to see.
func (l *Live) receive() error {
	c := &l.config
	if c.Direction == DirectionIn {
		// It saves the kernel the work; the filter rejects them anyway.
		if err := l.socket.IgnoreOutgoing(); err != nil && !afpacket.IsUnsupported(err) {
			return l.failed(err)
		}
	}
	if l.device.Index == 0 {
		if len(c.Join) > 0 {
			return fmt.Errorf("capture on %s: a multicast group is joined on one interface: name it", c.Interface)
		}
		return nil // there is no promiscuous mode for all interfaces at once
	}
	if err := l.joinGroups(); err != nil {
		return err
	}
	if !c.NoPromiscuous {
		if err := l.socket.Promiscuous(l.device.Index); err != nil {
			return l.failed(err)
		}
	}
	if c.AllMulticast {
		if err := l.socket.AllMulticast(l.device.Index); err != nil {
			return l.failed(err)
		}
	}
	return nil
}

// joinGroups joins the multicast groups on the interface as it is now.
func (l *Live) joinGroups() error {
	_ = l.leaveGroups() // of an interface that is gone
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closing.Load() {
		return nil // nobody would leave them
	}
	for _, g := range l.config.Join {
		c, err := afpacket.JoinGroup(l.device.Index, g.Group, g.Source)
		if err != nil {
			return fmt.Errorf("capture on %s: %w", l.config.Interface, err)
		}
		l.joined = append(l.joined, c)
	}
	return nil
}

func (l *Live) leaveGroups() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var errs []error
	for _, c := range l.joined {
		errs = append(errs, c.Close())
	}
	l.joined = nil
	return errors.Join(errs...)
}

// failed says which condition of the interface err is.
func (l *Live) failed(err error) error {
	name := l.config.Interface
	switch {
	case errors.Is(err, afpacket.ErrNoDevice):
		return &InterfaceError{Name: name, Err: ErrNoInterface, Hint: knownInterfaces()}
	case errors.Is(err, afpacket.ErrDown):
		return &InterfaceError{Name: name, Err: ErrInterfaceDown, Hint: fmt.Sprintf("bring it up with: ip link set %s up", name)}
	}
	return l.refused("CAP_NET_ADMIN", err)
}

func (l *Live) refused(capability string, err error) error {
	if errors.Is(err, os.ErrPermission) {
		return &PermissionError{Interface: l.config.Interface, Capability: capability, Err: err}
	}
	return fmt.Errorf("capture on %s: %w", l.config.Interface, err)
}

// Interfaces returns the interface of the capture. A capture on AnyInterface
// has that first, and after it each interface that a packet came from.
func (l *Live) Interfaces() []Interface {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ifs[:len(l.ifs):len(l.ifs)]
}

// OnIdle implements [Idler].
func (l *Live) OnIdle(fn func()) { l.ring.OnIdle(fn) }

// Geometry returns the shape of the ring.
func (l *Live) Geometry() ringmmap.Geometry { return l.ring.Geometry() }

// Stats returns the counts since the capture was opened. While a goroutine is
// reading, Captured and Truncated may lag behind it by the packets of a block.
func (l *Live) Stats() (Stats, error) {
	r, err := l.ring.Stats()
	s := Stats{
		Captured:  l.captured.Load(),
		Truncated: l.truncated.Load(),
		Received:  r.Packets,
		Dropped:   r.Drops,
		Freezes:   r.Freezes,
	}
	return s, errors.Join(err, l.meter.add(&s))
}

// closePatience is how long Close waits for what it started.
const closePatience = 45 * time.Millisecond

// Close ends the capture. It returns within 50 ms, also where the kernel takes
// longer to take back what the capture holds. A packet that Borrow lends at
// the time stays valid until its loop body ends, and the ring's memory with it.
func (l *Live) Close() error {
	if l.closing.Swap(true) {
		return nil
	}
	done := make(chan error, 1)
	go func() {
		err := l.ring.Close()
		l.pull.end() // it does not wait for packets: the ring is closed
		l.meter.close()
		done <- errors.Join(err, l.leaveGroups(), l.socket.Close())
	}()
	late := time.NewTimer(closePatience)
	defer late.Stop()
	select {
	case err := <-done:
		return err
	case <-late.C:
		return nil
	}
}

// downTick is how often an interface that is down is looked at: the socket
// says when it goes down, but not when it is removed after that.
const downTick = 100 * time.Millisecond

// blocks yields the ring's blocks, and sees the capture through what happens
// to the interface. When ctx ends, what the kernel has captured until then still
// comes.
func (l *Live) blocks(ctx context.Context) iter.Seq2[*ringmmap.Block, error] {
	return func(yield func(*ringmmap.Block, error) bool) {
		left := false
		lend := func(blk *ringmmap.Block, err error) bool {
			if err != nil {
				left = !yield(nil, err)
				return !left
			}
			frames := blk.Len()
			left = !yield(blk, nil)
			l.read += uint64(frames - blk.Len())
			l.publish()
			return !left
		}
		for ctx.Err() == nil {
			more, err := l.watch(ctx, lend)
			if err != nil {
				yield(nil, err)
				return
			}
			if left {
				return
			}
			if !more {
				break
			}
		}
		l.drain(context.WithoutCancel(ctx), lend)
	}
}

// watch yields blocks until the interface goes down, or is to be looked at
// again. It returns false when the sequence is over.
func (l *Live) watch(ctx context.Context, yield func(*ringmmap.Block, error) bool) (more bool, err error) {
	ended := ctx
	if l.down {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, downTick)
		defer cancel()
	}
	wentDown := false
	for blk, err := range l.ring.Blocks(ctx) {
		if errors.Is(err, afpacket.ErrDown) {
			wentDown = true
			break // to look at it may mean to read on
		}
		if err != nil {
			return false, fmt.Errorf("capture on %s: %w", l.config.Interface, err)
		}
		if !yield(blk, nil) {
			return false, nil
		}
	}
	if wentDown && !l.down {
		l.down = true
		l.notify(EventDown)
	}
	if !l.down || ended.Err() != nil && !wentDown {
		return false, nil // ended or closed
	}
	return l.look(ended, yield)
}

// look sees whether an interface that was down is up again, or gone.
func (l *Live) look(ctx context.Context, yield func(*ringmmap.Block, error) bool) (more bool, err error) {
	index, err := l.socket.Bound()
	if errors.Is(err, os.ErrClosed) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("capture on %s: %w", l.config.Interface, err)
	}
	if index < 0 && l.config.Follow {
		return l.follow()
	}
	if index < 0 {
		if !l.drain(ctx, yield) {
			return false, nil
		}
		return false, &InterfaceError{Name: l.config.Interface, Err: ErrInterfaceGone}
	}
	if d, err := l.socket.Device(index); err == nil && d.Up {
		l.down = false
		l.notify(EventUp)
	}
	return true, nil
}

// follow takes the interface that is there in the place of one that was
// removed, when there is one. The socket and its ring, with what is still in
// it, stay what they are.
func (l *Live) follow() (more bool, err error) {
	if !l.gone {
		l.gone = true
		l.notify(EventGone)
	}
	d, err := l.socket.DeviceByName(l.config.Interface)
	if err != nil || !d.Up {
		return true, nil // not yet
	}
	if d.HardwareType != l.device.HardwareType {
		t, _ := linkTypeOf(d.HardwareType)
		return false, fmt.Errorf("capture on %s: it is there again with link type %v instead of %v", d.Name, t, l.ifs[0].LinkType)
	}
	if err := l.socket.Bind(d.Index); err != nil {
		return true, nil // removed again, or down
	}
	l.device = d
	if err := l.receive(); err != nil {
		return false, err
	}
	l.meter.follow(d.Index)
	l.mu.Lock()
	l.ifs = slices.Clone(l.ifs) // somebody may have the old one
	l.ifs[0].Index, l.ifs[0].Name = d.Index, d.Name
	l.mu.Unlock()
	l.down, l.gone, l.lost = false, false, true
	l.notify(EventBack)
	return true, nil
}

// drainTime is how much longer than the retire timeout the kernel may take to
// close a block: longer than any busy machine lets it wait.
const drainTime = time.Second

// drain yields the packets that were in the ring when it was called. They may
// be in a block that the kernel closes only when its retire timeout has passed,
// twice that at the latest; where there are none it returns at once. It returns
// false when the loop was left.
func (l *Live) drain(ctx context.Context, yield func(*ringmmap.Block, error) bool) bool {
	s, err := l.ring.Stats()
	if err != nil {
		return true // closed, or the totals say it
	}
	there := s.Packets - s.Drops
	ctx, cancel := context.WithTimeout(ctx, 2*l.ring.Geometry().RetireTimeout+drainTime)
	defer cancel()
	for failed := true; failed && l.read < there && ctx.Err() == nil; {
		failed = false
		for blk, err := range l.ring.Blocks(ctx) {
			if failed = err != nil; failed { // the interface went down once more
				time.Sleep(time.Millisecond)
				break
			}
			if !yield(blk, nil) {
				return false
			}
			if l.read >= there {
				return true
			}
		}
	}
	return true
}

func (l *Live) notify(kind EventKind) { l.tell(Event{Kind: kind}) }

// tell notifies of an event of the capture's interface.
func (l *Live) tell(e Event) {
	if l.config.Notify != nil {
		e.Interface = l.Interfaces()[0].Name
		l.config.Notify(e)
	}
}
