package cbpf

import (
	"math/rand/v2"
	"testing"
)

// TestFused holds the fast interpreter against the general one on programs that
// are made of what steps do at once, and sees to it that each of those came up.
func TestFused(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	var seen [doTxa + 1]int
	kept := 0
	for range 30000 {
		insns := randomFilter(r)
		p, err := New(insns)
		if err != nil {
			t.Fatalf("%v\n%v", err, insns)
		}
		for _, s := range p.steps {
			seen[s.do]++
		}
		for range 4 {
			packet := make([]byte, r.IntN(28))
			for i := range packet {
				packet[i] = byte(r.UintN(3))
			}
			want := p.runGeneral(packet, len(packet), nil, 0, 0, 0)
			if want != 0 {
				kept++
			}
			if got := p.Run(packet, len(packet), nil); got != want {
				t.Fatalf("fast %d, general %d of %x\n%s%+v", got, want, packet, p, p.steps)
			}
		}
	}
	for do := doNothing; do <= doTxa; do++ {
		if seen[do] == 0 && do != doLength {
			t.Errorf("no step does %d", do)
		}
	}
	if kept < 5000 {
		t.Errorf("only %d packets kept", kept)
	}
}

// randomFilter makes tests of fields, each of which goes on with one of the next
// tests or ends the program. What a program returns tells of both registers.
func randomFilter(r *rand.Rand) []Instruction {
	const tests = 6
	type test []Instruction
	var all []test
	for range tests {
		var b test
		if r.IntN(4) == 0 {
			b = append(b, Instruction{Op: LdxMsh, K: r.Uint32N(12)})
		}
		if r.IntN(8) == 0 {
			op := []uint16{LdImm, LdxImm, AddK, AddX, OrX, LshK, RshK, Tax, Txa}[r.IntN(9)]
			b = append(b, Instruction{Op: op, K: r.Uint32N(4)})
		}
		if r.IntN(6) > 0 {
			op := []uint16{LdB, LdH, LdW, LdB, LdH, LdHX, LdBX, LdWX}[r.IntN(8)]
			b = append(b, Instruction{Op: op, K: 2 * r.Uint32N(9)})
		}
		for range r.IntN(3) / 2 {
			b = append(b, Instruction{Op: AndK, K: []uint32{0xff, 0xf, 1, 0xffff, 0xff00}[r.IntN(5)]})
		}
		op := []uint16{JeqK, JeqK, JeqK, JsetK, JgtK, JgeK}[r.IntN(6)]
		all = append(all, append(b, Instruction{Op: op, K: []uint32{0, 1, 2, 0x100, 0x101, 0x10000}[r.IntN(6)]}))
	}
	for i := range tests - 1 {
		if r.IntN(3) > 0 {
			continue
		}
		// Two ports in a row.
		load := Instruction{Op: []uint16{LdH, LdHX}[r.IntN(2)], K: 2 * r.Uint32N(6)}
		all[i] = test{load, {Op: JeqK, K: r.Uint32N(3)}}
		if load.Op == LdHX {
			all[i] = append(test{{Op: LdxMsh, K: r.Uint32N(3)}}, all[i]...)
		}
		load.K += 2
		all[i+1] = test{load, {Op: JeqK, K: r.Uint32N(3)}}
	}
	var at []int
	n := 0
	for _, b := range all {
		at = append(at, n)
		n += len(b)
	}
	// Then come: reject, the same once more, and what returns A+X+1.
	ends := []int{n, n, n, n + 1, n + 2}
	var insns []Instruction
	for i, b := range all {
		insns = append(insns, b...)
		last := &insns[len(insns)-1]
		target := func() uint8 {
			to := ends[r.IntN(len(ends))]
			if r.IntN(2) == 0 && i+1 < tests {
				to = at[i+1+r.IntN(min(2, tests-i-1))]
			}
			return uint8(to - len(insns))
		}
		last.Jt, last.Jf = target(), target()
		if i+1 < tests {
			switch next := uint8(at[i+1] - len(insns)); r.IntN(4) {
			case 0: // another chance
				last.Jf = next
			case 1: // one condition of several
				last.Jt, last.Jf = next, uint8(n-len(insns))
			}
		}
	}
	return append(insns, Instruction{Op: RetK}, Instruction{Op: RetK}, Instruction{Op: AddX}, Instruction{Op: AddK, K: 1}, Instruction{Op: RetA})
}
