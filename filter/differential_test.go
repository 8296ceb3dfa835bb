package filter

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
	"pktcap/linktype"
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

// randomDLTs are the link types of random expressions; the first ones are drawn
// more often.
var randomDLTs = []string{
	"EN10MB", "EN10MB", "EN10MB", "RAW", "IPV4", "IPV6", "NULL", "LOOP", "LINUX_SLL", "LINUX_SLL2",
	"IEEE802_11", "IEEE802_11_RADIO", "IEEE802_11_RADIO_AVS", "PRISM_HEADER", "PPI", "PPP", "PPP_SERIAL", "PPP_ETHER", "PPP_BSDOS", "PPP_PPPD",
	"C_HDLC", "FRELAY", "PFLOG", "IPNET", "FDDI", "IEEE802", "ARCNET", "ARCNET_LINUX", "IP_OVER_FC", "SUNATM", "ATM_RFC1483", "ATM_CLIP", "MTP2",
	"MTP2_WITH_PHDR", "ENC", "SLIP", "SLIP_BSDOS", "NETANALYZER", "NETANALYZER_TRANSPARENT", "LTALK", "APPLE_IP_OVER_IEEE1394",
	"SYMANTEC_FIREWALL", "JUNIPER_MFR", "JUNIPER_ETHER", "BACNET_MS_TP", "JUNIPER_GGSN",
}

// TestRandom compares random expressions with libpcap: both accept or both
// refuse, and the programs have the same verdicts on packets made for either.
//
// PKTCAP_FILTER_SEED gives the seed, PKTCAP_FILTER_TIME the time to spend (as
// in 10m).
func TestRandom(t *testing.T) {
	d := newTcpdump(t)
	seed, duration := uint64(20260923), 3*time.Second
	if s := os.Getenv("PKTCAP_FILTER_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 0, 64)
		if err != nil {
			t.Fatal(err)
		}
		seed = n
	}
	if s := os.Getenv("PKTCAP_FILTER_TIME"); s != "" {
		n, err := time.ParseDuration(s)
		if err != nil {
			t.Fatal(err)
		}
		duration, seed = n, seed+uint64(time.Now().UnixNano())
	}
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	compared, refused, longer := 0, 0, 0
	var c counts
	for start := time.Now(); time.Since(start) < duration; {
		dlt := randomDLTs[r.IntN(len(randomDLTs))]
		expr := randomExpression(r, dlt)
		n, m, ok := differ(t, d, r, dlt, expr, &c)
		switch {
		case !ok:
			refused++ // or one of counts
		default:
			compared++
			if n > m {
				longer++
				t.Logf("%s on %s: %d instructions, libpcap has %d", expr, dlt, n, m)
			}
		}
		if t.Failed() && os.Getenv("PKTCAP_FILTER_ALL") == "" {
			break
		}
	}
	t.Logf("%d expressions compared, %d refused by both; %d programs longer than libpcap's; %d that only one of the two saw to reject all packets; %d of kinds that libpcap 1.10.3 is known for; %d with another verdict on a packet too short for a test",
		compared, refused-c.known-c.unseen, longer, c.unseen, c.known, c.short)
}

// counts are the differences that are none of the language.
type counts struct {
	known  int // see knownDifferences
	unseen int // refused by one of the two for rejecting all packets, which is true
	short  int // another verdict on a packet that is too short for a test
}

// differ compares one expression with libpcap, and returns the lengths of the
// programs.
func differ(t *testing.T, d tcpdump, r *rand.Rand, dlt, expr string, c *counts) (n, m int, ok bool) {
	t.Helper()
	lt, found := linktype.ByName(dlt)
	if !found {
		t.Fatalf("no link type %s", dlt)
	}
	if knownDifference(dlt, expr) != "" {
		c.known++
		return 0, 0, false
	}
	p, err := Compile(expr, Options{LinkType: lt, Resolver: NewFileResolver("/etc", nil)})
	q, message := d.compile(dlt, expr)
	rejectsAll := message == "expression rejects all packets"
	switch {
	case q == nil && err == nil && rejectsAll || q != nil && errors.Is(err, ErrRejectsAll):
		// What an optimiser sees depends on the optimiser. But it must be true:
		// nothing is accepted, of what is drawn for the program before it.
		//
		// libpcap's optimiser takes two tests of bits of one byte for one, so
		// that "hsls 2 and not hsls 2 and hfisu" accepts packets of MTP2 and
		// "fisu and hfisu and hsls 2" does not.
		c.unseen++
		plain, message := d.compile(dlt, expr, "-O")
		if plain == nil {
			t.Errorf("%s on %s: libpcap refuses it without its optimiser: %s", expr, dlt, message)
			return 0, 0, false
		}
		for range 100 {
			packet := probe(r, plain.Instructions(), nil)
			got, want := uint32(0), plain.Run(packet, len(packet), nil)
			if p != nil {
				got = p.Run(packet, len(packet), nil)
			}
			if got != want && !readsBeyond(plain, packet) {
				t.Errorf("%s on %s: %v, libpcap: %s; but of %x %d are kept and not %d\n%v%v", expr, dlt, err, message, packet, got, want, p, plain)
				break
			}
		}
		return 0, 0, false
	case q == nil && err == nil:
		t.Errorf("%s on %s: libpcap refuses it: %s\n%v", expr, dlt, message, p)
		return 0, 0, false
	case q == nil:
		var e *Error
		if errors.As(err, &e) && e.Code == CodeArithmetic {
			return 0, 0, false // undefined, and rejects all packets: either reason will do
		}
		if rejectsAll != errors.Is(err, ErrRejectsAll) {
			t.Errorf("%s on %s: %v, libpcap has: %s", expr, dlt, err, message)
		}
		return 0, 0, false
	case err != nil:
		var e *Error
		if errors.As(err, &e) && e.Code == CodeArithmetic {
			// libpcap folds what it has not found to be unreachable.
			c.unseen++
			return 0, 0, false
		}
		t.Errorf("%s on %s: %v, but libpcap accepts it\n%v", expr, dlt, err, q)
		return 0, 0, false
	}
	insns, theirs := p.Instructions(), q.Instructions()
	var plain *cbpf.Program // libpcap's before its optimiser
	for i := range 100 {
		with := insns
		if i%2 == 0 {
			with = theirs
		}
		packet := probe(r, with, nil)
		got, want := p.Run(packet, len(packet), nil), q.Run(packet, len(packet), nil)
		if got == want {
			continue
		}
		// libpcap's optimiser moves tests about, so that a packet that is too
		// short for one of them may get another verdict than before.
		if plain == nil {
			plain, _ = d.compile(dlt, expr, "-O")
		}
		if got == plain.Run(packet, len(packet), nil) {
			continue
		}
		whole := append(slices.Clone(packet), make([]byte, 600)...)
		kept := p.Run(whole, len(packet), nil)
		if kept == q.Run(whole, len(packet), nil) || kept == plain.Run(whole, len(packet), nil) || readsBeyond(p, whole) || readsBeyond(q, whole) {
			c.short++
			t.Logf("%s on %s: keeps %d of the short %x, libpcap's program %d", expr, dlt, got, packet, want)
			break
		}
		t.Errorf("%s on %s: keeps %d of %x, libpcap's program %d\nours:\n%vtheirs:\n%v", expr, dlt, got, packet, want, p, q)
		break
	}
	return p.Len(), q.Len(), true
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

// knownDifferences are where libpcap 1.10.3 differs from its development
// version, which the corpus is from and which is right: expressions on link
// types, and the reason.
var knownDifferences = []struct{ dlt, expr, reason string }{
	{"", `byte \d+ [&|]`, "1.10.3 does not load the byte"},
	{"^(IEEE802_11|PRISM|PPI|PFLOG)", `\[|len`, "1.10.3 computes in the scratch memory that holds the length of a header"},
	{"", `ip multicast`, "1.10.3 takes class E addresses for multicast"},
	{"", `decnet`, "1.10.3 takes apart one byte at a time"},
	{"", `geneve.*(or|\|\||not|!)|(or|\|\||not|!).*geneve`, "1.10.3 reads scratch memory that it never wrote"},
	{"", `\b(l1|l2|iih|lsp|snp|csnp|psnp)\b|isis proto`, "1.10.3 compares reserved bits too"},
	{"^ARCNET", `.`, "1.10.3 takes RFC 1051 packets for RFC 1201 ones, and swaps the addresses"},
	{"^PPI$", `\b(type|subtype|dir)\b`, "1.10.3 does not know them on PPI"},
	{"^BACNET", `.`, "1.10.3 takes the preamble for a protocol"},
	{"^(IEEE802_11|PRISM|PPI|PFLOG)", `geneve|pppoes`, "1.10.3 takes the inner header's length for the outer one's"},
	{"^SUNATM$", `lane|geneve|pppoes`, "1.10.3 allows ATM fields inside LANE and other tunnels, where they are not"},
	{"^(SUNATM|MTP2)", `(vpi|vci|sio|[od]pc|sls) !=`, "1.10.3 takes != for ="},
	{"^MTP2", `h?dpc`, "1.10.3 loads two bytes more than the field has"},
}

// knownDifference says why libpcap 1.10.3 may differ from its development
// version; "" if it may not.
func knownDifference(dlt, expr string) string {
	for _, k := range knownDifferences {
		if regexp.MustCompile(k.dlt).MatchString(dlt) && regexp.MustCompile(k.expr).MatchString(expr) {
			return k.reason
		}
	}
	return ""
}
