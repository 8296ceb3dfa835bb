package cbpf

// known are the opcodes that the kernel takes (chk_code_allowed in
// net/core/filter.c). Every bit of an opcode counts.
var known = func() (set [256]bool) {
	for _, op := range []uint16{
		LdW, LdH, LdB, LdWX, LdHX, LdBX, LdImm, LdLen, LdMem,
		LdxImm, LdxLen, LdxMem, LdxMsh, St, Stx,
		AddK, AddX, SubK, SubX, MulK, MulX, DivK, DivX, ModK, ModX, OrK, OrX,
		AndK, AndX, XorK, XorX, LshK, LshX, RshK, RshX, Neg,
		Ja, JeqK, JeqX, JgtK, JgtX, JgeK, JgeX, JsetK, JsetX,
		RetK, RetA, Tax, Txa,
	} {
		set[op] = true
	}
	return set
}()

// check holds a program against the rules of bpf_check_classic in
// net/core/filter.c. A userspace program may be of any length, jump backwards
// with ja, and load words of scratch memory that it has not stored to.
func check(insns []Instruction, userspace bool) error {
	if len(insns) == 0 {
		return &Error{0, ErrEmpty}
	}
	if len(insns) > MaxInstructions && !userspace {
		return &Error{MaxInstructions, ErrTooLong}
	}
	for pc, in := range insns {
		if code := checkInstruction(in, pc, len(insns), userspace); code != "" {
			return &Error{pc, code}
		}
	}
	if last := insns[len(insns)-1].Op; last != RetK && last != RetA {
		return &Error{len(insns), ErrNoReturn}
	}
	if userspace {
		return nil
	}
	return checkScratch(insns)
}

func checkInstruction(in Instruction, pc, length int, userspace bool) ErrorCode {
	if in.Op > 0xff || !known[in.Op] {
		return ErrOpcode
	}
	rest := uint64(length - pc - 1) // instructions after this one
	switch in.Op {
	case DivK, ModK:
		if in.K == 0 {
			return ErrDivide
		}
	case LshK, RshK:
		if in.K >= 32 {
			return ErrShift
		}
	case LdMem, LdxMem, St, Stx:
		if in.K >= ScratchSlots {
			return ErrScratch
		}
	case Ja:
		if uint64(in.K) >= rest && !(userspace && backwards(in, pc)) {
			return ErrJump
		}
	case LdW, LdH, LdB:
		if n := in.K - AncillaryOffset; in.K >= AncillaryOffset && (n > AncVLANTPID || n%4 != 0) {
			return ErrAncillary
		}
	}
	if isJump(in.Op) && (uint64(in.Jt) >= rest || uint64(in.Jf) >= rest) {
		return ErrJump
	}
	return ""
}

// backwards tells whether the ja at pc jumps to an instruction before it.
func backwards(in Instruction, pc int) bool {
	target := int64(pc) + 1 + int64(int32(in.K))
	return int32(in.K) < 0 && target >= 0
}

// checkScratch refuses a load from a word of scratch memory that some path to
// it has not stored to. It is check_load_and_stores of the kernel, which takes
// what was stored before a return as the least that is stored after it: a
// program that passes here passes there.
func checkScratch(insns []Instruction) error {
	stored := make([]uint16, len(insns)) // by all jumps to each instruction
	for pc := range stored {
		stored[pc] = 0xffff
	}
	var valid uint16
	for pc, in := range insns {
		valid &= stored[pc]
		switch {
		case in.Op == St || in.Op == Stx:
			valid |= 1 << in.K
		case in.Op == LdMem || in.Op == LdxMem:
			if valid&(1<<in.K) == 0 {
				return &Error{pc, ErrUninitialized}
			}
		case in.Op == Ja:
			stored[pc+1+int(in.K)] &= valid
			valid = 0xffff
		case isJump(in.Op):
			stored[pc+1+int(in.Jt)] &= valid
			stored[pc+1+int(in.Jf)] &= valid
			valid = 0xffff
		}
	}
	return nil
}
