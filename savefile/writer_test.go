package savefile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// records returns n packets of random lengths.
func records(n int) []savefile.Record {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	all := make([]savefile.Record, n)
	for i := range all {
		data := make([]byte, r.IntN(1500))
		for j := range data {
			data[j] = byte(r.Uint32())
		}
		all[i] = savefile.Record{Data: data, Length: len(data) + r.IntN(2), Time: 1_600_000_000_000_000_000 + int64(i)*1_000_001_000}
	}
	return all
}

func write(t testing.TB, c savefile.WriterConfig, all []savefile.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := savefile.NewWriter(&b, c)
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if err := w.Write(&all[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if n, size := w.Written(); n != uint64(len(all)) || size != int64(b.Len()) || w.Size() != size || w.Packets() != n {
		t.Errorf("written %d packets, %d bytes; want %d, %d", n, size, len(all), b.Len())
	}
	return b.Bytes()
}

func TestRoundTrip(t *testing.T) {
	all := records(1000)
	for _, format := range []savefile.Format{savefile.Pcap, savefile.PcapNG} {
		for _, zip := range []savefile.Compression{savefile.Uncompressed, savefile.Gzip, savefile.Zstd} {
			for _, resolution := range []uint64{0, 1e6, 1e9} {
				for _, bigEndian := range []bool{false, true} {
					name := fmt.Sprintf("%v %v %d %v", format, zip, resolution, bigEndian)
					file := write(t, savefile.WriterConfig{Format: format, Compression: zip, BigEndian: bigEndian,
						Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet, Resolution: resolution}}}, all)
					r, err := savefile.NewReader(bytes.NewReader(file))
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					for i, want := range all {
						got, err := r.Next()
						if err != nil {
							t.Fatalf("%s: packet %d: %v", name, i, err)
						}
						if got.Time != want.Time || got.Length != want.Length || !bytes.Equal(got.Data, want.Data) {
							t.Fatalf("%s: packet %d differs", name, i)
						}
					}
					if _, err := r.Next(); err != io.EOF {
						t.Errorf("%s: at the end: %v", name, err)
					}
					if r.Format() != format || r.Compression() != zip || r.BigEndian() != bigEndian {
						t.Errorf("%s: format %v, compression %v", name, r.Format(), r.Compression())
					}
					if err := r.Close(); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
}

// TestCopyIsIdentical copies files of tcpdump and dumpcap: what we write of them
// is the same, byte for byte.
func TestCopyIsIdentical(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(netlab.Root(t), "testdata", "pcaps", "*.pcap"))
	if err != nil || len(files) < 8 {
		t.Fatalf("%d captures, %v", len(files), err)
	}
	for _, name := range files {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := savefile.NewReader(bytes.NewReader(want))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w, err := savefile.NewWriter(&b, savefile.WriterConfig{BigEndian: r.BigEndian(), Interfaces: r.Interfaces()})
		if err != nil {
			t.Fatal(err)
		}
		for rec, err := range r.Records() {
			if err == nil {
				err = w.Write(rec)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s: the copy differs", name)
		}
	}
}

func TestWriterRefuses(t *testing.T) {
	ether := []savefile.Interface{{LinkType: linktype.Ethernet}}
	configs := []struct {
		name string
		c    savefile.WriterConfig
	}{
		{"pcap without an interface", savefile.WriterConfig{}},
		{"unknown format", savefile.WriterConfig{Format: 9, Interfaces: ether}},
		{"unknown compression", savefile.WriterConfig{Compression: 9, Interfaces: ether}},
		{"pcap with milliseconds", savefile.WriterConfig{Interfaces: []savefile.Interface{{Resolution: 1000}}}},
		{"pcap with an offset", savefile.WriterConfig{Interfaces: []savefile.Interface{{Offset: 1}}}},
		{"pcap with two link types", savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: 1}, {LinkType: 101}}}},
		{"pcapng with thirds", savefile.WriterConfig{Format: savefile.PcapNG, Interfaces: []savefile.Interface{{Resolution: 3}}}},
		{"pcapng with a long name", savefile.WriterConfig{Format: savefile.PcapNG, Interfaces: []savefile.Interface{{Name: strings.Repeat("x", 65536)}}}},
	}
	for _, tt := range configs {
		if w, err := savefile.NewWriter(io.Discard, tt.c); err == nil || w != nil {
			t.Errorf("%s is accepted", tt.name)
		}
	}

	for _, format := range []savefile.Format{savefile.Pcap, savefile.PcapNG} {
		var b bytes.Buffer
		w, err := savefile.NewWriter(&b, savefile.WriterConfig{Format: format, Interfaces: ether})
		if err != nil {
			t.Fatal(err)
		}
		bad := []savefile.Record{
			{Interface: 1}, {Interface: -1}, {Length: -1}, {Time: -1},
		}
		if format == savefile.Pcap {
			bad = append(bad, savefile.Record{Time: 1 << 32 * 1_000_000_000})
		} else {
			bad = append(bad, savefile.Record{Comments: []string{strings.Repeat("x", 65536)}})
		}
		for _, rec := range bad {
			if err := w.Write(&rec); err == nil {
				t.Errorf("%v: %+v is accepted", format, rec)
			}
		}
		if err := w.Write(&savefile.Record{Data: []byte("good"), Length: 4}); err != nil {
			t.Error(err)
		}
		if err := w.Flush(); err != nil {
			t.Error(err)
		}
		if got := dump(savefile.NewReader(&b)); got != "0 0 4 \"good\"\n" {
			t.Errorf("%v: after refusals the file holds %q", format, got)
		}
		if format == savefile.Pcap {
			if err := w.WriteStatistics(savefile.Statistics{}); !errors.Is(err, savefile.ErrUnrepresentable) {
				t.Errorf("statistics in pcap: %v", err)
			}
		}
	}
}

func TestWriterCutsToSnaplen(t *testing.T) {
	for _, format := range []savefile.Format{savefile.Pcap, savefile.PcapNG} {
		file := write(t, savefile.WriterConfig{Format: format, Interfaces: []savefile.Interface{{Snaplen: 2}}},
			[]savefile.Record{{Data: []byte("abc"), Length: 3}})
		if got := dump(savefile.NewReader(bytes.NewReader(file))); got != "0 0 3 \"ab\"\n" {
			t.Errorf("%v: %q", format, got)
		}
	}
}

// A limited writer takes so many bytes and fails then.
type limited struct {
	bytes.Buffer
	left int
}

var errFull = errors.New("no space left")

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	l.Buffer.Write(p[:n])
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

// TestWriteError fails the destination at every kind of place.
func TestWriteError(t *testing.T) {
	all := records(600) // more than one buffer
	for _, format := range []savefile.Format{savefile.Pcap, savefile.PcapNG} {
		for _, zip := range []savefile.Compression{savefile.Uncompressed, savefile.Zstd} {
			c := savefile.WriterConfig{Format: format, Compression: zip, Interfaces: []savefile.Interface{{LinkType: 1}}}
			whole := write(t, c, all)
			for _, limit := range []int{0, 1, 23, 24, 25, 100, 5000, 262_144, 262_145, 300_000, len(whole) - 1} {
				if limit >= len(whole) {
					continue
				}
				dst := &limited{left: limit}
				w, err := savefile.NewWriter(dst, c)
				if err != nil {
					t.Fatal(err)
				}
				accepted := 0
				for i := range all {
					if err = w.Write(&all[i]); err != nil {
						break
					}
					accepted++
				}
				if err == nil {
					err = w.Flush()
				} else {
					accepted++ // the failing Write had taken its packet
				}
				var we *savefile.WriteError
				if !errors.As(err, &we) || !errors.Is(err, errFull) {
					t.Fatalf("%v %v, limit %d: error %v", format, zip, limit, err)
				}
				if again := w.Write(&all[0]); again != err {
					t.Errorf("Write after the error: %v", again)
				}
				if int64(dst.Len()) != we.Bytes+we.Partial || we.Packets+we.Lost != uint64(accepted) {
					t.Errorf("%v %v, limit %d: %+v, but the file has %d bytes and %d packets were accepted", format, zip, limit, we, dst.Len(), accepted)
				}
				// What is promised can be read.
				var good uint64
				if we.Bytes > 0 {
					r, err := savefile.NewReader(bytes.NewReader(dst.Bytes()[:we.Bytes]))
					if err != nil {
						t.Fatal(err)
					}
					for _, err := range r.Records() {
						if err != nil {
							t.Errorf("%v %v, limit %d: %v", format, zip, limit, err)
						}
						good++
					}
				}
				if good != we.Packets {
					t.Errorf("%v %v, limit %d: %d packets can be read, %d are promised", format, zip, limit, good, we.Packets)
				}
			}
		}
	}
}

// run runs a program with file on its standard input and returns what it prints,
// also as errors.
func run(t *testing.T, file []byte, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(netlab.Peer(t, name), args...)
	cmd.Stdin = bytes.NewReader(file)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// TestPeersReadPcapNG has Wireshark's programs read a file with everything in
// it, and compares what they find.
func TestPeersReadPcapNG(t *testing.T) {
	for _, bigEndian := range []bool{false, true} {
		file := everything(t, savefile.WriterConfig{BigEndian: bigEndian})
		name := filepath.Join(t.TempDir(), "everything.pcapng")
		if err := os.WriteFile(name, file, 0o600); err != nil {
			t.Fatal(err)
		}
		got := run(t, nil, "capinfos", name)
		for _, want := range []string{
			"Number of packets:   3", "Number of interfaces in file: 3", "Name = eth0", "Description = the first",
			"Filter string = tcp port 80", "Operating system = Linux", "Hardware = NIC", "Speed = 10000000000",
			"Capture length = 96", "Time precision = nanoseconds (9)", "Time ticks per second = 4294967296",
			"Capture hardware:    a machine", "Capture oper-sys:    Linux 6", "Capture application: pktcap test",
			"Number of stat entries = 1", "Encapsulation = Linux cooked-mode capture v2", "Capture comment:     section",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("capinfos does not say %q:\n%s", want, got)
			}
		}
		got = run(t, nil, "tshark", "-r", name, "-n", "-T", "fields", "-E", "occurrence=a", "-e", "frame.time_epoch", "-e", "frame.interface_name",
			"-e", "frame.len", "-e", "frame.packet_flags_direction", "-e", "frame.packet_flags_reception_type", "-e", "frame.drop_count",
			"-e", "frame.comment", "-e", "ip.src", "-e", "_ws.malformed")
		want := "1700000000.123456789\teth0\t60\t0x00000001\t2\t7\tpacket,a second comment\t192.0.2.1\t\n" +
			"1700000000.000001000\ttun0\t28\t\t\t\t\t192.0.2.1\t\n"
		if !strings.Contains(got, want) {
			t.Errorf("tshark prints\n%s, want\n%s", got, want)
		}
	}
}

// TestPeersReadWhatWeWrite compares random packets as tcpdump and tshark see
// them, in every format and byte order.
func TestPeersReadWhatWeWrite(t *testing.T) {
	all := records(100)
	for i := range all {
		all[i].Length = max(all[i].Length, 1)
		all[i].Data = append(all[i].Data, 0)
		all[i].Length = max(all[i].Length, len(all[i].Data))
	}
	want := write(t, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: 1, Resolution: 1e9}}}, all)
	for _, format := range []savefile.Format{savefile.Pcap, savefile.PcapNG} {
		for _, bigEndian := range []bool{false, true} {
			file := write(t, savefile.WriterConfig{Format: format, BigEndian: bigEndian,
				Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet, Resolution: 1e9}}}, all)
			cmd := exec.Command(netlab.Peer(t, "tcpdump"), "--nano", "-r", "-", "-w", "-")
			cmd.Stdin = bytes.NewReader(file)
			got, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("tcpdump reads other packets from a %v file, big-endian %v", format, bigEndian)
			}
		}
	}
	zipped := write(t, savefile.WriterConfig{Compression: savefile.Gzip, Interfaces: []savefile.Interface{{LinkType: 1}}}, all)
	plain := write(t, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: 1}}}, all)
	if got := run(t, zipped, "gzip", "-dc"); got != string(plain) {
		t.Error("gzip decompresses to something else")
	}
	zipped = write(t, savefile.WriterConfig{Compression: savefile.Zstd, Interfaces: []savefile.Interface{{LinkType: 1}}}, all)
	if got := run(t, zipped, "zstd", "-dc"); got != string(plain) {
		t.Error("zstd decompresses to something else")
	}
}

// TestCompressedByOthers reads what gzip and zstd make, whole and cut.
func TestCompressedByOthers(t *testing.T) {
	all := records(1000)
	plain := write(t, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: 1}}}, all)
	for _, args := range [][]string{{"gzip", "-c"}, {"zstd", "-qc"}, {"zstd", "-qc", "--long=27", "-T2"}} {
		cmd := exec.Command(netlab.Peer(t, args[0]), args[1:]...)
		cmd.Stdin = bytes.NewReader(plain)
		file, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, cut := range []int{0, 1, len(file) / 2} {
			r, err := savefile.NewReader(bytes.NewReader(file[:len(file)-cut]))
			n := 0
			for err == nil {
				if _, err = r.Next(); err == nil {
					n++
				}
			}
			if cut == 0 && (err != io.EOF || n != len(all)) {
				t.Errorf("%v: %d packets, %v", args, n, err)
			}
			if cut > 0 && (!errors.Is(err, savefile.ErrTruncated) || n > len(all)) {
				t.Errorf("%v, %d bytes cut: %d packets, %v", args, cut, n, err)
			}
			if r != nil {
				if err := r.Close(); err != nil {
					t.Error(err)
				}
			}
		}
	}
	for _, magic := range []string{"\xfd7zXZ\x00", "BZh91AY", "\x04\x22\x4d\x18...."} {
		if _, err := savefile.NewReader(strings.NewReader(magic)); !errors.Is(err, savefile.ErrFormat) || !strings.Contains(err.Error(), "decompress it first") {
			t.Errorf("%q: %v", magic, err)
		}
	}
}

// TestCutFramesAreReadable cuts a compressed file of ours anywhere: all frames
// before the cut are whole.
func TestCutFramesAreReadable(t *testing.T) {
	var b bytes.Buffer
	w, err := savefile.NewWriter(&b, savefile.WriterConfig{Compression: savefile.Zstd, Interfaces: []savefile.Interface{{LinkType: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	all := records(50)
	ends := []int{}
	for i := range all {
		if err := errors.Join(w.Write(&all[i]), w.Flush()); err != nil {
			t.Fatal(err)
		}
		ends = append(ends, b.Len())
	}
	for i, end := range ends[:len(ends)-1] {
		r, err := savefile.NewReader(bytes.NewReader(b.Bytes()[:(end+ends[i+1])/2]))
		n := 0
		for err == nil {
			if _, err = r.Next(); err == nil {
				n++
			}
		}
		if n <= i || !errors.Is(err, savefile.ErrTruncated) {
			t.Errorf("cut in frame %d: %d packets, %v", i+2, n, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestWritePacket: it writes what Write does of a packet without options, and
// refuses what that refuses.
func TestWritePacket(t *testing.T) {
	for _, c := range []savefile.WriterConfig{
		{Format: savefile.Pcap}, {Format: savefile.Pcap, BigEndian: true}, {Format: savefile.PcapNG}, {Format: savefile.PcapNG, BigEndian: true},
	} {
		t.Run(fmt.Sprintf("%v/big-endian=%v", c.Format, c.BigEndian), func(t *testing.T) {
			c.Interfaces = []savefile.Interface{{LinkType: linktype.Ethernet, Snaplen: 1000}}
			all := records(300)
			want := write(t, c, all)
			var got bytes.Buffer
			w, err := savefile.NewWriter(&got, c)
			if err != nil {
				t.Fatal(err)
			}
			for _, rec := range all {
				if err := w.WritePacket(rec.Interface, rec.Data, rec.Length, rec.Time); err != nil {
					t.Fatal(err)
				}
			}
			for name, err := range map[string]error{
				"interface 1":  w.WritePacket(1, nil, 0, 0),
				"interface -1": w.WritePacket(-1, nil, 0, 0),
				"length 2^32":  w.WritePacket(0, nil, 1<<32, 0),
				"length -1":    w.WritePacket(0, nil, -1, 0),
				"before 1970":  w.WritePacket(0, nil, 0, -1),
			} {
				if err == nil {
					t.Errorf("%s is accepted", name)
				}
			}
			if err := w.Flush(); err != nil || !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%d bytes, want %d; %v", got.Len(), len(want), err)
			}
		})
	}
}

// TestBuffered: where Buffered says so, Next reads nothing and leaves the packets
// before as they are.
func TestBuffered(t *testing.T) {
	for _, c := range []savefile.WriterConfig{{Format: savefile.Pcap}, {Format: savefile.Pcap, BigEndian: true}, {Format: savefile.PcapNG}} {
		t.Run(fmt.Sprintf("%v/big-endian=%v", c.Format, c.BigEndian), func(t *testing.T) {
			c.Interfaces = []savefile.Interface{{LinkType: linktype.Ethernet}}
			all := records(2000)
			src := &countingReader{r: bytes.NewReader(write(t, c, all))}
			r, err := savefile.NewReader(src)
			if err != nil {
				t.Fatal(err)
			}
			buffered := 0
			var before, copied []byte
			for i := range all {
				reads, promised := src.reads, r.Buffered()
				rec, err := r.Next()
				if err != nil {
					t.Fatal(err)
				}
				if promised {
					buffered++
					if src.reads != reads || !bytes.Equal(before, copied) {
						t.Fatalf("packet %d was buffered: %d reads; the one before is as it was: %v", i, src.reads-reads, bytes.Equal(before, copied))
					}
				}
				before, copied = rec.Data, bytes.Clone(rec.Data)
			}
			if buffered < len(all)*9/10 || r.Buffered() {
				t.Errorf("%d of %d packets were buffered, and %v at the end", buffered, len(all), r.Buffered())
			}
			if _, err := r.Next(); err != io.EOF || r.Buffered() {
				t.Errorf("after the end: %v", err)
			}
		})
	}
}

type countingReader struct {
	r     io.Reader
	reads int
}

func (c *countingReader) Read(p []byte) (int, error) {
	c.reads++
	return c.r.Read(p)
}

// TestWriterSpace: records that a caller puts into the buffer itself are those of
// WritePacket, across flushes, and among others.
func TestWriterSpace(t *testing.T) {
	for _, nano := range []bool{false, true} {
		ifc := savefile.Interface{LinkType: linktype.Ethernet, Resolution: 1e6}
		if nano {
			ifc.Resolution = 1e9
		}
		var got, want bytes.Buffer
		a, err := savefile.NewWriter(&got, savefile.WriterConfig{Interfaces: []savefile.Interface{ifc}})
		if err != nil {
			t.Fatal(err)
		}
		b, err := savefile.NewWriter(&want, savefile.WriterConfig{Interfaces: []savefile.Interface{ifc}})
		if err != nil {
			t.Fatal(err)
		}
		data := bytes.Repeat([]byte("pktcap"), 100)
		for i := range uint32(2000) {
			s, ok := a.Space(0)
			if !ok || s.Nano != nano || s.Caplen < len(data) || len(s.Buf) < 64<<10 {
				t.Fatalf("space %d: %d bytes, %d of a packet, nano %v, %v", i, len(s.Buf), s.Caplen, s.Nano, ok)
			}
			fraction := i * 1000
			if !nano {
				fraction = i
			}
			rec := binary.LittleEndian.AppendUint32(s.Buf[:0], 7)
			rec = binary.LittleEndian.AppendUint32(rec, fraction)
			rec = binary.LittleEndian.AppendUint32(rec, uint32(len(data)))
			rec = binary.LittleEndian.AppendUint32(rec, 2000)
			rec = append(rec, data...)
			if err := a.Fill(len(rec), 1); err != nil {
				t.Fatal(err)
			}
			if err := b.WritePacket(0, data, 2000, 7e9+int64(i)*1000); err != nil {
				t.Fatal(err)
			}
			if i%100 == 0 {
				for _, w := range []*savefile.Writer{a, b} {
					if err := w.WritePacket(0, data[:9], 9, 8e9); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		if a.Packets() != b.Packets() || a.Size() != b.Size() {
			t.Errorf("%d packets in %d bytes, want %d in %d", a.Packets(), a.Size(), b.Packets(), b.Size())
		}
		for _, w := range []*savefile.Writer{a, b} {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("nano %v: the files differ", nano)
		}
	}
}

// TestWriterNoSpace: there is none where records are of another form, or cannot be
// written; and a full disk is told of as by Write.
func TestWriterNoSpace(t *testing.T) {
	ether := []savefile.Interface{{LinkType: linktype.Ethernet}}
	for _, c := range []savefile.WriterConfig{
		{Interfaces: ether, BigEndian: true},
		{Interfaces: ether, Format: savefile.PcapNG},
	} {
		w, err := savefile.NewWriter(io.Discard, c)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := w.Space(0); ok {
			t.Errorf("space in %+v", c)
		}
	}
	full := errors.New("disk full")
	w, err := savefile.NewWriter(failing{full}, savefile.WriterConfig{Interfaces: ether})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := w.Space(1); ok {
		t.Error("space for an interface that the file has not")
	}
	s, _ := w.Space(0)
	rec := append(s.Buf[:0], make([]byte, 8)...)
	rec = binary.LittleEndian.AppendUint32(rec, 60<<10)
	rec = binary.LittleEndian.AppendUint32(rec, 60<<10)
	rec = append(rec, make([]byte, 60<<10)...)
	for w.Packets() < 10 {
		s, ok := w.Space(0)
		if !ok {
			break
		}
		copy(s.Buf, rec)
		err = w.Fill(len(rec), 1)
	}
	var failed *savefile.WriteError
	if !errors.As(err, &failed) || !errors.Is(err, full) || failed.Lost != 5 || failed.Packets != 0 {
		t.Errorf("the error of a full disk is %v", err)
	}
	if _, ok := w.Space(0); ok {
		t.Error("space after a full disk")
	}
}

// failing is a destination that takes nothing.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
