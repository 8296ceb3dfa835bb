package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test's own program stand for one that is measured.
func TestMain(m *testing.M) {
	switch os.Getenv("BENCH_TEST_CHILD") {
	case "work":
		_, _ = io.Copy(os.Stdout, os.Stdin)
		_, _ = io.WriteString(os.Stderr, "said\n")
		held := make([]byte, 48<<20)
		for begun := time.Now(); time.Since(begun) < 60*time.Millisecond; {
			for i := 0; i < len(held); i += 4096 {
				held[i]++
			}
		}
		os.Exit(int(held[0]) &^ 0xff)
	case "fail":
		_, _ = io.WriteString(os.Stderr, "first\nno such thing\n")
		os.Exit(3)
	}
	os.Exit(m.Run())
}

func self(t *testing.T, child string) []string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("BENCH_TEST_CHILD", child)
	return []string{path}
}

func TestProcess(t *testing.T) {
	in := t.TempDir() + "/in"
	if err := os.WriteFile(in, bytes.Repeat([]byte("x"), 100_000), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := process{args: self(t, "work"), stdin: in, stdout: toKeep}.run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(o.stdout) != 100_000 || o.drained != 100_000 || string(o.stderr) != "said\n" {
		t.Errorf("wrote %d bytes, drained %d, said %q", len(o.stdout), o.drained, o.stderr)
	}
	if o.user+o.system <= 0 || o.wall < 60*time.Millisecond {
		t.Errorf("cost %v + %v in %v", o.user, o.system, o.wall)
	}
	if o.memory < 48<<20 || o.memory > 400<<20 {
		t.Errorf("peak memory is %d", o.memory)
	}
	s := o.sample(7)
	if s.Packets != 7 || s.User != o.user || s.Memory != o.memory {
		t.Errorf("sample is %+v", s)
	}
}

func TestProcessFails(t *testing.T) {
	_, err := process{args: self(t, "fail"), stdout: toPipe}.run(t.Context())
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 3 || !strings.Contains(err.Error(), "no such thing") {
		t.Errorf("got %v", err)
	}
	if _, err := (process{args: []string{"/no/such/program"}}).run(t.Context()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := (process{args: self(t, "work"), stdin: "/no/such/file"}).run(t.Context()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestOptions(t *testing.T) {
	for _, bad := range [][]string{{"-rounds", "0"}, {"-run", "("}, {"extra"}, {"-nonsense"}} {
		if _, err := parseOptions(bad, io.Discard); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	o, err := parseOptions([]string{"-small", "-run", "read|send"}, io.Discard)
	if err != nil || o.rounds != 1 || !o.match.MatchString("send/syn") || o.match.MatchString("growth/copy") {
		t.Errorf("got %+v, %v", o, err)
	}
}

// Every case has a side of ours, distinct names, and claims about sides that it
// has.
func TestCasesAreWhole(t *testing.T) {
	b := &bench{size: fullSize, large: true, inputs: newInputs(t)}
	seen := map[string]bool{}
	for _, c := range allCases(b) {
		if seen[c.Name] {
			t.Errorf("%s is there twice", c.Name)
		}
		seen[c.Name] = true
		names := map[string]bool{"": true}
		ours := false
		for _, s := range c.Sides {
			if names[s.Name] {
				t.Errorf("%s: %q is there twice", c.Name, s.Name)
			}
			names[s.Name], ours = true, ours || s.Ours
			if s.Command == "" || s.Run == nil {
				t.Errorf("%s: %s has no command", c.Name, s.Name)
			}
		}
		if !ours {
			t.Errorf("%s has no side of ours", c.Name)
		}
		for _, v := range c.Claims {
			if !names[v.Ours] || !names[v.Peer] || v.Ours == "" || (v.AtMost == 0) == (v.AtLeast == 0) {
				t.Errorf("%s: %q is about %q and %q, at most %v, at least %v", c.Name, v.Text, v.Ours, v.Peer, v.AtMost, v.AtLeast)
			}
		}
	}
}
