package filter

import (
	"fmt"
	"net/netip"

	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// DefaultSnaplen is what a program returns for a packet that it accepts unless
// [Options] say otherwise, in bytes: all of any packet, as tcpdump has it.
const DefaultSnaplen = 262144

// Options says what an expression is compiled for.
type Options struct {
	// LinkType is the link type of the packets that the program will see. The
	// zero value is linktype.Null; say linktype.Ethernet for Ethernet.
	LinkType linktype.Type

	// Snaplen is what the program returns for a packet that it accepts, in
	// bytes; 0 means DefaultSnaplen.
	Snaplen int

	// Netmask is the IPv4 netmask of the capturing interface, for "ip
	// broadcast". The zero value is an unknown one.
	Netmask netip.Addr

	// Live compiles for a socket of this machine's kernel, with Linux
	// ancillary loads: a VLAN tag that the kernel strips is found only there,
	// and so are direction and interface.
	Live bool

	// Savefile compiles for packets of a savefile, which may come from a
	// machine of any byte order and system. It makes a difference to link
	// types that begin with a protocol family: NULL, LOOP, ENC and PFLOG.
	Savefile bool

	// Manual follows pcap-filter(7) where libpcap does not, and then programs
	// match other packets than tcpdump's do; see the package documentation.
	Manual bool

	// NoOptimize leaves the passes out, as -O does.
	NoOptimize bool

	// Resolver turns names into numbers; nil means [SystemResolver].
	Resolver Resolver

	// Trace, if not nil, receives the name of each phase and the form that it
	// left the filter in.
	Trace func(phase, form string)
}

func (o Options) withDefaults() (Options, error) {
	switch {
	case o.Snaplen < 0 || o.Snaplen > 1<<31-1:
		return o, fmt.Errorf("compile filter: snaplen %d is not between 0 and 2147483647", o.Snaplen)
	case o.Snaplen == 0:
		o.Snaplen = DefaultSnaplen
	}
	if o.Netmask.IsValid() && !o.Netmask.Is4() {
		return o, fmt.Errorf("compile filter: netmask %v is not an IPv4 one", o.Netmask)
	}
	if o.Resolver == nil {
		o.Resolver = SystemResolver()
	}
	return o, nil
}

// Compile turns an expression of pcap-filter(7) into a program. The empty
// expression accepts every packet.
//
// A mistake in the expression is an [*Error]; an expression that no packet can
// match is one for which errors.Is(err, [ErrRejectsAll]) holds.
func Compile(expr string, opt Options) (*cbpf.Program, error) {
	opt, err := opt.withDefaults()
	if err != nil {
		return nil, err
	}
	trace := func(phase string, form func() string) {
		if opt.Trace != nil {
			opt.Trace(phase, form())
		}
	}
	tree, err := parse(expr)
	if err != nil {
		return nil, err
	}
	trace("parse", func() string { return format(tree) + "\n" })
	if tree, err = resolve(expr, tree, opt.Resolver); err != nil {
		return nil, err
	}
	trace("resolve", func() string { return format(tree) + "\n" })
	c := newGenerator(expr, opt)
	if err := c.generate(tree); err != nil {
		return nil, err
	}
	g := c.g
	trace("generate", g.String)
	if !opt.NoOptimize {
		if optimize(g, opt.Trace) && !c.unseen {
			if err := explain(expr, tree, opt); err != nil {
				return nil, err
			}
		}
		// This comes second because libpcap does not do it, and so does not see
		// what rejects all packets by it.
		if factored, changed := c.condition.factor(g); changed {
			trace("factor", func() string { return factored.String() + "\n" })
			g.entry = factored.blocks(g, g.accept, g.reject)
			optimize(g, opt.Trace)
		}
	}
	p, err := emit(g)
	if err != nil {
		return nil, fmt.Errorf("compile filter %.60q: %w", expr, err)
	}
	trace("emit", p.String)
	return p, nil
}
