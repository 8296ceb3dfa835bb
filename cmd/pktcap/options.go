package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"pktcap/hexdump"
	"pktcap/linktype"
	"pktcap/savefile"
)

// options is the command line, checked and typed. Flags keep tcpdump's letters
// and long names.
type options struct {
	source sourceOptions
	live   liveOptions
	filter filterOptions
	text   textOptions
	write  writeOptions

	count     int  // -c: packets to take, 0 for all
	skip      int  // --skip: packets to pass over first
	countOnly bool // --count: print how many packets, not the packets
	print     bool // --print: print although -w

	listInterfaces bool   // -D
	listLinkTypes  bool   // -L
	doctor         string // --doctor: report or commands
	version        bool
	verbosity      int    // -v
	user           string // -Z
	noSandbox      bool   // --no-sandbox
}

type sourceOptions struct {
	interfaces    []string // -i
	namespaces    []string // --netns
	wait, follow  bool     // --wait, --follow
	file          string   // -r, --from-hex
	listFile      string   // -V
	list          []string // what it lists
	hex           bool     // --from-hex
	noPromiscuous bool     // -p
	snaplen       int      // -s, bytes; 0 means the default
	direction     string   // -Q: in, out, inout
	bufferKiB     int      // -B
	immediate     bool     // --immediate-mode
	nano          bool     // --nano, --time-stamp-precision=nano
}

type filterOptions struct {
	expression string // the arguments, or the text of -F's file
	file       string // -F
	noOptimize bool   // -O
	linkType   linktype.Type
	haveLink   bool // -y was given
	dump       int  // -d, -dd, -ddd
	trace      bool // --filter-trace
}

type textOptions struct {
	timestamps   int           // -t ... -ttttt
	hex          int           // -x, -xx
	hexASCII     int           // -X, -XX
	ascii        int           // -A, -AA
	hexStyle     hexdump.Style // --hex-style; 0 is tcpdump's
	linkHeader   bool          // -e
	numeric      int           // -n
	quiet        bool          // -q
	number       bool          // -#
	absolute     bool          // -S
	lineBuffered bool          // -l
	lengths      bool          // --lengths
	asdot        bool          // -b
	mesh         bool          // -H
	shortIP      bool          // -g
	noDomain     bool          // -N
	noChecksums  bool          // -K
	secret       string        // -M
	foreign      bool          // -f
	treatAs      string        // -T
	dns          bool          // --dns
	json         bool          // --json
	tree         bool          // --tree
	fields       string        // --fields, names with commas between
	csv          bool          // --csv
	color        string        // --color: auto, always, never
}

type writeOptions struct {
	file           string // -w
	packetBuffered bool   // -U
	pcapng         bool   // --pcapng
	compression    savefile.Compression
	size           int64         // -C, in bytes
	every          time.Duration // -G
	files          int           // -W
	keep           int           // --keep
	command        string        // -z
}

// usageError is a command line that cannot be carried out as it stands.
type usageError struct{ error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// parseOptions reads the arguments after the program's name. It returns
// pflag.ErrHelp after it wrote the help to stdout.
func parseOptions(args []string, stdout io.Writer) (*options, error) {
	o := new(options)
	fs := pflag.NewFlagSet("pktcap", pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.SortFlags = false
	var linkType, precision, direction string
	var micro bool
	var size, every, compression, fromHex, hexStyle string

	fs.StringArrayVarP(&o.source.interfaces, "interface", "i", nil, "capture on this `interface`; any is all of them")
	fs.StringArrayVar(&o.source.namespaces, "netns", nil, "look for interfaces in this network `namespace`: a name, a path or pid:N; may be given several times")
	fs.BoolVar(&o.source.wait, "wait", false, "wait until the interface is there and up")
	fs.BoolVar(&o.source.follow, "follow", false, "go on when the interface is removed and made again; take new ones that a pattern of -i matches")
	fs.StringVarP(&o.source.file, "read", "r", "", "read packets from this `file`, - for standard input")
	fs.StringVarP(&o.source.listFile, "read-list", "V", "", "read packets from the files that this `file` lists, - for standard input")
	fs.StringVar(&fromHex, "from-hex", "", "read packets from the hex dumps in this text `file`, - for standard input")
	fs.BoolVarP(&o.listInterfaces, "list-interfaces", "D", false, "list the interfaces to capture on")
	fs.BoolVarP(&o.listLinkTypes, "list-data-link-types", "L", false, "list the link types of the interface")
	fs.StringVarP(&o.write.file, "write", "w", "", "write packets to this `file`, - for standard output")
	fs.StringVarP(&size, "file-size", "C", "", "begin a new file when one has this `size`: in millions of bytes, or as 512k, 10MiB, 2G")
	fs.StringVarP(&every, "rotate-seconds", "G", "", "begin a new file after this `time`, in seconds or as 10m; -w is named by strftime(3)")
	fs.IntVarP(&o.write.files, "file-count", "W", 0, "with -C, `n` files in turn; with -G, stop after n")
	fs.IntVar(&o.write.keep, "keep", 0, "remove the oldest file when there are more than `n`")
	fs.BoolVarP(&o.write.packetBuffered, "packet-buffered", "U", false, "write each packet to the file at once")
	fs.StringVarP(&o.write.command, "postrotate-command", "z", "", "run this `command` on each complete file")
	fs.StringVar(&compression, "compress", "", "`how` to compress files: gzip, zstd or none; else as -w ends, in .gz or .zst")
	fs.BoolVar(&o.write.pcapng, "pcapng", false, "write pcapng also where the name does not end so")
	fs.IntVarP(&o.count, "packet-count", "c", 0, "stop after `n` packets")
	fs.IntVar(&o.skip, "skip", 0, "pass over the first `n` packets")
	fs.BoolVar(&o.countOnly, "count", false, "print only how many packets there are")
	fs.BoolVar(&o.print, "print", false, "print packets although -w writes them")

	fs.CountVarP(&o.text.numeric, "numeric", "n", "print numbers instead of names")
	fs.BoolVar(&o.text.dns, "dns", false, "ask the name service for host names too, not only /etc/hosts")
	fs.BoolVarP(&o.text.linkHeader, "link-header", "e", false, "print the link-layer header")
	fs.CountVarP(&o.text.timestamps, "time", "t", "no time; -tt since 1970, -ttt since the packet before, -tttt with date, -ttttt since the first")
	fs.CountVarP(&o.verbosity, "verbose", "v", "say more of each packet; -vv and -vvv more still")
	fs.BoolVarP(&o.text.quiet, "quiet", "q", false, "say less of each packet")
	fs.BoolVarP(&o.text.number, "number", "#", false, "number the packets")
	fs.BoolVarP(&o.text.absolute, "absolute-tcp-sequence-numbers", "S", false, "print absolute TCP sequence numbers")
	fs.CountVarP(&o.text.hex, "hex", "x", "print the packet in hex; -xx with its link-layer header")
	fs.CountVarP(&o.text.hexASCII, "hex-ascii", "X", "print the packet in hex and ASCII; -XX with its link-layer header")
	fs.CountVarP(&o.text.ascii, "ascii", "A", "print the packet as text; -AA with its link-layer header")
	fs.StringVar(&hexStyle, "hex-style", "", "print the packet in hex in this `style`: tcpdump, canonical (hexdump -C), xxd, wireshark or plain")
	fs.BoolVarP(&o.text.lineBuffered, "line-buffered", "l", false, "write each line at once")
	fs.BoolVar(&o.text.lengths, "lengths", false, "print the captured and original lengths")
	fs.BoolVarP(&o.text.noChecksums, "dont-verify-checksums", "K", false, "do not verify checksums")
	fs.BoolVarP(&o.text.noDomain, "no-domain", "N", false, "print host names without their domain")
	fs.BoolVarP(&o.text.asdot, "asdot", "b", false, "print BGP AS numbers in ASDOT notation")
	fs.BoolVarP(&o.text.mesh, "mesh", "H", false, "look for 802.11s mesh headers")
	fs.BoolVarP(&o.text.shortIP, "ip-oneline", "g", false, "keep a verbose IP header on the packet's line")
	fs.StringVarP(&o.text.secret, "tcp-md5-secret", "M", "", "check the MD5 signatures of TCP segments with this `secret` (RFC 2385)")
	fs.BoolVarP(&o.text.foreign, "foreign", "f", false, "print IPv4 addresses of other networks than the interface's as numbers")
	fs.StringVarP(&o.text.treatAs, "treat-as", "T", "", "read the packets' payload as this `type`")

	fs.BoolVar(&o.text.json, "json", false, "print each packet as a line of JSON")
	fs.BoolVar(&o.text.tree, "tree", false, "print each packet as a tree of its layers, beside their bytes")
	fs.StringVar(&o.text.fields, "fields", "", "print these `fields` as columns, as ip.src,tcp.dstport")
	fs.BoolVar(&o.text.csv, "csv", false, "separate the columns of --fields as CSV instead of by tabs")
	fs.StringVar(&o.text.color, "color", "auto", "`when` there are colours: auto (on a terminal), always or never")

	fs.IntVarP(&o.source.snaplen, "snapshot-length", "s", 0, "keep this many `bytes` of each packet; 0 means 262144")
	fs.BoolVarP(&o.source.noPromiscuous, "no-promiscuous-mode", "p", false, "leave the interface out of promiscuous mode")
	fs.StringVarP(&direction, "direction", "Q", "inout", "packets of this `direction`: in, out or inout")
	fs.IntVarP(&o.source.bufferKiB, "buffer-size", "B", 0, "capture buffer in `KiB`")
	fs.BoolVar(&o.source.immediate, "immediate-mode", false, "hand over each packet as it arrives")
	fs.StringVar(&precision, "time-stamp-precision", "", "`resolution` of timestamps, micro or nano")
	fs.BoolVar(&o.source.nano, "nano", false, "timestamps in nanoseconds")
	fs.BoolVar(&micro, "micro", false, "timestamps in microseconds")

	checkLive := o.live.define(fs)

	fs.StringVarP(&o.filter.file, "filter-file", "F", "", "read the expression from this `file`")
	fs.BoolVarP(&o.filter.noOptimize, "no-optimize", "O", false, "do not optimise the filter's program")
	fs.StringVarP(&linkType, "linktype", "y", "", "link `type` of the packets, as EN10MB")
	fs.CountVarP(&o.filter.dump, "dump-program", "d", "print the filter's program and stop; -dd as C, -ddd as numbers")
	fs.BoolVar(&o.filter.trace, "filter-trace", false, "print what each phase of the compiler makes of the filter, and stop")
	fs.StringVarP(&o.user, "relinquish-privileges", "Z", "", "become this `user` once the interface is open, before files are made")
	fs.BoolVar(&o.noSandbox, "no-sandbox", false, "do not restrict the program to what the run needs")
	fs.StringVar(&o.doctor, "doctor", "", "show what limits captures here, and what to do; =commands prints that as shell commands")
	fs.Lookup("doctor").NoOptDefVal = doctorReport
	fs.BoolVar(&o.version, "version", false, "print the version")
	refused := declareRefused(fs)
	help := fs.BoolP("help", "h", false, "print this help")

	if err := fs.Parse(args); err != nil {
		return nil, usageError{err}
	}
	if *help {
		_, err := stdout.Write(helpText(fs))
		return nil, errors.Join(pflag.ErrHelp, err)
	}
	o.filter.expression = strings.Join(fs.Args(), " ")
	if err := refused(); err != nil {
		return nil, err
	}
	if count(o.source.file != "", o.source.listFile != "", fromHex != "") > 1 {
		return nil, usagef("-r, -V and --from-hex each say what to read: give one of them")
	}
	if err := o.text.setHexStyle(hexStyle); err != nil {
		return nil, err
	}
	if fromHex != "" {
		o.source.file, o.source.hex = fromHex, true
	}
	if err := o.write.check(size, every, compression); err != nil {
		return nil, err
	}
	if err := checkLive(); err != nil {
		return nil, err
	}
	return o, o.check(linkType, precision, direction, micro)
}

// check completes o with the flags that need more than their text, and refuses
// what cannot go together.
func (o *options) check(linkType, precision, direction string, micro bool) error {
	if linkType != "" {
		t, ok := linktype.ByName(linkType)
		if !ok {
			return usagef("invalid data link type %s: name one of pcap-linktype(7), as EN10MB", linkType)
		}
		o.filter.linkType, o.filter.haveLink = t, true
	}
	switch precision {
	case "", "micro":
	case "nano":
		o.source.nano = true
	default:
		return usagef("invalid timestamp precision %q: it is micro or nano", precision)
	}
	if micro {
		o.source.nano = false
	}
	switch direction {
	case "in", "out", "inout":
		o.source.direction = direction
	default:
		return usagef("invalid direction %q: it is in, out or inout", direction)
	}
	if o.source.snaplen < 0 || o.source.snaplen > maxSnaplen {
		return usagef("invalid snapshot length %d: it is 0 to %d", o.source.snaplen, maxSnaplen)
	}
	switch o.doctor {
	case "", doctorReport, doctorCommands:
	default:
		return usagef("invalid --doctor=%s: it is --doctor, or --doctor=%s", o.doctor, doctorCommands)
	}
	if o.user != "" && o.source.follow {
		return usagef("--follow opens interfaces again, and -Z gives up the privilege for that: give one of them")
	}
	if o.count < 0 {
		return usagef("invalid packet count %d: it is 1 or more", o.count)
	}
	if o.skip < 0 {
		return usagef("invalid number of packets to skip %d: it is 0 or more", o.skip)
	}
	switch o.text.color {
	case "auto", "always", "never":
	default:
		return usagef("invalid colour %q: it is auto, always or never", o.text.color)
	}
	if count(o.text.json, o.text.tree, o.text.fields != "") > 1 {
		return usagef("--json, --tree and --fields each say how to print: give one of them")
	}
	if o.source.bufferKiB < 0 {
		return usagef("invalid buffer size %d: it is in KiB, 1 or more", o.source.bufferKiB)
	}
	if o.live.workerFiles && (o.write.file == "" || o.write.file == "-" || o.count > 0 || o.print) {
		return usagef("--worker-files writes files that -w names, and neither counts (-c) nor prints")
	}
	if (o.source.file != "" || o.source.listFile != "") && len(o.source.interfaces) > 0 {
		return usagef("-r, -V and --from-hex read files and -i captures on an interface: give one of them")
	}
	if o.filter.file != "" {
		if o.filter.expression != "" {
			return usagef("-F reads the expression from %s: give none as arguments", o.filter.file)
		}
		text, err := os.ReadFile(o.filter.file)
		if err != nil {
			return fmt.Errorf("read filter: %w", err)
		}
		o.filter.expression = strings.TrimSpace(string(text))
	}
	return nil
}

// maxSnaplen is the longest snapshot length, MAXIMUM_SNAPLEN of libpcap.
const maxSnaplen = 262144

// count returns how many of the conditions hold.
func count(conditions ...bool) (n int) {
	for _, c := range conditions {
		if c {
			n++
		}
	}
	return n
}
