package decode

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/internal/netlab"
	"pktcap/linktype"
)

// frameBytes returns the bytes of text in hex, with blanks between.
func frameBytes(t testing.TB, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// frames are Ethernet frames of the protocols whose lines must not allocate.
var frames = []struct{ name, bytes, want string }{
	{
		"tcp data",
		`020000000001 020000000002 0800
		4500 0039 1b6a 4000 40 06 0000 0a000001 0a000002
		da70 1388 3758897f 377a8df2 8018 2000 0000 0000 0101080a 4ddc9216 4ddc9216
		68656c6c6f`,
		"IP 10.0.0.1.55920 > 10.0.0.2.5000: Flags [P.], seq 928549247:928549252, ack 930778610, win 8192, options [nop,nop,TS val 1306300950 ecr 1306300950], length 5",
	},
	{
		"tcp syn",
		`020000000001 020000000002 0800
		4500 003c 1b68 4000 40 06 0000 0a000001 0a000002
		da71 0051 3758897e 00000000 a002 7fff 0000 0000 0204400c 0402080a 4ddc9216 00000000 01030302`,
		"IP 10.0.0.1.55921 > 10.0.0.2.81: Flags [S], seq 928549246, win 32767, options [mss 16396,sackOK,TS val 1306300950 ecr 0,nop,wscale 2], length 0",
	},
	{
		"udp",
		`020000000001 020000000002 0800
		4500 0021 0001 0000 40 11 0000 0a000001 0a000002
		03e8 07d0 000d 0000 68656c6c6f`,
		"IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5",
	},
	{
		"icmp",
		`020000000001 020000000002 0800
		4500 0054 0001 0000 40 01 0000 0a000001 0a000002
		0800 0000 0001 0002`,
		"IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 2, length 64",
	},
	{
		"ipv6 udp",
		`020000000001 020000000002 86dd
		60000000 000d 11 40 20010db8000000000000000000000001 fe80000000000000000000000000000a
		03e8 07d0 000d 0000 68656c6c6f`,
		"IP6 2001:db8::1.1000 > fe80::a.2000: UDP, length 5",
	},
	{
		"arp",
		`ffffffffffff 020000000002 0806
		0001 0800 06 04 0001 020000000002 c0a801f9 000000000000 c0a80101`,
		"ARP, Request who-has 192.168.1.1 tell 192.168.1.249, length 28",
	},
	{
		"vlan",
		`020000000001 020000000002 8100 0064 0800
		4500 0021 0001 0000 40 11 0000 0a000001 0a000002
		03e8 07d0 000d 0000 68656c6c6f`,
		"IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5",
	},
}

// framePacket returns the frame as a packet.
func framePacket(t testing.TB, text string) *capture.Packet {
	b := frameBytes(t, text)
	length := len(b)
	if b[12] == 8 && b[13] == 0 { // the IP header's length, where the frame is cut
		length = max(length, 14+int(b[16])<<8+int(b[17]))
	}
	return &capture.Packet{Data: b, Length: length, Time: 1_700_000_000_123456789}
}

func TestLines(t *testing.T) {
	p := New(Options{Time: TimeNone})
	p.strict = true
	for _, f := range frames {
		got := string(p.AppendPacket(nil, framePacket(t, f.bytes), linktype.Ethernet))
		if want := f.want + "\n"; got != want {
			t.Errorf("%s:\n got %q\nwant %q", f.name, got, want)
		}
	}
}

// TestOptions prints one frame in the forms that options ask for.
func TestOptions(t *testing.T) {
	const line = "IP 10.0.0.1.1000 > 10.0.0.2.2000: UDP, length 5"
	tests := []struct {
		name string
		opt  Options
		want string
	}{
		{"time of day", Options{}, "22:13:20.123456 " + line},
		{"nanoseconds", Options{Nano: true}, "22:13:20.123456789 " + line},
		{"epoch", Options{Time: TimeEpoch}, "1700000000.123456 " + line},
		{"delta", Options{Time: TimeDelta}, " 00:00:00.000000 " + line},
		{"date", Options{Time: TimeDate}, "2023-11-14 22:13:20.123456 " + line},
		{"number", Options{Time: TimeNone, Number: true}, "    1  " + line},
		{"lengths", Options{Time: TimeNone, Lengths: true}, "caplen 47 len 47 " + line},
		{
			"link", Options{Time: TimeNone, Link: true},
			"02:00:00:00:00:02 > 02:00:00:00:00:01, ethertype IPv4 (0x0800), length 47: " + line[3:],
		},
		{
			"link quiet", Options{Time: TimeNone, Link: true, Quiet: true},
			"02:00:00:00:00:02 > 02:00:00:00:00:01, IPv4, length 47: " + line[3:],
		},
		{
			"verbose", Options{Time: TimeNone, Verbose: 1, NoChecksum: true},
			"IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 33)\n    " + line[3:],
		},
		{
			"verbose on one line", Options{Time: TimeNone, Verbose: 1, NoChecksum: true, IPFirst: true},
			"IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto UDP (17), length 33) " + line[3:],
		},
		{
			"hex", Options{Time: TimeNone, Hex: HexBytes},
			line + "\n\t0x0000:  4500 0021 0001 0000 4011 0000 0a00 0001" +
				"\n\t0x0010:  0a00 0002 03e8 07d0 000d 0000 6865 6c6c\n\t0x0020:  6f",
		},
		{
			"hex and ascii", Options{Time: TimeNone, Hex: HexASCII},
			line + "\n\t0x0000:  4500 0021 0001 0000 4011 0000 0a00 0001  E..!....@......." +
				"\n\t0x0010:  0a00 0002 03e8 07d0 000d 0000 6865 6c6c  ............hell" +
				"\n\t0x0020:  6f                                       o",
		},
		{
			"hex with link", Options{Time: TimeNone, Hex: HexBytesLink},
			line + "\n\t0x0000:  0200 0000 0001 0200 0000 0002 0800 4500" +
				"\n\t0x0010:  0021 0001 0000 4011 0000 0a00 0001 0a00" +
				"\n\t0x0020:  0002 03e8 07d0 000d 0000 6865 6c6c 6f",
		},
		{
			"text", Options{Time: TimeNone, Hex: PlainText},
			line + "\nE..!....@...\n...\n...........hello",
		},
	}
	for _, tt := range tests {
		got := string(New(tt.opt).AppendPacket(nil, framePacket(t, frames[2].bytes), linktype.Ethernet))
		if want := tt.want + "\n"; got != want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, want)
		}
	}
}

// TestInvalidRecord prints records whose lengths no packet has.
func TestInvalidRecord(t *testing.T) {
	tests := []struct {
		data   []byte
		length int
		want   string
	}{
		{nil, 60, "[Invalid header: caplen==0]\n"},
		{nil, 0, "[Invalid header: caplen==0, len==0]\n"},
		{make([]byte, 10), 4, "[Invalid header: len(4) < caplen(10)]\n"},
		{make([]byte, 10), 300000, "[Invalid header: len(300000) > 262144]\n"},
	}
	for _, tt := range tests {
		got := string(New(Options{}).AppendPacket(nil, &capture.Packet{Data: tt.data, Length: tt.length}, linktype.Ethernet))
		if got != tt.want {
			t.Errorf("%d of %d bytes: got %q, want %q", len(tt.data), tt.length, got, tt.want)
		}
	}
}

// TestRelativeTimes prints times since the packet before and since the first.
func TestRelativeTimes(t *testing.T) {
	pkt := framePacket(t, frames[2].bytes)
	start := pkt.Time
	for _, tt := range []struct {
		format TimeFormat
		want   []string
	}{
		{TimeDelta, []string{" 00:00:00.000000 ", " 01:00:01.500000 ", "-00:00:00.000001 "}},
		{TimeSince, []string{" 00:00:00.000000 ", " 01:00:01.500000 ", " 01:00:01.499999 "}},
	} {
		p := New(Options{Time: tt.format})
		for i, at := range []capture.Timestamp{0, 3601_500000000, 3601_499999000} {
			pkt.Time = start + at
			line := string(p.AppendPacket(nil, pkt, linktype.Ethernet))
			if !strings.HasPrefix(line, tt.want[i]) {
				t.Errorf("format %d, packet %d: got %q, want %q first", tt.format, i, line, tt.want[i])
			}
		}
	}
}

// TestFlowsAreBounded opens more connections than a Printer remembers.
func TestFlowsAreBounded(t *testing.T) {
	var f flows
	ip := network{version: 4, src: make([]byte, 4), dst: []byte{10, 0, 0, 1}}
	open := func(n int) { ip.src[1], ip.src[2], ip.src[3] = byte(n>>16), byte(n>>8), byte(n) }
	for n := range 3 * maxFlows {
		open(n)
		f.relative(&ip, ports{1000, 80}, 100, 200, true)
	}
	if len(f.young) > maxFlows || len(f.old) > maxFlows {
		t.Errorf("%d and %d connections are remembered; %d is the bound", len(f.young), len(f.old), maxFlows)
	}
	open(3*maxFlows - 1)
	if seq, ack, _ := f.relative(&ip, ports{1000, 80}, 150, 260, false); seq != 50 || ack != 61 {
		t.Errorf("the newest connection's numbers are %d, %d; want 50, 61", seq, ack)
	}
	open(0)
	if seq, _, _ := f.relative(&ip, ports{1000, 80}, 150, 260, false); seq != 150 {
		t.Errorf("a forgotten connection's number is %d, want 150", seq)
	}
}

// TestLinesDoNotAllocate prints link, network and transport headers into a
// buffer that is there already.
func TestLinesDoNotAllocate(t *testing.T) {
	for _, opt := range []Options{{}, {Link: true, Verbose: 2}, {Quiet: true, Time: TimeDate}, {Hex: HexASCIILink}} {
		p := New(opt)
		buf := make([]byte, 0, 4096)
		for _, f := range frames {
			pkt := framePacket(t, f.bytes)
			if n := testing.AllocsPerRun(100, func() {
				pkt.Time += 1e6
				buf = p.AppendPacket(buf[:0], pkt, linktype.Ethernet)
			}); n != 0 {
				t.Errorf("%s with %+v: %.0f allocations", f.name, opt, n)
			}
		}
	}
}

// TestTruncations prints packets of the corpus cut at every length, with every
// kind of detail. A printer that reads what it has not checked panics.
func TestTruncations(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(netlab.Corpus(t), "pcaps", "*.pcap*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no captures: %v", err)
	}
	printers := []*Printer{New(Options{}), New(Options{Verbose: 3, Link: true})}
	var out []byte
	for _, file := range files {
		f, err := capture.OpenFile(file, capture.FileConfig{})
		if err != nil {
			continue // broken on purpose
		}
		packets := 0
		for pkt, err := range f.Borrow(context.Background()) {
			if packets++; err != nil || packets > 3 {
				break
			}
			cut := *pkt
			step := 1 + len(pkt.Data)/300
			for n := 1; n <= len(pkt.Data); n += step {
				// Its capacity is what offsets in the packet are counted from.
				cut.Data = append(make([]byte, 0, n), pkt.Data[:n]...)
				for _, p := range printers {
					out = strictly(t, p, file, out[:0], &cut, f.Interfaces()[pkt.Interface].LinkType)
				}
			}
		}
		f.Close()
	}
}

// strictly prints a packet and fails the test where a printer panics by
// mistake, or prints beyond bounds.
func strictly(t *testing.T, p *Printer, name string, dst []byte, pkt *capture.Packet, link linktype.Type) []byte {
	p.strict = true
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("%s: %s panics: %v\n%x", name, p.protocol, r, pkt.Data)
		}
	}()
	dst = p.AppendPacket(dst, pkt, link)
	if len(dst) > 2*maxOutput {
		t.Fatalf("%s: %d bytes of text for a packet of %d", name, len(dst), len(pkt.Data))
	}
	return dst
}

// FuzzAppendPacket: no packet of any link type makes a printer panic other than
// to say that bytes ran out, or print without bound, whatever the options.
func FuzzAppendPacket(f *testing.F) {
	for _, frame := range frames {
		b := frameBytes(f, frame.bytes)
		f.Add(b, uint16(linktype.Ethernet), uint16(len(b)), uint8(2))
		f.Add(b[14:], uint16(linktype.Raw), uint16(len(b)), uint8(1))
	}
	if dir := os.Getenv("PKTCAP_CORPUS"); dir != "" {
		addCorpus(f, dir)
	}
	f.Fuzz(func(t *testing.T, data []byte, link, extra uint16, options uint8) {
		opt := Options{
			Verbose: int(options & 3), Link: options&4 != 0, Quiet: options&8 != 0,
			AbsoluteSeq: options&16 != 0, Nano: options&32 != 0, Hex: HexFormat(options >> 6),
		}
		pkt := capture.Packet{Data: data, Length: len(data) + int(extra)%2000}
		strictly(t, New(opt), "fuzz", nil, &pkt, linktype.Type(link))
		NewTree(opt, options&4 != 0).AppendPacket(nil, &pkt, linktype.Type(link))
		j := NewJSON(opt)
		j.p.strict = true
		if line := j.AppendPacket(nil, &pkt, linktype.Type(link)); !json.Valid(line) {
			t.Errorf("no JSON: %s", line)
		}
	})
}

// addCorpus adds the first packets of every capture of the corpus.
func addCorpus(f *testing.F, dir string) {
	files, _ := filepath.Glob(filepath.Join(dir, "pcaps", "*.pcap*"))
	for _, file := range files {
		r, err := capture.OpenFile(file, capture.FileConfig{})
		if err != nil {
			continue
		}
		n := 0
		for pkt, err := range r.Packets(context.Background()) {
			if n++; err != nil || n > 4 {
				break
			}
			if len(pkt.Data) < 2000 {
				f.Add(pkt.Data, uint16(r.Interfaces()[pkt.Interface].LinkType), uint16(0), uint8(3))
			}
		}
		r.Close()
	}
}

func BenchmarkAppendPacket(b *testing.B) {
	for _, f := range frames {
		b.Run(f.name, func(b *testing.B) {
			pkt := framePacket(b, f.bytes)
			p := New(Options{})
			var buf []byte
			b.ReportAllocs()
			b.SetBytes(int64(len(pkt.Data)))
			for b.Loop() {
				pkt.Time += 1000
				buf = p.AppendPacket(buf[:0], pkt, linktype.Ethernet)
			}
		})
	}
}

// BenchmarkCut prints packets of which one byte of the IP header was captured:
// the bailout.
func BenchmarkCut(b *testing.B) {
	pkt := framePacket(b, frames[0].bytes)
	pkt.Data = pkt.Data[:15]
	p := New(Options{})
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = p.AppendPacket(buf[:0], pkt, linktype.Ethernet)
	}
}
