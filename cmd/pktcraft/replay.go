package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"pktcap/capture"
	"pktcap/inject"
	"pktcap/linktype"
)

// replayOptions is the command line of pktcraft replay.
type replayOptions struct {
	file    string
	filter  string
	iface   string
	pace    inject.Pace
	loop    int
	limit   uint64
	json    bool
	dryRun  bool
	packets packetOptions

	megabits float64
}

func runReplay(ctx context.Context, args []string, std streams) error {
	var o replayOptions
	f := pflag.NewFlagSet("replay", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "replay FILE [FILTER] -i INTERFACE [FLAGS]",
		about: "Send the packets of a capture file again: at the times at which they were captured, on an\nabsolute schedule that does not drift, or at another pace. The report says how exactly.",
		examples: `pktcraft replay web.pcap -i veth0
pktcraft replay web.pcap -i veth0 --multiplier 10
pktcraft replay web.pcap udp port 53 -i veth0 --rate 50000 --loop 100
pktcraft replay - -i veth0 --top-speed < web.pcap
`,
	}); err != nil {
		return err
	}
	if err := o.check(f); err != nil {
		return err
	}
	return o.run(ctx, std)
}

func (o *replayOptions) flags(f *pflag.FlagSet) {
	f.StringVarP(&o.iface, "interface", "i", "", "send through this `interface`; needed for Ethernet packets")
	f.Float64Var(&o.pace.Multiplier, "multiplier", 0, "so many times as fast as captured; 0.5 is half as fast")
	f.Float64Var(&o.pace.PacketRate, "rate", 0, "packets a second")
	f.Var(&flagOf[float64]{value: &o.pace.BitRate, kind: "bits", parse: parseBits}, "bit-rate", "bits a second, as 10M or 1.5G")
	f.Float64Var(&o.megabits, "mbps", 0, "the same in millions, as tcpreplay has it")
	f.Lookup("mbps").Hidden = true
	f.BoolVar(&o.pace.TopSpeed, "top-speed", false, "as fast as possible")
	f.IntVar(&o.loop, "loop", 1, "send the file so many times; 0 until interrupted")
	f.Uint64VarP(&o.limit, "count", "c", 0, "send so many packets at most")
	o.packets.flags(f)
	f.BoolVar(&o.json, "json", false, "report as JSON")
	f.BoolVar(&o.dryRun, "dry-run", false, "print what would be sent, and send nothing")
}

func (o *replayOptions) check(f *pflag.FlagSet) error {
	if f.NArg() < 1 {
		return usagef("the FILE to replay is missing, - for standard input")
	}
	o.file, o.filter = f.Arg(0), strings.Join(f.Args()[1:], " ")
	if o.megabits != 0 {
		o.pace.BitRate = o.megabits * 1e6
	}
	if _, err := inject.NewReplay(o.pace); err != nil {
		return usageError{err}
	}
	switch {
	case o.loop < 0:
		return usagef("--loop %d: must be 0 or more", o.loop)
	case o.loop != 1 && o.file == "-":
		return usagef("--loop: standard input can be read once only")
	case o.packets.file == "-" && o.json:
		return usagef("-w - and --json: both write to standard output")
	}
	return nil
}

// parseBits reads a number with an optional decimal suffix k, M or G.
func parseBits(s string) (float64, error) {
	unit := 1.0
	for suffix, u := range map[string]float64{"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9} {
		if t, ok := strings.CutSuffix(s, suffix); ok {
			s, unit = t, u
			break
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v > 0) {
		return 0, errors.New("must be a number above 0, with k, M or G behind it or not")
	}
	return v * unit, nil
}

func (o *replayOptions) run(ctx context.Context, std streams) (err error) {
	file, err := openFile(o.file, o.filter)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	link, err := linkOf(file)
	if err != nil {
		return err
	}
	sink, err := openSink(o.packets, link, std)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()
	var sender inject.Sender = nowhere{}
	if !o.dryRun {
		if sender, err = o.open(link); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, sender.Close()) }()
	} else {
		o.pace, sink.options.verbose = inject.Pace{TopSpeed: true}, max(o.packets.verbose, 1)
	}
	replay, err := inject.NewReplay(o.pace)
	if err != nil {
		return err
	}
	replay.Limit = o.limit
	var broken error
	report, err := inject.Transmit(ctx, sender, inject.StartPacer(), o.all(ctx, replay, file, sink, &broken))
	if errors.Is(err, context.Canceled) {
		err = nil // interrupted: what was sent is told
	}
	if err = errors.Join(err, broken, replay.Err()); err != nil && report.Packets == 0 {
		return err
	}
	if o.dryRun {
		return err
	}
	w := std.out
	if o.packets.file == "-" {
		w = std.err
	}
	return errors.Join(err, reportSent(w, o.json, report, !o.pace.TopSpeed, replay))
}

// linkOf returns the link type that all of a file's interfaces have.
func linkOf(file *capture.File) (linktype.Type, error) {
	all := file.Interfaces()
	if len(all) == 0 {
		return 0, errors.New("the file names no interface, so its packets have no link type")
	}
	for _, i := range all[1:] {
		if i.LinkType != all[0].LinkType {
			return 0, fmt.Errorf("the file has packets of link types %v and %v; a replay takes one", all[0].LinkType, i.LinkType)
		}
	}
	return all[0].LinkType, nil
}

// open returns the sender for packets of a link type.
func (o *replayOptions) open(link linktype.Type) (inject.Sender, error) {
	switch link {
	case linktype.Ethernet:
		if o.iface == "" {
			return nil, usagef("-i is missing: the file has Ethernet packets, which need an interface")
		}
		return inject.OpenLink(o.iface)
	case linktype.Raw, linktype.IPv4, linktype.IPv6:
		return inject.OpenIP(o.iface)
	}
	return nil, fmt.Errorf("packets of link type %v cannot be sent: Ethernet and raw IP can", link)
}

// all yields the packets of every pass through the file, and gives each to the
// sink.
func (o *replayOptions) all(ctx context.Context, r *inject.Replay, file *capture.File, sink *packetSink, broken *error) iter.Seq[inject.Due] {
	return func(yield func(inject.Due) bool) {
		for pass := 0; o.loop == 0 || pass < o.loop; pass++ {
			from := file
			if pass > 0 {
				again, err := openFile(o.file, o.filter)
				if err != nil {
					*broken = err
					return
				}
				from = again
			}
			more := true
			for d := range sink.pass(r.Packets(ctx, from), broken) {
				if more = yield(d); !more {
					break
				}
			}
			if pass > 0 {
				*broken = errors.Join(*broken, from.Close())
			}
			if !more || *broken != nil || r.Err() != nil || r.Done() || ctx.Err() != nil {
				return
			}
		}
	}
}

// nowhere is the sender of a dry run.
type nowhere struct{}

func (nowhere) Send(packets [][]byte) (int, error) { return len(packets), nil }
func (nowhere) Close() error                       { return nil }
