package ringmmap

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// fillHash is TP_FT_REQ_FILL_RXHASH of linux/if_packet.h.
const fillHash = 1

// resources is what a Ring holds of the system.
type resources struct {
	fd    int // a duplicate of the packet socket
	mem   []byte
	plain *plain // in place of mem for a Ring without shared memory

	// The socket is with the runtime's poller: a goroutine that waits for it
	// does not keep a thread in the kernel. That would have the runtime's monitor
	// look at that thread every 20 microseconds after each wait, a tenth of what
	// small packets cost on a busy link. A deadline that has passed ends a wait.
	file *os.File // owns fd
	conn syscall.RawConn

	// Of the wait that is going on.
	next *atomic.Uint32 // status of the block that it is for; nil without shared memory
	err  error          // of the socket
}

// Open maps a receive ring on the packet socket fd, which should not be bound
// yet: a bound socket queues packets that the ring never shows. The ring works
// on a duplicate of fd, so that each is closed by its owner; both are then
// non-blocking, O_NONBLOCK.
//
// Where the kernel has no memory for the ring, the number of blocks is halved
// until it has, and Geometry tells.
//
// Errors are a [*SizeError] for a Config that cannot be, and those of
// setsockopt(2) and mmap(2): one that NoRing tells of leaves the socket fit for
// OpenPlain.
func Open(fd int, cfg Config) (*Ring, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("open ring: %w", err)
	}
	res := &resources{fd: -1}
	g, err := res.open(fd, cfg)
	if err != nil {
		return nil, fmt.Errorf("open ring: %w", errors.Join(err, res.close()))
	}
	return newRing(g, res.mem, res), nil
}

func newRing(g Geometry, mem []byte, res *resources) *Ring {
	r := &Ring{geometry: g, mem: mem, res: res, done: make(chan struct{})}
	// Only a net: a Ring that is lost without Close gives its memory back when
	// the collector finds it.
	r.cleanup = runtime.AddCleanup(r, func(res *resources) { _ = res.close() }, res)
	return r
}

// duplicate makes res the owner of a duplicate of the packet socket fd, which
// speaks TPACKET_V3.
func (res *resources) duplicate(fd int) (err error) {
	if res.fd, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0); err != nil {
		res.fd = -1
		return fmt.Errorf("duplicate socket: %w", err)
	}
	// The runtime's poller takes nothing that blocks.
	if err := unix.SetNonblock(res.fd, true); err != nil {
		return fmt.Errorf("set O_NONBLOCK: %w", err)
	}
	res.file = os.NewFile(uintptr(res.fd), "packet socket")
	if res.conn, err = res.file.SyscallConn(); err != nil {
		return fmt.Errorf("poll socket: %w", err)
	}
	if err := unix.SetsockoptInt(res.fd, unix.SOL_PACKET, unix.PACKET_VERSION, unix.TPACKET_V3); err != nil {
		return fmt.Errorf("setsockopt PACKET_VERSION TPACKET_V3: %w", err)
	}
	return nil
}

func (res *resources) open(fd int, cfg Config) (Geometry, error) {
	if err := res.duplicate(fd); err != nil {
		return Geometry{}, err
	}
	if cfg.Headroom > 0 {
		if err := unix.SetsockoptInt(res.fd, unix.SOL_PACKET, unix.PACKET_RESERVE, cfg.Headroom); err != nil {
			return Geometry{}, fmt.Errorf("setsockopt PACKET_RESERVE %d: %w", cfg.Headroom, err)
		}
	}
	g, err := request(res.fd, cfg)
	if err != nil {
		return Geometry{}, err
	}
	if res.mem, err = mapRing(res.fd, 0, g.Size(), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED); err != nil {
		_ = setRing(res.fd, &unix.TpacketReq3{}) // none again: the socket is fit for OpenPlain
		return Geometry{}, fmt.Errorf("map %d bytes: %w", g.Size(), err)
	}
	return g, nil
}

// request asks the kernel for the ring, and for half of it as long as there is
// no memory.
func request(fd int, cfg Config) (Geometry, error) {
	var features uint32
	if !cfg.NoHash {
		features = fillHash
	}
	for blocks := cfg.Blocks; ; blocks /= 2 {
		req := unix.TpacketReq3{
			Block_size:       uint32(cfg.BlockSize),
			Block_nr:         uint32(blocks),
			Frame_size:       frameSize,
			Frame_nr:         uint32(cfg.BlockSize / frameSize * blocks),
			Retire_blk_tov:   uint32(cfg.RetireTimeout / time.Millisecond),
			Feature_req_word: features,
		}
		err := setRing(fd, &req)
		if err == nil {
			return Geometry{BlockSize: cfg.BlockSize, Blocks: blocks, RetireTimeout: cfg.RetireTimeout, Wanted: cfg.Blocks}, nil
		}
		if !errors.Is(err, unix.ENOMEM) || blocks == 1 {
			return Geometry{}, fmt.Errorf("setsockopt PACKET_RX_RING, %d blocks of %d bytes: %w", blocks, cfg.BlockSize, err)
		}
	}
}

// setRing stands between request and the kernel, so that the test of a kernel
// without memory needs none.
var setRing = func(fd int, req *unix.TpacketReq3) error {
	return unix.SetsockoptTpacketReq3(fd, unix.SOL_PACKET, unix.PACKET_RX_RING, req)
}

// mapRing is there for the test of a ring that cannot be mapped.
var mapRing = unix.Mmap

// NoRing reports whether err of Open says that a ring cannot be had here: no
// memory that is in one piece, a limit of locked memory or of mappings, or a
// sandbox or container that does not allow it.
func NoRing(err error) bool {
	return errors.Is(err, unix.ENOMEM) || errors.Is(err, unix.EPERM) || errors.Is(err, unix.EACCES) ||
		errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.ENOPROTOOPT)
}

// ready reports whether there are packets for a Ring without shared memory.
func (res *resources) ready() bool {
	fds := []unix.PollFd{{Fd: int32(res.fd), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, 0)
	return err == nil && n > 0
}

// wait blocks until the kernel hands over the block whose status next is, or
// without shared memory has packets; until the socket has an error, which it
// returns; or until wake is called.
func (res *resources) wait(next *atomic.Uint32) error {
	if res.plain != nil {
		if err := res.plain.take(); err != nil {
			return err
		}
	}
	res.next, res.err = next, nil
	err := res.conn.Read(res.look)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		// Woken. Without this the next wait would return at once, and all after
		// it. The caller looks why.
		return res.file.SetReadDeadline(time.Time{})
	}
	if err != nil {
		return err
	}
	return res.err
}

// look reports whether a wait is over. The poller calls it before the first wait
// and after each time that something happened to the socket.
func (res *resources) look(uintptr) bool {
	if res.next != nil {
		if res.next.Load()&statusUser != 0 {
			return true
		}
	} else if res.ready() {
		return true
	}
	// An error that came with a block is still there.
	res.err = socketError(res.fd)
	return res.err != nil
}

// lease receives packets where there is no shared memory.
func (res *resources) lease() (lost uint64, ok bool) { return res.plain.lease(res.fd) }

// longAgo is a deadline that has passed.
var longAgo = time.Unix(1, 0)

func (res *resources) wake() {
	// It fails only for a closed file, which nobody waits for.
	_ = res.file.SetReadDeadline(longAgo)
}

func (res *resources) stats() (Stats, error) {
	s, err := unix.GetsockoptTpacketStatsV3(res.fd, unix.SOL_PACKET, unix.PACKET_STATISTICS)
	if err != nil {
		return Stats{}, err
	}
	return Stats{Packets: uint64(s.Packets), Drops: uint64(s.Drops), Freezes: uint64(s.Freeze_q_cnt)}, nil
}

// close gives everything back. The kernel keeps the ring until both the
// mapping and the last descriptor of the socket are gone.
func (res *resources) close() error {
	var errs []error
	if res.mem != nil {
		errs = append(errs, unix.Munmap(res.mem))
		res.mem = nil
	}
	if res.file != nil {
		errs = append(errs, res.file.Close())
		res.file, res.fd = nil, -1
	} else if res.fd >= 0 {
		errs = append(errs, unix.Close(res.fd))
		res.fd = -1
	}
	return errors.Join(errs...)
}
