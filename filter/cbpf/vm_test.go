package cbpf

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/net/bpf"
)

func TestRun(t *testing.T) {
	packet := []byte{0x45, 0x01, 0x02, 0x03, 0xff, 0xfe, 0xfd, 0xfc}
	anc := &Ancillary{
		Protocol: 1, PacketType: 2, Ifindex: 3, Mark: 4, Queue: 5, Hatype: 6, RXHash: 7, CPU: 8,
		VLANTCI: 9, VLANPresent: true, PayOffset: 10, Random: 11, VLANTPID: 12, Network: 4,
	}
	a := Instruction{Op: RetA}
	tests := []struct {
		name  string
		insns []Instruction
		want  uint32
	}{
		{"word", []Instruction{{Op: LdW, K: 4}, a}, 0xfffefdfc},
		{"word at the end", []Instruction{{Op: LdW, K: 5}, a}, 0},
		{"half", []Instruction{{Op: LdH, K: 1}, a}, 0x0102},
		{"half at the end", []Instruction{{Op: LdH, K: 7}, a}, 0},
		{"byte", []Instruction{{Op: LdB, K: 7}, a}, 0xfc},
		{"byte at the end", []Instruction{{Op: LdB, K: 8}, a}, 0},
		{"header length", []Instruction{{Op: LdxMsh, K: 0}, {Op: Txa}, a}, 20},
		{"header length at the end", []Instruction{{Op: LdxMsh, K: 8}, {Op: RetK, K: 1}}, 0},
		{"index wraps", []Instruction{{Op: LdxImm, K: 3}, {Op: LdBX, K: 0xfffffffe}, a}, 1},
		{"index wraps to a negative offset", []Instruction{{Op: LdxImm, K: 3}, {Op: LdBX, K: 0x80000000}, a}, 0},
		{"network header", []Instruction{{Op: LdB, K: NetworkOffset + 1}, a}, 0xfe},
		{"network header by index", []Instruction{{Op: LdxImm, K: 1}, {Op: LdHX, K: NetworkOffset}, a}, 0xfefd},
		{"beyond the network header", []Instruction{{Op: LdW, K: NetworkOffset + 1}, a}, 0},
		{"link-layer header", []Instruction{{Op: LdW, K: LinkOffset}, a}, 0x45010203},
		{"shift by 33", []Instruction{{Op: LdImm, K: 1}, {Op: LdxImm, K: 33}, {Op: LshX}, a}, 2},
		{"divide by 0", []Instruction{{Op: LdImm, K: 1}, {Op: DivX}, {Op: RetK, K: 1}}, 0},
		{"remainder by 0", []Instruction{{Op: LdImm, K: 1}, {Op: ModX}, {Op: RetK, K: 1}}, 0},
		{"negate", []Instruction{{Op: LdImm, K: 1}, {Op: Neg}, a}, 0xffffffff},
		{"length", []Instruction{{Op: LdLen}, a}, 1500},
		{"length in X", []Instruction{{Op: LdxLen}, {Op: Txa}, a}, 1500},
		{"scratch", []Instruction{{Op: LdImm, K: 7}, {Op: St, K: 15}, {Op: LdImm}, {Op: LdxMem, K: 15}, {Op: Txa}, a}, 7},
		{"protocol", []Instruction{{Op: LdW, K: AncillaryOffset + AncProtocol}, a}, 1},
		{"packet type", []Instruction{{Op: LdW, K: AncillaryOffset + AncPacketType}, a}, 2},
		{"ifindex", []Instruction{{Op: LdW, K: AncillaryOffset + AncIfindex}, a}, 3},
		{"mark", []Instruction{{Op: LdW, K: AncillaryOffset + AncMark}, a}, 4},
		{"queue", []Instruction{{Op: LdW, K: AncillaryOffset + AncQueue}, a}, 5},
		{"hatype", []Instruction{{Op: LdW, K: AncillaryOffset + AncHatype}, a}, 6},
		{"rxhash", []Instruction{{Op: LdW, K: AncillaryOffset + AncRXHash}, a}, 7},
		{"cpu", []Instruction{{Op: LdW, K: AncillaryOffset + AncCPU}, a}, 8},
		{"VLAN tag", []Instruction{{Op: LdH, K: AncillaryOffset + AncVLANTag}, a}, 9},
		{"VLAN tag present", []Instruction{{Op: LdB, K: AncillaryOffset + AncVLANPresent}, a}, 1},
		{"payload offset", []Instruction{{Op: LdW, K: AncillaryOffset + AncPayOffset}, a}, 10},
		{"random", []Instruction{{Op: LdW, K: AncillaryOffset + AncRandom}, a}, 11},
		{"VLAN TPID", []Instruction{{Op: LdW, K: AncillaryOffset + AncVLANTPID}, a}, 12},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := New(tt.insns)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Run(packet, 1500, anc); got != tt.want {
				t.Errorf("got %#x, want %#x", got, tt.want)
			}
		})
	}
}

func TestUserspace(t *testing.T) {
	loop := []Instruction{
		{Op: LdImm, K: 5},
		{Op: JeqK, K: 0, Jt: 2},
		{Op: SubK, K: 1},
		{Op: Ja, K: 0xfffffffd}, // to 1
		{Op: RetK, K: 9},
	}
	forever := []Instruction{{Op: LdMem, K: 3}, {Op: Ja, K: 0xfffffffe}, {Op: RetK, K: 1}}
	long := make([]Instruction, MaxInstructions+1)
	for i := range long {
		long[i] = Instruction{Op: RetK, K: 3}
	}
	filter, err := New([]Instruction{{Op: LdB, K: 2}, {Op: RetK, K: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		insns []Instruction
		want  uint32
	}{{"loop", loop, 9}, {"endless loop", forever, 0}, {"long", long, 3}} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := New(tt.insns); err == nil {
				t.Error("New takes it")
			}
			p, err := NewUserspace(tt.insns, filter)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Run(nil, 0, nil); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
			if k, exact := p.Kernel(); k != filter || exact {
				t.Errorf("the kernel's program is %v, exact %v", k, exact)
			}
		})
	}
	p, err := NewUserspace(long[:3], nil)
	if err != nil {
		t.Fatal(err)
	}
	if k, exact := p.Kernel(); k != p || !exact {
		t.Error("a program that the kernel takes is not its own")
	}
	if p, err = NewUserspace(long, nil); err != nil {
		t.Fatal(err)
	}
	if k, exact := p.Kernel(); k.Run(nil, 0, nil) == 0 || exact {
		t.Error("without a prefilter, packets are rejected")
	}
}

func TestCheck(t *testing.T) {
	ret := Instruction{Op: RetK}
	tests := []struct {
		name  string
		insns []Instruction
		want  Error
	}{
		{"nothing", nil, Error{0, ErrEmpty}},
		{"too long", make([]Instruction, MaxInstructions+1), Error{MaxInstructions, ErrTooLong}},
		{"opcode", []Instruction{{Op: 0x0e}, ret}, Error{0, ErrOpcode}},
		{"opcode of 16 bits", []Instruction{{Op: 0x106}}, Error{0, ErrOpcode}},
		{"divide", []Instruction{{Op: DivK}, ret}, Error{0, ErrDivide}},
		{"remainder", []Instruction{{Op: ModK}, ret}, Error{0, ErrDivide}},
		{"shift", []Instruction{{Op: LshK, K: 32}, ret}, Error{0, ErrShift}},
		{"scratch", []Instruction{{Op: St, K: 16}, ret}, Error{0, ErrScratch}},
		{"no store", []Instruction{{Op: LdMem, K: 1}, ret}, Error{0, ErrUninitialized}},
		{"store on one way", []Instruction{{Op: JeqK, Jf: 1}, {Op: St}, {Op: LdMem}, ret}, Error{2, ErrUninitialized}},
		{"ja", []Instruction{ret, {Op: Ja, K: 1}, ret}, Error{1, ErrJump}},
		{"ja backwards", []Instruction{ret, {Op: Ja, K: 0xfffffffe}, ret}, Error{1, ErrJump}},
		{"jt", []Instruction{{Op: JeqK, Jt: 1}, ret}, Error{0, ErrJump}},
		{"jf", []Instruction{{Op: JsetX, Jf: 1}, ret}, Error{0, ErrJump}},
		{"ancillary", []Instruction{{Op: LdW, K: 0xfffff040}, ret}, Error{0, ErrAncillary}},
		{"between ancillaries", []Instruction{{Op: LdW, K: 0xfffff001}, ret}, Error{0, ErrAncillary}},
		{"no return", []Instruction{ret, {Op: Txa}}, Error{2, ErrNoReturn}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(tt.insns)
			if got, ok := err.(*Error); !ok || *got != tt.want {
				t.Errorf("got %v, want %v", err, &tt.want)
			}
		})
	}
}

// TestInterpreters holds the fast interpreter against the general one, and that
// of x/net/bpf where it is right: it does not know neg and remainder, nor does
// it wrap [x + k].
func TestInterpreters(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var ops []uint16
	for op := range uint16(256) {
		if known[op] && op != RetK && op != RetA && op != Ja {
			ops = append(ops, op)
		}
	}
	xnet := 0
	for range 20000 {
		insns := make([]Instruction, 2+r.IntN(16))
		for pc := range insns {
			in := Instruction{Op: ops[r.IntN(len(ops))], K: uint32(r.IntN(32))}
			if rest := len(insns) - pc - 1; rest > 0 {
				in.Jt, in.Jf = uint8(r.IntN(rest)), uint8(r.IntN(rest))
			}
			if in.Op == LdMem || in.Op == LdxMem {
				in.Op -= LdMem - LdImm // the immediate of the same register
			}
			insns[pc] = in
		}
		insns[len(insns)-1] = Instruction{Op: []uint16{RetA, RetK}[r.IntN(2)], K: 7}
		p, err := New(insns)
		if err != nil {
			continue
		}
		packet := make([]byte, r.IntN(40))
		for i := range packet {
			packet[i] = byte(r.UintN(256) >> r.UintN(8))
		}
		want := p.runGeneral(packet, len(packet), nil, 0, 0, 0)
		if got := p.Run(packet, len(packet), nil); got != want {
			t.Fatalf("fast %d, general %d of %x\n%s", got, want, packet, p)
		}
		if got, ok := runXNet(insns, packet); ok {
			xnet++
			if got != want {
				t.Fatalf("x/net/bpf %d, general %d of %x\n%s", got, want, packet, p)
			}
		}
	}
	if xnet < 1000 {
		t.Errorf("x/net/bpf ran %d programs; want at least 1000", xnet)
	}
}

func runXNet(insns []Instruction, packet []byte) (uint32, bool) {
	for _, in := range insns {
		switch in.Op {
		case Neg, ModK, ModX, LshX, RshX, LdxLen, LdWX, LdHX, LdBX:
			return 0, false
		}
		if isJump(in.Op) && in.Jt == 0 {
			return 0, false // Disassemble swaps some of these
		}
	}
	decoded, ok := bpf.Disassemble(insns)
	if !ok {
		return 0, false
	}
	vm, err := bpf.NewVM(decoded)
	if err != nil {
		return 0, false
	}
	n, err := vm.Run(packet)
	return uint32(n), err == nil
}

func TestRunAllocatesNothing(t *testing.T) {
	p, err := New([]Instruction{{Op: LdLen}, {Op: St, K: 1}, {Op: LdH, K: 2}, {Op: JeqK, K: 3, Jt: 1}, {Op: LdMem, K: 1}, {Op: RetA}})
	if err != nil {
		t.Fatal(err)
	}
	packet := make([]byte, 60)
	if n := testing.AllocsPerRun(100, func() { p.Run(packet, 60, nil) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
