//go:build amd64 || arm64

package checksum

// sumLong is sum for more than maxPiece bytes.
func sumLong(b []byte, s uint64) uint16 {
	for len(b) > maxPiece {
		s = uint64(sum(b[:maxPiece], s))
		b = b[maxPiece:]
	}
	return sum(b, s)
}
