package probe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"os"
	"sync"
	"time"

	"pktcap/capture"
	"pktcap/craft"
	"pktcap/inject"
)

// A Segment is what a [Conn] has its user build into a packet.
type Segment struct {
	Seq, Ack uint32
	Flags    uint8 // as in the TCP header: FIN 1, SYN 2, RST 4, PSH 8, ACK 16
	Window   uint16
	MSS      uint16 // maximum segment size option; 0: none
	Data     []byte
}

// ConnConfig says how a [Conn] is made.
type ConnConfig struct {
	Local, Remote netip.AddrPort

	// Build appends the packet of a segment to dst: what the sender takes.
	Build func(dst []byte, s Segment) ([]byte, error)

	Loopback bool          // as [Config.Loopback]
	MSS      uint16        // the largest segment to send and to ask for; 0 means 536 (RFC 9293 section 3.7.1)
	Seq      craft.Auto    // initial sequence number, 32 bits; absent: a random one
	Timeout  time.Duration // until the connection stands, and for silence while it waits; 0 means 5 s

	// Seen, if not nil, is called with every segment's packet, of both
	// directions, in the order in which the capture saw them. The packet is
	// valid during the call.
	Seen func(*capture.Packet)
}

// Errors of a [Conn]. A silence that is too long wraps os.ErrDeadlineExceeded.
var (
	ErrRefused = errors.New("connection refused") // the SYN was reset
	ErrReset   = errors.New("connection reset")   // the connection was
)

// The parts of TCP that are not made smaller by being made by hand: RFC 6298
// for the retransmission timeout, RFC 9293 for the rest.
const (
	receiveWindow = 65535
	sendWindow    = 16 // segments in flight at most
	firstRTO      = time.Second
	minRTO        = 200 * time.Millisecond
	maxRetries    = 6
)

// A Conn is one end of a TCP connection made by hand: its segments are packets
// that its user builds, sent through a Sender and seen by a capture. It
// completes handshake, data in both directions and close, retransmits what is
// lost, and takes what arrives in order. The kernel must be kept from
// answering for it: see [inject.GuardTCP].
//
// Reading and writing may go on at once, each by one goroutine.
type Conn struct {
	config ConnConfig
	source capture.Source
	sender inject.Sender
	stop   context.CancelFunc
	wg     sync.WaitGroup

	mu     sync.Mutex
	change chan struct{} // closed and replaced at every change of state
	err    error         // what ended the connection

	established bool
	first       uint32 // initial sequence number
	una, next   uint32 // oldest sequence number unacknowledged, next to send
	queue       []byte // data from una on (or from una+1 while the SYN is in flight)
	finQueued   bool
	finAcked    bool
	window      uint32 // the peer's
	mss         int

	expect   uint32 // next sequence number to arrive
	received []byte
	finSeen  bool
	aborted  bool

	rto     time.Duration
	srtt    time.Duration
	rttvar  time.Duration
	timed   uint32    // sequence number whose acknowledgment is timed
	timedAt time.Time // zero: none
	retries int
	timer   *time.Timer
	packet  []byte
}

// Connect makes a connection to c.Remote. source must be capturing the flow
// already, and is the connection's until Close, like sender.
func Connect(ctx context.Context, source capture.Source, sender inject.Sender, c ConnConfig) (*Conn, error) {
	if c.MSS == 0 {
		c.MSS = 536
	}
	if c.Timeout == 0 {
		c.Timeout = 5 * time.Second
	}
	first := uint32(c.Seq.Or(uint64(rand.Uint32())))
	run, stop := context.WithCancel(context.WithoutCancel(ctx))
	n := &Conn{
		config: c, source: source, sender: sender, stop: stop, change: make(chan struct{}),
		first: first, una: first, next: first, mss: int(c.MSS), rto: firstRTO,
	}
	n.timer = time.AfterFunc(time.Hour, n.expire)
	n.wg.Go(func() { n.receive(run) })
	n.mu.Lock()
	n.output()
	n.mu.Unlock()
	err := n.wait(ctx, c.Timeout, func() bool { return n.established })
	if err != nil {
		n.end(err)
		return nil, fmt.Errorf("connect to %v: %w", c.Remote, errors.Join(err, n.Close()))
	}
	return n, nil
}

// wait blocks until done, called with n.mu held, is true, the connection ends,
// ctx is done, or nothing has changed for the time of patience.
func (n *Conn) wait(ctx context.Context, patience time.Duration, done func() bool) error {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		n.mu.Lock()
		ready, err, change := done(), n.err, n.change
		n.mu.Unlock()
		switch {
		case ready:
			return nil
		case err != nil:
			return err
		}
		select {
		case <-change:
			timer.Reset(patience)
		case <-timer.C:
			return fmt.Errorf("silence for %v: %w", patience, os.ErrDeadlineExceeded)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// changed wakes who waits. n.mu is held.
func (n *Conn) changed() {
	close(n.change)
	n.change = make(chan struct{})
}

// end ends the connection with err, if nothing has before.
func (n *Conn) end(err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.fail(err)
}

// fail is end with n.mu held.
func (n *Conn) fail(err error) {
	if n.err == nil {
		n.err = err
		n.changed()
	}
}

// Write queues data and returns when the peer has acknowledged all of it.
func (n *Conn) Write(ctx context.Context, data []byte) error {
	const most = 64 << 10 // queued at once
	for len(data) > 0 {
		part := data[:min(len(data), most)]
		data = data[len(part):]
		n.mu.Lock()
		if n.finQueued {
			n.mu.Unlock()
			return fmt.Errorf("write to %v: after the end: %w", n.config.Remote, os.ErrClosed)
		}
		n.queue = append(n.queue, part...)
		n.output()
		n.mu.Unlock()
		if err := n.wait(ctx, n.config.Timeout, func() bool { return len(n.queue) == 0 }); err != nil {
			return fmt.Errorf("write to %v: %w", n.config.Remote, err)
		}
	}
	return nil
}

// CloseWrite says that no more data follows: it sends a FIN and returns when
// the peer has acknowledged it.
func (n *Conn) CloseWrite(ctx context.Context) error {
	n.mu.Lock()
	n.finQueued = true
	n.output()
	n.mu.Unlock()
	if err := n.wait(ctx, n.config.Timeout, func() bool { return n.finAcked }); err != nil {
		return fmt.Errorf("close to %v: %w", n.config.Remote, err)
	}
	return nil
}

// Read reads what the peer has sent, and returns io.EOF when it has closed.
func (n *Conn) Read(ctx context.Context, p []byte) (int, error) {
	err := n.wait(ctx, n.config.Timeout, func() bool { return len(n.received) > 0 || n.finSeen })
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.received) > 0 {
		full := len(n.received) > receiveWindow/2
		c := copy(p, n.received)
		n.received = append(n.received[:0], n.received[c:]...)
		if full && len(n.received) <= receiveWindow/2 && n.err == nil && !n.finSeen {
			n.acknowledge() // the window has opened
		}
		return c, nil
	}
	switch {
	case n.finSeen:
		return 0, io.EOF
	case err != nil:
		return 0, fmt.Errorf("read from %v: %w", n.config.Remote, err)
	}
	return 0, nil
}

// Finished reports whether both ends have closed.
func (n *Conn) Finished() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.finAcked && n.finSeen
}

// Close ends the connection: with a reset where it is not closed on both
// sides yet. It is idempotent. The source and the sender remain open.
func (n *Conn) Close() error {
	n.mu.Lock()
	var err error
	if n.established && !n.aborted && !(n.finAcked && n.finSeen) && !errors.Is(n.err, ErrReset) {
		n.aborted = true
		err = n.send(Segment{Seq: n.next, Ack: n.expect, Flags: flagRST | flagACK})
	}
	n.fail(os.ErrClosed)
	n.timer.Stop()
	n.mu.Unlock()
	n.stop()
	n.wg.Wait()
	return err
}
