//go:build !amd64 && !arm64

package checksum

func sum(b []byte) uint16 { return sumGeneric(b) }
