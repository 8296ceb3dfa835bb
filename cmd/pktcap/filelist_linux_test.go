package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

// list writes a list of captures of testdata for -V.
func list(t *testing.T, names ...string) string {
	t.Helper()
	var text string
	for _, name := range names {
		if !filepath.IsAbs(name) {
			name = filepath.Join(netlab.Root(t), "testdata", "pcaps", name)
		}
		text += name + "\n"
	}
	file := filepath.Join(t.TempDir(), "list")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestReadsListAsTcpdump compares what -V reads with what tcpdump does, also the
// file that it writes, and which file it says that it reads.
func TestReadsListAsTcpdump(t *testing.T) {
	tcpdump := netlab.Peer(t, "tcpdump")
	t.Setenv("TZ", "GMT0")
	for _, names := range [][]string{{"http.pcap"}, {"http.pcap", "dns.pcap", "tcp.pcap"}, {"http.pcap", "raw.pcap", "loopback.pcap"}} {
		file := list(t, names...)
		for _, flags := range []string{"-n", "-n#e", "-nttttt", "--count", "-n udp"} {
			args := append([]string{"-V", file}, strings.Fields(flags)...)
			var errs strings.Builder
			cmd := exec.Command(tcpdump, args...)
			cmd.Stderr = &errs
			want, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			r := pktcap(t, "", args...)
			r.want(t, 0)
			if line, w, g := firstDifference(newestWording.Replace(string(want)), r.out); line > 0 && !strings.Contains(strings.Join(names, " "), "raw") {
				t.Errorf("%v %s line %d:\n got %s\nwant %s", names, flags, line, g, w)
			}
			if strings.Count(string(want), "\n") != strings.Count(r.out, "\n") {
				t.Errorf("%v %s: other numbers of lines", names, flags)
			}
			if r.err != errs.String() {
				t.Errorf("%v %s said\n%s, want\n%s", names, flags, r.err, errs.String())
			}
		}
	}
	dir := t.TempDir()
	theirs, ours := filepath.Join(dir, "theirs"), filepath.Join(dir, "ours")
	file := list(t, "http.pcap", "dns.pcap")
	if out, err := exec.Command(tcpdump, "-Z", "root", "-V", file, "-w", theirs).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pktcap(t, string(text), "-V", "-", "-w", ours).want(t, 0)
	same(t, "-w", packetsOf(t, ours), packetsOf(t, theirs), true)
}

func TestListOfFiles(t *testing.T) {
	// In the sandbox the files are opened one after the other.
	asProcess(t, "-V", list(t, "http.pcap", "dns.pcap"), "--count").want(t, 0)
	out := filepath.Join(t.TempDir(), "out")
	pktcap(t, "", "-V", list(t, "http.pcap", "raw.pcap"), "-w", out).want(t, 1, "pcapng takes both")
	if n := len(packetsOf(t, out)); n != 52 {
		t.Errorf("%d packets were written before the file that does not fit, want 52", n)
	}
	pktcap(t, "", "-V", list(t, "http.pcap", "raw.pcap"), "-w", out+".pcapng").want(t, 0)
	r := pktcap(t, "", "-V", list(t, "http.pcap", "none.pcap"), "--count")
	r.want(t, 1, "none.pcap", "no such file")
	r = pktcap(t, "", "-V", list(t, "http.pcap", "dns.pcap"), "-c", "60", "--count")
	if r.out != "60 packets\n" {
		t.Errorf("-c 60 counts %s", r.out)
	}
	pktcap(t, "\n\n", "-V", "-").want(t, 1, "lists none")
	pktcap(t, "", "-V", "a", "-r", "b").want(t, 2, "give one of them")
	pktcap(t, "", "-V", "a", "-i", "b").want(t, 2, "give one of them")
	pktcap(t, "", "-V", filepath.Join(t.TempDir(), "none")).want(t, 1, "read list of files", "no such file")
	mine := filepath.Join(t.TempDir(), "mine.pcap")
	if err := os.WriteFile(mine, sample(t), 0o600); err != nil {
		t.Fatal(err)
	}
	pktcap(t, "", "-V", list(t, "http.pcap", mine), "-w", mine).want(t, 1, "it is the file that is read")
}

// TestRefusedFlags: what tcpdump has and pktcap does not is refused with a reason
// and another way.
func TestRefusedFlags(t *testing.T) {
	for args, want := range map[string]string{
		"-E x@10.0.0.1 y -r a": "ESP is not decrypted", "-I -i wlan0": "iw dev wlan0 interface add",
		"-m mib -r a": "snmptranslate", "-u -r a": "-X shows their bytes",
	} {
		pktcap(t, "", strings.Fields(args)...).want(t, 2, want)
	}
	if r := pktcap(t, "", "--help"); strings.Contains(r.out, "monitor") {
		t.Error("a refused flag is in the help")
	}
}
