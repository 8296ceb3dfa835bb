package main

import (
	"math/rand/v2"

	"pktcap/craft"
	"pktcap/inject/probe"
)

// The ports that Linux gives to outgoing connections by default
// (ip_local_port_range of ip(7)).
const firstEphemeral, lastEphemeral = 32768, 60999

// sourcePorts are the local ports of a command's probes: the one that the user
// gave, or one for each probe, in a row from a random one on.
type sourcePorts struct{ first, count int }

func newSourcePorts(given craft.Auto, probes int) sourcePorts {
	if given.IsSet() {
		return sourcePorts{int(given.Value()), 1}
	}
	const all = lastEphemeral - firstEphemeral + 1
	const most = all / 2
	if probes <= 0 || probes > most {
		probes = most
	}
	return sourcePorts{firstEphemeral + rand.N(all-probes+1), probes}
}

// port returns the port of probe n.
func (s sourcePorts) port(n int) uint16 { return uint16(s.first + n%s.count) }

// span returns all of them.
func (s sourcePorts) span() probe.PortRange {
	return probe.PortRange{First: uint16(s.first), Last: uint16(s.first + s.count - 1)}
}
