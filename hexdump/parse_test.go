package hexdump_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"
	"testing/iotest"

	"pktcap/hexdump"
	"pktcap/internal/netlab"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name string
		text string
		want string // %x of each dump
	}{
		{"nothing", "", "[]"},
		{"text", "face the facts\n11:30:27.625710 IP 10.8.0.1 > 10.8.0.2: ICMP\n    1   0.000000 10.9.0.1\n", "[]"},
		{"tcpdump", "11:30:27.625710 IP 10.8.0.1.39756 > 10.8.0.2.7000: Flags [S]\n\t0x0000:  4500 0001\n11:30:27.625710 IP6\n\t0x0000:  60\n", "[45000001 60]"},
		{"text that looks like bytes", "0000  61 62 63   ab cd\n", "[616263]"},
		{"text after one space is taken back", "0000 61 62 ab\n0002 63\n", "[616263]"},
		{"text2pcap's example", "000000 00 0e b6 00 00 02 00 0e b6 00 00 01 08 00 45 00 ........E.\n" +
			"000010 00 28 00 00 00 00 ff 01 37 d1 c0 00 02 01 c0 00 .(......7......\n",
			"[000eb6000002000eb60000010800450000280000" + "0000ff0137d1c0000201c000]"},
		{"quoted in a mail", "> > 0000 61 62\n> > 0002 63 64\n", "[61626364]"},
		{"a comment between", "0000 61 62\n# what follows is more\n0002 63 64\n", "[61626364]"},
		{"upper case and tabs", "0000:\tDE AD\tBE EF\n", "[deadbeef]"},
		{"groups of four bytes", "0000: deadbeef 00010203\n", "[deadbeef00010203]"},
		{"no group but a word", "0000: 61 62 hello\n", "[6162]"},
		{"two dumps without a line between", "0000 61\n0000 62\n", "[61 62]"},
		{"asterisk", "00000000  61 61\n*\n00000006  62\n00000007\n", "[61616161616162]"},
		{"asterisk up to the end", "00000000  61 61\n*\n00000006\nabc\n", "[616161616161]"},
		{"stream", "4500005400004000400103ff\n", "[4500005400004000400103ff]"},
		{"streams", "45000054000040004001\n001\n45000054000040004002\n\n45000054000040004003", "[45000054000040004001 45000054000040004002 45000054000040004003]"},
		{"stream with a short end", "45000054000040004001\n0102\n", "[450000540000400040010102]"},
		{"bytes without offsets", "a text\n45 00 00 54 00 00 40 00 40 01\n02 03\n\n45 00 00 54 00 00 40 02", "[450000540000400040010203 4500005400004002]"},
		{"octal", "0000000 00 01 02 03 04 05 06 07\n0000010 61\n0000011\n", "[000102030405060761]"},
		{"decimal", "000 00 01 02 03 04 05 06 07 08 09 0a 0b\n012 61\n013\n", "[000102030405060708090a0b61]"},
		{"few bytes without offsets", "de ad be ef\n", "[]"},
		{"bytes without an offset in a dump", "0000 61 62\n01 02 03 04 05 06 07 08\n0002 63\n", "[616263]"},
		{"stream after a dump", "0000 61\n45000054000040004001\n", "[61 45000054000040004001]"},
		{"dump after a stream", "45000054000040004001\n0000 61\n", "[45000054000040004001 61]"},
		{"stream of many lines", strings.Repeat("00112233445566778899\n", 3), "[" + strings.Repeat("00112233445566778899", 3) + "]"},
		{"lines end as Windows has it", "0000 61\r\n0001 62\r\n", "[6162]"},
		{"text of xxd that ends as hexdump -C", "00000000: 3738 2030 3020 3766 7878 7c68 656c 6c6f  AB 41 42 hello |\n", "[373820303020376678787c68656c6c6f]"},
		{"offset of nothing", "0010 61\n", "[]"},
		{"offset alone", "0000\n", "[]"},
	}
	for _, tt := range tests {
		got, err := hexdump.Parse([]byte(tt.text))
		if s := fmt.Sprintf("%x", got); err != nil || s != tt.want {
			t.Errorf("%s: got %s, %v; want %s", tt.name, s, err, tt.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name string
		text string
		line int
	}{
		{"gap", "0000 61\n0002 62\n", 2},
		{"asterisk of od", "0000000 61 61\n*\n0000100\n", 3},
		{"octal and then not", "0000000 00 00 00 00 00 00 00 00\n0000010 61\n0000019 61\n", 3},
		{"back", "0000 61 62\n0002 62\n0001 61\n", 3},
		{"asterisk without an end", "0000 61\n*\n", 2},
		{"asterisk for half a line", "0000 61 62\n*\n0005 61\n", 3},
		{"asterisk for the world", "0000 61 62\n*\nffffffff0 61\n", 3},
		{"odd stream", "text\n45000054000040004\n", 2},
		{"cut group", "0000 61 6\n", 1},
		{"long line", "0000 61\n" + strings.Repeat(" ", 5<<20), 2},
	}
	for _, tt := range tests {
		_, err := hexdump.Parse([]byte(tt.text))
		var e *hexdump.SyntaxError
		if !errors.As(err, &e) || e.Line != tt.line {
			t.Errorf("%s: %v, want an error in line %d", tt.name, err, tt.line)
		}
	}
	broken := errors.New("broken")
	p := hexdump.NewParser(io.MultiReader(strings.NewReader("0000 61\n"), iotest.ErrReader(broken)))
	for range 2 {
		if _, err := p.Next(); err != broken {
			t.Errorf("error %v, want that of the reader", err)
		}
	}
}

func TestParserHeader(t *testing.T) {
	p := hexdump.NewParser(strings.NewReader("a line\n\nanother\n\t0x0000:  4500\n\t0x0000:  61\n\nlast\n0000  62\n"))
	var got []string
	for {
		d, err := p.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%d %q %x", d.Line, d.Header, d.Data))
	}
	want := []string{`4 "a line\nanother" 4500`, `5 "" 61`, `8 "last" 62`}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

func TestParseIsTheInverse(t *testing.T) {
	for _, s := range allStyles {
		if s == hexdump.ASCII {
			continue
		}
		for _, data := range samples() {
			checkInverse(t, s, data)
		}
	}
}

func checkInverse(t *testing.T, s hexdump.Style, data []byte) {
	t.Helper()
	got, err := hexdump.Parse(hexdump.Append(nil, s, data))
	switch {
	case err != nil:
		t.Fatalf("%v of %d bytes: %v", s, len(data), err)
	case len(data) == 0 && len(got) == 0:
	case len(got) != 1 || !bytes.Equal(got[0], data):
		t.Fatalf("%v of %x comes back as %x", s, data, got)
	}
}

// TestParseOthers reads what other programs print.
func TestParseOthers(t *testing.T) {
	for _, args := range [][]string{
		{"od", "-v", "-t", "x1"}, {"od", "-v", "-A", "d", "-t", "x1"}, {"od", "-v", "-A", "d", "-t", "x1", "-w8"}, {"od", "-A", "x", "-t", "x1"}, {"od", "-A", "x", "-t", "x1z"}, {"xxd", "-p"}, {"xxd", "-c", "8", "-g", "1"}, {"xxd", "-g", "8"}, {"xxd", "-u"}, {"hexdump", "-C"},
	} {
		path := netlab.Peer(t, args[0])
		for _, data := range samples() {
			if len(data) < 10 {
				continue // xxd -p: no stream, but a number
			}
			cmd := exec.Command(path, args[1:]...)
			cmd.Stdin = bytes.NewReader(data)
			text, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			got, err := hexdump.Parse(text)
			if err != nil || len(got) != 1 || !bytes.Equal(got[0], data) {
				t.Errorf("%v of %d bytes: %v", args, len(data), err)
			}
		}
	}
}

// FuzzParse: the parser ends without a panic on any text, what it finds is
// found again in a dump of it, and every style gives back what it is given.
func FuzzParse(f *testing.F) {
	for _, s := range allStyles {
		f.Add(hexdump.Append(nil, s, []byte(greeting)))
	}
	f.Add([]byte("0000  61 62\n*\n0020\n"))
	f.Add([]byte("00112233445566778899\n> 0x000: 61\nx\n0000 61 6"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1<<12 {
			return
		}
		all, err := hexdump.Parse(text)
		var e *hexdump.SyntaxError
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("error %v", err)
		}
		for _, data := range append(all, text) {
			if len(data) > 1<<16 {
				continue
			}
			for _, s := range allStyles {
				if s != hexdump.ASCII {
					checkInverse(t, s, data)
				}
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	data := random(64 << 10)
	for _, s := range []hexdump.Style{hexdump.Hex, hexdump.Canonical, hexdump.XXD} {
		b.Run(s.String(), func(b *testing.B) {
			text := hexdump.Append(nil, s, data)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := hexdump.Parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
