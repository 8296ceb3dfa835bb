package main

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"pktcap/capture"
)

// liveOptions say how to capture on interfaces, beyond what tcpdump knows.
type liveOptions struct {
	anyReal      bool                     // --any=real
	join         []capture.MulticastGroup // --join
	allMulticast bool                     // --all-multicast

	workers     int   // --workers: sockets that share an interface's packets; 0 is one, without a fanout
	cpus        []int // --cpus
	fanout      capture.FanoutMode
	rollover    bool
	workerFiles bool // --worker-files

	ringBlocks   int           // --ring-blocks
	ringBlockKiB int           // --ring-block-size
	retire       time.Duration // --retire

	stampType  capture.TimestampType // -j
	listStamps bool                  // -J
	stats      time.Duration         // --stats
	meta       bool                  // --meta
}

// define adds the flags to fs. The function that it returns completes the
// options with those that need more than their text.
func (l *liveOptions) define(fs *pflag.FlagSet) (check func() error) {
	var anyMode, fanout, cpus, stamp string
	var join []string
	fs.StringVar(&anyMode, "any", "cooked", "`what` -i any is: cooked, one capture of all; or real, each interface with its own headers")
	fs.StringArrayVar(&join, "join", nil, "join this multicast `group` while capturing; GROUP@SOURCE for what one host sends to it")
	fs.BoolVar(&l.allMulticast, "all-multicast", false, "have the interface receive all multicast packets")
	fs.IntVar(&l.workers, "workers", 0, "share the interface's packets among `n` rings")
	fs.StringVar(&cpus, "cpus", "", "bind workers to these CPUs in turn, and their rings to the memory there: a `list` as 0-3,8")
	fs.StringVar(&fanout, "fanout", "hash", "`how` workers share: hash (by flow), cpu, lb (in turn), rollover, qm (by queue) or rnd; hash,rollover goes on to another when one is full")
	fs.BoolVar(&l.workerFiles, "worker-files", false, "have each worker write a file of its own: trace.0.pcap, trace.1.pcap, ... for -w trace.pcap")
	fs.IntVar(&l.ringBlocks, "ring-blocks", 0, "`number` of the ring's blocks, instead of -B")
	fs.IntVar(&l.ringBlockKiB, "ring-block-size", 0, "size of the ring's blocks in `KiB`, a power of two")
	fs.DurationVar(&l.retire, "retire", 0, "`time` after which the kernel hands over a block that is not full, as 5ms")
	fs.BoolVar(&l.meta, "meta", false, "print what the kernel knows of each packet on a line of its own: direction, addressee, checksum, segmentation, tag, flow hash, clock")
	fs.StringVarP(&stamp, "time-stamp-type", "j", "", "`type` of timestamps, as -J lists them")
	fs.BoolVarP(&l.listStamps, "list-time-stamp-types", "J", false, "list the types of timestamps that the interface has")
	fs.DurationVar(&l.stats, "stats", 0, "show the counts of packets and losses once in this `time`, as 1s; with --json as JSON; on standard error")
	return func() error {
		switch anyMode {
		case "cooked", "real":
			l.anyReal = anyMode == "real"
		default:
			return usagef("invalid --any=%s: it is cooked or real", anyMode)
		}
		for _, text := range join {
			g, err := parseGroup(text)
			if err != nil {
				return err
			}
			l.join = append(l.join, g)
		}
		if err := l.checkWorkers(cpus, fanout); err != nil {
			return err
		}
		if stamp != "" {
			var ok bool
			if l.stampType, ok = capture.TimestampTypeByName(stamp); !ok {
				return usagef("invalid time stamp type %s: -J lists those of an interface", stamp)
			}
		}
		switch {
		case l.ringBlocks < 0:
			return usagef("invalid number of ring blocks %d: it is 1 or more", l.ringBlocks)
		case l.ringBlockKiB < 0 || l.ringBlockKiB&(l.ringBlockKiB-1) != 0 || l.ringBlockKiB > 1<<20:
			return usagef("invalid ring block size %d: it is a power of two of KiB, 4 or more", l.ringBlockKiB)
		case l.retire < 0 || l.retire%time.Millisecond != 0:
			return usagef("invalid retire time %v: it is a number of whole milliseconds", l.retire)
		case l.stats < 0 || l.stats > 0 && l.stats < 10*time.Millisecond:
			return usagef("invalid --stats %v: it is 10ms or more", l.stats)
		}
		return nil
	}
}

func (l *liveOptions) checkWorkers(cpus, fanout string) error {
	var err error
	if l.cpus, err = parseCPUs(cpus); err != nil {
		return err
	}
	mode, rollover, _ := strings.Cut(fanout, ",")
	var ok bool
	l.fanout, ok = capture.FanoutModeByName(mode)
	if !ok || rollover != "" && rollover != "rollover" {
		return usagef("invalid --fanout=%s: it is hash, cpu, lb, rollover, qm or rnd, and may have ,rollover behind it", fanout)
	}
	l.rollover = rollover != ""
	if l.workers < 0 {
		return usagef("invalid number of workers %d: it is 1 or more", l.workers)
	}
	if l.workers == 0 && (len(l.cpus) > 0 || l.workerFiles) {
		l.workers = max(1, len(l.cpus))
	}
	return nil
}

// parseGroup parses what --join takes.
func parseGroup(text string) (g capture.MulticastGroup, err error) {
	group, source, hasSource := strings.Cut(text, "@")
	if g.Group, err = netip.ParseAddr(group); err != nil || !g.Group.IsMulticast() {
		return g, usagef("invalid multicast group %q: it is an address as 239.1.1.1 or ff15::1, and may have @SOURCE behind it", group)
	}
	if hasSource {
		if g.Source, err = netip.ParseAddr(source); err != nil || g.Source.Is4() != g.Group.Is4() {
			return g, usagef("invalid source %q of the group %s: it is an address of the same family", source, group)
		}
	}
	return g, nil
}

// parseCPUs parses a list as taskset(1) takes it.
func parseCPUs(text string) (cpus []int, err error) {
	if text == "" {
		return nil, nil
	}
	const most = 1 << 12
	wrong := func() error {
		return usagef("invalid list of CPUs %q: it is numbers and ranges, as 0-3,8", text)
	}
	for part := range strings.SplitSeq(text, ",") {
		from, to, isRange := strings.Cut(part, "-")
		if !isRange {
			to = from
		}
		first, err := strconv.Atoi(from)
		if err != nil {
			return nil, wrong()
		}
		last, err := strconv.Atoi(to)
		if err != nil || first < 0 || last < first || last >= most {
			return nil, wrong()
		}
		for cpu := first; cpu <= last; cpu++ {
			if !slices.Contains(cpus, cpu) {
				cpus = append(cpus, cpu)
			}
		}
	}
	return cpus, nil
}
