package capture

import (
	"bufio"
	"io"
	"math/bits"
	"os"
	"strconv"
	"strings"

	"pktcap/internal/afpacket"
)

// How large a ring is where nobody says.
const (
	linkTime    = 2        // a ring holds what the link carries in 1/linkTime of a second,
	leastRing   = 16 << 20 // but this at least
	mostRing    = 512 << 20
	memoryShare = 16 // and all rings together at most this part of the free memory
)

// ringSize returns the size in bytes of each of sharers rings for a link of
// speed Mbit/s, 0 where that is unknown, on a machine with so much memory
// available, 0 where that is unknown. It is a power of two.
func ringSize(speed int, available uint64, sharers int) int {
	size := uint64(defaultBufferSize)
	if speed > 0 {
		size = min(max(uint64(speed)*1e6/8/linkTime, leastRing), mostRing)
		size = 1 << bits.Len64(size-1)
	}
	if available > 0 {
		size = min(size, max(available/memoryShare/uint64(max(sharers, 1)), 1<<20))
		size = 1 << (bits.Len64(size) - 1)
	}
	return int(size)
}

// defaultRingSize is ringSize for the interface name of this thread's network
// namespace and this machine.
func defaultRingSize(name string, sharers int) int {
	speed, err := afpacket.LinkSpeed(name)
	if err != nil {
		speed = 0 // as for an interface without a link
	}
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return ringSize(speed, 0, sharers)
	}
	defer f.Close()
	return ringSize(speed, memoryAvailable(f), sharers)
}

// memoryAvailable returns MemAvailable of proc_meminfo(5) in bytes, 0 where it
// is not there.
func memoryAvailable(meminfo io.Reader) uint64 {
	lines := bufio.NewScanner(meminfo)
	for lines.Scan() {
		if rest, ok := strings.CutPrefix(lines.Text(), "MemAvailable:"); ok {
			kib, err := strconv.ParseUint(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 50)
			if err == nil {
				return kib << 10
			}
		}
	}
	return 0
}
