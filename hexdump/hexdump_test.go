package hexdump_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"pktcap/hexdump"
	"pktcap/internal/netlab"
)

var allStyles = []hexdump.Style{
	hexdump.Hex, hexdump.HexASCII, hexdump.ASCII, hexdump.Canonical,
	hexdump.XXD, hexdump.Wireshark, hexdump.Plain,
}

const greeting = "hello\r\nworld\rx\x00\x7f\xff tab\there AB\r"

func TestAppend(t *testing.T) {
	want := map[hexdump.Style]string{
		hexdump.Hex: "\n\t0x0000:  6865 6c6c 6f0d 0a77 6f72 6c64 0d78 007f" +
			"\n\t0x0010:  ff20 7461 6209 6865 7265 2041 420d",
		hexdump.HexASCII: "\n\t0x0000:  6865 6c6c 6f0d 0a77 6f72 6c64 0d78 007f  hello..world.x.." +
			"\n\t0x0010:  ff20 7461 6209 6865 7265 2041 420d       ..tab.here.AB.",
		hexdump.ASCII: "\nhello\nworld.x... tab\there AB",
		hexdump.Canonical: "00000000  68 65 6c 6c 6f 0d 0a 77  6f 72 6c 64 0d 78 00 7f  |hello..world.x..|\n" +
			"00000010  ff 20 74 61 62 09 68 65  72 65 20 41 42 0d        |. tab.here AB.|\n" +
			"0000001e\n",
		hexdump.XXD: "00000000: 6865 6c6c 6f0d 0a77 6f72 6c64 0d78 007f  hello..world.x..\n" +
			"00000010: ff20 7461 6209 6865 7265 2041 420d       . tab.here AB.\n",
		hexdump.Wireshark: "0000  68 65 6c 6c 6f 0d 0a 77 6f 72 6c 64 0d 78 00 7f   hello..world.x..\n" +
			"0010  ff 20 74 61 62 09 68 65 72 65 20 41 42 0d         . tab.here AB.\n",
		hexdump.Plain: "0000: 68 65 6c 6c 6f 0d 0a 77 6f 72 6c 64 0d 78 00 7f |hello..world.x..|\n" +
			"0010: ff 20 74 61 62 09 68 65 72 65 20 41 42 0d       |. tab.here AB.|\n",
	}
	for _, s := range allStyles {
		if got := string(hexdump.Append([]byte("<"), s, []byte(greeting))); got != "<"+want[s] {
			t.Errorf("%v: got\n%s\nwant\n%s", s, got, want[s])
		}
		if got := hexdump.Append([]byte("<"), s, nil); string(got) != "<" {
			t.Errorf("%v: %q for no data", s, got)
		}
	}
	if got := hexdump.Append(nil, 0, []byte("x")); got != nil {
		t.Errorf("no style: %q", got)
	}
}

func TestAppendIndented(t *testing.T) {
	got := string(hexdump.AppendIndented(nil, hexdump.Hex, "\n\t    ", []byte(greeting)))
	want := strings.ReplaceAll(string(hexdump.Append(nil, hexdump.Hex, []byte(greeting))), "\n\t", "\n\t    ")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// samples are inputs of many lengths, some of them with equal lines.
func samples() [][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	all := [][]byte{nil}
	for n := range 70 {
		random := make([]byte, n)
		for i := range random {
			random[i] = byte(r.Uint32())
		}
		all = append(all, random, make([]byte, n))
	}
	every := make([]byte, 512)
	for i := range every {
		every[i] = byte(i)
	}
	large := make([]byte, 70_000+5) // offsets grow to five digits
	for i := range large {
		large[i] = byte(r.Uint32() >> (i >> 4 & 24)) // some lines repeat
	}
	mixed := bytes.Repeat([]byte("0123456789abcdef"), 20)
	mixed[100] = 'x'
	all = append(all, []byte(greeting), []byte("\r\n"), []byte("\r\r\n"), []byte("\rab"), []byte("a\rb"))
	return append(all, every, large, mixed, make([]byte, 66_000), bytes.Repeat(every, 300))
}

// slow renders the styles the obvious way.
func slow(s hexdump.Style, data []byte) string {
	var b strings.Builder
	text := func(line []byte, lowest byte) string {
		shown := bytes.Clone(line)
		for i, c := range shown {
			if c < lowest || c > '~' {
				shown[i] = '.'
			}
		}
		return string(shown)
	}
	pairs := func(line []byte) (s string) {
		for i := 0; i < len(line); i += 2 {
			s += hex.EncodeToString(line[i:min(i+2, len(line))]) + " "
		}
		return strings.TrimSuffix(s, " ")
	}
	wide := 4
	if len(data) > 0 {
		wide = max(4, len(fmt.Sprintf("%x", len(data)-1)))
	}
	squeezed := false
	for at := 0; at < len(data); at += 16 {
		line := data[at:min(at+16, len(data))]
		switch s {
		case hexdump.Hex:
			fmt.Fprintf(&b, "\n\t0x%04x:  %s", at, pairs(line))
		case hexdump.HexASCII:
			fmt.Fprintf(&b, "\n\t0x%04x:  %-39s  %s", at, pairs(line), text(line, '!'))
		case hexdump.XXD:
			fmt.Fprintf(&b, "%08x: %-39s  %s\n", at, pairs(line), text(line, ' '))
		case hexdump.Wireshark:
			fmt.Fprintf(&b, "%0*x  %-47s   %s\n", wide, at, fmt.Sprintf("% x", line), text(line, ' '))
		case hexdump.Plain:
			fmt.Fprintf(&b, "%04x: %-47s |%s|\n", at, fmt.Sprintf("% x", line), text(line, ' '))
		case hexdump.Canonical:
			if at > 0 && bytes.Equal(line, data[at-16:at]) {
				if !squeezed {
					b.WriteString("*\n")
				}
				squeezed = true
				continue
			}
			squeezed = false
			left, right := line[:min(8, len(line))], line[min(8, len(line)):]
			fmt.Fprintf(&b, "%08x  %-23s  %-23s  |%s|\n", at, fmt.Sprintf("% x", left), fmt.Sprintf("% x", right), text(line, ' '))
		}
	}
	switch {
	case len(data) == 0:
	case s == hexdump.Canonical:
		fmt.Fprintf(&b, "%08x\n", len(data))
	case s == hexdump.ASCII:
		b.WriteByte('\n')
		for i, c := range data {
			if c == '\r' && (i >= len(data)-2 || data[i+1] == '\n') {
				continue
			}
			if (c < ' ' || c > '~') && c != '\t' && c != '\n' {
				c = '.'
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

func TestAgainstSlow(t *testing.T) {
	for _, s := range allStyles {
		for _, data := range samples() {
			if got, want := string(hexdump.Append(nil, s, data)), slow(s, data); got != want {
				t.Fatalf("%v of %d bytes: %s", s, len(data), firstDifference(got, want))
			}
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d:\n%.100q, want\n%.100q", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// TestAppendAt moves the offsets through every number of digits.
func TestAppendAt(t *testing.T) {
	data := []byte(strings.Repeat("0123456789abcdef", 3) + "0")
	for digits := 1; digits <= 15; digits++ {
		first := uint64(1)<<(4*digits) - 16
		got := string(hexdump.AppendAt(nil, hexdump.Plain, first, data))
		want := ""
		for i, line := range []string{"0123456789abcdef", "0123456789abcdef", "0123456789abcdef", "0"} {
			want += fmt.Sprintf("%04x: %-47s |%s|\n", first+uint64(16*i), fmt.Sprintf("% x", line), line)
		}
		if got != want {
			t.Errorf("at %#x: got\n%swant\n%s", first, got, want)
		}
	}
}

func TestWriter(t *testing.T) {
	for _, s := range allStyles {
		for _, data := range samples() {
			for _, step := range []int{1, 7, 16, 1000, 1 << 20} {
				if step == 1 && len(data) > 1000 {
					continue
				}
				var out bytes.Buffer
				w, err := hexdump.NewWriter(&out, s)
				if err != nil {
					t.Fatal(err)
				}
				for rest := data; len(rest) > 0; {
					n := min(step, len(rest))
					if m, err := w.Write(rest[:n]); m != n || err != nil {
						t.Fatalf("Write: %d, %v", m, err)
					}
					rest = rest[n:]
				}
				if err := w.Close(); err != nil {
					t.Fatal(err)
				}
				if s == hexdump.Wireshark && len(data) > 1<<16 {
					continue // a stream does not know how wide its offsets will be
				}
				if got, want := out.String(), string(hexdump.Append(nil, s, data)); got != want {
					t.Fatalf("%v of %d bytes in steps of %d: %s", s, len(data), step, firstDifference(got, want))
				}
			}
		}
	}
}

func TestWriterErrors(t *testing.T) {
	if _, err := hexdump.NewWriter(io.Discard, 99); err == nil {
		t.Error("an unknown style is accepted")
	}
	r, pipe := io.Pipe()
	_ = r.Close()
	w, err := hexdump.NewWriter(pipe, hexdump.XXD)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := w.Write(make([]byte, 100)); err != io.ErrClosedPipe {
			t.Errorf("Write to a closed pipe: %v", err)
		}
	}
	if err := w.Close(); err != io.ErrClosedPipe {
		t.Errorf("Close: %v", err)
	}
}

// TestAgainstPrograms compares with the programs whose styles these are.
func TestAgainstPrograms(t *testing.T) {
	programs := []struct {
		style hexdump.Style
		args  []string
	}{
		{hexdump.Canonical, []string{"hexdump", "-C"}},
		{hexdump.XXD, []string{"xxd"}},
	}
	for _, p := range programs {
		path := netlab.Peer(t, p.args[0])
		for _, data := range samples() {
			cmd := exec.Command(path, p.args[1:]...)
			cmd.Stdin = bytes.NewReader(data)
			want, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			if got := string(hexdump.Append(nil, p.style, data)); got != string(want) {
				t.Errorf("%v of %d bytes: %s", p.style, len(data), firstDifference(got, string(want)))
			}
		}
	}
}

// captureOf returns a pcap file of frames of an unknown EtherType with the given
// payloads.
func captureOf(payloads [][]byte) []byte {
	le := binary.LittleEndian
	var file []byte
	for _, v := range []uint32{0xa1b2c3d4, 4<<16 | 2, 0, 0, 262144, 1} {
		file = le.AppendUint32(file, v)
	}
	for _, p := range payloads {
		frame := append([]byte("\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02\x88\x88"), p...)
		for _, v := range []uint32{1, 0, uint32(len(frame)), uint32(len(frame))} {
			file = le.AppendUint32(file, v)
		}
		file = append(file, frame...)
	}
	return file
}

// TestAgainstTcpdump compares the tcpdump styles with what tcpdump prints of
// whole frames.
func TestAgainstTcpdump(t *testing.T) {
	tcpdump := netlab.Peer(t, "tcpdump")
	payloads := [][]byte{[]byte(greeting), []byte("\r"), []byte("\ra"), []byte("a\r\n\r\r\n"), []byte("\r\ra"), []byte("\rab"), {}}
	for _, s := range samples() {
		if len(s) > 0 {
			payloads = append(payloads, s)
		}
	}
	file := captureOf(payloads)
	for _, p := range []struct {
		style  hexdump.Style
		option string
	}{{hexdump.Hex, "-xx"}, {hexdump.HexASCII, "-XX"}, {hexdump.ASCII, "-AA"}} {
		cmd := exec.Command(tcpdump, "-tnq", p.option, "-r", "-")
		cmd.Stdin = bytes.NewReader(file)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(out), addresses)
		for i, payload := range payloads {
			var packet string
			packet, rest, _ = strings.Cut(rest, addresses)
			_, got, _ := strings.Cut(packet, ": ")
			frame := captureOf([][]byte{payload})[24+16:]
			if want := string(hexdump.Append(nil, p.style, frame)) + "\n"; got != want {
				t.Errorf("%s, payload %d: %s", p.option, i, firstDifference(want, got))
			}
		}
	}
}

// addresses is what a line of tcpdump about a frame of captureOf begins with.
const addresses = "02:00:00:00:00:02 > 02:00:00:00:00:01,"

func TestAppendDoesNotAllocate(t *testing.T) {
	data := samples()[99]
	buf := make([]byte, 0, 1<<16)
	for _, s := range allStyles {
		if n := testing.AllocsPerRun(100, func() { buf = hexdump.Append(buf[:0], s, data) }); n != 0 {
			t.Errorf("%v: %v allocations", s, n)
		}
	}
}

func random(n int) []byte {
	r := rand.New(rand.NewPCG(3, 4))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	return data
}

func BenchmarkAppend(b *testing.B) {
	for _, s := range allStyles {
		for _, n := range []int{60, 1500, 64 << 10} {
			b.Run(fmt.Sprintf("%v/%d", s, n), func(b *testing.B) {
				data := random(n)
				var buf []byte
				b.SetBytes(int64(n))
				b.ReportAllocs()
				for b.Loop() {
					buf = hexdump.Append(buf[:0], s, data)
				}
			})
		}
	}
}

// BenchmarkStream dumps a megabyte, as hex.Dumper does beside it.
func BenchmarkStream(b *testing.B) {
	data := random(1 << 20)
	b.Run("Writer", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			w, err := hexdump.NewWriter(io.Discard, hexdump.Canonical)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := w.Write(data); err != nil {
				b.Fatal(err)
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("hex.Dumper", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			w := hex.Dumper(io.Discard)
			if _, err := w.Write(data); err != nil {
				b.Fatal(err)
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestVector compares what vector registers put together with the portable code.
func TestVector(t *testing.T) {
	data := append(random(16*50), samples()[len(samples())-1][:512]...)
	for _, s := range allStyles {
		if s == hexdump.ASCII {
			continue
		}
		for digits := 4; digits <= 16; digits++ {
			first := uint64(1)<<(4*digits-4) + 0x9abcdef0
			if digits == 4 {
				first = 0xfedcba9876543210 // the lowest digits are shown
			}
			portable, vector, have := hexdump.FormatBoth(s, data, first, digits)
			if !have {
				t.Skip("this processor has no vector registers for it")
			}
			if !bytes.Equal(portable, vector) {
				t.Fatalf("%v, %d digits: %s", s, digits, firstDifference(string(vector), string(portable)))
			}
		}
	}
}
