package checksum

// minVector is from which length in bytes on the vector version is faster than
// sumGeneric. NEON itself is in every arm64 processor.
const minVector = 64

// maxPiece is how many bytes go to the assembly at once. It is even.
const maxPiece = 1 << 20

func sum(b []byte) uint16 {
	if len(b) < minVector {
		return sumGeneric(b)
	}
	return sumVector(b)
}

func sumVector(b []byte) uint16 {
	if len(b) > maxPiece {
		return sumLong(b)
	}
	return Fold(sumNEON(b))
}

// sumNEON returns a sum of the little-endian words of b that is to be folded.
//
//go:noescape
func sumNEON(b []byte) uint64
