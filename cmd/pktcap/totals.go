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
func (p *program) totals(source capture.Source, taken uint64) {
	s, err := source.Stats()
	if err != nil {
		p.say("%v", err)
		return
	}
	line := func(n uint64, what string) {
		_, _ = fmt.Fprintf(p.stderr, "%s %s\n", plural(n, "packet"), what)
	}
	line(taken, "captured")
	line(s.Received, "received by filter")
	line(s.Dropped, "dropped by kernel")
	if s.InterfaceDropped > 0 {
		line(s.InterfaceDropped, "dropped by interface")
	}
	if s.Freezes > 0 {
		_, _ = fmt.Fprintf(p.stderr, "the buffer was full %s: a larger one (-B) loses less\n", plural(s.Freezes, "time"))
	}
}
