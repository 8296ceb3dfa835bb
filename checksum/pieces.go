//go:build amd64 || arm64

package checksum

// sumLong is sum for more than maxPiece bytes.
func sumLong(b []byte) uint16 {
	var s uint64
	for len(b) > maxPiece {
		s += uint64(sum(b[:maxPiece]))
		b = b[maxPiece:]
	}
	return Fold(s + uint64(sum(b)))
}
