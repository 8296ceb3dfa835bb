package decode

import (
	"time"

	"pktcap/capture"
	"pktcap/hexdump"
	"pktcap/linktype"
)

// Options says how packets are printed. The zero value is tcpdump -n without
// another flag, with times in UTC.
type Options struct {
	Verbose int  // -v, -vv, -vvv: 0 to 3
	Quiet   bool // -q: less of each protocol
	Link    bool // -e: the link-layer header

	Time     TimeFormat
	Nano     bool           // nine digits of a second instead of six
	Location *time.Location // where times of day are told; nil means UTC

	Number  bool // -#: a packet number before each line
	Lengths bool // --lengths: captured and original length before each line

	Hex HexFormat // -x, -xx, -X, -XX, -A, -AA

	// HexStyle, if not 0, is how the bytes of Hex are printed in place of
	// tcpdump's way; those of -A stay text.
	HexStyle hexdump.Style

	AbsoluteSeq bool // -S: TCP sequence numbers as they are
	NoChecksum  bool // -K: checksums are not computed
	NoDomain    bool // -N: the host's name without its domain
	ASDot       bool // -b: AS numbers in asdot notation
	IPFirst     bool // -g: no line break after the IP header with -v
	Mesh        bool // -H: 802.11s draft mesh headers
	Payload     PayloadType

	// Secret, if not empty, is what TCP segments with an MD5 signature are
	// checked with, -M.
	Secret string

	// Names supplies names for addresses and ports; nil prints numbers, as -n
	// does.
	Names Names

	// InterfaceName returns the name of the interface of a system's interface
	// index, "" where there is none; LINUX_SLL2 packets carry the index. nil
	// prints the index.
	InterfaceName func(index uint32) string

	// Interface, if not nil, returns the name of the interface that a packet
	// was captured on. It is printed after the time, and what kind of packet it
	// was there, as for LINUX_SLL2 packets.
	Interface func(*capture.Packet) string
}

// A TimeFormat is how a packet's time is printed.
type TimeFormat uint8

const (
	TimeOfDay TimeFormat = iota // HH:MM:SS.frac
	TimeNone                    // -t: not at all
	TimeEpoch                   // -tt: seconds since the Unix epoch
	TimeDelta                   // -ttt: since the packet before
	TimeDate                    // -tttt: YYYY-MM-DD HH:MM:SS.frac
	TimeSince                   // -ttttt: since the first packet
)

// A HexFormat is which bytes of a packet are printed beside its line, and how.
type HexFormat uint8

const (
	HexNone       HexFormat = iota
	HexBytes                // -x: hex, without the link-layer header
	HexBytesLink            // -xx: hex, with the link-layer header
	HexASCII                // -X: hex and ASCII
	HexASCIILink            // -XX: hex and ASCII, with the link-layer header
	PlainText               // -A: the bytes as text
	PlainTextLink           // -AA: the bytes as text, with the link-layer header
)

// A Names supplies names for numbers. Its methods append a name to dst, or
// return dst as it is where they know none; they must not wait for an answer.
type Names interface {
	AppendHost(dst []byte, addr []byte) []byte // addr has 4 or 16 bytes
	AppendPort(dst []byte, proto uint8, port uint16) []byte
	AppendMAC(dst []byte, mac []byte) []byte // 6 bytes
	AppendVendor(dst []byte, oui uint32) []byte
	AppendProtocol(dst []byte, proto uint8) []byte
}

// maxLayers bounds the headers that one packet may nest, and so recursion.
const maxLayers = 192

// maxOutput bounds the text of one packet in bytes, the hex dump excluded.
const maxOutput = 1 << 20

// A Printer prints packets. It keeps what lines need from packets before them
// (times, TCP sequence numbers) in bounded memory. One goroutine uses it at a
// time.
type Printer struct {
	opt Options
	v   int // opt.Verbose

	out   []byte // the line so far
	aside []byte // where record.printed prints
	start int    // where in out this packet begins
	dump  int    // where its hex dump does

	pkt      *capture.Packet
	protocol string // what " [|protocol]" names
	linkLen  int    // bytes of link-layer header, for -x
	linkType linktype.Type
	link     addresses
	ip       network
	port     ports
	layers   [maxLayers]layer
	nlayers  int
	hops     int  // labels and pointers of domain names followed
	bailed   bool // captured bytes ran out
	values   bool // the text is for layers that JSON has no values of: all protocols are decoded
	strict   bool // tests: a panic of a printer is not recovered

	segment view // the innermost TCP segment

	clock clock
	count uint64
	flows flows
	ikes  ikeInitiators
	quics *quicMemory // nil before the first long header
	slips *slipMemory // nil before the first SLIP header with -e
	calls *nfsCalls   // nil before the first NFS call
	rxs   *rxCalls    // nil before the first RX call
}

// A layer is one header of the packet being printed: which protocol, where its
// bytes and where its text begin.
type layer struct {
	protocol string
	view     view   // the bytes from its header on
	text     int    // in the output
	seq, ack uint32 // TCP: the numbers as printed
}

// addresses are a link-layer header's, nil where it has none. They are the
// packet's bytes.
type addresses struct{ src, dst []byte }

// network is what the layers above IP need of the innermost IP header.
type network struct {
	version    int    // 4 or 6; 0 outside IP
	src, dst   []byte // the addresses, 4 or 16 bytes
	final      []byte // the address that the pseudo-header has: of a routing header its last
	proto      int    // protocol or next header field: of IPv6 maybe an extension header's
	ttl        int    // TTL or hop limit
	fragmented bool   // a fragment: what follows is not all of it
	header     view   // the IP header itself and what follows
	whole      int    // bytes that the layer below declares
}

// ports are the innermost transport header's.
type ports struct{ src, dst int }

// A printFunc prints one protocol's bytes.
type printFunc func(p *Printer, v view)

// New returns a Printer of the form that opt says.
func New(opt Options) *Printer {
	p := &Printer{opt: opt, v: opt.Verbose}
	if p.opt.Location == nil {
		p.opt.Location = time.UTC
	}
	return p
}

// AppendPacket appends pkt, a packet of the given link type, as tcpdump prints
// it: one or more lines, each ending in a newline. It keeps no part of pkt.
func (p *Printer) AppendPacket(dst []byte, pkt *capture.Packet, link linktype.Type) []byte {
	p.count++
	p.out, p.start, p.pkt, p.nlayers = dst, len(dst), pkt, 0
	if p.opt.Number {
		p.printf("%5d  ", p.count)
	}
	if p.invalidRecord() {
		p.dump = len(p.out)
		return p.finish()
	}
	if p.opt.Lengths {
		p.printf("caplen %d len %d ", len(pkt.Data), pkt.Length)
	}
	p.time(pkt.Time)
	if p.opt.Interface != nil {
		p.printf("%-5s %-3s ", p.opt.Interface(pkt), packetTypes[pkt.Type])
	}

	p.protocol, p.linkLen, p.nlayers, p.hops, p.bailed = "", 0, 0, 0, false
	p.link, p.ip, p.port = addresses{}, network{}, ports{}
	p.dissect(view{pkt.Data, pkt.Length}, link)
	p.hexdump()
	return p.finish()
}

// packetTypes are tcpdump's words for what cooked packets tell of themselves.
var packetTypes = [...]string{
	capture.TypeUnknown: "?", capture.TypeHost: "In", capture.TypeBroadcast: "B",
	capture.TypeMulticast: "M", capture.TypeOtherHost: "P", capture.TypeOutgoing: "Out",
}

// finish ends the packet's text and hands it over.
func (p *Printer) finish() []byte {
	out := append(p.out, '\n')
	p.out, p.pkt = nil, nil
	return out
}

// maxSnaplen is tcpdump's MAXIMUM_SNAPLEN: no packet is taken to be longer.
const maxSnaplen = 262144

// invalidRecord prints what is wrong with lengths that no packet has, and
// reports whether there was such.
func (p *Printer) invalidRecord() bool {
	caplen, length := len(p.pkt.Data), p.pkt.Length
	sep := "[Invalid header:"
	note := func(format string, args ...any) {
		p.str(sep)
		p.printf(format, args...)
		sep = ","
	}
	if caplen == 0 {
		note(" caplen==0")
	}
	if length == 0 {
		note(" len==0")
	} else if length < caplen {
		note(" len(%d) < caplen(%d)", length, caplen)
	}
	if caplen > maxSnaplen {
		note(" caplen(%d) > %d", caplen, maxSnaplen)
	}
	if length > maxSnaplen {
		note(" len(%d) > %d", length, maxSnaplen)
	}
	if sep != "," {
		return false
	}
	p.byte(']')
	return true
}

// dissect prints the packet's protocols, as far as its bytes reach.
func (p *Printer) dissect(v view, link linktype.Type) {
	defer p.recovered()
	p.linkType = link
	printer := linkPrinter(link)
	if printer == nil {
		printer = printUnsupported
	}
	printer(p, v)
}

// recovered ends a packet whose bytes ran out, or whose printer is wrong: the
// capture goes on either way.
func (p *Printer) recovered() {
	switch r := recover(); r {
	case nil:
	case cut{}:
		p.bailed = true
		p.truncated()
	default:
		if p.strict {
			panic(r)
		}
		p.printf(" [%s: printer failed]", p.protocol)
	}
}

// enter begins the text of protocol, whose bytes are v: what is printed from
// here on is its, and " [|protocol]" is what truncation prints. It bails out of
// a packet that nests too many headers.
func (p *Printer) enter(protocol string, v view) {
	p.protocol = protocol
	if p.nlayers >= maxLayers || len(p.out)-p.start > maxOutput {
		bail()
	}
	p.layers[p.nlayers] = layer{protocol: protocol, view: v, text: len(p.out)}
	p.nlayers++
}

// maxDepth bounds what one protocol nests in itself.
const maxDepth = 64

// bounded bails out of a packet whose text is too long already, or in which
// something nests depth times: what a printer calls that recurs into itself
// without entering a layer, or prints many things that are each long.
func (p *Printer) bounded(depth int) {
	if depth > maxDepth || len(p.out)-p.start > maxOutput {
		bail()
	}
}

// offset returns where in the packet v begins.
func (p *Printer) offset(v view) int { return cap(p.pkt.Data) - cap(v.b) }

// truncated prints that captured bytes ran out: " [|protocol]". A printer uses
// it where its caller has more to print, and returns; elsewhere bailing out
// does the same.
func (p *Printer) truncated() {
	p.str(" [|")
	p.str(p.protocol)
	p.byte(']')
}

// invalid prints that what follows makes no sense: " (invalid)".
func (p *Printer) invalid() { p.str(" (invalid)") }

// badNumber prints that a number makes no sense, and why: " [what got op limit]
// (invalid)".
func (p *Printer) badNumber(what string, got int, op string, limit int) {
	p.printf(" [%s %d %s %d]", what, got, op, limit)
	p.invalid()
}

// printUnsupported prints a packet of a link type that has no printer.
func printUnsupported(p *Printer, v view) {
	p.enter("unsupported", v)
	p.str("UNSUPPORTED")
	p.unknown("\n\t", v)
}
