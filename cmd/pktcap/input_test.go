package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBadFiles: whatever is wrong with a file, the packets before it are
// printed, one line says what, and the exit status tells.
func TestBadFiles(t *testing.T) {
	good := sample(t)
	firstLen := int(binary.LittleEndian.Uint32(good[24+8:]))
	lines := strings.SplitAfter(pktcap(t, string(good), "-nr", "-").out, "\n")
	huge := append([]byte(nil), good...)
	binary.LittleEndian.PutUint32(huge[24+16+firstLen+8:], 0x7fffffff)
	tests := []struct {
		name    string
		data    []byte
		printed int
		want    string
	}{
		{"empty", nil, 0, "truncated"},
		{"half a file header", good[:10], 0, "truncated"},
		{"no capture", []byte("root:x:0:0:root:/root:/bin/bash\nand more text\n"), 0, "unknown file format"},
		{"half a record header", good[:24+16+firstLen+7], 1, "truncated dump file"},
		{"half a packet", good[:24+16+firstLen+16+5], 1, "truncated dump file"},
		{"absurd length", huge, 1, "2147483647"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "bad.pcap")
			if err := os.WriteFile(name, tt.data, 0o600); err != nil {
				t.Fatal(err)
			}
			r := pktcap(t, "", "-nr", name)
			r.want(t, 1, "pktcap: ", name, tt.want)
			if want := strings.Join(lines[:tt.printed], ""); r.out != want {
				t.Errorf("printed %q, want %q", r.out, want)
			}
		})
	}
	pktcap(t, "", "-r", filepath.Join(t.TempDir(), "none.pcap")).want(t, 1, "none.pcap", "no such file")
}

func TestWrongCommandLines(t *testing.T) {
	tests := []struct {
		args string
		want string
	}{
		{"--no-such-flag", "no-such-flag"},
		{"-Q sideways", `invalid direction "sideways"`},
		{"-y NONE -d", "invalid data link type NONE"},
		{"-s -1", "invalid snapshot length"},
		{"-c -1", "invalid packet count"},
		{"-r a -i b", "give one of them"},
		{"--time-stamp-precision pico", "invalid timestamp precision"},
		{"-i 9999", "invalid interface number"},
		{"-tttttt -r -", "five are the most"},
		{"-T nonsense -r -", "nonsense"},
	}
	good := string(sample(t))
	for _, tt := range tests {
		pktcap(t, good, strings.Fields(tt.args)...).want(t, 2, "pktcap: ", tt.want, "see pktcap --help")
	}
}

func TestWrongFilterShowsWhere(t *testing.T) {
	r := pktcap(t, "", "-d", "tcp", "prot", "80")
	r.want(t, 1, "expected", "\ntcp prot 80\n    ^^^^\n", `did you mean "port"`)
	if r.out != "" {
		t.Errorf("printed %q", r.out)
	}
	file := filepath.Join(t.TempDir(), "filter")
	if err := os.WriteFile(file, []byte("udp port\n  domian\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	pktcap(t, "", "-d", "-F", file).want(t, 1, "domian")
	pktcap(t, "", "-d", "-F", file, "tcp").want(t, 2, "give none")
	pktcap(t, "", "-d", "-F", file+"none").want(t, 1, "none", "no such file")
}

func TestDumpsPrograms(t *testing.T) {
	tests := []struct{ args, want string }{
		{"-d icmp", "(000) ldh      [12]\n(001) jeq      #0x800           jt 2\tjf 5\n(002) ldb      [23]\n(003) jeq      #0x1             jt 4\tjf 5\n(004) ret      #262144\n(005) ret      #0\n"},
		{"-dd ip", "{ 0x28, 0, 0, 0x0000000c },\n{ 0x15, 0, 1, 0x00000800 },\n{ 0x6, 0, 0, 0x00040000 },\n{ 0x6, 0, 0, 0x00000000 },\n"},
		{"-ddd -s 96 ip", "4\n40 0 0 12\n21 0 1 2048\n6 0 0 96\n6 0 0 0\n"},
		{"-ddd -y RAW ip", "5\n48 0 0 0\n84 0 0 240\n21 0 1 64\n6 0 0 262144\n6 0 0 0\n"},
		{"-d", "(000) ret      #262144\n"},
		{"-ddd ip broadcast", "7\n40 0 0 12\n21 0 4 2048\n32 0 0 30\n21 1 0 0\n21 0 1 4294967295\n6 0 0 262144\n6 0 0 0\n"},
	}
	for _, tt := range tests {
		r := pktcap(t, "", strings.Fields(tt.args)...)
		r.want(t, 0)
		if r.out != tt.want {
			t.Errorf("pktcap %s printed:\n%swant:\n%s", tt.args, r.out, tt.want)
		}
	}
	// Without -O the same program, or a longer one.
	if plain, best := pktcap(t, "", "-Od", "tcp port 80"), pktcap(t, "", "-d", "tcp port 80"); len(plain.out) < len(best.out) {
		t.Errorf("-O gives a shorter program:\n%s%s", plain.out, best.out)
	}
	if r := pktcap(t, string(sample(t)), "-d", "-r", "-", "tcp"); r.status != 0 || !strings.Contains(r.out, "ldh      [12]") {
		t.Errorf("-d -r: status %d, %s%s", r.status, r.out, r.err)
	}
}

func TestFilterTraceShowsEachPhase(t *testing.T) {
	r := pktcap(t, "", "--filter-trace", "tcp port 80 and tcp")
	r.want(t, 0)
	if !strings.HasPrefix(r.out, "# ") || strings.Count(r.out, "\n# ") < 3 || !strings.Contains(r.out, "(000) ldh      [12]") {
		t.Errorf("printed:\n%s", r.out)
	}
}

// TestLongFilter: a program that the kernel would refuse is still one.
func TestLongFilter(t *testing.T) {
	var hosts []string
	for i := range 3000 {
		hosts = append(hosts, fmt.Sprintf("host 10.%d.%d.%d", i%7, i/251, i%251))
	}
	file := filepath.Join(t.TempDir(), "filter")
	if err := os.WriteFile(file, []byte(strings.Join(hosts, " or\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	r := pktcap(t, "", "-ddd", "-F", file)
	r.want(t, 0, "the kernel takes 4096: a weaker one of ")
	pktcap(t, string(sample(t)), "-nr", "-", "-F", file).want(t, 0)
}

func TestHelpAndVersion(t *testing.T) {
	if r := pktcap(t, "", "--help"); r.status != 0 || !strings.Contains(r.out, "Usage: pktcap") || r.err != "" {
		t.Errorf("--help: status %d\n%s%s", r.status, r.out, r.err)
	}
	if r := pktcap(t, "", "--version"); r.status != 0 || !strings.HasPrefix(r.out, "pktcap version ") {
		t.Errorf("--version: status %d\n%s%s", r.status, r.out, r.err)
	}
}
