package ringmmap

import (
	"sync/atomic"
	"unsafe"
)

// status returns the block_status word of a block, which the kernel writes
// concurrently. The conversion is valid because a block starts at a page
// boundary, which makes offset 8 aligned for 32 bits, and is longer than its
// header, which the slice expression checks.
func status(block []byte) *atomic.Uint32 {
	return (*atomic.Uint32)(unsafe.Pointer(&block[8:blockHeaderLen][0]))
}
