package cbpf_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
)

// every has each opcode and each way to write an operand once; forms are its
// listings, as libpcap's bpf_image writes them, without blanks at the end of a
// line.
var every = []struct {
	in   cbpf.Instruction
	line string
}{
	{cbpf.Instruction{Op: cbpf.LdImm, K: 0xfffffff0}, "ld       #0xfffffff0"},
	{cbpf.Instruction{Op: cbpf.LdxImm, K: 40}, "ldx      #0x28"},
	{cbpf.Instruction{Op: cbpf.St, K: 15}, "st       M[15]"},
	{cbpf.Instruction{Op: cbpf.Stx}, "stx      M[0]"},
	{cbpf.Instruction{Op: cbpf.AddK, K: 0xfffffff0}, "add      #-16"},
	{cbpf.Instruction{Op: cbpf.AddX}, "add      x"},
	{cbpf.Instruction{Op: cbpf.SubK, K: 4}, "sub      #4"},
	{cbpf.Instruction{Op: cbpf.SubX}, "sub      x"},
	{cbpf.Instruction{Op: cbpf.MulK, K: 4}, "mul      #4"},
	{cbpf.Instruction{Op: cbpf.MulX}, "mul      x"},
	{cbpf.Instruction{Op: cbpf.DivK, K: 4}, "div      #4"},
	{cbpf.Instruction{Op: cbpf.DivX}, "div      x"},
	{cbpf.Instruction{Op: cbpf.ModK, K: 4}, "mod      #4"},
	{cbpf.Instruction{Op: cbpf.ModX}, "mod      x"},
	{cbpf.Instruction{Op: cbpf.OrK, K: 16}, "or       #0x10"},
	{cbpf.Instruction{Op: cbpf.OrX}, "or       x"},
	{cbpf.Instruction{Op: cbpf.AndK, K: 0xf0}, "and      #0xf0"},
	{cbpf.Instruction{Op: cbpf.AndX}, "and      x"},
	{cbpf.Instruction{Op: cbpf.XorK, K: 16}, "xor      #0x10"},
	{cbpf.Instruction{Op: cbpf.XorX}, "xor      x"},
	{cbpf.Instruction{Op: cbpf.LshK, K: 2}, "lsh      #2"},
	{cbpf.Instruction{Op: cbpf.LshX}, "lsh      x"},
	{cbpf.Instruction{Op: cbpf.RshK, K: 2}, "rsh      #2"},
	{cbpf.Instruction{Op: cbpf.RshX}, "rsh      x"},
	{cbpf.Instruction{Op: cbpf.Neg}, "neg"},
	{cbpf.Instruction{Op: cbpf.Ja, K: 3}, "ja       29"},
	{cbpf.Instruction{Op: cbpf.JeqK, K: 0x800, Jt: 1, Jf: 2}, "jeq      #0x800           jt 28\tjf 29"},
	{cbpf.Instruction{Op: cbpf.JeqX, Jt: 0, Jf: 9}, "jeq      x                jt 28\tjf 37"},
	{cbpf.Instruction{Op: cbpf.JgtK, K: 5, Jt: 1, Jf: 0}, "jgt      #0x5             jt 30\tjf 29"},
	{cbpf.Instruction{Op: cbpf.JgtX}, "jgt      x                jt 30\tjf 30"},
	{cbpf.Instruction{Op: cbpf.JgeK, K: 0xffffffff}, "jge      #0xffffffff      jt 31\tjf 31"},
	{cbpf.Instruction{Op: cbpf.JgeX}, "jge      x                jt 32\tjf 32"},
	{cbpf.Instruction{Op: cbpf.JsetK, K: 0x1fff}, "jset     #0x1fff          jt 33\tjf 33"},
	{cbpf.Instruction{Op: cbpf.JsetX}, "jset     x                jt 34\tjf 34"},
	{cbpf.Instruction{Op: cbpf.LdW, K: 12}, "ld       [12]"},
	{cbpf.Instruction{Op: cbpf.LdH, K: 12}, "ldh      [12]"},
	{cbpf.Instruction{Op: cbpf.LdB, K: 0xffffffff}, "ldb      [-1]"},
	{cbpf.Instruction{Op: cbpf.LdH, K: 0xfffff000}, "ldh      [proto]"},
	{cbpf.Instruction{Op: cbpf.LdB, K: 0xfffff030}, "ldb      [vlanp]"},
	{cbpf.Instruction{Op: cbpf.LdWX, K: 0}, "ld       [x + 0]"},
	{cbpf.Instruction{Op: cbpf.LdHX, K: 14}, "ldh      [x + 14]"},
	{cbpf.Instruction{Op: cbpf.LdBX, K: 0xffffffff}, "ldb      [x + -1]"},
	{cbpf.Instruction{Op: cbpf.LdMem, K: 3}, "ld       M[3]"},
	{cbpf.Instruction{Op: cbpf.LdxMem, K: 3}, "ldx      M[3]"},
	{cbpf.Instruction{Op: cbpf.LdLen}, "ld       #pktlen"},
	{cbpf.Instruction{Op: cbpf.LdxLen}, "ldx      #pktlen"},
	{cbpf.Instruction{Op: cbpf.LdxMsh, K: 14}, "ldxb     4*([14]&0xf)"},
	{cbpf.Instruction{Op: cbpf.Tax}, "tax"},
	{cbpf.Instruction{Op: cbpf.Txa}, "txa"},
	{cbpf.Instruction{Op: cbpf.RetA}, "ret"},
	{cbpf.Instruction{Op: cbpf.RetK, K: 262144}, "ret      #262144"},
	{cbpf.Instruction{Op: cbpf.RetK, K: 0xffffffff}, "ret      #-1"},
}

func TestInstructionLines(t *testing.T) {
	for pc, tt := range every {
		_, want, _ := strings.Cut(string(cbpf.AppendInstruction(nil, tt.in, pc)), ") ")
		if want != tt.line {
			t.Errorf("%+v: got %q, want %q", tt.in, want, tt.line)
		}
	}
}

// TestParseForms reads every instruction back from each of the three forms.
func TestParseForms(t *testing.T) {
	var insns []cbpf.Instruction
	var listing []byte
	for pc, tt := range every {
		insns = append(insns, tt.in)
		listing = append(cbpf.AppendInstruction(listing, tt.in, pc), '\n')
	}
	got, err := cbpf.Parse(string(listing))
	if err != nil || !slices.Equal(got, insns) {
		t.Errorf("-d: got %v, %v\nwant %v", got, err, insns)
	}

	p, err := cbpf.New([]cbpf.Instruction{{Op: cbpf.LdH, K: 12}, {Op: cbpf.JeqK, Jf: 1, K: 0x806}, {Op: cbpf.RetK, K: 262144}, {Op: cbpf.RetK}})
	if err != nil {
		t.Fatal(err)
	}
	const c = "{ 0x28, 0, 0, 0x0000000c },\n{ 0x15, 0, 1, 0x00000806 },\n{ 0x6, 0, 0, 0x00040000 },\n{ 0x6, 0, 0, 0x00000000 },\n"
	const decimal = "4\n40 0 0 12\n21 0 1 2054\n6 0 0 262144\n6 0 0 0\n"
	if got := string(p.AppendC(nil)); got != c {
		t.Errorf("-dd: got %q, want %q", got, c)
	}
	if got := string(p.AppendDecimal(nil)); got != decimal {
		t.Errorf("-ddd: got %q, want %q", got, decimal)
	}
	for _, text := range []string{c, decimal, "4,40 0 0 12,21 0 1 2054,6 0 0 262144,6 0 0 0"} {
		got, err := cbpf.Parse(text)
		if err != nil || !slices.Equal(got, p.Instructions()) {
			t.Errorf("Parse(%q): got %v, %v", text, got, err)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		text string
		line int
	}{
		{"(000) ldh [12]\n(002) ret #0", 2},
		{"(000) ldh [12", 1},
		{"(000) jump 3", 1},
		{"(000) ret #4294967296", 1},
		{"(000) jeq #1 jt 0\tjf 1", 1},   // backwards
		{"(000) jeq #1 jt 1\tjf 257", 1}, // beyond 8 bits
		{"(000) jeq #1", 1},
		{"(000) ret #1 jt 1 jf 1", 1},
		{"\n\nnonsense", 3},
		{"{ 0x28, 0, 0 }", 1},
		{"{ 0x28, 0, 256, 0 },", 1},
		{"2\n6 0 0 0", 1},
		{"1\n6 0 0", 2},
		{"-1\n", 1},
	}
	for _, tt := range tests {
		_, err := cbpf.Parse(tt.text)
		var syntax *cbpf.SyntaxError
		if !errors.As(err, &syntax) || syntax.Line != tt.line {
			t.Errorf("Parse(%q): got %v, want an error at line %d", tt.text, err, tt.line)
		}
	}
}

// userspaceOnly are libpcap's programs that the kernel does not take: those with
// loops, and one that loads a word of scratch memory without storing to it.
var userspaceOnly = map[string]bool{
	"ip_protochain":                         true,
	"ip6_protochain":                        true,
	"protochain":                            true,
	"geneve_and_tcp_index_IEEE802_11_RADIO": true,
}

// TestCorpusListings reads and prints back each of libpcap's listings.
func TestCorpusListings(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(netlab.Corpus(t), "filters", "accept.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct{ Label, Listing string }
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		insns, err := cbpf.ParseListing(row.Listing)
		if err != nil {
			t.Errorf("%s: %v", row.Label, err)
			continue
		}
		p, err := cbpf.NewUserspace(insns, nil)
		if err != nil {
			t.Errorf("%s: %v", row.Label, err)
			continue
		}
		if got := p.String(); got != row.Listing {
			t.Errorf("%s: got\n%swant\n%s", row.Label, got, row.Listing)
		}
		if _, exact := p.Kernel(); exact == userspaceOnly[row.Label] {
			t.Errorf("%s: the kernel takes it: %v", row.Label, exact)
		}
	}
	t.Logf("%d listings", len(rows))
}

// FuzzParse looks for texts that crash the parsers, and for programs that do
// not come back from what is printed of them.
func FuzzParse(f *testing.F) {
	f.Add("(000) ldh      [12]\n(001) jeq      #0x806           jt 2\tjf 3\n(002) ret      #262144\n(003) ret      #0\n")
	f.Add("{ 0x28, 0, 0, 0x0000000c },\n{ 0x6, 0, 0, 0x00040000 },\n")
	f.Add("4\n40 0 0 12\n21 0 1 2054\n6 0 0 262144\n6 0 0 0\n")
	f.Add("2,48 0 0 4294963248,6 0 0 1")
	f.Add("(000) ldb [vlanp]\n(001) ldxb 4*([14]&0xf)\n(002) ja 4\n(003) st M[3]\n(004) ret")
	f.Fuzz(func(t *testing.T, text string) {
		insns, err := cbpf.Parse(text)
		if err != nil {
			return
		}
		p, err := cbpf.NewUserspace(insns, nil)
		if err != nil {
			return
		}
		for _, form := range [][]byte{p.AppendC(nil), p.AppendDecimal(nil)} {
			if got, err := cbpf.Parse(string(form)); err != nil || !slices.Equal(got, insns) {
				t.Errorf("got %v, %v from %q, want %v", got, err, form, insns)
			}
		}
		// A listing leaves out fields that the machine does not look at.
		again, err := cbpf.Parse(p.String())
		if err != nil {
			t.Fatalf("%v in\n%s", err, p)
		}
		q, err := cbpf.NewUserspace(again, nil)
		if err != nil || q.String() != p.String() {
			t.Errorf("%v; got\n%swant\n%s", err, q, p)
		}
	})
}
