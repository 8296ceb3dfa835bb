package filter

import (
	"errors"
	"fmt"
	"strings"
)

// A Code says what kind of mistake an [Error] reports, so that programs need
// not look at its text.
type Code string

const (
	CodeSyntax      Code = "syntax"           // the text is no filter expression
	CodeNumber      Code = "number"           // a number that is malformed or does not fit
	CodeAddress     Code = "address"          // a malformed address
	CodeRange       Code = "range"            // a value that its field cannot hold
	CodeQualifier   Code = "qualifier"        // a qualifier that does not go with its id
	CodeUnknownName Code = "unknown-name"     // a host, network, port or protocol that has no number
	CodeLinkType    Code = "link-type"        // a term that packets of this link type cannot have
	CodeLive        Code = "live-only"        // a term that only a live capture can answer
	CodeUnsupported Code = "unsupported"      // a combination of terms that has no program
	CodeRejectsAll  Code = "rejects-all"      // no packet can match
	CodeLimit       Code = "limit"            // larger or deeper than the compiler's limits
	CodeNetmask     Code = "netmask"          // the netmask of the interface is needed and not known
	CodeArithmetic  Code = "arithmetic"       // division by zero, a shift by more than 31 bits
	CodeIndex       Code = "index"            // proto[...] of a protocol that has none
	CodeLinkOptions Code = "unknown-linktype" // a link type that no filter can be compiled for
)

// ErrRejectsAll is what errors.Is finds in an [Error] for an expression that no
// packet can match.
var ErrRejectsAll = errors.New("expression rejects all packets")

// An Error is a mistake in a filter expression. Pos and End are byte offsets
// into Expr: the mistake is Expr[Pos:End]. At the end of the text both are
// len(Expr).
type Error struct {
	Expr     string
	Pos, End int
	Code     Code
	Msg      string // what is wrong
	Hint     string // what to write instead; may be empty
}

// Error returns the message, and the hint if there is one, on one line. The
// expression itself is left to [Error.Caret].
func (e *Error) Error() string {
	if e.Hint == "" {
		return e.Msg
	}
	return e.Msg + " (" + e.Hint + ")"
}

// Is makes errors.Is(err, ErrRejectsAll) true for an expression that no packet
// can match.
func (e *Error) Is(target error) bool {
	return target == ErrRejectsAll && e.Code == CodeRejectsAll
}

// caretWidth is how many bytes of the expression a caret line shows on either
// side of the mistake.
const caretWidth = 60

// Caret returns two lines, without a final newline: the part of the expression
// around the mistake, and below it carets under the mistake.
//
//	tcp prot 80
//	    ^^^^
func (e *Error) Caret() string {
	from, to := max(e.Pos-caretWidth, 0), min(max(e.End, e.Pos+1)+caretWidth, len(e.Expr))
	from, to = min(from, to), max(from, to)
	var text, mark strings.Builder
	if from > 0 {
		text.WriteString("...")
		mark.WriteString("   ")
	}
	for i, r := range e.Expr[from:to] {
		if r < ' ' || r == 0x7f {
			r = ' ' // a newline or a tab would tear the two lines apart
		}
		text.WriteRune(r)
		if at := from + i; at >= e.Pos && at < max(e.End, e.Pos+1) {
			mark.WriteByte('^')
		} else if at < e.Pos {
			mark.WriteByte(' ')
		}
	}
	if e.Pos >= to {
		mark.WriteByte('^') // at the end of the text
	}
	if to < len(e.Expr) {
		text.WriteString("...")
	}
	return text.String() + "\n" + mark.String()
}

// errorf makes an *Error about the text at s.
func errorf(expr string, s span, code Code, format string, args ...any) *Error {
	return &Error{Expr: expr, Pos: s.pos, End: s.end, Code: code, Msg: fmt.Sprintf(format, args...)}
}

// hint returns e with a hint.
func (e *Error) hint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}
