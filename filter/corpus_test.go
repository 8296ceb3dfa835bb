package filter

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
	"pktcap/linktype"
)

// readCorpus decodes a file of the corpus of filters.
func readCorpus(t testing.TB, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(netlab.Corpus(t), "filters", file))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// corpusNames is a Resolver that knows the names of the corpus, and the
// services and protocols of this machine.
func corpusNames(t testing.TB) Resolver {
	t.Helper()
	var names map[string][]string
	readCorpus(t, "names.json", &names)
	dir := t.TempDir()
	for file, lines := range names {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(strings.Join(lines, "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return corpusResolver{NewFileResolver(dir, nil), NewFileResolver("/etc", nil)}
}

type corpusResolver struct{ corpus, system Resolver }

func (r corpusResolver) LookupHost(name string) ([]netip.Addr, error) {
	return r.corpus.LookupHost(name)
}
func (r corpusResolver) LookupEther(name string) ([6]byte, error) { return r.corpus.LookupEther(name) }
func (r corpusResolver) LookupNetwork(name string) (netip.Prefix, error) {
	return r.corpus.LookupNetwork(name)
}
func (r corpusResolver) LookupPort(name, protocol string) (uint16, error) {
	return r.system.LookupPort(name, protocol)
}
func (r corpusResolver) LookupProtocol(name string) (uint8, error) {
	return r.system.LookupProtocol(name)
}

// acceptRow is an expression that libpcap accepts, and its program for it.
type acceptRow struct {
	Label, DLT  string
	Expressions []string
	Listing     string
	Snaplen     int
	Linuxext    int
	Offline     string
}

func (row acceptRow) options(t *testing.T, names Resolver) Options {
	lt, ok := linktype.ByName(row.DLT)
	if !ok {
		t.Fatalf("%s: no link type %s", row.Label, row.DLT)
	}
	return Options{LinkType: lt, Snaplen: row.Snaplen, Live: row.Linuxext == 1, Savefile: row.Offline != "", Resolver: names}
}

// longerThanTheirs are the rows of the corpus for which our program is longer
// than libpcap's, with the reason.
var longerThanTheirs = map[string]string{
	"ip_protochain":  "libpcap's program has a loop, which no kernel takes",
	"ip6_protochain": "libpcap's program has a loop, which no kernel takes",
	"protochain":     "libpcap's program has a loop, which no kernel takes",
}

// otherVerdicts are the rows of the corpus for which our program has other
// verdicts than libpcap's, with the reason.
var otherVerdicts = map[string]string{
	"geneve_and_tcp_index_IEEE802_11_RADIO": "libpcap's program reads scratch memory that it never wrote; the kernel refuses it",
}

// TestCorpusAccept compiles what libpcap accepts, and compares the programs'
// verdicts and lengths.
func TestCorpusAccept(t *testing.T) {
	var rows []acceptRow
	readCorpus(t, "accept.json", &rows)
	names := corpusNames(t)
	r := rand.New(rand.NewPCG(1, 2))
	fewer, same, more, ours, theirs := 0, 0, 0, 0, 0
	for _, row := range rows {
		opt := row.options(t, names)
		insns, err := cbpf.ParseListing(row.Listing)
		if err != nil {
			t.Fatal(err)
		}
		libpcap, err := cbpf.NewUserspace(insns, nil)
		if err != nil {
			t.Fatal(err)
		}
		var first string
		for i, expr := range row.Expressions {
			p, err := Compile(expr, opt)
			if err != nil {
				t.Errorf("%s: %q on %s: %v", row.Label, expr, row.DLT, err)
				continue
			}
			if i == 0 {
				first = p.String()
				if n, m := p.Len(), libpcap.Len(); true {
					ours, theirs = ours+n, theirs+m
					switch {
					case n < m:
						fewer++
					case n == m:
						same++
					default:
						more++
						if longerThanTheirs[row.Label] == "" {
							t.Errorf("%s: %q on %s: %d instructions, libpcap has %d\n%v\n%s", row.Label, expr, row.DLT, n, m, p, row.Listing)
						}
					}
				}
				if otherVerdicts[row.Label] == "" {
					comparePrograms(t, r, fmt.Sprintf("%s: %q on %s", row.Label, expr, row.DLT), p, libpcap, 200)
				}
			} else if p.String() != first {
				comparePrograms(t, r, fmt.Sprintf("%s: %q on %s", row.Label, expr, row.DLT), p, libpcap, 20)
			}
		}
	}
	t.Logf("%d programs: fewer instructions than libpcap's in %d, as many in %d, more in %d; %d against %d instructions in all",
		len(rows), fewer, same, more, ours, theirs)
}

// comparePrograms runs two programs on packets made to pass their tests.
func comparePrograms(t *testing.T, r *rand.Rand, what string, p, q *cbpf.Program, count int) {
	t.Helper()
	insns := append(p.Instructions(), q.Instructions()...)
	for range count {
		packet := packetFor(r, insns)
		anc := &cbpf.Ancillary{VLANPresent: r.IntN(2) == 0, VLANTCI: uint16(r.IntN(20)), PacketType: uint8(r.IntN(5)), Ifindex: uint32(r.IntN(12))}
		got, want := p.Run(packet, len(packet), anc), q.Run(packet, len(packet), anc)
		if got != want {
			t.Errorf("%s: keeps %d of %x, libpcap's program %d\n%v\n%v", what, got, packet, want, p, q)
			return
		}
	}
}

// TestCorpusReject compiles what libpcap refuses.
func TestCorpusReject(t *testing.T) {
	var rows []struct{ Label, DLT, Expression, Errstr string }
	readCorpus(t, "reject.json", &rows)
	names := corpusNames(t)
	wrong := 0
	for _, row := range rows {
		lt, ok := linktype.ByName(row.DLT)
		if !ok {
			t.Errorf("no link type %s", row.DLT)
			continue
		}
		_, err := Compile(row.Expression, Options{LinkType: lt, Resolver: names})
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q on %s: %v, want an *Error about %q", row.Expression, row.DLT, err, row.Errstr)
			wrong++
			continue
		}
		good := strings.Contains(e.Msg, row.Errstr)
		switch row.Errstr {
		case "can't parse filter expression: syntax error":
			good = e.Code == CodeSyntax
		case "expression rejects all packets":
			good = errors.Is(err, ErrRejectsAll) && e.Hint != ""
		}
		if !good {
			t.Errorf("%q on %s: %v, want %q", row.Expression, row.DLT, err, row.Errstr)
			wrong++
		}
		if wrong > 50 {
			t.Fatal("and so on")
		}
		if e.Pos < 0 || e.Pos > e.End || e.End > len(row.Expression) {
			t.Errorf("%q: error at [%d:%d]", row.Expression, e.Pos, e.End)
		}
	}
}

// TestCorpusApply applies expressions to savefiles.
func TestCorpusApply(t *testing.T) {
	var rows []struct {
		Label, Savefile, Expression string
		Count                       int
		Results                     []uint32
	}
	readCorpus(t, "apply.json", &rows)
	names := corpusNames(t)
	for _, row := range rows {
		file := filepath.Join(netlab.Corpus(t), "filters", "savefiles", row.Savefile)
		var p *cbpf.Program
		i, count := 0, 0
		for packet, lt := range packetsOf(file) {
			if p == nil {
				var err error
				p, err = Compile(row.Expression, Options{LinkType: lt, Savefile: true, Resolver: names})
				if err != nil {
					t.Errorf("%s: %v", row.Label, err)
					break
				}
			}
			got := p.Run(packet.data, packet.length, nil)
			if got != 0 {
				count++
			}
			if i >= len(row.Results) || (got != 0) != (row.Results[i] != 0) {
				t.Errorf("%s: %q keeps %d of packet %d of %s, want %v", row.Label, row.Expression, got, i+1, row.Savefile, row.Results)
				break
			}
			i++
		}
		if count != row.Count || i != len(row.Results) {
			t.Errorf("%s: %q accepts %d of %d packets of %s, want %d of %d", row.Label, row.Expression, count, i, row.Savefile, row.Count, len(row.Results))
		}
	}
}
