package ringmmap

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// ErrClosed is what operations on a closed Ring return. It is os.ErrClosed.
var ErrClosed = os.ErrClosed

// ErrBusy is what Blocks yields to a second reader.
var ErrBusy = errors.New("ring has a reader already")

// A Ring is a TPACKET_V3 receive ring on a packet socket. One goroutine reads
// its Blocks; Stats and Close may be called from any goroutine.
type Ring struct {
	geometry Geometry

	// Only the reader touches these.
	mem   []byte // Blocks times BlockSize bytes, shared with the kernel
	block Block
	held  bool   // block was handed to us and not yet given back
	told  uint64 // drops that blocks told of
	idle  func() // called before a wait; may be nil

	index atomic.Int32  // of the block that the kernel hands over next; the reader's
	drops atomic.Uint64 // stats.Drops, for the reader

	mu      sync.Mutex // guards what follows
	res     *resources
	cleanup runtime.Cleanup
	reading bool // a reader is inside Blocks
	waiting bool // and waits in the kernel: no loop body is running
	closed  bool
	done    chan struct{} // closed when the resources are gone
	freed   error         // of giving them back; set before done is closed
	stats   Stats
}

// Geometry returns the ring's shape.
func (r *Ring) Geometry() Geometry { return r.geometry }

// OnIdle has the reader call fn each time before it waits for the kernel: all
// that there was has been read. It is set before the first call of Blocks.
func (r *Ring) OnIdle(fn func()) { r.idle = fn }

// Blocks yields the blocks that the kernel hands over, waiting for them.
//
// The loop body owns the block: it goes back to the kernel when the body ends.
// A block that still has unread frames when the loop is left is kept, and is
// the first that the next call yields.
//
// The sequence ends when ctx is done or the ring is closed, without an error;
// a block that is there already comes first only if its turn came before. An
// error of the socket, as unix.ENETDOWN when the interface goes down, comes
// after the blocks that were complete, and the sequence goes on if the loop
// does: such a socket works again when the interface comes back.
func (r *Ring) Blocks(ctx context.Context) iter.Seq2[*Block, error] {
	return func(yield func(*Block, error) bool) {
		if err := r.begin(); err != nil {
			if !errors.Is(err, ErrClosed) {
				yield(nil, err)
			}
			return
		}
		defer r.end()
		defer context.AfterFunc(ctx, r.wake)()
		for {
			if ctx.Err() != nil || r.isClosed() {
				return
			}
			if !r.held && !r.lease() {
				if r.idle != nil {
					r.idle()
				}
				if err := r.wait(); err != nil && !yield(nil, err) {
					return
				}
				continue
			}
			more := yield(&r.block, nil)
			if r.block.left == 0 {
				r.release()
			}
			if !more {
				return
			}
		}
	}
}

// lease takes the next block if the kernel has handed it over.
func (r *Ring) lease() bool {
	if r.geometry.Plain {
		return r.leasePlain()
	}
	mem := r.blockMemory(int(r.index.Load()))
	// Load-acquire: what the kernel wrote into the block before it set the
	// status is visible after this. Go's atomics are sequentially consistent,
	// which is more.
	s := status(mem).Load()
	if s&statusUser == 0 {
		return false
	}
	r.block.open(mem, s)
	r.held = true
	if s&statusLosing != 0 {
		// It stays until the statistics are read, on all blocks. What cannot be
		// read is told by Stats.
		_, _ = r.Stats()
	}
	// Stats may have been read since the loss: then only the count tells.
	drops := r.drops.Load()
	r.block.lost, r.told = drops-r.told, drops
	return true
}

// leasePlain receives a block where there is no shared memory.
func (r *Ring) leasePlain() bool {
	r.mu.Lock()
	res := r.res
	r.mu.Unlock()
	if res == nil {
		return false
	}
	lost, ok := res.lease() // res stays open while this goroutine reads
	if !ok {
		return false
	}
	r.block.open(r.mem, statusUser)
	r.block.lost = lost
	r.held = true
	return true
}

// release gives the block back. Store-release: no read of the block moves
// behind it.
func (r *Ring) release() {
	if r.geometry.Plain {
		r.held, r.block = false, Block{}
		return
	}
	i := int(r.index.Load())
	mem := r.blockMemory(i)
	packetCount(mem).Store(0) // the kernel does so when it opens the block, for Filling too late
	status(mem).Store(0)      // TP_STATUS_KERNEL
	r.held = false
	r.block = Block{}
	r.index.Store(int32((i + 1) % r.geometry.Blocks))
}

// Ready reports whether the reader has a block, or the kernel one for it. It
// may be called from any goroutine.
func (r *Ring) Ready() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.res == nil {
		return false
	}
	if r.geometry.Plain {
		return r.res.ready()
	}
	return status(r.blockMemory(int(r.index.Load()))).Load()&statusUser != 0
}

// Filling reports whether the kernel has put packets into a block that it has not
// handed over. They come at the latest when the retire timeout has passed and the
// kernel gets to it. It may be called from any goroutine. It is false without
// shared memory, where packets wait for nothing.
func (r *Ring) Filling() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.res == nil || r.geometry.Plain {
		return false
	}
	mem := r.blockMemory(int(r.index.Load()))
	return status(mem).Load()&statusUser == 0 && packetCount(mem).Load() > 0
}

func (r *Ring) blockMemory(i int) []byte {
	size := r.geometry.BlockSize
	return r.mem[i*size : (i+1)*size : (i+1)*size]
}

// begin makes the caller the reader.
func (r *Ring) begin() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.closed:
		return ErrClosed
	case r.reading:
		return ErrBusy
	}
	r.reading = true
	return nil
}

// end gives up being the reader, and frees the ring where Close has left that
// to the reader.
func (r *Ring) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reading = false
	if r.closed {
		r.free()
	}
}

func (r *Ring) isClosed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.closed
}

// wait blocks until there may be a block, or something else to see to.
func (r *Ring) wait() error {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return nil
	}
	r.waiting = true
	res := r.res
	var next *atomic.Uint32
	if !r.geometry.Plain {
		next = status(r.blockMemory(int(r.index.Load())))
	}
	r.mu.Unlock()
	err := res.wait(next)
	r.mu.Lock()
	r.waiting = false
	closed := r.closed
	r.mu.Unlock()
	// Close may be waiting for this goroutine now: no loop body in between.
	if err != nil && !closed {
		return fmt.Errorf("wait for packets: %w", err)
	}
	return nil
}

// wake ends a wait, the next one if there is none now.
func (r *Ring) wake() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.res != nil {
		r.res.wake()
	}
}

// Stats returns the counts since the ring was opened. The kernel resets its
// own at every reading; they are added up here. After Close they stay what
// they were.
func (r *Ring) Stats() (Stats, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	err := r.count()
	return r.stats, err
}

// count adds the kernel's counts since the last reading; r.mu is held.
func (r *Ring) count() error {
	if r.res == nil {
		return nil
	}
	s, err := r.res.stats()
	if err != nil {
		return fmt.Errorf("read ring statistics: %w", err)
	}
	r.stats.Packets += s.Packets
	r.stats.Drops += s.Drops
	r.drops.Store(r.stats.Drops)
	r.stats.Freezes += s.Freezes
	return nil
}

// closePatience is how long Close waits for the kernel to take the ring back.
const closePatience = 40 * time.Millisecond

// Close ends the ring: a waiting reader returns, and memory and descriptors
// are given back. It is idempotent, and safe in the loop body of Blocks and
// from other goroutines.
//
// It returns within 50 ms. It does not wait for a loop body: while one runs,
// its block stays valid, and the memory goes when it ends. Nor does it wait
// longer for the kernel, which takes the memory back when every CPU has let go
// of it.
func (r *Ring) Close() error {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return nil
	}
	r.closed = true
	err := r.count()
	wait := !r.reading || r.waiting
	if r.reading {
		r.res.wake()
	} else {
		r.free()
	}
	r.mu.Unlock()
	if wait {
		late := time.NewTimer(closePatience)
		defer late.Stop()
		select {
		case <-r.done:
			err = errors.Join(err, r.freed)
		case <-late.C:
		}
	}
	return err
}

// free gives back what the ring holds, on a goroutine of its own; r.mu is held.
func (r *Ring) free() {
	// What was counted since Close is in; there is nobody to tell of an error.
	_ = r.count()
	r.cleanup.Stop()
	res := r.res
	r.res, r.mem, r.block = nil, nil, Block{}
	go func() {
		r.freed = res.close()
		close(r.done)
	}()
}
