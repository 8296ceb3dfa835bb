package filter

import (
	"bytes"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
)

// A tcpdump is libpcap through the installed tcpdump.
type tcpdump struct{ path string }

func newTcpdump(t testing.TB) tcpdump { return tcpdump{netlab.Peer(t, "tcpdump")} }

// compile returns libpcap's program, or its message.
func (d tcpdump) compile(dlt, expr string, args ...string) (*cbpf.Program, string) {
	args = append(args, "-y", dlt, "-ddd", "--", expr)
	cmd := exec.Command(d.path, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		lines := strings.Split(strings.TrimSpace(stderr.String()), "\n")
		return nil, strings.TrimPrefix(lines[len(lines)-1], "tcpdump: ")
	}
	insns, err := cbpf.ParseDecimal(stdout.String())
	if err != nil {
		return nil, err.Error()
	}
	p, err := cbpf.NewUserspace(insns, nil)
	if err != nil {
		return nil, "not a program: " + err.Error()
	}
	return p, ""
}

// An oracle knows what libpcap says of packets, or would say without its faults.
type oracle struct {
	optimized *cbpf.Program // nil if libpcap's optimiser finds that it rejects all packets
	plain     *cbpf.Program // the program before libpcap's optimiser; nil if libpcap refuses the expression
	message   string        // what libpcap says instead of a program

	asked   question // what libpcap was asked
	faults  []*fault // what it was asked for in spite of
	patched bool     // a program was put right
	only    []*cbpf.Program
}

// newOracle returns the oracle for an expression; nil, and the reason, if there
// is none.
func newOracle(t testing.TB, d tcpdump, dlt, expr string) (o *oracle, reason string) {
	t.Helper()
	o = &oracle{asked: question{dlt, expr}, faults: faultsOf(dlt, expr)}
	for _, f := range o.faults {
		if f.skip {
			return nil, f.reason
		}
		if f.instead != nil {
			o.asked = f.instead(o.asked)
		}
	}
	o.optimized, o.message = d.compile(o.asked.dlt, o.asked.expr)
	if o.optimized == nil && o.message != rejectsAllMessage {
		return o, ""
	}
	var message string
	if o.plain, message = d.compile(o.asked.dlt, o.asked.expr, "-O"); o.plain == nil {
		t.Errorf("%s on %s: libpcap refuses it without its optimiser: %s", expr, dlt, message)
		return o, ""
	}
	for _, f := range o.faults {
		if f.only != "" {
			o.only = append(o.only, o.part(t, d, dlt, f.only))
		}
		if f.patch != nil {
			o.plain, o.patched = must(cbpf.NewUserspace(f.patch(o.plain.Instructions()), nil)), true
		}
	}
	return o, ""
}

// part returns the program of an expression that libpcap accepts.
func (o *oracle) part(t testing.TB, d tcpdump, dlt, expr string) *cbpf.Program {
	t.Helper()
	p, message := d.compile(dlt, expr, "-O")
	if p == nil {
		t.Fatalf("%s on %s: %s", expr, dlt, message)
	}
	return p
}

const rejectsAllMessage = "expression rejects all packets"

// asAsked tells whether libpcap was asked for just the expression and has a
// program for it.
func (o *oracle) asAsked(dlt, expr string) bool {
	return o.optimized != nil && !o.patched && o.asked == question{dlt, expr}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// A holding is what an oracle says to a verdict.
type holding int

const (
	agrees holding = iota
	differs
	undefined // libpcap's program reads scratch memory that it never wrote
	leftOut   // the packet is one for which libpcap has a fault
)

// holds tells whether p's verdict is one of libpcap's: of its optimised program or
// of the one before that. libpcap's optimiser moves tests about, so that a
// packet that is too short for one of them may get another verdict than before.
func (o *oracle) holds(p *cbpf.Program, packet []byte, length int) holding {
	match := func(p *cbpf.Program) bool { return p.Match(packet, length, nil) }
	got := match(p)
	for _, only := range o.only {
		if !match(only) {
			return leftOut
		}
	}
	switch {
	case got == match(o.plain), !o.patched && o.optimized != nil && got == match(o.optimized):
		return agrees
	case readsUnwritten(o.plain.Instructions(), packet):
		return undefined
	}
	for _, f := range o.faults {
		// A load that one of the two makes longer than the field is.
		if longer := append(slices.Clone(packet), make([]byte, f.more)...); f.more > 0 && p.Match(longer, length, nil) == o.plain.Match(longer, length, nil) {
			return leftOut
		}
	}
	return differs
}

// tooShort tells whether libpcap rejects the packet for a load beyond its end,
// and would accept it whatever followed: the outcome of the test does not
// matter.
func (o *oracle) tooShort(r *rand.Rand, got bool, packet []byte) bool {
	if !got {
		return false
	}
	always := func(last *cbpf.Program) bool {
		for i := range 60 {
			whole := append(slices.Clone(packet), make([]byte, 600)...)
			for j := range whole[len(packet):] {
				switch i {
				case 0:
				case 1:
					whole[len(packet)+j] = 0xff
				default:
					whole[len(packet)+j] = byte(r.UintN(256) >> r.UintN(8))
				}
			}
			if !last.Match(whole, len(packet), nil) && !readsBeyond(last, whole) {
				return false
			}
		}
		return true
	}
	return always(o.plain) || o.optimized != nil && !o.patched && always(o.optimized)
}

// readsBeyond tells whether p rejects a packet for a load beyond its end, as
// where the packet says that a header is longer than all of it.
func readsBeyond(p *cbpf.Program, packet []byte) bool {
	insns := slices.Clone(p.Instructions())
	for i, insn := range insns {
		if insn.Op == cbpf.RetK && insn.K == 0 {
			insns[i].K = 1
		}
	}
	q, err := cbpf.NewUserspace(insns, nil)
	return err == nil && q.Run(packet, len(packet), nil) == 0
}
