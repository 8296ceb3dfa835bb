package checksum

// minVector is from which length in bytes on the vector version is faster. NEON itself is in every arm64 processor.
const minVector = short

// maxPiece is how many bytes go to the assembly at once. It is even.
const maxPiece = 1 << 20

// sum returns the ones' complement sum of the little-endian words of b and of
// s, which is a word.
func sum(b []byte, s uint64) uint16 {
	switch {
	case len(b) < minVector:
		return sumGeneric(b, s)
	case len(b) > maxPiece:
		return sumLong(b, s)
	}
	return Fold(sumNEON(b) + s)
}

// sumNEON returns a sum of the little-endian words of b that is to be folded.
//
//go:noescape
func sumNEON(b []byte) uint64
