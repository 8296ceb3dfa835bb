package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

// patience is how long a test waits for something that should happen at once.
const patience = 20 * time.Second

// A result is what a run of the program left.
type result struct {
	status   int
	out, err string
}

// pktcap runs the program in this process, with stdin as its input.
func pktcap(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var out, errs bytes.Buffer
	status := run(ctx, args, strings.NewReader(stdin), &out, &errs)
	return result{status, out.String(), errs.String()}
}

// want fails the test unless the run ended with the status and standard error
// contains what it should.
func (r result) want(t *testing.T, status int, contains ...string) {
	t.Helper()
	if r.status != status {
		t.Errorf("exit status %d, want %d\nstdout: %s\nstderr: %s", r.status, status, r.out, r.err)
		return
	}
	for _, c := range contains {
		if !strings.Contains(r.err, c) {
			t.Errorf("standard error lacks %q:\n%s", c, r.err)
		}
	}
}

// run carries out a command line in this process, which therefore is not
// confined.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr}
	return p.main(ctx, args)
}
