package savefile

import (
	"encoding/binary"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"pktcap/linktype"
)

// A pcap writer keeps the second of the packet before; whatever that was, the
// record's time is that of a division.
func TestPcapTimes(t *testing.T) {
	times := []int64{0, 1, 999_999_999, 1_000_000_000, 999, -1, math.MinInt64, 1_700_000_000_123_456_789,
		1_700_000_000_123_456_788, 1_699_999_999_999_999_999, 1_700_000_001_000_000_000, math.MaxInt64, 0, math.MaxInt64 - 1}
	random := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		last := times[len(times)-1]
		switch random.IntN(3) {
		case 0:
			last = random.Int64()
		case 1:
			last = max(last, 0)/2 + random.Int64N(2e9)
		default:
			last = max(last, 0)/2 - random.Int64N(2e9)
		}
		times = append(times, last)
	}
	for _, perSecond := range []uint64{1e6, 1e9} {
		w, err := NewWriter(io.Discard, WriterConfig{Interfaces: []Interface{{LinkType: linktype.Ethernet, Resolution: perSecond}}})
		if err != nil {
			t.Fatal(err)
		}
		for _, ns := range times {
			w.buf = w.buf[:0]
			err := w.WritePacket(0, nil, 0, ns)
			if fits := ns >= 0 && ns/1e9 <= math.MaxUint32; fits != (err == nil) {
				t.Fatalf("%d ns: %v", ns, err)
			}
			if err != nil {
				continue
			}
			seconds, fraction := binary.LittleEndian.Uint32(w.buf), binary.LittleEndian.Uint32(w.buf[4:])
			if want := ns % 1e9 / int64(1e9/perSecond); int64(seconds) != ns/1e9 || int64(fraction) != want {
				t.Fatalf("%d ns are %d s and %d, want %d s and %d", ns, seconds, fraction, ns/1e9, want)
			}
		}
	}
}
