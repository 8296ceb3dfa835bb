package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// packetsOf returns the packets of a capture file with their times, as text.
func packetsOf(t *testing.T, name string) []string {
	t.Helper()
	var all []string
	for rec := range savedRecords(t, name) {
		all = append(all, fmt.Sprintf("%d.%06d %x", rec.Time/1e9, rec.Time%1e9/1e3, rec.Data))
	}
	return all
}

// same compares packets with and without their times.
func same(t *testing.T, what string, got, want []string, times bool) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d packets, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		g, w := got[i], want[i]
		if !times {
			_, g, _ = strings.Cut(g, " ")
			_, w, _ = strings.Cut(w, " ")
		}
		if g != w {
			t.Errorf("%s: packet %d is\n%s, want\n%s", what, i+1, g, w)
			return
		}
	}
}

// TestHexRoundTrip prints every capture of testdata in every style and reads the
// text back: the packets are the same, and their times too where the lines have
// them with a date.
func TestHexRoundTrip(t *testing.T) {
	for _, file := range captures(t) {
		if filepath.Base(file) == "snaplen.pcap" || filepath.Base(file) == "two-interfaces.pcapng" {
			continue // a dump has neither the original length nor several link types
		}
		link := linkOf(t, file)
		want := packetsOf(t, file)
		for _, style := range []string{"-xx", "-XX", "--hex-style=tcpdump", "--hex-style=canonical", "--hex-style=xxd", "--hex-style=wireshark", "--hex-style=plain"} {
			for _, times := range []string{"-tttt", "-tt", "-t", "-#tttt"} {
				text := pktcap(t, "", "-r", file, "-n", style, times)
				text.want(t, 0)
				back := filepath.Join(t.TempDir(), "back.pcap")
				pktcap(t, text.out, "--from-hex", "-", "-y", link, "-w", back).want(t, 0)
				same(t, filepath.Base(file)+" "+style+" "+times, packetsOf(t, back), want, times != "-t")
			}
		}
	}
}

// linkOf returns the name of a capture file's link type.
func linkOf(t *testing.T, file string) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := savefile.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return r.Interfaces()[0].LinkType.String()
}

// TestHexOfOthers reads what tcpdump and tshark print.
func TestHexOfOthers(t *testing.T) {
	tcpdump, tshark := netlab.Peer(t, "tcpdump"), netlab.Peer(t, "tshark")
	for _, name := range []string{"http.pcap", "dns.pcap", "vlan.pcap", "ping6.pcap"} {
		file := filepath.Join(netlab.Root(t), "testdata", "pcaps", name)
		want := packetsOf(t, file)
		for _, command := range [][]string{
			{tcpdump, "-r", file, "-tttt", "-xx"}, {tcpdump, "-r", file, "-tt", "-eXX"},
			{tshark, "-r", file, "-x"}, {tshark, "-r", file, "-P", "-x"}, {tshark, "-r", file, "-V", "-x"},
		} {
			text, err := exec.Command(command[0], command[1:]...).Output()
			if err != nil {
				t.Fatal(err)
			}
			back := filepath.Join(t.TempDir(), "back.pcap")
			pktcap(t, string(text), "--from-hex", "-", "-w", back).want(t, 0)
			same(t, strings.Join(command[1:], " "), packetsOf(t, back), want, command[0] == tcpdump)
		}
	}
}

// TestHexAsText2pcap reads dumps as text2pcap does: the same packets, and the
// same times where it is told how they are written.
func TestHexAsText2pcap(t *testing.T) {
	text2pcap := netlab.Peer(t, "text2pcap")
	t.Setenv("TZ", "UTC")
	const bytes1 = "02 00 00 00 00 02 02 00 00 00 00 01 08 06 00 01"
	for _, tt := range []struct{ text, format string }{
		{"000000 " + bytes1 + " ........\n000010 08 00 06 04 ....\n000014\n", ""},
		{"0000 " + bytes1 + "\n0000 " + bytes1 + "\n", ""},
		{"> > 0000 " + bytes1 + "\n> > 0010 08\n", ""},
		{"# a comment\n0000 " + bytes1 + "\n# more\n0010 08 00\nnot of the dump\n0012 06\n", ""},
		{"000: " + strings.ToUpper(bytes1) + "\n010: AB CD\n", ""},
		{"#TEXT2PCAP test\n0000   " + bytes1 + "   text 61 62\n", ""},
		{"10:15:14.547600 foo\n0000 " + bytes1 + "\n10:15:15.25\n0000 " + bytes1 + "\n", "%H:%M:%S.%f"},
		{"2024-02-29 23:59:59.999999\n0000 " + bytes1 + "\n", "%Y-%m-%d %H:%M:%S.%f"},
		{"2024-02-29T23:59:59.5Z\n0000 " + bytes1 + "\n", "ISO"},
		{"0000000 " + bytes1 + "\n0000020 08\n0000021\n", "-ooct"},
		{"0000000 " + bytes1 + "\n0000016 08\n0000017\n", "-odec"},
		{bytes1 + "\n08 00\n", "-onone"},
		{"I 10:15:14.5\n0000 " + bytes1 + "\nO 10:15:14.5\n0000 " + bytes1 + "\n", "-D"},
	} {
		dir := t.TempDir()
		in, theirs, ours := filepath.Join(dir, "in"), filepath.Join(dir, "theirs"), filepath.Join(dir, "ours")
		if err := os.WriteFile(in, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		args := []string{"-q", "-F", "pcapng"}
		switch tt.format {
		case "":
		case "-ooct", "-odec", "-onone":
			args = append(args, tt.format)
		case "-D":
			args = append(args, "-D", "-t", "%H:%M:%S.%f")
		default:
			args = append(args, "-t", tt.format)
		}
		if out, err := exec.Command(text2pcap, append(args, in, theirs)...).CombinedOutput(); err != nil {
			t.Fatalf("text2pcap: %v\n%s", err, out)
		}
		pktcap(t, "", "--from-hex", in, "--nano", "--pcapng", "-w", ours).want(t, 0)
		same(t, tt.text, packetsOf(t, ours), packetsOf(t, theirs), strings.HasPrefix(tt.format, "%") || tt.format == "ISO" || tt.format == "-D")
		if got, want := directions(t, ours), directions(t, theirs); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: directions %v, want %v", tt.text, got, want)
		}
	}
}

// directions returns the directions of the packets of a pcapng file.
func directions(t *testing.T, name string) (all []savefile.Flags) {
	t.Helper()
	for rec := range savedRecords(t, name) {
		all = append(all, rec.Flags.Direction())
	}
	return all
}

func TestHexInputErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "standard input: no hex dump found",
		"just text\n":                         "no hex dump found",
		"0000 61 62\n0010 63\n":               "line 2: offset 0x10, but 0x2 was to follow",
		"x\n0000 61 62\n0002 63\n\n0001 61\n": "line 5: offset 0x1",
		"0000 61\n*\n":                        "line 2",
		"0000 00\n*\n100000 00\n":             "the hex dump of line 1 has 1048577 bytes",
		"0000 61 62\n\n0000 61 6\n":           "line 3",
	} {
		pktcap(t, text, "--from-hex", "-", "-t").want(t, 1, want)
	}
	pktcap(t, "", "--from-hex", filepath.Join(t.TempDir(), "none")).want(t, 1, "no such file")
	pktcap(t, "", "--from-hex", "a", "-r", "b").want(t, 2, "give one of them")
	pktcap(t, "", "--from-hex", "a", "-i", "b").want(t, 2, "give one of them")
	pktcap(t, "", "--hex-style", "fancy", "-r", "a").want(t, 2, "invalid style of hex dumps")
	// What comes before a mistake is printed.
	r := pktcap(t, "0000 ff ff ff ff ff ff 02 00 00 00 00 01 90 00\n\n0000 61\n0005 61\n", "--from-hex", "-", "-nte")
	r.want(t, 1, "line 4")
	if !strings.HasPrefix(r.out, "02:00:00:00:00:01 > ff:ff:ff:ff:ff:ff") {
		t.Errorf("printed %q", r.out)
	}
}

// TestHexLinkType: -y names it; without it, dumps of bare IP are known by what
// they are.
func TestHexLinkType(t *testing.T) {
	file := filepath.Join(netlab.Root(t), "testdata", "pcaps", "dns.pcap")
	want := pktcap(t, "", "-r", file, "-n", "udp")
	for _, flag := range []string{"-x", "-X"} {
		text := pktcap(t, "", "-r", file, "-n", flag, "udp")
		r := pktcap(t, text.out, "--from-hex", "-", "-n", "udp")
		r.want(t, 0, "link-type RAW")
		if r.out != want.out {
			t.Errorf("%s: printed\n%s, want\n%s", flag, r.out, want.out)
		}
		if r := pktcap(t, text.out, "--from-hex", "-", "-n", "tcp"); r.out != "" {
			t.Errorf("the filter lets through\n%s", r.out)
		}
	}
	pktcap(t, "0000 61 62 63\n", "--from-hex", "-", "-y", "LINUX_SLL2", "-c", "1").want(t, 0, "link-type LINUX_SLL2")
	r := pktcap(t, "0000 45 00\n", "--from-hex", "-", "-d", "-y", "RAW", "ip")
	r.want(t, 0)
	if !strings.Contains(r.out, "ldb      [0]") {
		t.Errorf("program for raw IP:\n%s", r.out)
	}
}

// TestHexAsItComes: a packet of a text that goes on is printed before the text
// ends, and the end of the context ends the run.
func TestHexAsItComes(t *testing.T) {
	r, w := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	var out, errs lockedBuffer
	done := make(chan int)
	go func() { done <- run(ctx, []string{"--from-hex", "-", "-te"}, r, &out, &errs) }()
	_, _ = io.WriteString(w, "0000 ff ff ff ff ff ff 02 00 00 00 00 01 90 00\n\n0000 ff ff\n")
	for deadline := time.Now().Add(patience); !strings.Contains(out.String(), "02:00:00:00:00:01"); {
		if time.Now().After(deadline) {
			t.Fatalf("nothing printed: %s", errs.String())
		}
		time.Sleep(5 * time.Millisecond)
	}
	cancel()
	select {
	case status := <-done:
		if status != 0 {
			t.Errorf("status %d: %s", status, errs.String())
		}
	case <-time.After(patience):
		t.Fatal("it does not end")
	}
	_ = w.Close()
}

func TestHexClock(t *testing.T) {
	c := newHexClock(time.Date(2026, 5, 6, 7, 8, 9, 0, time.UTC))
	for _, tt := range []struct {
		header, want string
		direction    savefile.Flags
	}{
		{"", "2026-05-06 07:08:09", 0},
		{"nothing", "2026-05-06 07:08:09.000001", 0},
		{"23:59:59.9 IP a > b", "2026-05-06 23:59:59.9", 0},
		{"00:00:01 IP a > b\n    more of it", "2026-05-07 00:00:01", 0},
		{"    7  00:00:02.123456789 eth0  In  IP a > b", "2026-05-07 00:00:02.123456789", savefile.FlagInbound},
		{"1700000000.000001 eth0  Out IP", "2023-11-14 22:13:20.000001", savefile.FlagOutbound},
		{"2024-02-29 01:02:03.5 IP", "2024-02-29 01:02:03.5", 0},
		{"O 2024-02-29T01:02:03+01:00", "2024-02-29 00:02:03", savefile.FlagOutbound},
		{"  1   0.000000 10.0.0.1 -> 10.0.0.2 UDP", "2024-02-29 00:02:03.000001", 0},
		{"99:99:99 IP", "2024-02-29 00:02:03.000002", 0},
	} {
		at, direction := c.read(tt.header)
		if got := at.UTC().Format("2006-01-02 15:04:05.999999999"); got != tt.want || direction != tt.direction {
			t.Errorf("%q: %s %v, want %s %v", tt.header, got, direction, tt.want, tt.direction)
		}
	}
}

func TestGuessLink(t *testing.T) {
	for _, file := range captures(t) {
		want := linkOf(t, file)
		if want != linktype.Raw.String() && want != linktype.Ethernet.String() || filepath.Base(file) == "snaplen.pcap" {
			continue
		}
		for i, p := range packetsOf(t, file) {
			_, digits, _ := strings.Cut(p, " ")
			data, err := hex.DecodeString(digits)
			if err != nil {
				t.Fatal(err)
			}
			if got := guessLink(data); got.String() != want {
				t.Errorf("%s, packet %d: %v, want %s", filepath.Base(file), i+1, got, want)
			}
		}
	}
}

// FuzzHexInput: no text makes the program fail other than by saying why, and
// what stands above a dump is read without a panic.
func FuzzHexInput(f *testing.F) {
	f.Add("12:34:56.789 eth0 In IP\n0000 61 62\n0002 63\n")
	f.Add("1700000000.123456 I\n0000: 4500 0014")
	f.Fuzz(func(t *testing.T, text string) {
		var out, errs bytes.Buffer
		status := run(t.Context(), []string{"--from-hex", "-", "-n", "-w", "-"}, strings.NewReader(text), &out, &errs)
		if status != 0 && !strings.Contains(errs.String(), "standard input: ") {
			t.Errorf("status %d: %s", status, errs.String())
		}
	})
}
