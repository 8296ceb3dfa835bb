package cbpf

import "fmt"

// An ErrorCode says which of the machine's rules an instruction breaks.
type ErrorCode string

const (
	ErrEmpty         ErrorCode = "the program is empty"
	ErrTooLong       ErrorCode = "the program is longer than 4096 instructions"
	ErrOpcode        ErrorCode = "unknown opcode"
	ErrDivide        ErrorCode = "division by zero"
	ErrShift         ErrorCode = "shift by more than 31 bits"
	ErrScratch       ErrorCode = "scratch memory has 16 words"
	ErrUninitialized ErrorCode = "load of a word of scratch memory that is not stored to on every path"
	ErrJump          ErrorCode = "jump out of the program"
	ErrAncillary     ErrorCode = "unknown ancillary word"
	ErrNoReturn      ErrorCode = "the last instruction is no return"
)

// An Error is a rule of the machine that a program breaks.
type Error struct {
	PC   int // index of the instruction, from 0; the program's length for one that is missing
	Code ErrorCode
}

func (e *Error) Error() string {
	return fmt.Sprintf("check BPF program: instruction %d: %s", e.PC, e.Code)
}
