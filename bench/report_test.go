package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// fakeSide costs so many nanoseconds of CPU a packet in each round.
func fakeSide(name string, ours bool, costs ...int) Side {
	round := 0
	return Side{Name: name, Ours: ours, Command: name + " -w 'a|b'", Run: func(context.Context) (Sample, error) {
		cost := costs[round%len(costs)]
		round++
		return Sample{Packets: 1000, User: time.Duration(cost) * 600, System: time.Duration(cost) * 400,
			Wall: time.Second, Memory: 8 << 20}, nil
	}}
}

func fakeCase() Case {
	return Case{
		Name: "fake/case", Work: "do nothing <much> & slowly", Live: true, Compare: cpuPerPacket,
		Sides: []Side{
			fakeSide("ours", true, 10, 20, 30),
			fakeSide("theirs", false, 100, 40, 50),
			{Name: "gone", Run: func(context.Context) (Sample, error) { return Sample{}, fmt.Errorf("gone: %w", errAbsent) }},
		},
		Claims: []Claim{
			{Text: "half", Measure: cpuPerPacket, Ours: "ours", Peer: "theirs", AtMost: 0.5},
			{Text: "a tenth", Measure: cpuPerPacket, Ours: "ours", Peer: "theirs", AtMost: 0.1},
			{Text: "of what is gone", Measure: cpuPerPacket, Ours: "ours", Peer: "gone", AtMost: 1},
			{Text: "absolute", Measure: cpuPerPacket, Ours: "ours", AtLeast: 20},
		},
	}
}

func fakeResult(t *testing.T) Result {
	t.Helper()
	r, err := rounds(t.Context(), fakeCase(), 3, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRoundsTakeTurns(t *testing.T) {
	var order []string
	side := func(name string, once bool) Side {
		return Side{Name: name, Ours: true, Once: once, Run: func(context.Context) (Sample, error) {
			order = append(order, name)
			return Sample{}, nil
		}}
	}
	_, err := rounds(t.Context(), Case{Compare: cpuPerPacket, Sides: []Side{side("A", false), side("B", false), side("C", true)}}, 3, io.Discard)
	if got := strings.Join(order, ""); err != nil || got != "ABCABAB" {
		t.Errorf("ran %s, %v; want ABCABAB", got, err)
	}
}

func TestRoundsFailWithOursOnly(t *testing.T) {
	broken := func(ours bool) Case {
		return Case{Compare: cpuPerPacket, Sides: []Side{fakeSide("fine", true, 1), {Name: "broken", Ours: ours,
			Run: func(context.Context) (Sample, error) { return Sample{}, errors.New("boom") }}}}
	}
	if _, err := rounds(t.Context(), broken(true), 2, io.Discard); err == nil {
		t.Error("a failure of ours went by")
	}
	r, err := rounds(t.Context(), broken(false), 2, io.Discard)
	if err != nil {
		t.Fatalf("a failure of a peer: %v", err)
	}
	if r.Skipped[1] != "boom" || len(r.Samples[0]) != 2 {
		t.Errorf("skipped %q, %d samples", r.Skipped, len(r.Samples[0]))
	}
}

func TestVerdicts(t *testing.T) {
	v := fakeResult(t).verdicts()
	// The ratios of the rounds are 0.1, 0.5 and 0.6.
	for i, want := range []struct {
		known, met bool
		median     float64
	}{{true, true, 0.5}, {true, false, 0.5}, {false, false, 0}, {true, true, 20}} {
		if v[i].Known != want.known || v[i].Met != want.met || v[i].Measured.Median != want.median {
			t.Errorf("%s: known %v, met %v, median %v; want %v", v[i].Text, v[i].Known, v[i].Met, v[i].Measured.Median, want)
		}
	}
}

func TestVerdictAgainstOneRound(t *testing.T) {
	c := Case{Compare: cpuPerPacket, Sides: []Side{fakeSide("ours", true, 10, 20, 30), once(fakeSide("theirs", false, 100))},
		Claims: []Claim{{Measure: cpuPerPacket, Ours: "ours", Peer: "theirs", AtMost: 1}}}
	r, err := rounds(t.Context(), c, 3, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if v := r.verdicts()[0]; v.Rounds != 3 || v.Measured != (Spread{0.2, 0.1, 0.3}) {
		t.Errorf("got %d rounds, %v", v.Rounds, v.Measured)
	}
}

func fakeReport(t *testing.T) Report {
	t.Helper()
	r := fakeResult(t)
	r.Profiled, r.Profile = "ours", []string{"50.00% [.] main.loop"}
	return Report{Command: "go run ./bench", Begun: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Took: 90 * time.Second,
		Machine: Machine{CPU: "AMD EPYC", Cores: 2, Memory: 16 << 30, Kernel: "Linux 6.18.44", Go: "go1.26", Load: 2.5},
		Rounds:  3, Versions: []Version{{"tcpdump", "4.99.3"}, {"xxd", ""}}, Results: []Result{r}}
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := writeMarkdown(&b, fakeReport(t)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Measured by `go run ./bench` on 2026-01-02, in 1m30s: median of 3 rounds, and the least and greatest.",
		"AMD EPYC, 2 cores, 16.0 GiB of memory, Linux 6.18.44, go1.26. It was shared: 2.50 processes",
		"Peers: tcpdump 4.99.3. Not installed: xxd.",
		"| fake/case | half | 0.5 (0.1–0.6) | met |\n",
		"| fake/case | a tenth | 0.5 (0.1–0.6) | **not met** |\n",
		"| fake/case | of what is gone | - | not measured |\n",
		"| fake/case | absolute | 20.0 ns (10.0–30.0) | met |\n",
		"| program | CPU a packet, ns | sent in, ms | packets/s | lost | peak MiB | ratio |\n",
		"| **ours** | 20.0 (10.0–30.0) | 1,000 (1,000–1,000) | 1,000 | 0 | 8.00 | 1.00× |\n",
		"| theirs | 50.0 (40.0–100) | 1,000 (1,000–1,000) | 1,000 | 0 | 8.00 | 2.00× |\n",
		"| gone | left out: gone: not available here |\n",
		"- ours: `ours -w 'a|b'`\n",
		"Where ours spends its time:\n\n```\n50.00% [.] main.loop\n```\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := writeJSON(&b, fakeReport(t)); err != nil {
		t.Fatal(err)
	}
	var got jsonReport
	d := json.NewDecoder(&b)
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	side := got.Cases[0].Sides[1]
	if side.Name != "theirs" || len(side.Rounds) != 3 || side.Rounds[0].User != 60e-6 || side.Ratio.Median != 2 {
		t.Errorf("second side is %+v", side)
	}
	if len(got.Claims) != 4 || !got.Claims[0].Met || got.Claims[2].Known {
		t.Errorf("thresholds are %+v", got.Claims)
	}
	if got.Cases[0].Sides[2].Skipped == "" {
		t.Error("what was left out is not said")
	}
}

func TestSVG(t *testing.T) {
	var b bytes.Buffer
	if err := writeSVG(&b, fakeReport(t)); err != nil {
		t.Fatal(err)
	}
	// A bar for each side that ran, one behind all, and names that are text.
	rects, words := 0, ""
	d := xml.NewDecoder(&b)
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "rect" {
				rects++
			}
		case xml.CharData:
			words += string(tok)
		}
	}
	if rects != 3 {
		t.Errorf("%d rectangles, want 3", rects)
	}
	for _, want := range []string{"fake/case: CPU/packet, ns (less is better)", "ours", "theirs", "50.0  (2.00×)"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %q", want, words)
		}
	}
	if strings.Contains(words, "gone") {
		t.Error("a bar of a program that did not run")
	}
}
