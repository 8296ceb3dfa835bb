package filter

import (
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

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
// in 10m) and PKTCAP_FILTER_ALL goes on after a difference.
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
		duration = n
	}
	t.Logf("seed %d", seed)
	c := comparison1103{t: t, d: d, r: rand.New(rand.NewPCG(seed, 0)), count: make(map[string]int)}
	for start := time.Now(); time.Since(start) < duration; {
		dlt := randomDLTs[c.r.IntN(len(randomDLTs))]
		c.compare(dlt, randomExpression(c.r, dlt))
		if t.Failed() && os.Getenv("PKTCAP_FILTER_ALL") == "" {
			break
		}
	}
	c.report()
}

// TestFaults asks libpcap 1.10.3 for what is said of it in faults, and fails
// where that is not so: where it agrees with this package after all.
func TestFaults(t *testing.T) {
	d := newTcpdump(t)
	for i := range faults {
		f := &faults[i]
		t.Run(f.example.expr, func(t *testing.T) {
			q := f.example
			lt, _ := linktype.ByName(q.dlt)
			p, err := Compile(q.expr, Options{LinkType: lt})
			theirs, message := d.compile(q.dlt, q.expr)
			if (p == nil) != (theirs == nil) {
				return // one refuses it
			}
			if p == nil {
				t.Fatalf("both refuse it: %v, libpcap: %s", err, message)
			}
			r := newRand(3)
			for i := range 5000 {
				insns := p.Instructions()
				if i%2 == 0 {
					insns = theirs.Instructions()
				}
				packet := probe(r, insns, nil)
				if p.Match(packet, len(packet), nil) != theirs.Match(packet, len(packet), nil) {
					return
				}
			}
			t.Errorf("%s on %s: no difference found, %s?", q.expr, q.dlt, f.reason)
		})
	}
}

// A comparison1103 compares expressions with libpcap 1.10.3 and counts what
// came of it.
type comparison1103 struct {
	t     *testing.T
	d     tcpdump
	r     *rand.Rand
	count map[string]int
}

// What is counted, beside the reasons of faults.
const (
	countCompared  = "expressions compared"
	countPackets   = "verdicts compared"
	countRefused   = "refused by both"
	countShorter   = "programs shorter than libpcap's"
	countLonger    = "programs longer than libpcap's"
	countUnseen    = "that only one of the two saw to reject all packets"
	countIdle      = "with a packet too short for a test of libpcap's program whose outcome does not matter"
	countLeftOut   = "packets for which libpcap 1.10.3 has a fault"
	countUnwritten = "packets for which libpcap's program reads scratch memory that it never wrote"
)

func (c *comparison1103) report() {
	for _, key := range slices.Sorted(maps.Keys(c.count)) {
		c.t.Logf("%8d %s", c.count[key], key)
	}
}

// compare compares one expression.
func (c *comparison1103) compare(dlt, expr string) {
	t := c.t
	t.Helper()
	lt, found := linktype.ByName(dlt)
	if !found {
		t.Fatalf("no link type %s", dlt)
	}
	o, reason := newOracle(t, c.d, dlt, expr)
	if o == nil {
		c.count["left out: "+reason]++
		return
	}
	for _, f := range o.faults {
		c.count["compared in spite of: "+f.reason]++
	}
	p, err := Compile(expr, Options{LinkType: lt, Resolver: NewFileResolver("/etc", nil)})
	switch {
	case o.optimized == nil && err != nil:
		c.refused(dlt, expr, err, o.message)
		return
	case o.plain == nil:
		t.Errorf("%s on %s: libpcap refuses it: %s\n%v", expr, dlt, o.message, p)
		return
	case o.optimized == nil, errors.Is(err, ErrRejectsAll):
		// What an optimiser sees depends on the optimiser. But it must be true:
		// nothing is accepted, of what is drawn for the program before it.
		//
		// libpcap's optimiser takes two tests of bits of one byte for one, so
		// that "hsls 2 and not hsls 2 and hfisu" accepts packets of MTP2 and
		// "fisu and hfisu and hsls 2" does not.
		c.count[countUnseen]++
		o.optimized = nil
		if p == nil {
			p = rejectsAll
		}
		c.verdicts(dlt, expr, p, o)
		return
	case err != nil:
		var e *Error
		if errors.As(err, &e) && e.Code == CodeArithmetic {
			// libpcap folds what it has not found to be unreachable.
			c.count[countUnseen]++
			return
		}
		t.Errorf("%s on %s: %v, but libpcap accepts it\n%v", expr, dlt, err, o.plain)
		return
	}
	c.verdicts(dlt, expr, p, o)
	c.count[countCompared]++
	if !o.asAsked(dlt, expr) {
		return
	}
	switch n, m := p.Len(), o.optimized.Len(); {
	case n < m:
		c.count[countShorter]++
	case n > m:
		c.count[countLonger]++
		t.Logf("%s on %s: %d instructions, libpcap has %d", expr, dlt, n, m)
	}
}

var rejectsAll = must(cbpf.New([]cbpf.Instruction{{Op: cbpf.RetK}}))

// refused is called for an expression that both refuse.
func (c *comparison1103) refused(dlt, expr string, err error, message string) {
	c.count[countRefused]++
	var e *Error
	if errors.As(err, &e) && e.Code == CodeArithmetic {
		return // undefined, and rejects all packets: either reason will do
	}
	if (message == rejectsAllMessage) != errors.Is(err, ErrRejectsAll) {
		c.t.Errorf("%s on %s: %v, libpcap has: %s", expr, dlt, err, message)
	}
}

// verdicts compares the verdicts of p on packets made for it and for libpcap's
// programs.
func (c *comparison1103) verdicts(dlt, expr string, p *cbpf.Program, o *oracle) {
	programs := [][]cbpf.Instruction{p.Instructions(), o.plain.Instructions()}
	if o.optimized != nil {
		programs = append(programs, o.optimized.Instructions())
	}
	idle := false
	for i := range 120 {
		packet := probe(c.r, programs[i%len(programs)], nil)
		got := p.Match(packet, len(packet), nil)
		switch o.holds(p, packet, len(packet)) {
		case agrees:
			c.count[countPackets]++
			continue
		case undefined:
			c.count[countUnwritten]++
			continue
		case leftOut:
			c.count[countLeftOut]++
			continue
		}
		if o.tooShort(c.r, got, packet) {
			idle = true
			continue
		}
		c.t.Errorf("%s on %s: %v for %x, libpcap's program says %v\nours:\n%vlibpcap's:\n%v", expr, dlt, got, packet, !got, p, o.plain)
		return
	}
	if idle && len(o.faults) == 0 {
		c.count[countIdle]++
		c.t.Logf("%s on %s: the outcome of a test does not matter", expr, dlt)
	}
}
