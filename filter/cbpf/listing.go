package cbpf

import (
	"fmt"
	"strconv"
)

// String returns p's listing as tcpdump -d prints it, each line with its end:
//
//	(000) ldh      [12]
//	(001) jeq      #0x806           jt 2	jf 3
//	(002) ret      #262144
//	(003) ret      #0
func (p *Program) String() string { return string(p.AppendListing(nil)) }

// AppendListing appends p's listing as tcpdump -d prints it to dst.
func (p *Program) AppendListing(dst []byte) []byte {
	for pc, in := range p.insns {
		dst = AppendInstruction(dst, in, pc)
		dst = append(dst, '\n')
	}
	return dst
}

// AppendC appends p as tcpdump -dd prints it, the lines of a C array of struct
// sock_filter, to dst.
func (p *Program) AppendC(dst []byte) []byte {
	for _, in := range p.insns {
		dst = fmt.Appendf(dst, "{ 0x%x, %d, %d, 0x%08x },\n", in.Op, in.Jt, in.Jf, in.K)
	}
	return dst
}

// AppendDecimal appends p as tcpdump -ddd prints it, a line with the number of
// instructions and then a line of four numbers for each, to dst.
func (p *Program) AppendDecimal(dst []byte) []byte {
	dst = strconv.AppendInt(dst, int64(len(p.insns)), 10)
	dst = append(dst, '\n')
	for _, in := range p.insns {
		dst = fmt.Appendf(dst, "%d %d %d %d\n", in.Op, in.Jt, in.Jf, in.K)
	}
	return dst
}

// AppendInstruction appends the line of a -d listing that shows in at index pc,
// without its end, to dst.
func AppendInstruction(dst []byte, in Instruction, pc int) []byte {
	name, operand := mnemonic(in, pc)
	if isJump(in.Op) {
		return fmt.Appendf(dst, "(%03d) %-8s %-16s jt %d\tjf %d", pc, name, operand, pc+1+int(in.Jt), pc+1+int(in.Jf))
	}
	if operand == "" {
		return fmt.Appendf(dst, "(%03d) %s", pc, name)
	}
	return fmt.Appendf(dst, "(%03d) %-8s %s", pc, name, operand)
}

// A form is how a listing writes an operand.
type form uint8

const (
	formNone    form = iota // nothing
	formDecimal             // #10
	formHex                 // #0xa
	formX                   // x
	formAbs                 // [10], or [vlanp]
	formInd                 // [x + 10]
	formMsh                 // 4*([10]&0xf)
	formMem                 // M[10]
	formLen                 // #pktlen
	formTarget              // 10, the index to jump to
)

// A spelling is an opcode in a listing.
type spelling struct {
	name string
	form form
}

var spellings = map[uint16]spelling{
	LdW: {"ld", formAbs}, LdH: {"ldh", formAbs}, LdB: {"ldb", formAbs},
	LdWX: {"ld", formInd}, LdHX: {"ldh", formInd}, LdBX: {"ldb", formInd},
	LdImm: {"ld", formHex}, LdLen: {"ld", formLen}, LdMem: {"ld", formMem},
	LdxImm: {"ldx", formHex}, LdxLen: {"ldx", formLen}, LdxMem: {"ldx", formMem},
	LdxMsh: {"ldxb", formMsh},
	St:     {"st", formMem}, Stx: {"stx", formMem},
	AddK: {"add", formDecimal}, AddX: {"add", formX},
	SubK: {"sub", formDecimal}, SubX: {"sub", formX},
	MulK: {"mul", formDecimal}, MulX: {"mul", formX},
	DivK: {"div", formDecimal}, DivX: {"div", formX},
	ModK: {"mod", formDecimal}, ModX: {"mod", formX},
	AndK: {"and", formHex}, AndX: {"and", formX},
	OrK: {"or", formHex}, OrX: {"or", formX},
	XorK: {"xor", formHex}, XorX: {"xor", formX},
	LshK: {"lsh", formDecimal}, LshX: {"lsh", formX},
	RshK: {"rsh", formDecimal}, RshX: {"rsh", formX},
	Neg:  {"neg", formNone},
	Ja:   {"ja", formTarget},
	JeqK: {"jeq", formHex}, JeqX: {"jeq", formX},
	JgtK: {"jgt", formHex}, JgtX: {"jgt", formX},
	JgeK: {"jge", formHex}, JgeX: {"jge", formX},
	JsetK: {"jset", formHex}, JsetX: {"jset", formX},
	RetK: {"ret", formDecimal}, RetA: {"ret", formNone},
	Tax: {"tax", formNone}, Txa: {"txa", formNone},
}

// mnemonic returns the name and the operand that a listing has for in at pc.
// Offsets and decimal numbers are signed there, as libpcap prints them.
func mnemonic(in Instruction, pc int) (name, operand string) {
	s, ok := spellings[in.Op]
	if !ok {
		return "unimp", fmt.Sprintf("%#x", in.Op)
	}
	k := int32(in.K)
	switch s.form {
	case formDecimal:
		operand = fmt.Sprintf("#%d", k)
	case formHex:
		operand = fmt.Sprintf("#0x%x", in.K)
	case formX:
		operand = "x"
	case formAbs:
		operand = fmt.Sprintf("[%d]", k)
		if word, ok := ancillaryNames[in.K-AncillaryOffset]; ok {
			operand = "[" + word + "]"
		}
	case formInd:
		operand = fmt.Sprintf("[x + %d]", k)
	case formMsh:
		operand = fmt.Sprintf("4*([%d]&0xf)", k)
	case formMem:
		operand = fmt.Sprintf("M[%d]", k)
	case formLen:
		operand = "#pktlen"
	case formTarget:
		operand = strconv.Itoa(pc + 1 + int(k))
	}
	return s.name, operand
}
