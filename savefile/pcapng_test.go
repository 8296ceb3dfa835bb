package savefile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"pktcap/linktype"
	"pktcap/savefile"
)

// block builds a pcapng block by hand.
func block(o binary.AppendByteOrder, kind uint32, body ...[]byte) []byte {
	all := bytes.Join(body, nil)
	b := o.AppendUint32(nil, kind)
	b = o.AppendUint32(b, uint32(len(all)+12))
	b = append(b, all...)
	return o.AppendUint32(b, uint32(len(all)+12))
}

func words(o binary.AppendByteOrder, all ...uint32) (b []byte) {
	for _, v := range all {
		b = o.AppendUint32(b, v)
	}
	return b
}

func option(o binary.AppendByteOrder, code uint16, value string) []byte {
	b := o.AppendUint16(nil, code)
	b = o.AppendUint16(b, uint16(len(value)))
	b = append(b, value...)
	return append(b, make([]byte, (4-len(value)%4)%4)...)
}

func section(o binary.AppendByteOrder, major, minor uint16, options ...[]byte) []byte {
	b := words(o, 0x1a2b3c4d)
	b = o.AppendUint16(o.AppendUint16(b, major), minor)
	b = append(b, words(o, 0xffffffff, 0xffffffff)...)
	return block(o, 0x0a0d0d0a, append(b, bytes.Join(options, nil)...))
}

func ifBlock(o binary.AppendByteOrder, lt linktype.Type, snaplen uint32, options ...[]byte) []byte {
	b := o.AppendUint16(nil, uint16(lt))
	b = o.AppendUint32(append(b, 0, 0), snaplen)
	return block(o, 1, b, bytes.Join(options, nil))
}

func packet(o binary.AppendByteOrder, id uint32, units uint64, length uint32, data string, options ...[]byte) []byte {
	head := words(o, id, uint32(units>>32), uint32(units), uint32(len(data)), length)
	return block(o, 6, head, []byte(data), make([]byte, (4-len(data)%4)%4), bytes.Join(options, nil))
}

func TestReadPcapNG(t *testing.T) {
	le, be := binary.LittleEndian, binary.BigEndian
	shb, ifb := section(le, 1, 0), ifBlock(le, 1, 100)
	tests := []struct {
		name string
		file [][]byte
		want string
	}{
		{"little-endian", [][]byte{shb, ifb, packet(le, 0, 7_000_005, 60, "abc"), packet(le, 0, 8_000_000, 4, "abcd")},
			"7000005000 0 60 \"abc\"\n8000000000 0 4 \"abcd\"\n"},
		{"big-endian", [][]byte{section(be, 1, 2), ifBlock(be, 1, 100), packet(be, 0, 7_000_005, 60, "abc")},
			"7000005000 0 60 \"abc\"\n"},
		{"options of a packet", [][]byte{shb, ifb, packet(le, 0, 1, 60, "abc", option(le, 1, "one"),
			option(le, 2, "\x01\x02\x00\x00"), option(le, 4, "\x09\x00\x00\x00\x00\x00\x00\x00"), option(le, 3, "\x02hash"), option(le, 0, ""), []byte("junk"))},
			"1000 0 60 \"abc\" flags 0x201 drops 9 hash 0268617368 comment \"one\"\n"},
		{"options that are damaged do not matter", [][]byte{shb, ifb, packet(le, 0, 1, 60, "abc", []byte("\x02\x00\xff\xff")), packet(le, 0, 2, 60, "d")},
			"1000 0 60 \"abc\"\n2000 0 60 \"d\"\n"},
		{"sections of both byte orders, interfaces numbered anew", [][]byte{
			shb, ifb, ifBlock(le, 101, 0), packet(le, 1, 1, 60, "abc"),
			section(be, 1, 0), ifBlock(be, 113, 0), packet(be, 0, 2, 60, "d")},
			"1000 1 60 \"abc\"\n2000 2 60 \"d\"\n"},
		{"simple packet is cut to the snapshot length", [][]byte{shb, ifBlock(le, 1, 3), block(le, 3, words(le, 9), []byte("abc\x00")), block(le, 3, words(le, 2), []byte("de\x00\x00"))},
			"0 0 9 \"abc\"\n0 0 2 \"de\"\n"},
		{"obsolete packet", [][]byte{shb, ifb, block(le, 2, []byte("\x00\x00\x05\x00"), words(le, 0, 1_000_000, 3, 60), []byte("abc\x00"), option(le, 2, "\x02\x00\x00\x00"))},
			"1000000000 0 60 \"abc\" flags 0x2 drops 5 hash \n"},
		{"obsolete packet, drops unknown", [][]byte{shb, ifb, block(le, 2, []byte("\x00\x00\xff\xff"), words(le, 0, 0, 3, 60), []byte("abc\x00"))},
			"0 0 60 \"abc\"\n"},
		{"unknown blocks are passed over", [][]byte{shb, block(le, 0xbad), ifb, block(le, 0x80000001, make([]byte, 300_000)), packet(le, 0, 1, 60, "abc"), block(le, 5, make([]byte, 12))},
			"1000 0 60 \"abc\"\n"},
		{"nanoseconds", [][]byte{shb, ifBlock(le, 1, 0, option(le, 9, "\x09")), packet(le, 0, 7_000_000_005, 60, "abc")},
			"7000000005 0 60 \"abc\"\n"},
		{"seconds", [][]byte{shb, ifBlock(le, 1, 0, option(le, 9, "\x00")), packet(le, 0, 7, 60, "abc")},
			"7000000000 0 60 \"abc\"\n"},
		{"picoseconds", [][]byte{shb, ifBlock(le, 1, 0, option(le, 9, "\x0c")), packet(le, 0, 7_000_000_005_999, 60, "abc")},
			"7000000005 0 60 \"abc\"\n"},
		{"1/2^32 of a second", [][]byte{shb, ifBlock(le, 1, 0, option(le, 9, "\xa0")), packet(le, 0, 7<<32|1<<31, 60, "abc")},
			"7500000000 0 60 \"abc\"\n"},
		{"1/2^63", [][]byte{shb, ifBlock(le, 1, 0, option(le, 9, "\xbf")), packet(le, 0, 1<<63|1<<62, 60, "abc")},
			"1500000000 0 60 \"abc\"\n"},
		{"offset", [][]byte{shb, ifBlock(le, 1, 0, option(le, 14, "\x0a\x00\x00\x00\x00\x00\x00\x00")), packet(le, 0, 7_000_000, 60, "abc")},
			"17000000000 0 60 \"abc\"\n"},
		{"negative offset", [][]byte{shb, ifBlock(le, 1, 0, option(le, 14, "\xf6\xff\xff\xff\xff\xff\xff\xff")), packet(le, 0, 7_000_000, 60, "abc")},
			"-3000000000 0 60 \"abc\"\n"},
		{"beyond the year 2262", [][]byte{shb, ifb, packet(le, 0, 1<<63, 60, "abc"), packet(le, 0, 1<<54, 60, "abc")},
			"9223372036854775807 0 60 \"abc\"\n9223372036854775807 0 60 \"abc\"\n"},

		{"no interface", [][]byte{shb}, "open: read file header: the capture file has no Interface Description Blocks\n"},
		{"packet before an interface", [][]byte{shb, packet(le, 0, 1, 1, "a"), ifb},
			"open: read file header: the capture file has a packet block before any Interface Description Blocks\n"},
		{"packet of no interface", [][]byte{shb, ifb, packet(le, 1, 1, 1, "a")},
			"error: read packet 1 at byte 48: a packet arrived on interface 1, but there's no Interface Description Block for that interface\n"},
		{"packet of an interface of the section before", [][]byte{shb, ifb, shb, packet(le, 0, 1, 1, "a")},
			"error: read packet 1 at byte 76: a packet arrived on interface 0, but there's no Interface Description Block for that interface\n"},
		{"trailer", [][]byte{shb, ifb, packet(le, 0, 1, 60, "abc"), []byte("\x06\x00\x00\x00\x0c\x00\x00\x00\x10\x00\x00\x00")},
			"1000 0 60 \"abc\"\nerror: read packet 2 at byte 84: block total length in header 12 and trailer 16 don't match\n"},
		{"trailer of an unknown block", [][]byte{shb, ifb, []byte("\x63\x00\x00\x00\x0c\x00\x00\x00\x10\x00\x00\x00")},
			"error: read packet 1 at byte 48: block total length in header 12 and trailer 16 don't match\n"},
		{"short block", [][]byte{shb, ifb, []byte("\x63\x00\x00\x00\x08\x00\x00\x00\x10\x00\x00\x00")},
			"error: read packet 1 at byte 48: block in pcapng dump file has a length of 8 < 12\n"},
		{"uneven block", [][]byte{shb, ifb, []byte("\x63\x00\x00\x00\x0d\x00\x00\x00\x10\x00\x00\x00")},
			"error: read packet 1 at byte 48: block in pcapng dump file has a length of 13 that is not a multiple of 4\n"},
		{"enormous packet block", [][]byte{shb, ifb, []byte("\x06\x00\x00\x00\xfc\xff\xff\xff\x10\x00\x00\x00")},
			"error: read packet 1 at byte 48: pcapng block size 4294967292 > maximum 16777216\n"},
		{"enormous capture length", [][]byte{shb, ifb, block(le, 6, words(le, 0, 0, 0, 262145, 262145))},
			"error: read packet 1 at byte 48: invalid packet capture length 262145, bigger than maximum of 262144\n"},
		{"capture length beyond the block", [][]byte{shb, ifb, block(le, 6, words(le, 0, 0, 0, 5, 5), []byte("abcd"))},
			"error: read packet 1 at byte 48: block of type 6 in pcapng dump file is too short for its captured length 5\n"},
		{"cut in a block", [][]byte{shb, ifb, packet(le, 0, 1, 60, "abc")[:30]},
			"error: read packet 1 at byte 48: truncated pcapng dump file; tried to read 36 bytes, only got 30\n"},
		{"cut in a block's head", [][]byte{shb, ifb, packet(le, 0, 1, 60, "abc")[:7]},
			"error: read packet 1 at byte 48: truncated pcapng dump file; tried to read 8 bytes, only got 7\n"},
		{"cut in an unknown block", [][]byte{shb, ifb, block(le, 99, make([]byte, 100))[:50]},
			"error: read packet 1 at byte 48: truncated pcapng dump file; tried to read 112 bytes, only got 50\n"},
		{"text that begins as a section", [][]byte{[]byte("\n\r\r\nhello, world")}, "open: read file header: unknown file format\n"},
		{"short text that begins as a section", [][]byte{[]byte("\n\r\r\nhello")}, "open: read file header: unknown file format\n"},
		{"version 2.0", [][]byte{section(le, 2, 0), ifb}, "open: read file header: unsupported pcapng savefile version 2.0\n"},
		{"section with an option that is too long", [][]byte{section(le, 1, 0, []byte("\x02\x00\xff\x00")), ifb},
			"open: read file header: Section Header Block: damaged capture file: option at byte 0 of the options is longer than the block\n"},
		{"resolution twice", [][]byte{shb, ifBlock(le, 1, 0, option(le, 9, "\x09"), option(le, 9, "\x09"))},
			"open: read file header: Interface Description Block has more than one if_tsresol option\n"},
		{"resolution of 10^-20", [][]byte{shb, ifBlock(le, 1, 0, option(le, 9, "\x14"))},
			"open: read file header: Interface Description Block if_tsresol option resolution 10^-20 is too high\n"},
		{"resolution of 2^-64", [][]byte{shb, ifBlock(le, 1, 0, option(le, 9, "\xc0"))},
			"open: read file header: Interface Description Block if_tsresol option resolution 2^-64 is too high\n"},
		{"interface option that is cut", [][]byte{shb, ifBlock(le, 1, 0, []byte("\x02\x00\x09\x00"))},
			"open: read file header: Interface Description Block: damaged capture file: option at byte 0 of the options is longer than the block\n"},
		{"byte order of a section", [][]byte{shb, ifb, block(le, 0x0a0d0d0a, words(le, 1, 1, 1, 1))},
			"error: read packet 1 at byte 48: the file has a section with a bad byte order magic field (0x00000001)\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := bytes.Join(tt.file, nil)
			if got := dump(savefile.NewReader(bytes.NewReader(file))); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			if got := dump(savefile.NewReader(iotest.HalfReader(iotest.OneByteReader(bytes.NewReader(file))))); got != tt.want {
				t.Errorf("a byte at a time: got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestLyingLength reads a file whose length fields promise what does not come:
// memory must not be spent on it.
func TestLyingLength(t *testing.T) {
	le := binary.LittleEndian
	file := pcapFile(le, 0xa1b2c3d4, 2, 4, 0, uint32(linktype.DBus), pcapRecord(le, 1, 0, 128<<20, 128<<20, "abc"))
	read := func() {
		r, err := savefile.NewReader(bytes.NewReader(file))
		if err == nil {
			_, err = r.Next()
		}
		if !errors.Is(err, savefile.ErrTruncated) {
			t.Fatal(err)
		}
	}
	read()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	read()
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 2<<20 {
		t.Errorf("%d bytes of memory for a file of %d", n, len(file))
	}
}

// everything is a pcapng file with all that the Writer can say.
func everything(t testing.TB, c savefile.WriterConfig) []byte {
	t.Helper()
	var file bytes.Buffer
	c.Format = savefile.PcapNG
	c.Section = savefile.Section{Hardware: "a machine", OS: "Linux 6", Application: "pktcap test", Comments: []string{"section", "again"}}
	c.Interfaces = []savefile.Interface{
		{LinkType: linktype.Ethernet, Snaplen: 96, Name: "eth0", Description: "the first", Filter: "tcp port 80", OS: "Linux",
			Hardware: "NIC", MAC: []byte{2, 0, 0, 0, 0, 1}, Speed: 1e10, HasFCSLen: true, FCSLen: 4, Comments: []string{"interface"}},
		{LinkType: linktype.Raw, Name: "tun0", Resolution: 1e6, Offset: 1_000_000_000},
		{LinkType: linktype.LinuxSLL2, Resolution: 1 << 32},
	}
	w, err := savefile.NewWriter(&file, c)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(err)
	check(w.WriteSecrets(savefile.Secrets{Type: savefile.SecretsTLS, Data: []byte("CLIENT_RANDOM 00 11\n")}))
	check(w.WriteNames([]savefile.Name{
		{Addr: netip.MustParseAddr("192.0.2.1"), Names: []string{"one.example", "uno.example"}},
		{Addr: netip.MustParseAddr("2001:db8::1"), Names: []string{"six.example"}},
	}))
	const second = 1_700_000_000_000_000_000
	ether := "\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02\x08\x00" + ipv4
	check(w.Write(&savefile.Record{Data: []byte(ether), Length: 60, Time: second + 123456789,
		Flags: savefile.FlagInbound | savefile.FlagMulticast | savefile.FlagChecksumValid, Drops: 7,
		Hash: []byte("\x05\x01\x02\x03\x04"), Comments: []string{"packet", "a second comment"}}))
	check(w.Write(&savefile.Record{Data: []byte(ipv4), Length: len(ipv4), Time: second + 1000, Interface: 1}))
	check(w.Write(&savefile.Record{Data: append([]byte("\x08\x00"), append(make([]byte, 18), ipv4...)...), Length: 20 + len(ipv4), Time: second + 1e9/2, Interface: 2}))
	check(w.WriteBlock(0x0bad, []byte("\x00\x00\x7d\xd1our own ")))
	check(w.WriteStatistics(savefile.Statistics{Interface: 0, Time: second + 2e9, Start: second, End: second + 1e9,
		Received: savefile.Counted(100), Dropped: savefile.Counted(0), FilterAccepted: savefile.Counted(50),
		SystemDropped: savefile.Counted(7), Delivered: savefile.Counted(43), Comments: []string{"statistics"}}))
	check(w.Flush())
	return file.Bytes()
}

// ipv4 is an ICMP echo request.
const ipv4 = "\x45\x00\x00\x1c\x00\x01\x00\x00\x40\x01\xf6\xdb\xc0\x00\x02\x01\xc0\x00\x02\x02\x08\x00\xf7\xfe\x00\x01\x00\x00"

func TestPcapNGRoundTrip(t *testing.T) {
	for _, bigEndian := range []bool{false, true} {
		var blocks strings.Builder
		var seen []uint32
		r, err := savefile.NewReaderConfig(bytes.NewReader(everything(t, savefile.WriterConfig{BigEndian: bigEndian})), savefile.ReaderConfig{
			Block: func(b *savefile.Block) error {
				seen = append(seen, b.Type)
				if s, ok, err := b.Statistics(); ok || err != nil {
					fmt.Fprintf(&blocks, "%+v %v\n", s, err)
				}
				if s, ok, err := b.Secrets(); ok || err != nil {
					fmt.Fprintf(&blocks, "%x %q %v\n", s.Type, s.Data, err)
				}
				if n, ok, err := b.Names(); ok || err != nil {
					fmt.Fprintf(&blocks, "%v %v\n", n, err)
				}
				return nil
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if r.BigEndian() != bigEndian {
			t.Errorf("big-endian %v, want %v", r.BigEndian(), bigEndian)
		}
		got := dump(r, nil)
		want := `1700000000123456789 0 60 "\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02\b\x00E\x00\x00\x1c\x00\x01\x00\x00@\x01\xf6\xdb\xc0\x00\x02\x01\xc0\x00\x02\x02\b\x00\xf7\xfe\x00\x01\x00\x00" flags 0x409 drops 7 hash 0501020304 comment "packet" comment "a second comment"
1700000000000001000 1 28 "E\x00\x00\x1c\x00\x01\x00\x00@\x01\xf6\xdb\xc0\x00\x02\x01\xc0\x00\x02\x02\b\x00\xf7\xfe\x00\x01\x00\x00"
1700000000500000000 2 48 "\b\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00E\x00\x00\x1c\x00\x01\x00\x00@\x01\xf6\xdb\xc0\x00\x02\x01\xc0\x00\x02\x02\b\x00\xf7\xfe\x00\x01\x00\x00"
`
		if got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
		wantBlocks := `544c534b "CLIENT_RANDOM 00 11\n" <nil>
[{192.0.2.1 [one.example uno.example]} {2001:db8::1 [six.example]}] <nil>
{Interface:0 Time:1700000002000000000 Start:1700000000000000000 End:1700000001000000000 Received:{N:100 Known:true} Dropped:{N:0 Known:true} FilterAccepted:{N:50 Known:true} SystemDropped:{N:7 Known:true} Delivered:{N:43 Known:true} Comments:[statistics]} <nil>
`
		if blocks.String() != wantBlocks {
			t.Errorf("blocks\n%swant\n%s", blocks.String(), wantBlocks)
		}
		if want := "[168627466 1 1 1 10 4 2989 5]"; fmt.Sprint(seen) != want {
			t.Errorf("block types %v, want %s", seen, want)
		}
		ifs := r.Interfaces()
		ifs[0].Options = savefile.Options{}
		wantFirst := savefile.Interface{LinkType: linktype.Ethernet, Snaplen: 96, Resolution: 1e9, Name: "eth0", Description: "the first",
			Filter: "tcp port 80", OS: "Linux", Hardware: "NIC", MAC: []byte{2, 0, 0, 0, 0, 1}, Speed: 1e10, HasFCSLen: true, FCSLen: 4, Comments: []string{"interface"}}
		if fmt.Sprintf("%+v", ifs[0]) != fmt.Sprintf("%+v", wantFirst) {
			t.Errorf("first interface\n%+v, want\n%+v", ifs[0], wantFirst)
		}
		if ifs[1].Resolution != 1e6 || ifs[1].Offset != 1e9 || ifs[2].Resolution != 1<<32 || ifs[2].Snaplen != 262144 {
			t.Errorf("interfaces %+v", ifs[1:])
		}
	}
}

func TestBlockError(t *testing.T) {
	broken := errors.New("no more")
	le := binary.LittleEndian
	file := bytes.Join([][]byte{section(le, 1, 0), ifBlock(le, 1, 0), block(le, 5, make([]byte, 12))}, nil)
	n := 0
	r, err := savefile.NewReaderConfig(bytes.NewReader(file), savefile.ReaderConfig{Block: func(b *savefile.Block) error {
		if n++; b.Type == 5 {
			return broken
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Next(); err != broken || n != 3 {
		t.Errorf("error %v after %d blocks", err, n)
	}
}
