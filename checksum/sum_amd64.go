package checksum

import "golang.org/x/sys/cpu"

// Whether the processor and the operating system have what the functions need.
// VPDPWSSD is of AVX512_VNNI, loads of single bytes under a mask of AVX512BW.
var (
	useAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasBMI2
	useAVX512 = useAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VNNI
)

// minVector is from which length in bytes on the vector versions are faster than
// sumGeneric.
const minVector = 64

// maxPiece is how many bytes go to the assembly at once, so that no 32-bit lane
// overflows. It is even.
const maxPiece = 1 << 20

func sum(b []byte) uint16 {
	if len(b) < minVector {
		return sumGeneric(b)
	}
	return sumVector(b)
}

func sumVector(b []byte) uint16 {
	switch {
	case !useAVX2:
		return sumGeneric(b)
	case len(b) > maxPiece:
		return sumLong(b)
	case useAVX512:
		return Fold(sumAVX512(b))
	}
	return Fold(sumAVX2(b))
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
