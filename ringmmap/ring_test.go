package ringmmap

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"
)

// TestRingOrder plays the kernel: blocks come in order, each once, a full ring
// takes nothing, and what is given back is used again.
func TestRingOrder(t *testing.T) {
	const size, blocks = 4096, 4
	r := &Ring{geometry: Geometry{BlockSize: size, Blocks: blocks}, mem: make([]byte, size*blocks)}
	k := &kernel{mem: r.mem, size: size}
	next := 0
	fill := func() (n int) {
		for k.close(sent{data: fmt.Appendf(nil, "block %d", next)}) {
			next++
			n++
		}
		return n
	}
	if n := fill(); n != blocks {
		t.Fatalf("the kernel filled %d blocks, want %d", n, blocks)
	}
	read := 0
	for range 3 * blocks {
		if !r.lease() {
			t.Fatal("no block, want one")
		}
		if f, ok := r.block.Next(); !ok || string(f.Data()) != fmt.Sprintf("block %d", read) || r.block.Sequence() != uint64(read+1) {
			t.Fatalf("block %d = %q, %v", read, f.Data(), r.block.Err())
		}
		if k.close(sent{data: []byte("stolen")}) {
			t.Fatal("the kernel got a block that is leased")
		}
		r.release()
		read++
		if n := fill(); n != 1 {
			t.Fatalf("the kernel filled %d blocks after one came back, want 1", n)
		}
	}
}

func TestConfigDefaults(t *testing.T) {
	c, err := Config{}.withDefaults()
	want := Config{BlockSize: 4 << 20, Blocks: 16, RetireTimeout: 60 * time.Millisecond}
	if err != nil || c != want {
		t.Errorf("defaults = %+v, %v, want %+v", c, err, want)
	}
}

func TestConfigRules(t *testing.T) {
	page := os.Getpagesize()
	for _, tt := range []struct {
		config Config
		field  string // "" is a config that is right
	}{
		{Config{BlockSize: page, Blocks: 1, RetireTimeout: time.Millisecond}, ""},
		{Config{BlockSize: -page}, "block size"},
		{Config{BlockSize: page + 1}, "block size"},
		{Config{BlockSize: page / 2}, "block size"},
		{Config{Blocks: -1}, "blocks"},
		{Config{Blocks: math.MaxInt32}, "blocks"},
		{Config{RetireTimeout: time.Microsecond}, "retire timeout in nanoseconds"},
		{Config{RetireTimeout: -time.Second}, "retire timeout in nanoseconds"},
		{Config{RetireTimeout: 90 * time.Second}, "retire timeout in nanoseconds"},
		{Config{Headroom: -1}, "headroom"},
		{Config{Headroom: 4000}, "headroom"},
	} {
		_, err := tt.config.withDefaults()
		var size *SizeError
		if tt.field == "" {
			if err != nil {
				t.Errorf("%+v: %v", tt.config, err)
			}
			continue
		}
		if !errors.As(err, &size) || size.Field != tt.field || !strings.Contains(err.Error(), fmt.Sprint(size.Value)) {
			t.Errorf("%+v: %v, want a SizeError for %s", tt.config, err, tt.field)
		}
	}
}
