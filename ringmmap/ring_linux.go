package ringmmap

import (
	"errors"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// fillHash is TP_FT_REQ_FILL_RXHASH of linux/if_packet.h.
const fillHash = 1

// resources is what a Ring holds of the system.
type resources struct {
	fd    int // a duplicate of the packet socket
	event int // eventfd that ends a wait
	mem   []byte
	plain *plain // in place of mem for a Ring without shared memory
}

// Open maps a receive ring on the packet socket fd, which should not be bound
// yet: a bound socket queues packets that the ring never shows. The ring works
// on a duplicate of fd, so that each is closed by its owner.
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
	res := &resources{fd: -1, event: -1}
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

func (res *resources) open(fd int, cfg Config) (Geometry, error) {
	var err error
	if res.fd, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0); err != nil {
		res.fd = -1
		return Geometry{}, fmt.Errorf("duplicate socket: %w", err)
	}
	if err := unix.SetsockoptInt(res.fd, unix.SOL_PACKET, unix.PACKET_VERSION, unix.TPACKET_V3); err != nil {
		return Geometry{}, fmt.Errorf("setsockopt PACKET_VERSION TPACKET_V3: %w", err)
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
	if res.event, err = unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK); err != nil {
		res.event = -1
		return Geometry{}, fmt.Errorf("make eventfd: %w", err)
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

// wait blocks until the kernel hands a block over, the socket has an error,
// which it returns, or wake is called.
func (res *resources) wait() error {
	if res.plain != nil {
		if err := res.plain.take(); err != nil {
			return err
		}
	}
	fds := []unix.PollFd{
		{Fd: int32(res.fd), Events: unix.POLLIN},
		{Fd: int32(res.event), Events: unix.POLLIN},
	}
	if _, err := unix.Poll(fds, -1); err != nil {
		if errors.Is(err, unix.EINTR) {
			return nil // the caller looks and waits again
		}
		return err
	}
	if fds[1].Revents != 0 {
		// Without this the next wait would return at once, and all after it.
		var count [8]byte
		_, _ = unix.Read(res.event, count[:]) // EAGAIN: another wait was faster
	}
	if fds[0].Revents&unix.POLLERR != 0 {
		errno, err := unix.GetsockoptInt(res.fd, unix.SOL_SOCKET, unix.SO_ERROR)
		if err != nil {
			return err
		}
		if errno != 0 {
			return unix.Errno(errno)
		}
	}
	return nil
}

// lease receives packets where there is no shared memory.
func (res *resources) lease() (lost uint64, ok bool) { return res.plain.lease(res.fd) }

func (res *resources) wake() {
	// An eventfd adds the eight bytes up. A full counter says EAGAIN, and is as
	// good a wake.
	_, _ = unix.Write(res.event, []byte{1, 1, 1, 1, 1, 1, 1, 1})
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
	for _, fd := range []*int{&res.event, &res.fd} {
		if *fd >= 0 {
			errs = append(errs, unix.Close(*fd))
			*fd = -1
		}
	}
	return errors.Join(errs...)
}
