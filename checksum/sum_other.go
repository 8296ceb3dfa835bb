//go:build !amd64 && !arm64

package checksum

func sum(b []byte, s uint64) uint16 { return sumGeneric(b, s) }
