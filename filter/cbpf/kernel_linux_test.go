package cbpf_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/unix"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
)

// all are the opcodes that random programs are made of.
var all = []uint16{
	cbpf.LdW, cbpf.LdH, cbpf.LdB, cbpf.LdWX, cbpf.LdHX, cbpf.LdBX, cbpf.LdImm, cbpf.LdLen, cbpf.LdMem,
	cbpf.LdxImm, cbpf.LdxLen, cbpf.LdxMem, cbpf.LdxMsh, cbpf.St, cbpf.Stx,
	cbpf.AddK, cbpf.AddX, cbpf.SubK, cbpf.SubX, cbpf.MulK, cbpf.MulX, cbpf.DivK, cbpf.DivX,
	cbpf.ModK, cbpf.ModX, cbpf.OrK, cbpf.OrX, cbpf.AndK, cbpf.AndX, cbpf.XorK, cbpf.XorX,
	cbpf.LshK, cbpf.LshX, cbpf.RshK, cbpf.RshX, cbpf.Neg,
	cbpf.Ja, cbpf.JeqK, cbpf.JeqX, cbpf.JgtK, cbpf.JgtX, cbpf.JgeK, cbpf.JgeX, cbpf.JsetK, cbpf.JsetX,
	cbpf.RetA, cbpf.Tax, cbpf.Txa,
}

// randomProgram makes a program of n instructions. Most of them are valid; a
// few break a rule, and those the kernel and New must refuse alike.
func randomProgram(r *rand.Rand, n int) []cbpf.Instruction {
	insns := make([]cbpf.Instruction, n)
	for pc := range insns {
		rest := n - pc - 1
		in := cbpf.Instruction{Op: all[r.IntN(len(all))], K: randomK(r)}
		switch in.Op {
		case cbpf.LdMem, cbpf.LdxMem, cbpf.St, cbpf.Stx:
			in.K = uint32(r.IntN(3))
			if r.IntN(200) == 0 {
				in.K = 16
			}
		case cbpf.LshK, cbpf.RshK:
			in.K %= 33
		case cbpf.LdW, cbpf.LdH, cbpf.LdB, cbpf.LdWX, cbpf.LdHX, cbpf.LdBX, cbpf.LdxMsh:
			if r.IntN(4) > 0 {
				in.K %= 24
			}
		case cbpf.Ja:
			in.K = uint32(r.IntN(rest%20 + 1))
		case cbpf.JeqK, cbpf.JeqX, cbpf.JgtK, cbpf.JgtX, cbpf.JgeK, cbpf.JgeX, cbpf.JsetK, cbpf.JsetX:
			in.Jt, in.Jf = uint8(r.IntN(rest%20+1)), uint8(r.IntN(rest%20+1))
		case cbpf.RetA:
			if r.IntN(4) > 0 {
				in = cbpf.Instruction{Op: cbpf.Txa}
			}
		}
		insns[pc] = in
	}
	insns[n-1] = cbpf.Instruction{Op: []uint16{cbpf.RetK, cbpf.RetA}[r.IntN(2)], K: uint32(r.IntN(40))}
	return insns
}

// randomK prefers numbers at which arithmetic and bounds change their mind. It
// keeps clear of what a Unix socket's packets do not have: ancillary words and
// link-layer headers.
func randomK(r *rand.Rand) uint32 {
	switch r.IntN(8) {
	case 0:
		return []uint32{0, 1, 31, 32, 0x7fffffff, 0x80000000, 0xffdfffff, 0xff}[r.IntN(8)]
	case 1:
		return r.Uint32() & 0xffdfffff
	}
	return uint32(r.IntN(48))
}

func randomPacket(r *rand.Rand) []byte {
	packet := make([]byte, 1+r.IntN(40))
	for i := range packet {
		packet[i] = byte(r.UintN(256) >> r.UintN(8))
	}
	return packet
}

// TestKernel holds New and Run against the kernel on random programs: New
// refuses what the kernel refuses, and Run keeps as many bytes of each packet.
func TestKernel(t *testing.T) {
	kernel := netlab.NewKernelBPF(t)
	r := rand.New(rand.NewPCG(3, 1992))
	accepted := 0
	for range 4000 {
		insns := randomProgram(r, 1+r.IntN(24))
		accepted += againstKernel(t, kernel, insns, r)
	}
	if accepted < 1000 {
		t.Errorf("%d programs of 4000 were valid; want at least 1000", accepted)
	}
}

// againstKernel returns 1 for a program that the kernel takes and 0 for another.
func againstKernel(t *testing.T, kernel *netlab.KernelBPF, insns []cbpf.Instruction, r *rand.Rand) int {
	t.Helper()
	p, err := cbpf.New(insns)
	kernelErr := kernel.Attach(insns)
	if (err == nil) != (kernelErr == nil) {
		t.Fatalf("New: %v; kernel: %v\n%v", err, kernelErr, insns)
	}
	if err != nil {
		if !errors.Is(kernelErr, unix.EINVAL) {
			t.Fatal(kernelErr)
		}
		return 0
	}
	for range 5 {
		packet := randomPacket(r)
		want, err := kernel.Run(packet)
		if err != nil {
			t.Fatal(err)
		}
		got := min(p.Run(packet, len(packet), nil), uint32(len(packet)))
		if got != want {
			t.Fatalf("kept %d bytes, the kernel %d of packet %x\n%s", got, want, packet, p)
		}
	}
	return 1
}

// FuzzKernel does the same with programs and packets that the fuzzer makes.
func FuzzKernel(f *testing.F) {
	f.Add([]byte{40, 0, 0, 0, 0, 0, 0, 12, 21, 0, 0, 1, 0, 0, 8, 6, 6, 0, 0, 0, 0, 0, 0, 9, 6, 0, 0, 0, 0, 0, 0, 0}, uint64(1))
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 31, 0x6c, 0, 0, 0, 0, 0, 0, 0, 0x16, 0, 0, 0, 0, 0, 0, 0}, uint64(2))
	f.Add([]byte{2, 0, 0, 0, 0, 0, 0, 3, 0x61, 0, 0, 0, 0, 0, 0, 3, 0x48, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x16, 0, 0, 0, 0, 0, 0, 0}, uint64(3))
	kernel := netlab.NewKernelBPF(f)
	f.Fuzz(func(t *testing.T, code []byte, seed uint64) {
		var insns []cbpf.Instruction
		for ; len(code) >= 8; code = code[8:] {
			in := cbpf.Instruction{
				Op: uint16(code[1])<<8 | uint16(code[0]), Jt: code[2], Jf: code[3],
				K: uint32(code[4])<<24 | uint32(code[5])<<16 | uint32(code[6])<<8 | uint32(code[7]),
			}
			if in.K >= 0xffe00000 && in.Op&7 <= 1 {
				continue // ancillary words and link-layer headers: a Unix socket's packets have none
			}
			insns = append(insns, in)
		}
		if len(insns) > 0 {
			againstKernel(t, kernel, insns, rand.New(rand.NewPCG(seed, 0)))
		}
	})
}

// TestKernelAncillary holds what a program makes of the words that are the same
// for every packet of a Unix socket against the kernel.
func TestKernelAncillary(t *testing.T) {
	kernel := netlab.NewKernelBPF(t)
	packet := []byte{0, 0, 8, 0, 1, 0, 12, 0, 4, 0, 1, 0, 4, 0, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}
	for _, tt := range []struct {
		name string
		word uint32
		a, x uint32
	}{
		{"xor x", cbpf.AncXorX, 5, 9},
		{"no VLAN tag", cbpf.AncVLANPresent, 7, 0},
		{"no tag control information", cbpf.AncVLANTag, 7, 0},
		{"attribute", cbpf.AncNlattr, 4, 2},
		{"attribute that is first", cbpf.AncNlattr, 4, 1},
		{"attribute that is not there", cbpf.AncNlattr, 4, 9},
		{"attributes beyond the packet", cbpf.AncNlattr, 400, 9},
		{"nested attribute", cbpf.AncNlattrNest, 4, 2},
		{"nested attribute that is not there", cbpf.AncNlattrNest, 4, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := cbpf.New([]cbpf.Instruction{
				{Op: cbpf.LdImm, K: tt.a},
				{Op: cbpf.LdxImm, K: tt.x},
				{Op: cbpf.LdW, K: cbpf.AncillaryOffset + tt.word},
				{Op: cbpf.AddK, K: 1},
				{Op: cbpf.RetA},
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := kernel.Attach(p.Instructions()); err != nil {
				t.Fatal(err)
			}
			want, err := kernel.Run(packet)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Run(packet, len(packet), nil); got != want {
				t.Errorf("got %d, the kernel %d", got-1, want-1)
			}
		})
	}
}
