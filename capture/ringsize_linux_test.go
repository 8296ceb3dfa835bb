package capture

import (
	"strings"
	"testing"
	"time"
)

func TestRingSize(t *testing.T) {
	const mib, gib = 1 << 20, 1 << 30
	for _, tt := range []struct {
		speed     int
		available uint64
		sharers   int
		want      int
	}{
		{0, 0, 1, 64 * mib},        // nothing known
		{0, 32 * gib, 1, 64 * mib}, // a virtual interface
		{100, 32 * gib, 1, 16 * mib},
		{1000, 32 * gib, 1, 64 * mib},
		{10_000, 32 * gib, 1, 512 * mib},
		{400_000, 32 * gib, 1, 512 * mib},
		{10_000, 4 * gib, 1, 256 * mib}, // a sixteenth of the memory
		{10_000, 4 * gib, 4, 64 * mib},  // for each of four
		{10_000, 100 * mib, 1, 4 * mib},
		{10_000, 1 * mib, 64, 1 * mib},
	} {
		if got := ringSize(tt.speed, tt.available, tt.sharers); got != tt.want {
			t.Errorf("%d Mbit/s, %d bytes available, %d rings: %d KiB, want %d", tt.speed, tt.available, tt.sharers, got>>10, tt.want>>10)
		}
	}
	if got := memoryAvailable(strings.NewReader("MemTotal:  24682704 kB\nMemAvailable:   23712864 kB\n")); got != 23712864<<10 {
		t.Errorf("available %d", got)
	}
	if got := memoryAvailable(strings.NewReader("MemAvailable: much\n")); got != 0 {
		t.Errorf("available %d of nonsense", got)
	}
}

func TestAdapterAhead(t *testing.T) {
	for _, tt := range []struct {
		ahead, tai, want time.Duration
		fails            bool
	}{
		{300 * time.Microsecond, 37 * time.Second, 0, false},
		{-2 * time.Millisecond, 0, 0, false},
		{37*time.Second + time.Millisecond, 37 * time.Second, 37 * time.Second, false},
		{37 * time.Second, 0, 0, true}, // nobody told the kernel
		{-1000 * time.Hour, 37 * time.Second, 0, true},
	} {
		got, err := adapterAhead(tt.ahead, tt.tai)
		if got != tt.want || (err != nil) != tt.fails {
			t.Errorf("clock %v ahead, TAI %v: %v, %v", tt.ahead, tt.tai, got, err)
		}
	}
}

// TestLendAdapterTime: the times of the NIC's clock, and only those, become
// UTC.
func TestLendAdapterTime(t *testing.T) {
	l := testLive()
	l.ahead = 37 * time.Second
	got := lendAll(l,
		ringPacket{data: make([]byte, 60), headroom: 14, status: statusHardwareTime},
		ringPacket{data: make([]byte, 60), headroom: 14},
		ringPacket{data: make([]byte, 60), headroom: 14, status: statusHardwareTime},
	)
	const base = 1_700_000_000 * 1e9
	for i, want := range []Timestamp{base - 37e9, base + 1, base - 37e9 + 2} {
		if got[i].Time != want || got[i].HardwareTime != (i != 1) {
			t.Errorf("packet %d at %d, hardware %v, want %d", i, got[i].Time, got[i].HardwareTime, want)
		}
	}
}
