package main

import (
	"fmt"

	"pktcap/capture"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// compile compiles the expression for packets of interface ifc. A savefile's
// packets may come from any machine; a live interface's program may ask the
// kernel for what is not in the packet.
func (o *options) compile(ifc capture.Interface, live bool) (*cbpf.Program, error) {
	return filter.Compile(o.filter.expression, filter.Options{
		LinkType:   ifc.LinkType,
		Snaplen:    o.source.snaplen,
		Live:       live,
		Savefile:   o.source.file != "",
		NoOptimize: o.filter.noOptimize,
	})
}

// dumpFilter prints the program that the expression becomes: for the file of
// -r, the interface of -i, or the link type of -y; Ethernet when nothing is
// said. It needs no privilege and captures nothing.
func (p *program) dumpFilter(o *options) error {
	ifc := capture.Interface{LinkType: linktype.Ethernet}
	live := false
	switch {
	case o.source.file != "":
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
	prog, err := o.compile(ifc, live)
	if err != nil {
		return err
	}
	var text []byte
	switch o.filter.dump {
	case 1:
		text = prog.AppendListing(nil)
	case 2:
		text = prog.AppendC(nil)
	default:
		text = prog.AppendDecimal(nil)
	}
	if _, exact := prog.Kernel(); !exact {
		p.say("the program has %d instructions and the kernel takes %d: a part of it would run in the kernel, all of it here", prog.Len(), cbpf.MaxInstructions)
	}
	if _, err := p.stdout.Write(text); err != nil {
		return fmt.Errorf("write program: %w", err)
	}
	return nil
}
