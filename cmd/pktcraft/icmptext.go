package main

import (
	"fmt"

	"pktcap/inject/probe"
)

// ICMP and ICMPv6 errors in words: RFC 792, RFC 1122 section 3.2.2.1, RFC 1812
// section 5.2.7.1, RFC 4443.
var (
	unreachable4 = [...]string{"net unreachable", "host unreachable", "protocol unreachable", "port unreachable",
		"fragmentation needed", "source route failed", "net unknown", "host unknown", "host isolated",
		"net prohibited", "host prohibited", "net unreachable for TOS", "host unreachable for TOS",
		"prohibited by filter", "host precedence violation", "precedence cutoff"}
	unreachable6 = [...]string{"no route", "prohibited by filter", "beyond scope of source", "address unreachable",
		"port unreachable", "source address failed policy", "reject route"}
	exceeded = [...]string{"time to live exceeded", "reassembly time exceeded"}
)

func icmpText(a *probe.Answer) string {
	names, code := unreachable4[:], int(a.Code)
	switch {
	case a.Kind == probe.TimeExceeded:
		names = exceeded[:]
	case a.Kind == probe.TooBig:
		return "packet too big"
	case a.Kind == probe.Refused:
		return fmt.Sprintf("ICMP type %d code %d", a.Type, a.Code)
	case a.From.Is6():
		names = unreachable6[:]
	}
	if code < len(names) {
		return names[code]
	}
	return fmt.Sprintf("%v, code %d,", a.Kind, code)
}
