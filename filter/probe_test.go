package filter

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// A capturedPacket is a packet of the corpus.
type capturedPacket struct {
	data   []byte
	length int
}

// corpusPackets returns packets of the corpus by link type: the first ones of
// each file.
func corpusPackets(t testing.TB) map[linktype.Type][]capturedPacket {
	t.Helper()
	dir := netlab.Corpus(t)
	return readCorpusPackets(dir)
}

var (
	corpusOnce sync.Once
	corpusRead map[linktype.Type][]capturedPacket
)

func readCorpusPackets(dir string) map[linktype.Type][]capturedPacket {
	corpusOnce.Do(func() {
		corpusRead = make(map[linktype.Type][]capturedPacket)
		for _, pattern := range []string{"pcaps/*.pcap*", "filters/savefiles/*"} {
			files, _ := filepath.Glob(filepath.Join(dir, pattern))
			for _, file := range files {
				for p, lt := range packetsOf(file) {
					corpusRead[lt] = append(corpusRead[lt], p)
				}
			}
		}
	})
	return corpusRead
}

// packetsOf yields the packets of a savefile up to the first damage.
func packetsOf(file string) func(yield func(capturedPacket, linktype.Type) bool) {
	return func(yield func(capturedPacket, linktype.Type) bool) {
		f, err := os.Open(file)
		if err != nil {
			return
		}
		defer f.Close()
		r, err := savefile.NewReader(f)
		if err != nil {
			return
		}
		defer r.Close()
		for rec, err := range r.Records() {
			if err != nil {
				return
			}
			lt := r.Interfaces()[rec.Interface].LinkType
			if !yield(capturedPacket{slices.Clone(rec.Data), int(rec.Length)}, lt) {
				return
			}
		}
	}
}

// An origin is where a register's value comes from: the bits of mask of size
// bytes at off, shifted.
type origin struct {
	off, size int // size 0: nowhere that a packet could be changed
	mask      uint32
	shift     int // to the left; to the right if negative
}

// prober makes packets that take a program's branches at random.
type prober struct {
	r      *rand.Rand
	packet []byte
	fixed  bool // the packet stays as it is

	inner     [cbpf.ScratchSlots]bool // scratch memory for Geneve's inner headers
	unwritten bool                    // scratch memory was read that had not been written to
}

// readsUnwritten tells whether the program, on its way over the packet, reads
// scratch memory that it has not written to, or where the offsets of Geneve's
// inner headers are without having found a Geneve header: what it says of that
// packet means nothing then.
func readsUnwritten(insns []cbpf.Instruction, packet []byte) bool {
	p := prober{packet: packet, fixed: true}
	seen := false
	for _, in := range insns {
		seen = seen || isBridging(in)
		if seen && (in.Op == cbpf.St || in.Op == cbpf.Stx) {
			p.inner[in.K] = true
		}
	}
	p.walk(insns)
	return p.unwritten
}

// isBridging tells whether in asks if what Geneve carries is an Ethernet frame,
// which is asked of Geneve headers alone.
func isBridging(in cbpf.Instruction) bool { return in.Op == cbpf.JeqK && in.K == etherBridging }

// probe returns a packet for a program: base, changed on the way through the
// program so that each test turns out as a coin says, and perhaps cut off.
func probe(r *rand.Rand, insns []cbpf.Instruction, base []byte) []byte {
	p := prober{r: r, packet: slices.Clone(base)}
	for len(p.packet) < 200 && r.IntN(4) > 0 {
		p.packet = append(p.packet, byte(r.UintN(256)>>r.UintN(8)))
	}
	end := p.walk(insns)
	switch r.IntN(8) {
	case 0:
		p.packet = p.packet[:r.IntN(len(p.packet)+1)]
	case 1, 2:
		// Just before, at or behind the end of what was looked at last.
		if cut := end - r.IntN(6) + 1; cut >= 0 && cut < len(p.packet) {
			p.packet = p.packet[:cut]
		}
	}
	return p.packet
}

// walk runs the program and returns the end of its last load.
func (p *prober) walk(insns []cbpf.Instruction) int {
	var a, x, v uint32
	var from origin
	var m [cbpf.ScratchSlots]uint32
	var written [cbpf.ScratchSlots]bool
	geneve := false
	last := 0
	load := func(off uint32, size int) (uint32, bool) {
		for uint64(off)+uint64(size) > uint64(len(p.packet)) {
			if p.fixed || len(p.packet) > 400 || off > 400 {
				return 0, false
			}
			p.packet = append(p.packet, byte(p.r.UintN(256)>>p.r.UintN(8)))
		}
		n := uint32(0)
		for _, c := range p.packet[off:][:size] {
			n = n<<8 | uint32(c)
		}
		last = int(off) + size
		return n, true
	}
	for pc, steps := 0, 0; pc >= 0 && pc < len(insns) && steps < 2000; steps++ {
		in := insns[pc]
		pc++
		ok := true
		switch in.Op {
		case cbpf.LdW, cbpf.LdH, cbpf.LdB, cbpf.LdWX, cbpf.LdHX, cbpf.LdBX:
			off, size := in.K, int(loadSize(in.Op))
			if in.Op == cbpf.LdWX || in.Op == cbpf.LdHX || in.Op == cbpf.LdBX {
				off += x
			}
			if off >= cbpf.AncillaryOffset {
				if a, from = 0, (origin{}); !p.fixed {
					a = p.r.Uint32() & 1
				}
				break
			}
			a, ok = load(off, size)
			from = origin{int(off), size, 0xffffffff, 0}
		case cbpf.LdImm:
			a, from = in.K, origin{}
		case cbpf.LdLen:
			a, from = uint32(len(p.packet)), origin{}
		case cbpf.LdMem:
			a, from = m[in.K], origin{}
			p.unwritten = p.unwritten || !written[in.K] || p.inner[in.K] && !geneve
		case cbpf.LdxImm:
			x = in.K
		case cbpf.LdxMem:
			x = m[in.K]
			p.unwritten = p.unwritten || !written[in.K] || p.inner[in.K] && !geneve
		case cbpf.LdxLen:
			x = uint32(len(p.packet))
		case cbpf.LdxMsh:
			v, ok = load(in.K, 1)
			if ok && !p.fixed && p.r.IntN(2) == 0 {
				p.packet[in.K] = p.packet[in.K]&0xf0 | 5 // no options
				v = 5
			}
			x = v & 0xf << 2
		case cbpf.St:
			m[in.K], written[in.K] = a, true
		case cbpf.Stx:
			m[in.K], written[in.K] = x, true
		case cbpf.Tax:
			x = a
		case cbpf.Txa:
			a, from = x, origin{}
		case cbpf.Ja:
			pc += int(int32(in.K))
		case cbpf.RetK, cbpf.RetA:
			return last
		default:
			if in.Op&7 == 5 {
				geneve = geneve || isBridging(in)
				y := in.K
				if in.Op&8 != 0 {
					y = x
				}
				if !p.fixed {
					a = p.force(a, from, in.Op&0xf0, y, p.r.IntN(2) == 0)
				}
				if holdsOp(in.Op&0xf0, a, y) {
					pc += int(in.Jt)
				} else {
					pc += int(in.Jf)
				}
				continue
			}
			a, from = aluOp(in, a, x, from)
		}
		if !ok {
			return last
		}
	}
	return last
}

func holdsOp(op uint16, a, y uint32) bool {
	switch op {
	case 0x10:
		return a == y
	case 0x20:
		return a > y
	case 0x30:
		return a >= y
	}
	return a&y != 0
}

// force changes the packet so that a test of a and y turns out as wanted, and
// returns what a is then.
func (p *prober) force(a uint32, from origin, op uint16, y uint32, want bool) uint32 {
	if holdsOp(op, a, y) == want || from.size == 0 || p.r.IntN(16) == 0 {
		return a
	}
	v := y
	switch {
	case op == 0x10 && !want:
		v = y ^ 1<<p.r.UintN(uint(8*from.size))
	case op == 0x20 && want:
		v = y + 1 + p.r.Uint32N(3)
	case op == 0x30 && want:
		v = y + p.r.Uint32N(3)
	case op == 0x20:
		v = y - min(y, p.r.Uint32N(3))
	case op == 0x30:
		v = y - min(y, 1+p.r.Uint32N(3))
	case op == 0x40 && want:
		v = a | y&-y
	case op == 0x40:
		v = a &^ y
	}
	field, k := from.mask, v
	if from.shift > 0 {
		field, k = field>>from.shift, k>>from.shift
	} else {
		k <<= -from.shift
	}
	old := uint32(0)
	for _, c := range p.packet[from.off:][:from.size] {
		old = old<<8 | uint32(c)
	}
	now := old&^field | k&field
	for i := range from.size {
		p.packet[from.off+i] = byte(now >> (8 * (from.size - 1 - i)))
	}
	if from.shift > 0 {
		return now << from.shift & from.mask
	}
	return now & from.mask >> -from.shift
}

// aluOp computes an arithmetic instruction, and follows the value's origin
// through masks and shifts.
func aluOp(in cbpf.Instruction, a, x uint32, from origin) (uint32, origin) {
	y := in.K
	if in.Op&8 != 0 {
		y = x
	}
	switch in.Op & 0xf0 {
	case 0x00:
		return a + y, origin{}
	case 0x10:
		return a - y, origin{}
	case 0x20:
		return a * y, origin{}
	case 0x30:
		if y != 0 {
			a /= y
		}
		return a, origin{}
	case 0x40:
		return a | y, origin{}
	case 0x50:
		if from.shift < 0 {
			from = origin{}
		}
		from.mask &= y
		return a & y, from
	case 0x60:
		from.mask <<= y & 31
		from.shift += int(y & 31)
		return a << (y & 31), from
	case 0x70:
		from.shift -= int(y & 31)
		return a >> (y & 31), from
	case 0x80:
		return -a, origin{}
	case 0x90:
		if y != 0 {
			a %= y
		}
		return a, origin{}
	}
	return a ^ y, origin{}
}
