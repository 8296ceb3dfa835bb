package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"net/netip"
	"strings"

	"pktcap/capture"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// compile compiles the expression for packets of interface ifc. A savefile's
// packets may come from any machine; a live interface's program may ask the
// kernel for what is not in the packet.
func (o *options) compile(ifc capture.Interface, live bool) (*cbpf.Program, error) {
	return o.compileTraced(ifc, live, nil)
}

// compileTraced is compile with a function that is shown each phase.
func (o *options) compileTraced(ifc capture.Interface, live bool, trace func(phase, form string)) (*cbpf.Program, error) {
	return filter.Compile(o.filter.expression, filter.Options{
		LinkType:   ifc.LinkType,
		Snaplen:    o.source.snaplen,
		Netmask:    netmask(ifc, live),
		Live:       live,
		Savefile:   o.source.file != "",
		NoOptimize: o.filter.noOptimize,
		Trace:      trace,
	})
}

// dumpFilter prints the program that the expression becomes, or with
// --filter-trace every form that it has on the way: for the file of
// -r, the interface of -i, or the link type of -y; Ethernet when nothing is
// said. It needs no privilege and captures nothing.
func (p *program) dumpFilter(o *options) error {
	ifc := capture.Interface{LinkType: linktype.Ethernet}
	live := false
	switch {
	case o.source.hex && !o.filter.haveLink:
		f, err := p.openHex(context.Background(), o, capture.FileConfig{})
		if err != nil {
			return err
		}
		ifc = f.Interfaces()[0]
		if err := f.Close(); err != nil {
			return err
		}
	case o.source.file != "" && !o.source.hex:
		f, err := p.openFile(o.source.file, capture.FileConfig{})
		if err != nil {
			return err
		}
		ifc = f.Interfaces()[0]
		if err := f.Close(); err != nil {
			return err
		}
	case o.filter.haveLink:
		ifc.LinkType = o.filter.linkType
	case len(o.source.interfaces) > 0:
		var err error
		if ifc, err = capture.InterfaceByName(o.source.interfaces[0]); err != nil {
			return err
		}
		live = true
	}
	var text []byte
	var trace func(phase, form string)
	if o.filter.trace {
		trace = func(phase, form string) { text = fmt.Appendf(text, "# %s\n%s\n", phase, strings.TrimRight(form, "\n")) }
	}
	prog, err := o.compileTraced(ifc, live, trace)
	if err != nil {
		return err
	}
	switch o.filter.dump {
	case 0: // --filter-trace ends with the program
	case 1:
		text = prog.AppendListing(text)
	case 2:
		text = prog.AppendC(text)
	default:
		text = prog.AppendDecimal(text)
	}
	p.sayLong(prog)
	if _, err := p.stdout.Write(text); err != nil {
		return fmt.Errorf("write program: %w", err)
	}
	return nil
}

// sayLong tells about a program that is too long for the kernel.
func (p *program) sayLong(prog *cbpf.Program) {
	if kernel, exact := prog.Kernel(); !exact {
		p.say("the filter's program has %d instructions and the kernel takes %d: a weaker one of %d runs in the kernel, and the whole one in this program on what comes through",
			prog.Len(), cbpf.MaxInstructions, kernel.Len())
	}
}

// netmask returns the IPv4 netmask of an interface that is captured on, for "ip
// broadcast". Without one it is 0.0.0.0, which leaves the two broadcast
// addresses that every network has, as with tcpdump.
func netmask(ifc capture.Interface, live bool) netip.Addr {
	mask := netip.IPv4Unspecified()
	if !live {
		return mask
	}
	devices, err := capture.Devices()
	if err != nil {
		return mask // OpenLive says what is wrong
	}
	for _, d := range devices {
		for _, a := range d.Addresses {
			if d.Name == ifc.Name && a.Addr().Is4() {
				bits := ^uint32(0) << (32 - a.Bits())
				return netip.AddrFrom4([4]byte(binary.BigEndian.AppendUint32(nil, bits)))
			}
		}
	}
	return mask
}
