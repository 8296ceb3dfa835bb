package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// Filters whose programs are counted: what people type, from a word to the
// examples of pcap-filter(7).
var filters = []string{
	"ip", "tcp port 80", "udp port 53 or tcp port 53", "host 192.0.2.1", "net 10.0.0.0/8 and not port 22",
	"ip6 and tcp", "vlan 100 and tcp port 443", "icmp[icmptype] != icmp-echo and icmp[icmptype] != icmp-echoreply",
	"tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net 10.0.0.0/8",
	"tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)",
	"ether[0] & 1 = 0 and ip[16] >= 224", "portrange 6000-6100 or arp",
}

// filterCases measure the compiler and the machine.
func filterCases(b *bench) []Case {
	long := hosts(b.size.terms)
	return []Case{
		{
			Name: "filter/length", Work: fmt.Sprintf("instructions of the programs for %d filters (in bench/cases_filter.go), all together", len(filters)),
			Compare: figure("instructions", "in all", false),
			Sides:   []Side{b.lengths("pktcap", true), b.lengths("tcpdump", false)},
			Claims: []Claim{{Text: "programs are no longer than libpcap's", Measure: figure("instructions", "", false),
				Ours: "pktcap", Peer: "tcpdump", AtMost: 1}},
		},
		{
			Name: "filter/compile", Work: "compile `" + filters[9] + "`, process and all", Compare: cpuTime,
			Sides: []Side{b.compiler("pktcap", true, filters[9]), b.compiler("tcpdump", false, filters[9])},
		},
		{
			Name: "filter/hosts-200", Work: "compile `host A or host B or ...` of 200 addresses, process and all", Compare: cpuTime,
			Sides: []Side{b.compiler("pktcap", true, hosts(200)), b.compiler("tcpdump", false, hosts(200))},
		},
		{
			Name: fmt.Sprintf("filter/hosts-%d", b.size.terms), Work: fmt.Sprintf("compile `host A or host B or ...` of %d addresses, process and all", b.size.terms), Compare: wallTime,
			Sides: []Side{b.compiler("pktcap", true, long), once(b.compiler("tcpdump", false, long))},
		},
		{
			Name: "filter/hosts-alone", Work: "compile `host A or host B or ...` in a process that runs already, to see how it grows", Compare: figure("CPU", "ms", false),
			Sides: []Side{b.compileLoop(b.size.terms), b.compileLoop(b.size.moreHost)},
			Claims: []Claim{
				{Text: "1,000 host terms compile in 50 ms", Measure: figure("CPU", "ms", false), Ours: hostsName(1000), AtMost: 50},
				{Text: "10,000 host terms compile in 1 s", Measure: figure("CPU", "ms", false), Ours: hostsName(10_000), AtMost: 1000},
			},
		},
		{
			Name: "filter/match", Work: "match a packet with the program of `" + web + "`, one that reaches its end", Compare: nanoseconds,
			Sides: []Side{b.loop("pktcap", true, nanoseconds.Unit, "match"), b.loop("x/net/bpf", false, nanoseconds.Unit, "match-xnet")},
			Claims: []Claim{{Text: "Match takes at most a third of the time of x/net/bpf's machine",
				Measure: nanoseconds, Ours: "pktcap", Peer: "x/net/bpf", AtMost: 1.0 / 3}},
		},
		{
			Name:    "filter/match-file",
			Work:    "match the packets of a file of the mix with a filter of 60 addresses that none has: what a packet costs more than without a filter (the difference of two runs)",
			Compare: nanoseconds,
			Sides:   []Side{b.matchByDifference("pktcap", true), b.matchByDifference("tcpdump", false)},
			Claims: []Claim{{Text: "matching costs no more than with libpcap's machine",
				Measure: nanoseconds, Ours: "pktcap", Peer: "tcpdump", AtMost: 1}},
		},
	}
}

var nanoseconds = figure("CPU", "ns", false)

func hostsName(terms int) string { return fmt.Sprintf("pktcap, %d terms", terms) }

// hosts is a filter of so many different addresses.
func hosts(n int) string {
	terms := make([]string, n)
	for i := range terms {
		terms[i] = fmt.Sprintf("host 172.%d.%d.%d", 16+i>>16, i>>8&255, i&255)
	}
	return strings.Join(terms, " or ")
}

func compileFilter(expr string) (*cbpf.Program, error) {
	return filter.Compile(expr, filter.Options{LinkType: linktype.Ethernet, Savefile: true})
}

func once(s Side) Side {
	s.Once = true
	return s
}

func shorten(s string) string {
	if len(s) > 100 {
		return s[:90] + " ..."
	}
	return s
}

// compiler runs PROGRAM -y EN10MB -ddd EXPRESSION.
func (b *bench) compiler(name string, own bool, expr string) Side {
	return Side{
		Name: name, Ours: own, Command: name + " -y EN10MB -ddd '" + shorten(expr) + "'",
		Run: func(ctx context.Context) (Sample, error) {
			s, o, err := b.run(ctx, process{args: []string{name, "-y", "EN10MB", "-ddd", expr}, stdout: toKeep}, 0)
			if err == nil && len(o.stdout) == 0 {
				err = errors.New("no program")
			}
			return s, err
		},
	}
}

// lengths adds up the lengths of the programs, the first line of -ddd.
func (b *bench) lengths(name string, own bool) Side {
	return Side{
		Name: name, Ours: own, Command: name + " -y EN10MB -ddd FILTER",
		Run: func(ctx context.Context) (Sample, error) {
			var all Sample
			for _, expr := range filters {
				s, o, err := b.run(ctx, process{args: []string{name, "-y", "EN10MB", "-ddd", expr}, stdout: toKeep}, 0)
				if err != nil {
					return all, err
				}
				first, _, _ := strings.Cut(string(o.stdout), "\n")
				n, err := strconv.Atoi(first)
				if err != nil {
					return all, fmt.Errorf("%s: length of the program of %q: %w", name, expr, err)
				}
				all.Figure += float64(n)
				all.User, all.System, all.Wall, all.Memory = all.User+s.User, all.System+s.System, all.Wall+s.Wall, max(all.Memory, s.Memory)
			}
			return all, nil
		},
	}
}

// matchByDifference runs a program on a file with a filter and without.
func (b *bench) matchByDifference(name string, own bool) Side {
	expr := hosts(60)
	return Side{
		Name: name, Ours: own, Command: name + " -r mix.pcap --count '" + shorten(expr) + "'",
		Run: func(ctx context.Context) (Sample, error) {
			file, err := b.inputs.mix(b.size.mix)
			if err != nil {
				return Sample{}, err
			}
			without, _, err := b.run(ctx, process{args: []string{name, "-r", file, "--count"}}, uint64(b.size.mix))
			if err != nil {
				return Sample{}, err
			}
			s, _, err := b.run(ctx, process{args: []string{name, "-r", file, "--count", expr}}, uint64(b.size.mix))
			s.Figure = cpuPerPacket.Of(s) - cpuPerPacket.Of(without)
			return s, err
		},
	}
}

// loop runs a work of bench/loops, whose figure is nanoseconds.
func (b *bench) loop(name string, own bool, unit string, args ...string) Side {
	args = append(append([]string{"loops"}, args...), "-for", b.size.loop)
	scale := 1.0
	switch unit {
	case "ms":
		scale = float64(time.Nanosecond) / float64(time.Millisecond)
	case "GB/s":
		scale = 0
	}
	side := Side{
		Name: name, Ours: own, Command: strings.Join(args, " "),
		Run: func(ctx context.Context) (Sample, error) {
			s, o, err := b.run(ctx, process{args: args, stdout: toKeep}, 0)
			if err != nil {
				return s, err
			}
			words := strings.Fields(string(o.stdout))
			if len(words) != 2 || words[1] != "ns" {
				return s, fmt.Errorf("%s: no figure in %q", strings.Join(args, " "), o.stdout)
			}
			ns, err := strconv.ParseFloat(words[0], 64)
			s.Figure = ns * scale
			if scale == 0 && ns > 0 {
				s.Figure = 1 / ns // a byte in a nanosecond is 1 GB/s
			}
			return s, err
		},
	}
	if own {
		side.Profile = func(ctx context.Context, before []string) error {
			_, _, err := b.run(ctx, process{args: args, stdout: toKeep, before: before}, 0)
			return err
		}
	}
	return side
}

func (b *bench) compileLoop(terms int) Side {
	return b.loop(hostsName(terms), true, "ms", "compile", strconv.Itoa(terms))
}
