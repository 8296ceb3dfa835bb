package filter

import (
	"fmt"
	"strings"
	"testing"
)

// testGraph reads a graph as [graph.String] prints it, of tests of loads, one a
// line.
//
//	0: P[12:2] == 0x800 ? 1 : reject
//	1: P[23] & 6 ? accept : reject
func testGraph(t *testing.T, text string) *graph {
	t.Helper()
	g := newGraph(100)
	blocks := map[string]*block{"accept": g.accept, "reject": g.reject}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		name, rest, _ := strings.Cut(strings.TrimSpace(lines[i]), ": ")
		if v, ok := strings.CutPrefix(rest, "evaluate "); ok {
			v, next, _ := strings.Cut(v, "; ")
			blocks[name] = g.evaluate(testLoad(t, g, v), blocks[next])
			continue
		}
		fields := strings.Fields(rest) // value relation constant ? yes : no
		if len(fields) != 7 {
			t.Fatalf("%q is no test", lines[i])
		}
		rel := map[string]relation{"==": relEqual, ">": relGreater, ">=": relGreaterEqual, "&": relSet}[fields[1]]
		var k uint32
		if _, err := fmt.Sscan(fields[2], &k); err != nil {
			t.Fatal(err)
		}
		yes, no := blocks[fields[4]], blocks[fields[6]]
		if yes == nil || no == nil || rel == 0 {
			t.Fatalf("%q: unknown block or relation", lines[i])
		}
		blocks[name] = g.test(rel, testLoad(t, g, fields[0]), g.constant(k), yes, no)
	}
	g.entry = blocks["0"]
	return g
}

// testLoad reads P[12] and P[12:2], and P[12:2]/0xff for a value with a mask.
func testLoad(t *testing.T, g *graph, text string) *value {
	t.Helper()
	text, mask, masked := strings.Cut(text, "/")
	var at, m uint32
	size := uint8(1)
	n, _ := fmt.Sscanf(text, "P[%d:%d]", &at, &size)
	if n == 0 {
		t.Fatalf("%q is no load", text)
	}
	v := g.load(size, nil, at)
	if masked {
		if _, err := fmt.Sscan(mask, &m); err != nil {
			t.Fatal(err)
		}
		v = g.binary(opAnd, v, g.constant(m))
	}
	return v
}

// TestPasses shows what each pass is for.
func TestPasses(t *testing.T) {
	tests := []struct {
		name          string
		pass          func(*graph) bool
		before, after string
	}{
		{
			"the same test again", threadPlainly,
			`0: P[9] == 6 ? 1 : 2
			 1: P[0] == 1 ? accept : 2
			 2: P[9] == 6 ? accept : reject`,
			`0: P[9] == 0x6 ? accept : reject`,
		}, {
			"equal to one number, not to another", threadPlainly,
			`0: P[9] == 6 ? 1 : reject
			 1: P[9] == 17 ? reject : 2
			 2: P[0] == 1 ? accept : reject`,
			`0: P[9] == 0x6 ? 1 : reject
			 1: P[0] == 0x1 ? accept : reject`,
		}, {
			"what libpcap does not see", threadPlainly,
			`0: P[9] > 6 ? 1 : reject
			 1: P[9] > 5 ? accept : reject`,
			`0: P[9] > 0x6 ? 1 : reject
			 1: P[9] > 0x5 ? accept : reject`,
		}, {
			"a range", thread,
			`0: P[9] > 6 ? 1 : reject
			 1: P[9] > 5 ? accept : reject`,
			`0: P[9] > 0x6 ? accept : reject`,
		}, {
			"more than a byte holds", thread,
			`0: P[9] > 255 ? reject : 1
			 1: P[0] == 1 ? accept : reject`,
			`0: evaluate P[9]; 1
			 1: P[0] == 0x1 ? accept : reject`,
		}, {
			"bits of a value with a mask", thread,
			`0: P[0]/0xf0 == 0x40 ? 1 : reject
			 1: P[0] & 0x80 ? reject : 2
			 2: P[0] & 0x40 ? accept : reject`,
			`0: (P[0] & 0xf0) == 0x40 ? accept : reject`,
		}, {
			"one of a few numbers after ways have met", thread,
			`0: P[9] == 6 ? 2 : 1
			 1: P[9] == 17 ? 2 : reject
			 2: P[2:2] == 80 ? accept : 3
			 3: P[9] == 6 ? 5 : 4
			 4: P[9] == 17 ? 5 : reject
			 5: P[2:2] == 443 ? accept : reject`,
			`0: P[9] == 0x6 ? 2 : 1
			 1: P[9] == 0x11 ? 2 : reject
			 2: P[2:2] == 0x50 ? accept : 3
			 3: P[2:2] == 0x1bb ? accept : reject`,
		}, {
			"a known test that a short packet fails", thread,
			`0: P[20] == 1 ? 1 : 2
			 1: P[30] > 255 ? reject : accept
			 2: P[2] == 7 ? accept : reject`,
			`0: P[20] == 0x1 ? 1 : 2
			 1: evaluate P[30]; accept
			 2: P[2] == 0x7 ? accept : reject`,
		}, {
			"evaluated later anyway", sink,
			`0: evaluate P[2]; 1
			 1: P[12] == 1 ? 2 : 3
			 2: P[13] == 2 ? accept : reject
			 3: P[14] == 2 ? accept : reject`,
			`0: P[12] == 0x1 ? 1 : 2
			 1: P[13] == 0x2 ? accept : reject
			 2: P[14] == 0x2 ? accept : reject`,
		}, {
			"not evaluated later", sink,
			`0: evaluate P[13]; 1
			 1: P[12] == 1 ? accept : 2
			 2: P[14] == 2 ? accept : reject`,
			`0: evaluate P[13]; 1
			 1: P[12] == 0x1 ? accept : 2
			 2: P[14] == 0x2 ? accept : reject`,
		}, {
			"hosts", gather,
			`0: P[12:4] == 1 ? accept : 1
			 1: P[16:4] == 1 ? accept : 2
			 2: P[12:4] == 2 ? accept : 3
			 3: P[16:4] == 2 ? accept : reject`,
			`0: P[12:4] == 0x1 ? accept : 1
			 1: P[12:4] == 0x2 ? accept : 2
			 2: P[16:4] == 0x1 ? accept : 3
			 3: P[16:4] == 0x2 ? accept : reject`,
		}, {
			"what is in A already first", gather,
			`0: P[12:4] == 1 ? 1 : 2
			 1: P[16:4] == 2 ? accept : reject
			 2: P[16:4] == 1 ? 3 : reject
			 3: P[12:4] == 2 ? accept : reject`,
			`0: P[12:4] == 0x1 ? 1 : 2
			 1: P[16:4] == 0x2 ? accept : reject
			 2: P[12:4] == 0x2 ? 3 : reject
			 3: P[16:4] == 0x1 ? accept : reject`,
		}, {
			"tests that lead elsewhere", gather,
			`0: P[12:4] == 1 ? 4 : 1
			 1: P[16:4] == 1 ? accept : 2
			 2: P[12:4] == 2 ? 4 : 3
			 3: P[16:4] == 2 ? accept : reject
			 4: P[9] == 6 ? accept : reject`,
			`0: P[12:4] == 0x1 ? 3 : 1
			 1: P[16:4] == 0x1 ? accept : 2
			 2: P[12:4] == 0x2 ? 3 : 4
			 3: P[9] == 0x6 ? accept : reject
			 4: P[16:4] == 0x2 ? accept : reject`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := testGraph(t, tt.before)
			before := g.String()
			changed := tt.pass(g)
			want := strings.ReplaceAll(tt.after, "\t", "")
			want = strings.ReplaceAll(want, "\n ", "\n") + "\n"
			if got := g.String(); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
			if changed != (g.String() != before) {
				t.Errorf("changed is %v", changed)
			}
		})
	}
}

// TestRejectsAll tells what counts as a filter that rejects all packets for
// libpcap too.
func TestRejectsAll(t *testing.T) {
	for _, tt := range []struct {
		name, graph string
		plainly     bool
	}{
		{"two numbers", "0: P[9] == 6 ? 1 : reject\n1: P[9] == 17 ? accept : reject", true},
		{"two ranges", "0: P[9] > 6 ? 1 : reject\n1: P[9] > 5 ? reject : accept", false},
		{"none", "0: P[9] > 6 ? accept : reject", false},
	} {
		if got := optimize(testGraph(t, tt.graph), nil); got != tt.plainly {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.plainly)
		}
	}
}
