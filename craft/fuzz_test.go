package craft

import (
	"errors"
	"testing"

	"pktcap/linktype"
)

// FuzzParse has these properties:
//  1. Parse returns a spec or a *ParseError within the text, and never panics.
//  2. What is printed of a spec parses, and prints the same again.
//  3. A spec that compiles makes packets like those built from its layers.
func FuzzParse(f *testing.F) {
	for _, tt := range varying {
		f.Add(tt.text)
	}
	for _, tt := range parseErrors {
		f.Add(tt.text)
	}
	for _, p := range every {
		f.Add(p.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		s, err := Parse(text)
		if err != nil {
			var e *ParseError
			if !errors.As(err, &e) || e.Pos < 0 || e.Pos > len(text) || e.End < e.Pos || e.End > len(text) {
				t.Fatalf("%#v", err)
			}
			_ = e.Caret()
			return
		}
		printed := s.String()
		again, err := Parse(printed)
		if err != nil {
			t.Fatalf("%s: %v", printed, err)
		}
		if again.String() != printed {
			t.Fatalf("%s\nprinted again as\n%s", printed, again)
		}
		tpl, err := s.Compile()
		if err != nil {
			return
		}
		for _, k := range []uint64{0, 1, 2, 1000} {
			got, err := tpl.AppendTo(nil, k)
			want, wantErr := tpl.build(nil, k)
			if err != nil || wantErr != nil {
				break
			}
			if string(got) != string(want) {
				t.Fatalf("packet %d:\n got %x\nwant %x", k, got, want)
			}
		}
	})
}

// FuzzShow has the property that any bytes, as any link type, come back from
// the text that is shown of them.
func FuzzShow(f *testing.F) {
	for _, tt := range every {
		p, err := ParsePacket(tt.text)
		if err != nil {
			f.Fatal(err)
		}
		b, err := p.Bytes()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, uint16(tt.link))
	}
	f.Fuzz(func(t *testing.T, packet []byte, lt uint16) {
		checkShow(t, "fuzz", packet, linktype.Type(lt))
	})
}
