package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

// captures returns the project's own captures.
func captures(t *testing.T) []string {
	t.Helper()
	dir := filepath.Join(netlab.Root(t), "testdata", "pcaps")
	files, err := filepath.Glob(filepath.Join(dir, "*.pcap*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no captures in %s: %v", dir, err)
	}
	return files
}

// TestReadPrintsWhatTcpdumpPrints compares every capture of testdata/pcaps,
// line by line, with each of the flags whose wording did not change after
// Debian's tcpdump.
func TestReadPrintsWhatTcpdumpPrints(t *testing.T) {
	tcpdump := netlab.Peer(t, "tcpdump")
	t.Setenv("TZ", "GMT0")
	flags := [][]string{
		{"-n"}, {"-ne"}, {"-nq"}, {"-nS"}, {"-nt"}, {"-ntt"}, {"-nttt"}, {"-ntttt"}, {"-nttttt"},
		{"-n#"}, {"-nx"}, {"-nxx"}, {"-nX"}, {"-nXX"}, {"-nA"}, {"-n", "--nano"},
		{"-n", "--count"}, {"-nc", "3"}, {"-n", "icmp or udp port 53"},
	}
	for _, file := range captures(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			for _, f := range flags {
				if wordedOtherwise[filepath.Base(file)] == f[0] || wordedOtherwise[filepath.Base(file)] == "all" {
					continue // TestReadGolden has it
				}
				args := append([]string{"-r", file}, f...)
				out, err := exec.Command(tcpdump, args...).Output()
				want := newestWording.Replace(string(out))
				var exit *exec.ExitError
				if errors.As(err, &exit) {
					t.Fatalf("tcpdump %q: %v\n%s", args, err, exit.Stderr)
				}
				got := pktcap(t, "", args...)
				if got.status != 0 {
					t.Errorf("pktcap %q: exit status %d\n%s", args, got.status, got.err)
				}
				if line, w, g := firstDifference(want, got.out); line > 0 {
					t.Errorf("pktcap %q line %d:\n got %s\nwant %s", f, line, g, w)
				}
			}
		})
	}
}

// wordedOtherwise are captures for which the newest tcpdump prints something
// else than Debian's with the flag: raw IP without a link-layer header has no
// "ip:" before its addresses, and what a snapshot cut is named after its outer
// protocol.
var wordedOtherwise = map[string]string{"raw.pcap": "-ne", "snaplen.pcap": "all"}

// newestWording turns what Debian's tcpdump 4.99.3 prints into what the newest
// one does.
var newestWording = strings.NewReplacer("Type257", "CAA")

// firstDifference returns the number, from 1, of the first line in which two
// texts differ, and the lines; 0 if they do not.
func firstDifference(want, got string) (line int, w, g string) {
	if want == got {
		return 0, "", ""
	}
	wl, gl := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(wl), len(gl)) {
		w, g = "", ""
		if i < len(wl) {
			w = wl[i]
		}
		if i < len(gl) {
			g = gl[i]
		}
		if w != g {
			return i + 1, w, g
		}
	}
	return 0, "", ""
}

// TestReadGolden prints every capture with much detail. The golden files were
// compared with tcpdump's output when they were made; they are there for
// machines without it, and for the wording that it had later.
func TestReadGolden(t *testing.T) {
	t.Setenv("TZ", "GMT0")
	for _, file := range captures(t) {
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		if name == "sll2" {
			continue // has names of the interfaces of the machine that prints it
		}
		t.Run(name, func(t *testing.T) {
			r := pktcap(t, "", "-r", file, "-n", "-tttt", "-#", "-e", "-vv")
			r.want(t, 0)
			netlab.Golden(t, name+".txt", []byte(r.out))
		})
	}
}

func TestReadFromStandardInput(t *testing.T) {
	data := sample(t)
	r := pktcap(t, string(data), "-nr", "-")
	r.want(t, 0, "reading from file -, link-type EN10MB (Ethernet)")
	if n := strings.Count(r.out, "\n"); n == 0 {
		t.Error("printed nothing")
	}
}

func TestWriteCopiesTheFile(t *testing.T) {
	data := sample(t)
	to := filepath.Join(t.TempDir(), "copy.pcap")
	pktcap(t, string(data), "-r", "-", "-w", to).want(t, 0)
	if got, err := os.ReadFile(to); err != nil || !bytes.Equal(got, data) {
		t.Errorf("the copy has %d bytes, the original %d: %v", len(got), len(data), err)
	}
	if r := pktcap(t, string(data), "-r", "-", "-w", "-"); r.out != string(data) {
		t.Errorf("the copy on standard output has %d bytes, the original %d", len(r.out), len(data))
	}
}

// sample returns an Ethernet capture of testdata/pcaps with at least four
// packets.
func sample(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(netlab.Root(t), "testdata", "pcaps", "http.pcap"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
