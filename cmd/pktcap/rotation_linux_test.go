package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pktcap/internal/netlab"
	"pktcap/savefile"
)

// longCapture returns a file of some five million bytes.
func longCapture(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "long.pcap")
	writeCapture(t, name, frames(8000, 7))
	return name
}

// folder returns the names and contents of the files in a folder.
func folder(t *testing.T, dir string) (files []string, contents map[string][]byte) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	contents = map[string][]byte{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, fmt.Sprintf("%s:%d", e.Name(), len(data)))
		contents[e.Name()] = data
	}
	return files, contents
}

// TestRotatesAsTcpdump compares the files, by name and byte, with those that
// tcpdump writes of the same capture. A -G that does not come around in time
// shows in the names alone.
func TestRotatesAsTcpdump(t *testing.T) {
	tcpdump := netlab.Peer(t, "tcpdump")
	long := longCapture(t)
	for _, flags := range []string{
		"-w x", "-w x -C 1", "-w x -C 1 -W 3", "-w x -C 1 -W 12", "-w x -C 1 -W 1", "-w x -C 1 -W 10", "-w x -C 2", "-w x%Y -C 2",
		"-w x%Y -G 1000", "-w x%Y-%j -G 1000 -C 1", "-w x%Y -G 1000 -C 1 -W 2", "-w x%Y -G 1000 -W 2", "-w x -C 1 -U -c 5000",
		"-w x -W 3",
	} {
		// The name is in that of the folder, where -G would expand it.
		t.Run(strings.ReplaceAll(flags, "%", ""), func(t *testing.T) {
			theirs, ours := t.TempDir(), t.TempDir()
			cmd := exec.Command(tcpdump, append([]string{"-Z", "root", "-r", long}, strings.Fields(flags)...)...)
			cmd.Dir = theirs
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("tcpdump: %v\n%s", err, out)
			}
			args := append([]string{"-r", long}, strings.Fields(flags)...)
			for i, a := range args {
				if strings.HasPrefix(a, "x") {
					args[i] = filepath.Join(ours, a)
				}
			}
			pktcap(t, "", args...).want(t, 0)
			want, wantData := folder(t, theirs)
			got, gotData := folder(t, ours)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("files %v\nwant %v", got, want)
			}
			for name := range wantData {
				if !bytes.Equal(gotData[name], wantData[name]) {
					t.Errorf("%s differs", name)
				}
			}
		})
	}
}

// TestSizeUnits: what may be behind the number of -C.
func TestSizeUnits(t *testing.T) {
	for s, want := range map[string]int64{"3": 3e6, "2k": 2048, "2K": 2048, "1m": 1 << 20, "1MiB": 1 << 20, "2MB": 2e6, "4kB": 4000, "5g": 5 << 30, "100b": 100} {
		if got, err := parseSize(s); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "0", "-1", "1.5", "k", "1x", "1kk", "9223372036854775807", "99999999999g"} {
		if got, err := parseSize(s); err == nil {
			t.Errorf("%s: %d", s, got)
		}
	}
	for s, want := range map[string]time.Duration{"60": time.Minute, "10m": 10 * time.Minute, "1h30m": 90 * time.Minute} {
		if got, err := parsePeriod(s); err != nil || got != want {
			t.Errorf("%s: %v, %v; want %v", s, got, err, want)
		}
	}
}

func TestWrongRotation(t *testing.T) {
	for args, want := range map[string]string{
		"-r x -C 0 -w y":               "invalid file size",
		"-r x -G soon -w y":            "invalid time",
		"-r x -G 0 -w y":               "invalid time",
		"-r x -C 1":                    "name them with -w",
		"-r x -C 1 -w -":               "name them with -w",
		"-r x -W -1 -w y":              "invalid number of files",
		"-r x -w y --compress lzma":    "invalid compression",
		"-r x -w y --keep -2":          "files to keep",
		"-r x -w y -C 1 -W 2 --keep 2": "give one of them",
	} {
		pktcap(t, "", strings.Fields(args)...).want(t, 2, want)
	}
	long := longCapture(t)
	dir := t.TempDir()
	pktcap(t, "", "-r", long, "-c", "1", "-W", "2", "-w", filepath.Join(dir, "y")).want(t, 0, "-W counts the files of -C or -G")
	pktcap(t, "", "-r", long, "-c", "1", "-G", "9", "-w", filepath.Join(dir, "y")).want(t, 0, "overwrites the one before", "y-%H%M%S")
	pktcap(t, "", "-r", long, "-G", "9", "-w", filepath.Join(dir, "y%!")).want(t, 1, "no conversion of strftime")
	before, _ := os.ReadFile(long)
	pktcap(t, "", "-r", long, "-w", long).want(t, 1, "it is the file that is read")
	if after, _ := os.ReadFile(long); !bytes.Equal(before, after) {
		t.Error("the file that was read has changed")
	}
}

// TestUnwritableNextFile: where the next file cannot be made, those before are
// whole, and the error names it.
func TestUnwritableNextFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "x2"), 0o700); err != nil {
		t.Fatal(err)
	}
	r := pktcap(t, "", "-r", longCapture(t), "-C", "1", "-w", filepath.Join(dir, "x"))
	r.want(t, 1, "x2", "is a directory")
	for _, name := range []string{"x", "x1"} {
		if n := len(records(t, filepath.Join(dir, name))); n == 0 {
			t.Errorf("%s: no packets", name)
		}
	}
}

// TestCompression: by name or by flag, and the packets are those that were read.
func TestCompression(t *testing.T) {
	long := longCapture(t)
	want := records(t, long)
	for _, tt := range []struct {
		flags, name string
		compression savefile.Compression
		format      savefile.Format
	}{
		{"", "x.pcap.gz", savefile.Gzip, savefile.Pcap},
		{"", "x.pcap.zst", savefile.Zstd, savefile.Pcap},
		{"", "x.pcapng.zst", savefile.Zstd, savefile.PcapNG},
		{"--compress zstd --pcapng", "x", savefile.Zstd, savefile.PcapNG},
		{"--compress none", "x.gz", savefile.Uncompressed, savefile.Pcap},
		{"--pcapng", "x", savefile.Uncompressed, savefile.PcapNG},
	} {
		name := filepath.Join(t.TempDir(), tt.name)
		pktcap(t, "", append(strings.Fields(tt.flags), "-r", long, "-w", name)...).want(t, 0)
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := savefile.NewReader(f)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if r.Compression() != tt.compression || r.Format() != tt.format {
			t.Errorf("%s %s is %v, %v", tt.flags, tt.name, r.Compression(), r.Format())
		}
		_ = f.Close()
		got := records(t, name)
		if len(got) != len(want) || !bytes.Equal(bytes.Join(got, nil), bytes.Join(want, nil)) {
			t.Errorf("%s %s: %d packets, want %d", tt.flags, tt.name, len(got), len(want))
		}
	}
	// Rotated too: each file is one by itself.
	name := filepath.Join(t.TempDir(), "x.gz")
	pktcap(t, "", "-r", long, "-w", name, "-C", "1").want(t, 0)
	files, _ := folder(t, filepath.Dir(name))
	n := 0
	for _, f := range files {
		file, _, _ := strings.Cut(f, ":")
		n += len(records(t, filepath.Join(filepath.Dir(name), file)))
	}
	if len(files) < 3 || n != len(want) {
		t.Errorf("%d packets in %v, want %d", n, files, len(want))
	}
}

// TestPostRotate: the command of -z gets every file, the last too, and is waited
// for; one that fails is reported and loses nothing.
func TestPostRotate(t *testing.T) {
	for _, how := range [][]string{nil, {"--no-sandbox"}} {
		gzip := netlab.Peer(t, "gzip")
		long := longCapture(t)
		want := records(t, long)
		dir := t.TempDir()
		asProcess(t, append(how, "-r", long, "-w", filepath.Join(dir, "x"), "-C", "1", "-z", gzip)...).want(t, 0)
		files, _ := folder(t, dir)
		n := 0
		for _, f := range files {
			name, _, _ := strings.Cut(f, ":")
			if !strings.HasSuffix(name, ".gz") {
				t.Errorf("%s is not compressed", name)
			}
			n += len(records(t, filepath.Join(dir, name)))
		}
		if n != len(want) {
			t.Errorf("%d packets in %v, want %d", n, files, len(want))
		}
		r := asProcess(t, append(how, "-r", long, "-w", filepath.Join(t.TempDir(), "x"), "-C", "3", "-z", "/no/such/command")...)
		r.want(t, 0, "-z /no/such/command", "no such file")
		r = asProcess(t, append(how, "-r", long, "-w", filepath.Join(t.TempDir(), "x"), "-C", "3", "-z", "false")...)
		r.want(t, 0, "-z false", "exit status 1")
	}
}

// asProcess runs the program as a process, which confines itself.
func asProcess(t *testing.T, args ...string) result {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), beProgram+"=1")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	status := 0
	var exit *exec.ExitError
	if err := cmd.Run(); errors.As(err, &exit) {
		status = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return result{status, out.String(), errs.String()}
}

func TestKeepRemovesTheOldest(t *testing.T) {
	dir := t.TempDir()
	pktcap(t, "", "-r", longCapture(t), "-w", filepath.Join(dir, "x"), "-C", "1", "--keep", "2").want(t, 0)
	files, _ := folder(t, dir)
	if len(files) != 2 || !strings.HasPrefix(files[0], "x3:") && !strings.HasPrefix(files[0], "x4:") {
		t.Errorf("files %v", files)
	}
}
