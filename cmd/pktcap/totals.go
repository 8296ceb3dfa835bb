package main

import (
	"fmt"

	"pktcap/capture"
)

// plural returns n and the noun, with an s where n is not 1: tcpdump's way to
// count.
func plural(n uint64, noun string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// totals writes tcpdump's three lines to standard error, and where packets were
// lost further ones that say where.
func (p *program) totals(source capture.Source, count tally) {
	stats, err := source.Stats()
	if err != nil {
		p.say("%v", err)
		return
	}
	s := stagesOf(stats, count)
	_, _ = fmt.Fprintf(p.stderr, "%s captured\n%s received by filter\n%s dropped by kernel\n",
		plural(s.Captured, "packet"), plural(s.Received, "packet"), plural(s.Dropped, "packet"))
	for _, line := range s.losses() {
		_, _ = fmt.Fprintln(p.stderr, line)
	}
}
