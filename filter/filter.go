package filter

import (
	"net/netip"

	"pktcap/linktype"
)

// Options says what an expression is compiled for.
type Options struct {
	// LinkType is the link type of the packets that the program will see.
	LinkType linktype.Type

	// Snaplen is what the program returns for a packet that it accepts, in
	// bytes; 0 means 262144, as tcpdump has it.
	Snaplen int

	// Netmask is the IPv4 netmask of the capturing interface, for "ip
	// broadcast". The zero value is an unknown one.
	Netmask netip.Addr

	// Live compiles for a socket of this machine's kernel, with Linux
	// ancillary loads: a VLAN tag that the kernel strips is found only there,
	// and so are direction and interface.
	Live bool

	// NoOptimize leaves the passes out, as -O does.
	NoOptimize bool

	// Resolver turns names into numbers; nil means [SystemResolver].
	Resolver Resolver

	// Trace, if not nil, receives the name of each phase and the form that it
	// left the filter in.
	Trace func(phase, form string)
}

// A Resolver turns the names in an expression into numbers.
type Resolver interface{}
