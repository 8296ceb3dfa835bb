package checksum

import "golang.org/x/sys/cpu"

// Whether the processor and the operating system have what the functions need.
// VPDPWSSD is of AVX512_VNNI, loads of single bytes under a mask of AVX512BW.
var (
	useAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasBMI2
	useAVX512 = useAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VNNI
)

// minVector is from which length in bytes on the vector versions are faster.
const minVector = short

// maxPiece is how many bytes go to the assembly at once, so that no 32-bit lane
// overflows. It is even.
const maxPiece = 1 << 20

// sum returns the ones' complement sum of the little-endian words of b and of
// s, which is a word.
func sum(b []byte, s uint64) uint16 {
	switch {
	case len(b) < minVector || !useAVX2:
		return sumGeneric(b, s)
	case len(b) > maxPiece:
		return sumLong(b, s)
	case useAVX512:
		return Fold(sumAVX512(b) + s)
	}
	return Fold(sumAVX2(b) + s)
}

// sumAVX2 returns a sum of the little-endian words of b that is to be folded.
// b has at least 32 bytes.
//
//go:noescape
func sumAVX2(b []byte) uint64

// sumAVX512 is sumAVX2 for any length up to maxPiece.
//
//go:noescape
func sumAVX512(b []byte) uint64
