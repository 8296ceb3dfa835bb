//go:build amd64 || arm64

package checksum

import "testing"

// atLeast is a version in assembly, with shorter inputs left to sumGeneric.
func atLeast(n int, f func([]byte) uint64) func([]byte) uint16 {
	return func(b []byte) uint16 {
		if len(b) < n {
			return sumGeneric(b, 0)
		}
		var s uint64
		for len(b) > maxPiece {
			s += uint64(Fold(f(b[:maxPiece])))
			b = b[maxPiece:]
		}
		if len(b) < n {
			return Fold(s + uint64(sumGeneric(b, 0)))
		}
		return Fold(s + f(b))
	}
}

// TestPieces sums inputs larger than the assembly takes at once, with the
// values that come nearest to an overflow.
func TestPieces(t *testing.T) {
	for _, fill := range []byte{0, 0x80, 0xff} {
		b := make([]byte, 3*maxPiece+5)
		for i := range b {
			b[i] = fill
		}
		for _, n := range []int{maxPiece - 1, maxPiece, maxPiece + 1, 2 * maxPiece, len(b)} {
			for name, f := range versions() {
				if got, want := f(b[:n]), sumGeneric(b[:n], 0); got != want {
					t.Errorf("%s: %d bytes of %#02x: got %#04x, want %#04x", name, n, fill, got, want)
				}
			}
		}
	}
}
