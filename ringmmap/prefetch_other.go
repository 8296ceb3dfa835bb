//go:build !amd64 && !arm64

package ringmmap

func prefetch(mem []byte) {}
