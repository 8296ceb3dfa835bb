package savefile_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// pcapFile builds a pcap file by hand: header fields, then records.
func pcapFile(o binary.AppendByteOrder, magic uint32, major, minor uint16, snaplen, network uint32, records ...[]byte) []byte {
	b := o.AppendUint32(nil, magic)
	b = o.AppendUint16(b, major)
	b = o.AppendUint16(b, minor)
	b = append(b, make([]byte, 8)...)
	b = o.AppendUint32(b, snaplen)
	b = o.AppendUint32(b, network)
	return append(b, bytes.Join(records, nil)...)
}

func pcapRecord(o binary.AppendByteOrder, sec, frac, caplen, length uint32, data string) []byte {
	var b []byte
	for _, v := range []uint32{sec, frac, caplen, length} {
		b = o.AppendUint32(b, v)
	}
	return append(b, data...)
}

// dump renders what a reader yields: one line a packet, then how it ended.
func dump(r *savefile.Reader, err error) string {
	var s strings.Builder
	if err != nil {
		return fmt.Sprintf("open: %v\n", err)
	}
	for rec, err := range r.Records() {
		if err != nil {
			fmt.Fprintf(&s, "error: %v\n", err)
			break
		}
		fmt.Fprintf(&s, "%d %d %d %q", rec.Time, rec.Interface, rec.Length, rec.Data)
		if rec.InvalidFraction != 0 {
			fmt.Fprintf(&s, " invalid %d", rec.InvalidFraction)
		}
		if rec.Flags != 0 || rec.Drops != 0 || rec.Hash != nil {
			fmt.Fprintf(&s, " flags %#x drops %d hash %x", uint32(rec.Flags), rec.Drops, rec.Hash)
		}
		for _, c := range rec.Options.Comments() {
			fmt.Fprintf(&s, " comment %q", c)
		}
		s.WriteByte('\n')
	}
	return s.String()
}

func TestReadPcap(t *testing.T) {
	le, be := binary.LittleEndian, binary.BigEndian
	rec := pcapRecord
	tests := []struct {
		name string
		file []byte
		want string
	}{
		{"micro", pcapFile(le, 0xa1b2c3d4, 2, 4, 100, 1, rec(le, 7, 5, 3, 60, "abc"), rec(le, 8, 0, 0, 0, "")),
			"7000005000 0 60 \"abc\"\n8000000000 0 0 \"\"\n"},
		{"big-endian", pcapFile(be, 0xa1b2c3d4, 2, 4, 100, 1, rec(be, 7, 5, 3, 60, "abc")),
			"7000005000 0 60 \"abc\"\n"},
		{"nano", pcapFile(le, 0xa1b23c4d, 2, 4, 100, 1, rec(le, 0xffffffff, 999999999, 1, 1, "x")),
			"4294967295999999999 0 1 \"x\"\n"},
		{"nano big-endian", pcapFile(be, 0xa1b23c4d, 2, 4, 0, 1, rec(be, 1, 2, 1, 1, "x")),
			"1000000002 0 1 \"x\"\n"},
		{"fraction of a second and more", pcapFile(le, 0xa1b2c3d4, 2, 4, 0, 1, rec(le, 1, 1000000, 1, 1, "x")),
			"2000000000 0 1 \"x\" invalid 1000000\n"},
		{"Kuznetzov", pcapFile(le, 0xa1b2cd34, 2, 4, 2, 1, rec(le, 1, 2, 3, 9, "\x01\x00\x00\x00\x00\x08\x02\x00abc")),
			"1000002000 0 9 \"abc\"\n"}, // Ethernet: 14 bytes beyond the snapshot length
		{"version 2.2 has lengths the other way", pcapFile(le, 0xa1b2c3d4, 2, 2, 0, 1, rec(le, 1, 0, 9, 3, "abc")),
			"1000000000 0 9 \"abc\"\n"},
		{"version 2.3 may have", pcapFile(le, 0xa1b2c3d4, 2, 3, 0, 1, rec(le, 1, 0, 9, 3, "abc"), rec(le, 1, 0, 3, 9, "abc")),
			"1000000000 0 9 \"abc\"\n1000000000 0 9 \"abc\"\n"},
		{"version 543.0 of DG/UX", pcapFile(le, 0xa1b2c3d4, 543, 0, 0, 1, rec(le, 1, 0, 9, 3, "abc")),
			"1000000000 0 9 \"abc\"\n"},
		{"longer than snaplen", pcapFile(le, 0xa1b2c3d4, 2, 4, 2, 1, rec(le, 1, 0, 3, 3, "abc"), rec(le, 2, 0, 1, 1, "d")),
			"1000000000 0 3 \"ab\"\n2000000000 0 1 \"d\"\n"},
		{"shorter on the wire than captured", pcapFile(le, 0xa1b2c3d4, 2, 4, 9, 1, rec(le, 1, 0, 3, 1, "abc")),
			"1000000000 0 1 \"abc\"\n"},
		{"insane", pcapFile(le, 0xa1b2c3d4, 2, 4, 9, 1, rec(le, 1, 0, 1, 1, "a"), rec(le, 1, 0, 262145, 1, "abc")),
			"1000000000 0 1 \"a\"\nerror: read packet 2 at byte 41: invalid packet capture length 262145, bigger than snaplen of 9\n"},
		{"insane snaplen too", pcapFile(le, 0xa1b2c3d4, 2, 4, 300000, 1, rec(le, 1, 0, 262145, 1, "abc")),
			"error: read packet 1 at byte 24: invalid packet capture length 262145, bigger than maximum of 262144\n"},
		{"cut in a header", pcapFile(le, 0xa1b2c3d4, 2, 4, 9, 1, rec(le, 1, 0, 1, 1, "a"), []byte("12345")),
			"1000000000 0 1 \"a\"\nerror: read packet 2 at byte 41: truncated dump file; tried to read 16 header bytes, only got 5\n"},
		{"cut in a packet", pcapFile(le, 0xa1b2c3d4, 2, 4, 9, 1, rec(le, 1, 0, 5, 5, "abc")),
			"error: read packet 1 at byte 24: truncated dump file; tried to read 5 captured bytes, only got 3\n"},
		{"empty", nil,
			"open: read file header: truncated dump file; tried to read 4 file header bytes, only got 0\n"},
		{"cut file header", pcapFile(le, 0xa1b2c3d4, 2, 4, 9, 1)[:23],
			"open: read file header: truncated dump file; tried to read 24 file header bytes, only got 23\n"},
		{"text", []byte("hello, world"), "open: read file header: unknown file format\n"},
		{"archaic", pcapFile(le, 0xa1b2c3d4, 1, 9, 9, 1), "open: read file header: archaic pcap savefile format (version 1.9)\n"},
		{"version 2.5", pcapFile(be, 0xa1b2c3d4, 2, 5, 9, 1), "open: read file header: unsupported pcap savefile version 2.5\n"},
		{"reserved bits", pcapFile(le, 0xa1b2c3d4, 2, 4, 9, 0x00100001),
			"open: read file header: reserved bits of the link-type field are not zero (0x00100001)\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dump(savefile.NewReader(bytes.NewReader(tt.file))); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			// However the bytes arrive, the packets are the same.
			if got := dump(savefile.NewReader(iotest.OneByteReader(bytes.NewReader(tt.file)))); got != tt.want {
				t.Errorf("a byte at a time: got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

func TestErrorKinds(t *testing.T) {
	le := binary.LittleEndian
	good := pcapFile(le, 0xa1b2c3d4, 2, 4, 9, 1, pcapRecord(le, 1, 0, 1, 1, "a"))
	broken := errors.New("the disk is on fire")
	tests := []struct {
		name string
		in   io.Reader
		want error
	}{
		{"format", strings.NewReader("hello"), savefile.ErrFormat},
		{"version", bytes.NewReader(pcapFile(le, 0xa1b2c3d4, 2, 9, 9, 1)), savefile.ErrVersion},
		{"truncated", bytes.NewReader(good[:30]), savefile.ErrTruncated},
		{"corrupt", bytes.NewReader(pcapFile(le, 0xa1b2c3d4, 2, 4, 9, 1<<20)), savefile.ErrCorrupt},
		{"reader", io.MultiReader(bytes.NewReader(good), iotest.ErrReader(broken)), broken},
		{"reader at once", iotest.ErrReader(broken), broken},
	}
	for _, tt := range tests {
		r, err := savefile.NewReader(tt.in)
		for err == nil {
			_, err = r.Next()
		}
		var e *savefile.Error
		if !errors.Is(err, tt.want) || !errors.As(err, &e) {
			t.Errorf("%s: error %v, want an *Error that wraps %v", tt.name, err, tt.want)
		}
		if r != nil {
			if _, again := r.Next(); again != err {
				t.Errorf("%s: Next after the error returns %v", tt.name, again)
			}
		}
	}
}

func TestPcapHeader(t *testing.T) {
	le := binary.LittleEndian
	tests := []struct {
		snaplen, network uint32
		want             savefile.Interface
	}{
		{96, 101, savefile.Interface{LinkType: linktype.Raw, Snaplen: 96}},
		{0, 1, savefile.Interface{LinkType: linktype.Ethernet, Snaplen: 262144}},
		{0xffffffff, 231, savefile.Interface{LinkType: linktype.DBus, Snaplen: 128 << 20}},
		{1 << 31, 1, savefile.Interface{LinkType: linktype.Ethernet, Snaplen: 262144}},
		{65535, 0x24000001, savefile.Interface{LinkType: linktype.Ethernet, Snaplen: 65535, HasFCSLen: true, FCSLen: 4}},
		{65535, 0x20000001, savefile.Interface{LinkType: linktype.Ethernet, Snaplen: 65535}},
	}
	for _, tt := range tests {
		r, err := savefile.NewReader(bytes.NewReader(pcapFile(le, 0xa1b2c3d4, 2, 4, tt.snaplen, tt.network)))
		if err != nil {
			t.Fatal(err)
		}
		tt.want.Resolution = 1e6
		got := r.Interfaces()[0]
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("snaplen %d, network %#x: interface\n%+v, want\n%+v", tt.snaplen, tt.network, got, tt.want)
		}
	}
}

// TestInvalidSavefiles reads the files that libpcap refuses, each for a reason
// of its own.
func TestInvalidSavefiles(t *testing.T) {
	dir := filepath.Join(netlab.Corpus(t), "filters", "invalid-savefiles")
	want := map[string]string{
		"linktype-reserved-field-not-zero.pcap": "reserved bits",
		"pcap-invalid-version-1.pcap":           "archaic pcap savefile format",
		"pcap-invalid-version-2.pcap":           "unsupported pcap savefile version 2.5",
		"pcapng-invalid-vers-1.pcapng":          "unsupported pcapng savefile version 0.1",
		"pcapng-invalid-vers-2.pcapng":          "unsupported pcapng savefile version 1.1",
		"shb-option-too-long.pcapng":            "trailer",
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got := dump(savefile.NewReader(bytes.NewReader(data)))
		if !strings.HasPrefix(got, "open: ") || !strings.Contains(got, want[f.Name()]) {
			t.Errorf("%s: got %q, want a refusal about %q", f.Name(), got, want[f.Name()])
		}
	}
}

// TestCorpusAgainstTcpdump compares time, lengths and bytes of every packet of
// the corpus with what tcpdump writes for the same file as a plain pcap file.
func TestCorpusAgainstTcpdump(t *testing.T) {
	tcpdump := netlab.Peer(t, "tcpdump")
	var files []string
	for _, dir := range []string{"pcaps", "filters/savefiles"} {
		all, err := filepath.Glob(filepath.Join(netlab.Corpus(t), dir, "*.pcap*"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, all...)
	}
	packets := 0
	for n, name := range files {
		if testing.Short() && n%10 != 0 {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := savefile.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		theirs, err := exec.Command(tcpdump, "--nano", "-r", name, "-w", "-").Output()
		if err != nil {
			t.Logf("%s: tcpdump: %v", name, err)
			continue
		}
		for at := 24; at+16 <= len(theirs); packets++ {
			le := binary.LittleEndian
			sec, frac := le.Uint32(theirs[at:]), le.Uint32(theirs[at+4:])
			caplen, length := int(le.Uint32(theirs[at+8:])), int(le.Uint32(theirs[at+12:]))
			want := theirs[at+16 : at+16+caplen]
			at += 16 + caplen
			rec, err := r.Next()
			if err != nil {
				t.Errorf("%s: packet %d: %v", name, r.Packets()+1, err)
				break
			}
			if uint32(rec.Time/1e9) != sec && rec.InvalidFraction == 0 || rec.InvalidFraction == 0 && uint32(rec.Time%1e9) != frac {
				t.Errorf("%s: packet %d: time %d, tcpdump %d.%09d", name, r.Packets(), rec.Time, sec, frac)
			}
			if rec.Length != length || !bytes.Equal(rec.Data, want) {
				t.Errorf("%s: packet %d: length %d, data\n%s, tcpdump %d\n%s", name, r.Packets(), rec.Length, hex.Dump(rec.Data), length, hex.Dump(want))
			}
		}
		if _, err := r.Next(); err != io.EOF {
			t.Errorf("%s: after packet %d: %v, tcpdump is at the end", name, r.Packets(), err)
		}
	}
	if packets < 100 {
		t.Errorf("compared %d packets only", packets)
	}
	t.Logf("%d packets of %d files are the same", packets, len(files))
}
