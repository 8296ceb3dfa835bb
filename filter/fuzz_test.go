package filter

import (
	"errors"
	"testing"

	"pktcap/linktype"
)

// FuzzCompile compiles any text. It is accepted or refused:
//
//   - no panic, no hang;
//   - what is refused is an *Error that points into the text;
//   - what parses prints as text that parses to the same;
//   - the passes keep the verdicts of the program, on packets long enough for
//     both.
func FuzzCompile(f *testing.F) {
	for i, expr := range tableExpressions {
		f.Add(expr, uint16(tableLinkTypes[i%len(tableLinkTypes)]), i%2 == 0)
	}
	r := newRand(11)
	for i := range 100 {
		dlt := randomDLTs[i%len(randomDLTs)]
		lt, _ := linktype.ByName(dlt)
		f.Add(randomExpression(r, dlt), uint16(lt), i%2 == 0)
	}
	for _, expr := range []string{"(", "not", "ip[", "port 80-", "host 1:2:3", "\\", "$", "ether host 1:2", "1-2-3", "len >", "vlan (", "net 1/2/3", "'", "\x00", "é"} {
		f.Add(expr, uint16(1), false)
	}
	f.Fuzz(func(t *testing.T, expr string, lt uint16, live bool) {
		tree, err := parse(expr)
		if err == nil {
			printed := format(tree)
			again, err := parse(printed)
			if err != nil || format(again) != printed {
				t.Fatalf("%q prints as %q, which parses to %q, %v", expr, printed, format(again), err)
			}
		}
		opt := Options{LinkType: linktype.Type(lt), Live: live, Resolver: NewFileResolver("testdata/nowhere", nil)}
		p, err := Compile(expr, opt)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("%q: %v is no *Error", expr, err)
			}
			if e.Expr != expr || e.Pos < 0 || e.Pos > e.End || e.End > len(expr) || e.Msg == "" || e.Code == "" {
				t.Fatalf("%q: error at [%d:%d] with code %q: %v", expr, e.Pos, e.End, e.Code, e)
			}
			_ = e.Caret()
			return
		}
		opt.NoOptimize = true
		plain, err := Compile(expr, opt)
		if err != nil {
			t.Fatalf("%q compiles with the passes, and not without them: %v", expr, err)
		}
		r := newRand(uint64(len(expr)))
		for range 4 {
			packet := append(probe(r, p.Instructions(), nil), make([]byte, 600)...)
			if got, want := p.Run(packet, len(packet), nil), plain.Run(packet, len(packet), nil); got != want && !readsBeyond(plain, packet) {
				t.Fatalf("%q on %v: keeps %d of %x, without the passes %d\n%v\n%v", expr, opt.LinkType, got, packet, want, p, plain)
			}
		}
	})
}
