package decode

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
)

// corpusTest is one of tests.json: tcpdump -# -n -r File Options prints
// Expected.
type corpusTest struct {
	Name     string
	File     string
	Options  []string
	Expected string
	Core     bool
}

// passList is the names of the tests known to pass, one a line, sorted.
const passList = "testdata/corpus-pass.txt"

var (
	grow         = flag.Bool("grow", false, "add to the list of passing corpus tests")
	failingNames = flag.Bool("failing", false, "list the corpus tests that do not pass")
	show         = flag.String("show", "", "print the difference of the corpus test of this name")
)

// TestCorpus prints every capture of the corpus as its tests ask. A test that
// has passed before must pass; of the others only the count is told.
func TestCorpus(t *testing.T) {
	dir := filepath.Join(netlab.Corpus(t), "pcaps")
	text, err := os.ReadFile(filepath.Join(dir, "tests.json"))
	if err != nil {
		t.Fatal(err)
	}
	var tests []corpusTest
	if err := json.Unmarshal(text, &tests); err != nil {
		t.Fatal(err)
	}
	known, err := os.ReadFile(passList)
	if err != nil && !*grow {
		t.Fatal(err)
	}
	must := strings.Fields(string(known))
	var failing []string
	var passed, total, passedCore, core int
	for _, tt := range tests {
		want, err := os.ReadFile(filepath.Join(dir, tt.Expected))
		if err != nil {
			t.Fatal(err)
		}
		got, err := printFile(filepath.Join(dir, tt.File), tt.Options)
		ok := bytes.Equal(got, want)
		total++
		if tt.Core {
			core++
		}
		switch {
		case ok:
			passed++
			if tt.Core {
				passedCore++
			}
			if *grow && !slices.Contains(must, tt.Name) {
				must = append(must, tt.Name)
			}
		case slices.Contains(must, tt.Name):
			t.Errorf("%s (%s %s): %v\n%s", tt.Name, tt.File, strings.Join(tt.Options, " "), err, firstDifference(got, want))
		default:
			name := tt.Name
			if tt.Core {
				name += "*"
			}
			failing = append(failing, name)
		}
		if *show == tt.Name {
			t.Logf("%s %s: %v\n%s", tt.File, strings.Join(tt.Options, " "), err, firstDifference(got, want))
		}
	}
	t.Logf("corpus: %d of %d pass; core: %d of %d", passed, total, passedCore, core)
	if *failingNames {
		t.Logf("not yet (* core): %s", strings.Join(failing, " "))
	}
	if *grow {
		slices.Sort(must)
		if err := os.MkdirAll(filepath.Dir(passList), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(passList, []byte(strings.Join(must, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// firstDifference shows the first line in which got and want differ.
func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		var gl, wl string
		if i < len(g) {
			gl = g[i]
		}
		if i < len(w) {
			wl = w[i]
		}
		if gl != wl {
			return fmt.Sprintf("line %d\n got %q\nwant %q", i+1, gl, wl)
		}
	}
	return "no difference"
}

// printFile prints the packets of a savefile as tcpdump -# -n with options
// does.
func printFile(path string, options []string) ([]byte, error) {
	opt, r, err := parseOptions(options)
	if err != nil {
		return nil, err
	}
	f, err := capture.OpenFile(path, capture.FileConfig{FilterFor: r.compile})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p := New(opt)
	p.strict = true
	var out []byte
	for pkt, err := range f.Borrow(context.Background()) {
		if err != nil {
			return out, err
		}
		if r.skip > 0 {
			r.skip--
			p.count++
			continue
		}
		out = p.AppendPacket(out, pkt, f.Interfaces()[pkt.Interface].LinkType)
		if r.count--; r.count == 0 {
			break
		}
	}
	return out, nil
}

// compile compiles the filter, if there is one.
func (r *reading) compile(i capture.Interface) (*cbpf.Program, error) {
	if r.filter == "" {
		return nil, nil
	}
	return filter.Compile(r.filter, filter.Options{LinkType: i.LinkType, NoOptimize: true})
}

// reading is what of a test's options does not concern printing.
type reading struct {
	skip, count int
	filter      string
}

// parseOptions reads tcpdump's command line.
func parseOptions(args []string) (opt Options, r reading, err error) {
	opt.Number = true
	for i := 0; i < len(args); i++ {
		arg := args[i]
		next := func() string { // an option's argument
			i++
			if i < len(args) {
				return args[i]
			}
			return ""
		}
		switch {
		case arg == "--":
			r.filter = strings.Join(args[i+1:], " ")
			i = len(args)
		case arg == "--nano":
			opt.Nano = true
		case arg == "--micro":
		case arg == "--lengths":
			opt.Lengths = true
		case arg == "--skip":
			r.skip, err = strconv.Atoi(next())
		case strings.HasPrefix(arg, "-t") && strings.Trim(arg, "-t") == "":
			opt.Time = TimeFormat(len(arg) - 1)
		case strings.HasPrefix(arg, "-x") || strings.HasPrefix(arg, "-X") || strings.HasPrefix(arg, "-A"):
			opt.Hex = map[string]HexFormat{"-x": HexBytes, "-xx": HexBytesLink, "-X": HexASCII,
				"-XX": HexASCIILink, "-A": PlainText, "-AA": PlainTextLink}[arg]
		case arg == "-T":
			opt.Payload, err = ParsePayloadType(next())
		case strings.HasPrefix(arg, "-c"):
			n := arg[2:]
			if n == "" {
				n = next()
			}
			r.count, err = strconv.Atoi(n)
		case strings.HasPrefix(arg, "-"):
			for _, c := range arg[1:] {
				switch c {
				case 'v':
					opt.Verbose++
				case 'e':
					opt.Link = true
				case 'q':
					opt.Quiet = true
				case 'S':
					opt.AbsoluteSeq = true
				case 'b':
					opt.ASDot = true
				case 'H':
					opt.Mesh = true
				case 'K':
					opt.NoChecksum = true
				case 'g':
					opt.IPFirst = true
				case 'n', 'N', 'u':
				default:
					err = fmt.Errorf("option -%c is not known here", c)
				}
			}
		default:
			r.filter = strings.Join(args[i:], " ")
			i = len(args)
		}
		if err != nil {
			return opt, r, err
		}
	}
	return opt, r, err
}
