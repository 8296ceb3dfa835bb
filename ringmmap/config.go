package ringmmap

import (
	"fmt"
	"math"
	"os"
	"time"
)

// The defaults of a Config.
const (
	DefaultBlockSize     = 4 << 20 // bytes
	DefaultBlocks        = 16
	DefaultRetireTimeout = 60 * time.Millisecond
)

// frameSize is what the ring declares as tp_frame_size. A TPACKET_V3 ring has
// frames of any size and the kernel only checks that the number is consistent.
const frameSize = 2048

// Config is the shape of a Ring. The zero value of each field is its default.
type Config struct {
	// BlockSize is the size of a block in bytes, DefaultBlockSize if 0. It is a
	// multiple of the page size. The kernel rounds each block up to a power of
	// two of pages, so that other sizes waste memory. A packet that does not
	// fit in a block is cut.
	BlockSize int

	// Blocks is the number of blocks, DefaultBlocks if 0.
	Blocks int

	// RetireTimeout is how long the kernel keeps a block open that holds
	// packets before it hands the block over, DefaultRetireTimeout if 0. It is
	// the longest delay of a packet on a quiet link. It also limits how long a
	// reader may pause on a slow link: the ring is full after Blocks
	// timeouts, however empty the blocks are. Whole milliseconds.
	RetireTimeout time.Duration

	// Headroom is the number of bytes that the ring keeps free before each
	// packet beyond what the kernel leaves there anyway, PACKET_RESERVE of
	// packet(7).
	Headroom int

	// NoHash does not ask for the flow hash of each packet, which the kernel
	// must compute where the NIC does not.
	NoHash bool
}

// A SizeError says that a Config has a value that the kernel would refuse.
type SizeError struct {
	Field string // of Config
	Value int64
	Rule  string // what the value must be
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("ring %s is %d, must be %s", e.Field, e.Value, e.Rule)
}

// withDefaults fills in the defaults and checks c by the rules of
// packet_set_ring in net/packet/af_packet.c, so that the error names the field
// where the kernel says EINVAL.
func (c Config) withDefaults() (Config, error) {
	page := os.Getpagesize()
	if c.BlockSize == 0 {
		c.BlockSize = DefaultBlockSize
	}
	if c.Blocks == 0 {
		c.Blocks = DefaultBlocks
	}
	if c.RetireTimeout == 0 {
		c.RetireTimeout = DefaultRetireTimeout
	}
	least := max(page, frameSize)
	switch {
	case c.BlockSize < least || c.BlockSize%page != 0:
		return c, &SizeError{"block size", int64(c.BlockSize), fmt.Sprintf("a positive multiple of the page size, %d bytes", page)}
	case c.BlockSize > math.MaxInt32:
		// The kernel takes the size as a signed int.
		return c, &SizeError{"block size", int64(c.BlockSize), fmt.Sprintf("at most %d bytes", math.MaxInt32)}
	case c.Blocks < 1:
		return c, &SizeError{"blocks", int64(c.Blocks), "at least 1"}
	case int64(c.Blocks) > math.MaxUint32/int64(c.BlockSize/frameSize):
		return c, &SizeError{"blocks", int64(c.Blocks), fmt.Sprintf("at most %d for blocks of %d bytes", math.MaxUint32/int64(c.BlockSize/frameSize), c.BlockSize)}
	case c.Blocks > math.MaxInt32:
		return c, &SizeError{"blocks", int64(c.Blocks), fmt.Sprintf("at most %d", math.MaxInt32)}
	case int64(c.Blocks) > math.MaxInt/int64(c.BlockSize):
		return c, &SizeError{"blocks", int64(c.Blocks), "few enough for the address space"}
	case c.RetireTimeout < time.Millisecond || c.RetireTimeout%time.Millisecond != 0:
		return c, &SizeError{"retire timeout in nanoseconds", int64(c.RetireTimeout), "a positive number of whole milliseconds"}
	case c.RetireTimeout/time.Millisecond > math.MaxUint16:
		// tov_in_jiffies and its like were 16 bits wide up to Linux 6.17.
		return c, &SizeError{"retire timeout in nanoseconds", int64(c.RetireTimeout), fmt.Sprintf("at most %d ms", math.MaxUint16)}
	case c.Headroom < 0 || c.Headroom > frameSize-frameHeaderLen-64:
		return c, &SizeError{"headroom", int64(c.Headroom), fmt.Sprintf("from 0 to %d bytes", frameSize-frameHeaderLen-64)}
	}
	return c, nil
}

// Geometry is the shape that a Ring has got.
type Geometry struct {
	BlockSize     int // bytes
	Blocks        int
	RetireTimeout time.Duration

	// Wanted is the number of blocks that the Config asked for. It is more
	// than Blocks where the kernel had no memory for so many, and the ring was
	// halved until it had.
	Wanted int

	// Plain says that there is no shared memory, only a socket with a buffer of
	// BlockSize bytes; see OpenPlain.
	Plain bool
}

// Size returns the ring's size in bytes.
func (g Geometry) Size() int { return g.BlockSize * g.Blocks }

// String returns g in words, as "16 blocks of 4096 KiB (65536 KiB), retired
// after 60ms".
func (g Geometry) String() string {
	if g.Plain {
		return fmt.Sprintf("no ring, a socket with a buffer of %d KiB", g.BlockSize>>10)
	}
	s := fmt.Sprintf("%d blocks of %d KiB (%d KiB), retired after %v",
		g.Blocks, g.BlockSize>>10, g.Size()>>10, g.RetireTimeout)
	if g.Blocks < g.Wanted {
		s += fmt.Sprintf("; no memory for the %d blocks asked for", g.Wanted)
	}
	return s
}

// Stats counts what became of the packets that passed the socket's filter,
// since the ring was opened.
type Stats struct {
	Packets uint64 // all of them, the dropped ones included
	Drops   uint64 // those that found the ring full
	Freezes uint64 // times that the ring was full and stopped, tp_freeze_q_cnt
}
