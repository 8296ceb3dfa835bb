package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
)

// writeMarkdown writes the report: on what it was measured, the thresholds, and
// a table of every case.
func writeMarkdown(w io.Writer, r Report) error {
	var b bytes.Buffer
	header(&b, r)
	claims(&b, r)
	for _, result := range r.Results {
		section(&b, result)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func header(b *bytes.Buffer, r Report) {
	m := r.Machine
	fmt.Fprintf(b, "Measured by `%s` on %s, in %s: median of %d %s, and the least and greatest.\n\n",
		strings.TrimSpace(r.Command), r.Begun.Format("2006-01-02"), r.Took.Round(time.Second), r.Rounds, plural(r.Rounds, "round"))
	fmt.Fprintf(b, "Machine: %s, %d %s, %s GiB of memory, %s, %s.", m.CPU, m.Cores, plural(m.Cores, "core"),
		number(float64(m.Memory)/(1<<30)), m.Kernel, m.Go)
	if busy := m.Load; busy >= 0.5 {
		fmt.Fprintf(b, " It was shared: %s processes wanted to run when the measurement began. The programs of a case"+
			" run in turn, so that this falls on all of them; ratios say more than times.", number(busy))
	}
	fmt.Fprint(b, "\n\nPeers: ")
	var list, absent []string
	for _, v := range r.Versions {
		if v.Version == "" {
			absent = append(absent, v.Program)
		} else {
			list = append(list, v.Program+" "+v.Version)
		}
	}
	fmt.Fprintf(b, "%s.", strings.Join(list, ", "))
	if len(absent) > 0 {
		fmt.Fprintf(b, " Not installed: %s.", strings.Join(absent, ", "))
	}
	fmt.Fprint(b, "\n\n")
}

// claims writes the thresholds and what became of them.
func claims(b *bytes.Buffer, r Report) {
	fmt.Fprint(b, "## Thresholds\n\n| case | threshold | measured | |\n|---|---|---|---|\n")
	for _, result := range r.Results {
		for _, v := range result.verdicts() {
			outcome := "**not met**"
			switch {
			case !v.Known:
				outcome = "not measured"
			case v.Met:
				outcome = "met"
			}
			value := "-"
			if v.Known {
				value = number(v.Measured.Median) + among(v.Measured, v.Rounds)
				if v.Peer == "" {
					value = number(v.Measured.Median) + " " + v.Measure.Unit + among(v.Measured, v.Rounds)
				}
			}
			fmt.Fprintf(b, "| %s | %s | %s | %s |\n", v.Case, cell(v.Text), value, outcome)
		}
	}
	fmt.Fprint(b, "\n")
}

// section writes the table of a case.
func section(b *bytes.Buffer, r Result) {
	fmt.Fprintf(b, "## %s\n\n%s.\n\n", r.Name, upper(r.Work))
	packets := false
	for _, row := range r.rows() {
		packets = packets || row.Packets > 0
	}
	own := r.Compare.Name != cpuPerPacket.Name && r.Compare.Name != wallTime.Name
	fmt.Fprint(b, "| program |")
	rule := "|---|"
	column := func(name string) { fmt.Fprintf(b, " %s |", name); rule += "---:|" }
	if own {
		column(r.Compare.Name + ", " + r.Compare.Unit)
	}
	if packets {
		column("CPU a packet, ns")
	}
	if r.Live {
		column("sent in, ms")
	} else {
		column("wall, ms")
	}
	if packets {
		column("packets/s")
	}
	if r.Live {
		column("lost")
	}
	column("peak MiB")
	column("ratio")
	fmt.Fprintf(b, "\n%s\n", rule)
	for _, row := range r.rows() {
		name := cell(row.Side)
		if row.Ours {
			name = "**" + name + "**"
		}
		if row.Rounds == 0 {
			fmt.Fprintf(b, "| %s | left out: %s |\n", name, cell(row.Skipped))
			continue
		}
		fmt.Fprintf(b, "| %s |", name)
		value := func(s Spread) { fmt.Fprintf(b, " %s%s |", number(s.Median), among(s, row.Rounds)) }
		if own {
			value(row.Compared)
		}
		if packets {
			value(row.CPU)
		}
		value(row.Wall)
		if packets {
			fmt.Fprintf(b, " %s |", number(row.Rate.Median))
		}
		if r.Live {
			fmt.Fprintf(b, " %s |", number(row.Lost.Median))
		}
		fmt.Fprintf(b, " %s | %s× |\n", memory(row.Memory.Median), number(row.Ratio.Median))
	}
	fmt.Fprint(b, "\n")
	for _, row := range r.rows() {
		fmt.Fprintf(b, "- %s: `%s`", row.Side, row.Command)
		if row.Rounds == 1 && r.mostRounds() > 1 {
			fmt.Fprint(b, " (one round only)")
		}
		fmt.Fprint(b, "\n")
	}
	fmt.Fprint(b, "\n")
	if len(r.Profile) > 0 {
		fmt.Fprintf(b, "Where %s spends its time:\n\n```\n%s\n```\n\n", r.Profiled, strings.Join(r.Profile, "\n"))
	}
}

func (r Result) mostRounds() int {
	n := 0
	for _, s := range r.Samples {
		n = max(n, len(s))
	}
	return n
}

// among writes the least and greatest of several rounds.
func among(s Spread, rounds int) string {
	if rounds < 2 {
		return ""
	}
	return " (" + number(s.Least) + "–" + number(s.Most) + ")"
}

// cell makes text fit for a cell of a table.
func cell(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\n", " "), "|", `\|`)
}

func upper(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// memory writes a peak in MiB. Below one there is none: the program had ended
// before it could be looked at.
func memory(mib float64) string {
	if mib < 1 {
		return "-"
	}
	return number(mib)
}
