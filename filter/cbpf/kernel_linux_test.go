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
