package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// profileLines is how much of a profile is kept.
const profileLines = 12

// profile runs our first side that is a single command under perf(1), which
// sees the program and the kernel alike, and keeps where the time went.
func (r *Result) profile(ctx context.Context, b *bench, log io.Writer) {
	for i, side := range r.Sides {
		if side.Profile == nil || r.Skipped[i] != "" {
			continue
		}
		top, err := b.perf(ctx, side)
		if err != nil {
			_, _ = fmt.Fprintf(log, "%s: no profile of %s: %v\n", r.Name, side.Name, err)
			return
		}
		r.Profile, r.Profiled = top, side.Name
		return
	}
}

// perf returns the top lines of a profile of a side.
func (b *bench) perf(ctx context.Context, side Side) ([]string, error) {
	if _, err := exec.LookPath("perf"); err != nil {
		return nil, fmt.Errorf("%w: %w", errAbsent, err)
	}
	data := filepath.Join(b.scratch, "perf.data")
	defer func() { _ = os.Remove(data) }() // it may not be there
	// The clock is there in virtual machines too, which have no counters.
	record := []string{"perf", "record", "-q", "-e", "cpu-clock", "-F", "2000", "-o", data, "--"}
	if err := side.Profile(ctx, record); err != nil {
		return nil, err
	}
	report := exec.CommandContext(ctx, "perf", "report", "-i", data, "--stdio", "--no-children", "--percent-limit", "0.5", "-F", "overhead,sym")
	text, err := report.Output()
	if err != nil {
		return nil, fmt.Errorf("perf report: %w", err)
	}
	return topLines(text, profileLines), nil
}

// topLines returns the first lines of a perf report that are neither comments
// nor empty, with their space put in order.
func topLines(report []byte, most int) []string {
	var top []string
	for line := range bytes.Lines(report) {
		s := strings.Join(strings.Fields(string(line)), " ")
		if s == "" || s[0] == '#' {
			continue
		}
		if top = append(top, s); len(top) == most {
			break
		}
	}
	return top
}
