package cbpf

import (
	"fmt"
	"strconv"
	"strings"
)

// A SyntaxError is a line that is no part of a listing.
type SyntaxError struct {
	Line int // from 1
	Msg  string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("parse BPF listing: line %d: %s", e.Line, e.Msg)
}

// Parse reads a program in any of tcpdump's three forms, of -d, -dd or -ddd.
// It does not check the program: that is for [New]. A text that is no listing
// comes back as a [*SyntaxError].
func Parse(text string) ([]Instruction, error) {
	switch first := strings.TrimSpace(text); {
	case strings.HasPrefix(first, "("):
		return ParseListing(text)
	case strings.HasPrefix(first, "{"):
		return ParseC(text)
	}
	return ParseDecimal(text)
}

// ParseListing reads the form of -d. The numbers in parentheses have to count
// up from 0; empty lines and blanks at the end of a line are allowed.
func ParseListing(text string) ([]Instruction, error) {
	var insns []Instruction
	for n, line := range lines(text) {
		in, err := parseInstruction(line, len(insns))
		if err != nil {
			return nil, &SyntaxError{n, err.Error()}
		}
		insns = append(insns, in)
	}
	return insns, nil
}

// ParseC reads the form of -dd.
func ParseC(text string) ([]Instruction, error) {
	var insns []Instruction
	for n, line := range lines(text) {
		line = strings.TrimSuffix(strings.TrimSpace(line), ",")
		inner, ok := strings.CutPrefix(line, "{")
		if !ok || !strings.HasSuffix(inner, "}") {
			return nil, &SyntaxError{n, fmt.Sprintf("want { opcode, jt, jf, k }, have %q", line)}
		}
		in, err := parseNumbers(strings.Split(strings.TrimSuffix(inner, "}"), ","))
		if err != nil {
			return nil, &SyntaxError{n, err.Error()}
		}
		insns = append(insns, in)
	}
	return insns, nil
}

// ParseDecimal reads the form of -ddd: the number of instructions and then as
// many lines of four numbers. The lines may be separated by commas too, as
// iptables-extensions(8) has them for its bpf match.
func ParseDecimal(text string) ([]Instruction, error) {
	if !strings.Contains(strings.TrimSpace(text), "\n") {
		text = strings.ReplaceAll(text, ",", "\n")
	}
	var insns []Instruction
	want := -1
	for n, line := range lines(text) {
		fields := strings.Fields(line)
		if want < 0 {
			count, err := strconv.ParseUint(strings.Join(fields, " "), 10, 31)
			if err != nil {
				return nil, &SyntaxError{n, fmt.Sprintf("want the number of instructions, have %q", line)}
			}
			want = int(count)
			continue
		}
		in, err := parseNumbers(fields)
		if err != nil {
			return nil, &SyntaxError{n, err.Error()}
		}
		insns = append(insns, in)
	}
	if len(insns) != max(want, 0) {
		return nil, &SyntaxError{1, fmt.Sprintf("%d instructions are announced and %d follow", want, len(insns))}
	}
	return insns, nil
}

// lines yields the lines of text that are not blank with their numbers.
func lines(text string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(text) {
			n++
			line = strings.TrimRight(line, " \t\r\n")
			if line != "" && !yield(n, line) {
				return
			}
		}
	}
}

// parseNumbers reads the four fields of an instruction, in C's notation.
func parseNumbers(fields []string) (Instruction, error) {
	if len(fields) != 4 {
		return Instruction{}, fmt.Errorf("want four numbers, have %d", len(fields))
	}
	var v [4]uint32
	for i, bits := range [4]int{16, 8, 8, 32} {
		n, err := strconv.ParseUint(strings.TrimSpace(fields[i]), 0, bits)
		if err != nil {
			return Instruction{}, fmt.Errorf("%q is no number of %d bits", fields[i], bits)
		}
		v[i] = uint32(n)
	}
	return Instruction{Op: uint16(v[0]), Jt: uint8(v[1]), Jf: uint8(v[2]), K: v[3]}, nil
}

// parseInstruction reads the line of instruction pc.
func parseInstruction(line string, pc int) (Instruction, error) {
	number, rest, ok := strings.Cut(strings.TrimPrefix(line, "("), ")")
	if i, err := strconv.Atoi(number); !ok || !strings.HasPrefix(line, "(") || err != nil || i != pc {
		return Instruction{}, fmt.Errorf("want (%03d) and an instruction, have %q", pc, line)
	}
	name, operand, _ := strings.Cut(strings.TrimSpace(rest), " ")
	operand = strings.TrimSpace(operand)
	jt, jf, conditional, err := cutTargets(&operand, pc)
	if err != nil {
		return Instruction{}, err
	}
	for _, op := range opcodes[name] {
		k, ok := parseOperand(operand, spellings[op].form, pc)
		if ok && isJump(op) == conditional {
			return Instruction{Op: op, Jt: jt, Jf: jf, K: k}, nil
		}
	}
	if len(opcodes[name]) == 0 {
		return Instruction{}, fmt.Errorf("unknown instruction %q", name)
	}
	return Instruction{}, fmt.Errorf("%s does not take the operand %q", name, operand)
}

// opcodes has the opcodes of each name, in order.
var opcodes = func() map[string][]uint16 {
	byName := make(map[string][]uint16)
	for op := range uint16(256) {
		if s, ok := spellings[op]; ok {
			byName[s.name] = append(byName[s.name], op)
		}
	}
	return byName
}()

// cutTargets takes "jt N jf N" off operand's end and returns the two as offsets
// from the instruction after pc.
func cutTargets(operand *string, pc int) (jt, jf uint8, found bool, err error) {
	fields := strings.Fields(*operand)
	n := len(fields)
	if n < 4 || fields[n-4] != "jt" || fields[n-2] != "jf" {
		return 0, 0, false, nil
	}
	*operand = strings.Join(fields[:n-4], " ")
	var offsets [2]uint8
	for i, field := range []string{fields[n-3], fields[n-1]} {
		target, err := strconv.Atoi(field)
		if err != nil || target <= pc || target-pc-1 > 255 {
			return 0, 0, true, fmt.Errorf("%q is no target within 255 instructions after this one", field)
		}
		offsets[i] = uint8(target - pc - 1)
	}
	return offsets[0], offsets[1], true, nil
}

// parseOperand reads an operand of the given form and returns its K.
func parseOperand(operand string, f form, pc int) (k uint32, ok bool) {
	switch f {
	case formNone:
		return 0, operand == ""
	case formX:
		return 0, operand == "x"
	case formLen:
		return 0, operand == "#pktlen"
	case formDecimal, formHex:
		return cutNumber(operand, "#", "")
	case formAbs:
		inner := strings.TrimSuffix(strings.TrimPrefix(operand, "["), "]")
		for n := uint32(0); n <= AncVLANTPID; n += 4 {
			if inner == ancillaryNames[n] {
				return AncillaryOffset + n, true
			}
		}
		return cutNumber(operand, "[", "]")
	case formInd:
		return cutNumber(operand, "[x + ", "]")
	case formMsh:
		return cutNumber(operand, "4*([", "]&0xf)")
	case formMem:
		return cutNumber(operand, "M[", "]")
	case formTarget:
		target, err := strconv.ParseInt(operand, 10, 32)
		return uint32(target - int64(pc) - 1), err == nil
	}
	return 0, false
}

// cutNumber reads the 32-bit number, signed or not, between prefix and suffix.
func cutNumber(s, prefix, suffix string) (uint32, bool) {
	s, hasPrefix := strings.CutPrefix(s, prefix)
	s, hasSuffix := strings.CutSuffix(s, suffix)
	n, err := strconv.ParseInt(s, 0, 64)
	ok := hasPrefix && hasSuffix && err == nil && n >= -1<<31 && n < 1<<32
	return uint32(n), ok
}
