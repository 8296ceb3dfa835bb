package checksum

import (
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"strconv"
	"testing"
)

// slow is RFC 1071 read literally: one word at a time, the carry added at once.
func slow(b []byte, initial uint16) uint16 {
	s := uint32(initial)
	for i := 0; i < len(b); i += 2 {
		w := uint32(b[i]) << 8
		if i+1 < len(b) {
			w |= uint32(b[i+1])
		}
		if s += w; s > 0xffff {
			s -= 0xffff
		}
	}
	return uint16(s)
}

// versions are all the implementations that this machine can run.
func versions() map[string]func([]byte) uint16 {
	v := map[string]func([]byte) uint16{
		"generic": func(b []byte) uint16 { return sumGeneric(b, 0) },
		"Sum":     func(b []byte) uint16 { return swap(Sum(b, 0)) },
	}
	for name, f := range archVersions() {
		v[name] = f
	}
	return v
}

func swap(s uint16) uint16 { return s<<8 | s>>8 }

func randomBytes(rng *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// TestAllLengths compares every version with the slow one over all short
// lengths, a sample of long ones and all alignments, for data that makes many
// carries and for data that makes none.
func TestAllLengths(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	patterns := map[string][]byte{
		"random": randomBytes(rng, 70000),
		"ones":   make([]byte, 70000),
		"zeros":  make([]byte, 70000),
	}
	for i := range patterns["ones"] {
		patterns["ones"][i] = 0xff
	}
	lengths := []int{1499, 1500, 1501, 4095, 4096, 9000, 65535, 65536, 69000}
	for n := range 600 {
		lengths = append(lengths, n)
	}
	for name, f := range versions() {
		for pattern, data := range patterns {
			for _, n := range lengths {
				step := 1
				if n > 600 {
					step = 13
				}
				for align := 0; align < 64; align += step {
					b := data[align : align+n]
					if got, want := swap(f(b)), slow(b, 0); got != want {
						t.Fatalf("%s: %s, %d bytes at %d: got %#04x, want %#04x", name, pattern, n, align, got, want)
					}
				}
			}
		}
	}
}

func TestSplits(t *testing.T) {
	data := randomBytes(rand.New(rand.NewPCG(3, 4)), 300)
	for n := range len(data) {
		whole := Sum(data[:n], 0)
		for cut := 0; cut <= n; cut++ {
			if got := Concat(Sum(data[:cut], 0), cut, Sum(data[cut:n], 0)); got != whole {
				t.Fatalf("%d bytes cut at %d: got %#04x, want %#04x", n, cut, got, whole)
			}
			if cut%2 == 0 {
				if got := Sum(data[cut:n], Sum(data[:cut], 0)); got != whole {
					t.Fatalf("%d bytes continued at %d: got %#04x, want %#04x", n, cut, got, whole)
				}
			}
		}
	}
}

// TestRFC1071 has the worked example of RFC 1071 section 3.
func TestRFC1071(t *testing.T) {
	b := []byte{0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7}
	if got := Sum(b, 0); got != 0xddf2 {
		t.Errorf("Sum = %#04x, want 0xddf2", got)
	}
	if got := Checksum(b); got != 0x220d {
		t.Errorf("Checksum = %#04x, want 0x220d", got)
	}
	if !Valid(append(b, 0x22, 0x0d), 0) {
		t.Error("data with its checksum is not valid")
	}
}

// TestUpdate has the example of RFC 1624 section 4, which the method of RFC
// 1141 gets wrong, and compares with sums made afresh.
func TestUpdate(t *testing.T) {
	if got := Update(0xdd2f, 0x5555, 0x3285); got != 0x0000 {
		t.Errorf("RFC 1624 section 4: got %#04x, want 0x0000", got)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		b := randomBytes(rng, 40)
		check := Checksum(b)
		old, new := binary.BigEndian.Uint32(b[8:]), rng.Uint32()
		if rng.IntN(4) == 0 {
			new &= 0xffff
		}
		binary.BigEndian.PutUint32(b[8:], new)
		if got, want := Update32(check, old, new), Checksum(b); got != want {
			t.Fatalf("Update32(%#04x, %#x, %#x) = %#04x, want %#04x", check, old, new, got, want)
		}
		got := Update(Update(check, uint16(old>>16), uint16(new>>16)), uint16(old), uint16(new))
		if want := Checksum(b); got != want {
			t.Fatalf("Update twice(%#04x, %#x, %#x) = %#04x, want %#04x", check, old, new, got, want)
		}
	}
}

func TestUDP(t *testing.T) {
	for in, want := range map[uint16]uint16{0: 0xffff, 0xffff: 0xffff, 1: 1} {
		if got := UDP(in); got != want {
			t.Errorf("UDP(%#04x) = %#04x, want %#04x", in, got, want)
		}
	}
}

func TestPseudoHeader(t *testing.T) {
	for _, tt := range []struct {
		src, dst string
		header   []byte
	}{
		{"10.0.0.1", "192.168.255.254", []byte{10, 0, 0, 1, 192, 168, 255, 254, 0, 17, 0x12, 0x34}},
		{"2001:db8::1", "ff02::1:ff00:2", append(append(
			netip.MustParseAddr("2001:db8::1").AsSlice(),
			netip.MustParseAddr("ff02::1:ff00:2").AsSlice()...), 0, 0, 0x12, 0x34, 0, 0, 0, 17)},
	} {
		got := PseudoHeader(netip.MustParseAddr(tt.src), netip.MustParseAddr(tt.dst), 17, 0x1234)
		if want := slow(tt.header, 0); got != want {
			t.Errorf("%s > %s: got %#04x, want %#04x", tt.src, tt.dst, got, want)
		}
	}
	big := PseudoHeader(netip.IPv6LinkLocalAllNodes(), netip.IPv6Unspecified(), 6, 0x2_0003)
	want := slow(append(netip.IPv6LinkLocalAllNodes().AsSlice(), 0, 2, 0, 3, 0, 0, 0, 6), 0)
	if big != want {
		t.Errorf("jumbo length: got %#04x, want %#04x", big, want)
	}
}

// TestCRC32C has the value of RFC 3720 appendix B.4 for 32 bytes of zeros,
// which is printed there in the order of transmission.
func TestCRC32C(t *testing.T) {
	if got := CRC32C(make([]byte, 32)); got != 0x8a9136aa {
		t.Errorf("got %#08x, want 0x8a9136aa", got)
	}
}

func TestNoAllocations(t *testing.T) {
	b := make([]byte, 1500)
	src, dst := netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.2")
	if n := testing.AllocsPerRun(100, func() { sink = Sum(b, PseudoHeader(src, dst, 6, len(b))) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

var sink uint16

func FuzzSum(f *testing.F) {
	f.Add([]byte{1, 2, 3}, uint16(0), 1)
	f.Add(make([]byte, 200), uint16(0xffff), 64)
	f.Fuzz(func(t *testing.T, b []byte, initial uint16, cut int) {
		want := slow(b, initial)
		if got := Sum(b, initial); got != want && !(got|want == 0xffff && got&want == 0) {
			t.Fatalf("Sum = %#04x, want %#04x", got, want)
		}
		generic := sumGeneric(b, 0)
		for name, f := range versions() {
			if got := f(b); got != generic {
				t.Fatalf("%s = %#04x, generic %#04x", name, got, generic)
			}
		}
		if cut >= 0 && cut <= len(b) {
			if got := Concat(Sum(b[:cut], 0), cut, Sum(b[cut:], 0)); got != Sum(b, 0) {
				t.Fatalf("cut at %d: %#04x, want %#04x", cut, got, Sum(b, 0))
			}
		}
	})
}

func BenchmarkSum(b *testing.B) {
	for _, n := range []int{20, 40, 64, 128, 256, 576, 1500, 9000, 65535} {
		data := randomBytes(rand.New(rand.NewPCG(7, 8)), n)
		for _, name := range []string{"generic", "Sum", "avx2", "avx512", "neon"} {
			f, ok := versions()[name]
			if !ok {
				continue
			}
			b.Run(name+"/"+strconv.Itoa(n), func(b *testing.B) {
				b.SetBytes(int64(n))
				b.ReportAllocs()
				for b.Loop() {
					sink = f(data)
				}
			})
		}
	}
}
