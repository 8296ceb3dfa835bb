package capture

import (
	"errors"
	"fmt"
	"math"
	"net/netip"
	"os"
	"strings"
	"time"

	"pktcap/filter/cbpf"
	"pktcap/linktype"
	"pktcap/ringmmap"
)

// AnyInterface is the name that stands for all interfaces at once. Their
// packets come with a Linux cooked header in place of their own.
const AnyInterface = "any"

// DefaultSnaplen is how many bytes of a packet are kept where nothing else is
// said: more than a packet has, tcpdump's MAXIMUM_SNAPLEN.
const DefaultSnaplen = 262144

// LiveConfig says what to capture from where. Only Interface has no default.
type LiveConfig struct {
	// Interface is the name of the network interface, or AnyInterface.
	Interface string

	// Namespace is the network namespace that the interface is in, as
	// InNamespace names it; "" is the caller's.
	Namespace string

	// Filter, if not nil, is the program that decides in the kernel which
	// packets are captured. It is compiled for the interface's link type (see
	// InterfaceByName) and for a live capture. A part of a packet that it does
	// not keep is cut off.
	Filter *cbpf.Program

	// FilterFor, if not nil, takes the place of Filter: it is called with the
	// interface before anything is captured, and returns its program, or nil
	// for all packets.
	FilterFor func(Interface) (*cbpf.Program, error)

	// Snaplen is how many bytes of a packet are kept, DefaultSnaplen if 0.
	Snaplen int

	// NoPromiscuous captures only what the interface receives anyway. Without
	// it the interface is promiscuous for as long as the capture lasts.
	NoPromiscuous bool

	// AllMulticast has the interface receive every multicast packet.
	AllMulticast bool

	// Direction captures packets of one direction only. DirectionUnknown is
	// both; a loopback interface's packets are seen once, as coming in.
	Direction Direction

	// LinkType chooses between the two cooked link types where the capture is
	// cooked: linktype.LinuxSLL2, the default, or linktype.LinuxSLL. Otherwise
	// it must be 0 or the interface's own.
	LinkType linktype.Type

	// Follow goes on when the interface is removed: the capture waits for one
	// of the same name and takes that. The first packet from it is marked
	// LossBefore.
	Follow bool

	// Join are multicast groups that the interface is to receive packets to.
	// The kernel leaves them when the capture ends.
	Join []MulticastGroup

	// Timestamps says which clock stamps packets. A type that the interface
	// does not have (see TimestampTypes) is an error that wraps
	// errors.ErrUnsupported. A NIC that was told to stamp packets goes on when
	// the capture has ended.
	Timestamps TimestampType

	// BufferSize is the size of the ring in bytes, rounded up to whole blocks;
	// 0 leaves it to Ring, and where that does not say either to the speed of
	// the link and the memory of the machine.
	BufferSize int

	// Immediate hands packets over as soon as the kernel can, within about a
	// millisecond, instead of a few at a time.
	Immediate bool

	// Ring is the shape of the ring for those who know; its zero value is the
	// default one. Fields that are set are obeyed.
	Ring ringmmap.Config

	// Notify, if not nil, is called when something happens to the interface,
	// while the capture is opened or read: on the reading goroutine for a Live,
	// on others too for a Group.
	Notify func(Event)
}

// A MulticastGroup is an IPv4 or IPv6 multicast address, and where Source is
// valid only what that sends to it.
type MulticastGroup struct {
	Group, Source netip.Addr
}

// An Event is something that happened to an interface during a capture.
type Event struct {
	Kind      EventKind
	Interface string // its name
	Err       error  // why, for EventNoRing and EventRefused
	Before    string // the name that it had, for EventRenamed
}

// An EventKind says what happened to an interface.
type EventKind uint8

const (
	_            EventKind = iota
	EventDown              // it went down: no packets until it comes up again
	EventUp                // it came up again
	EventGone              // it was removed; the capture waits for it, or those on others go on
	EventBack              // one of its name is there in its place
	EventNoRing            // no ring can be mapped: packets are received one by one, at a higher cost
	EventNew               // it is new, and captured on too
	EventRenamed           // it has another name now
	EventRefused           // it is new, and cannot be captured on
)

func (k EventKind) String() string {
	switch k {
	case EventDown:
		return "down"
	case EventUp:
		return "up"
	case EventGone:
		return "gone"
	case EventBack:
		return "back"
	case EventNoRing:
		return "no ring"
	case EventNew:
		return "new"
	case EventRenamed:
		return "renamed"
	case EventRefused:
		return "refused"
	}
	return fmt.Sprintf("EventKind(%d)", uint8(k))
}

// Conditions of an interface that an [*InterfaceError] wraps.
var (
	ErrNoInterface   = errors.New("no such interface")
	ErrInterfaceDown = errors.New("interface is down")
	ErrInterfaceGone = errors.New("interface was removed during the capture")
)

// An InterfaceError says what is wrong with an interface.
type InterfaceError struct {
	Name string
	Err  error  // one of the conditions above
	Hint string // what to do about it; may be empty
}

func (e *InterfaceError) Error() string {
	s := fmt.Sprintf("capture on %s: %v", e.Name, e.Err)
	if e.Hint != "" {
		s += ": " + e.Hint
	}
	return s
}

func (e *InterfaceError) Unwrap() error { return e.Err }

// A PermissionError says which privilege a capture lacks. It is an
// os.ErrPermission.
type PermissionError struct {
	Interface  string
	Capability string // as capabilities(7) has it, CAP_NET_RAW
	Err        error  // what the kernel said
}

func (e *PermissionError) Error() string {
	self, err := os.Executable()
	if err != nil {
		self = "PROGRAM"
	}
	grant := "cap_net_raw,cap_net_admin"
	if e.Capability == "CAP_SYS_ADMIN" {
		grant += ",cap_sys_admin"
	}
	return fmt.Sprintf("capture on %s needs %s: run it as root, or once: sudo setcap %s+ep %s (%v)",
		e.Interface, e.Capability, grant, self, e.Err)
}

func (e *PermissionError) Unwrap() error { return e.Err }

// Geometry of the ring where the configuration does not say. Each retire timeout
// costs a block, so that a reader may pause for their number times the timeout
// on however slow a link; and each block costs the reader being woken up, which
// is most of what a packet costs on a link that is not busy.
const (
	defaultBufferSize = 64 << 20
	defaultBlockSize  = 1 << 20
	defaultRetire     = 20 * time.Millisecond
	immediateRetire   = time.Millisecond
	leastBlocks       = 16 // a ring of few blocks is full while one is read
)

// withDefaults checks c and fills in what the interface has no say in.
func (c LiveConfig) withDefaults() (LiveConfig, error) {
	if c.Interface == "" {
		return c, errors.New("open capture: no interface named")
	}
	if strings.ContainsRune(c.Interface, 0) {
		return c, &InterfaceError{Name: fmt.Sprintf("%q", c.Interface), Err: ErrNoInterface}
	}
	if c.Snaplen == 0 {
		c.Snaplen = DefaultSnaplen
	}
	if c.Snaplen < 0 || c.Snaplen > math.MaxInt32 {
		return c, fmt.Errorf("open capture on %s: snaplen %d, must be from 1 to %d", c.Interface, c.Snaplen, math.MaxInt32)
	}
	if c.Direction > DirectionOut {
		return c, fmt.Errorf("open capture on %s: direction %d, must be in, out or neither", c.Interface, c.Direction)
	}
	if c.BufferSize < 0 {
		return c, fmt.Errorf("open capture on %s: buffer of %d bytes, must not be negative", c.Interface, c.BufferSize)
	}
	return c, nil
}

// ring returns the shape of the ring that c asks for; size is its size in bytes
// where c does not say.
func (c LiveConfig) ring(size int) ringmmap.Config {
	r := c.Ring
	if c.BufferSize > 0 {
		size = c.BufferSize
	}
	if r.BlockSize == 0 {
		r.BlockSize = defaultBlockSize
		page := os.Getpagesize()
		for r.BlockSize > max(page, 4096) && r.BlockSize*leastBlocks > size {
			r.BlockSize /= 2
		}
	}
	if r.Blocks == 0 && r.BlockSize > 0 {
		r.Blocks = max(1, (size-1)/r.BlockSize+1)
	}
	if r.RetireTimeout == 0 {
		r.RetireTimeout = defaultRetire
		if c.Immediate {
			r.RetireTimeout = immediateRetire
		}
	}
	return r
}
