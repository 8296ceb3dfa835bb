//go:build amd64 || arm64

package ringmmap

// prefetch tells the processor that mem will be read soon, a hint for each line
// of 64 bytes from its first byte on. It changes nothing but how long reading
// takes: prefetch_other.go is the same function for other processors.
//
//go:noescape
func prefetch(mem []byte)
