package main

import (
	"errors"
	"time"

	"pktcap/capture"
	"pktcap/filter/cbpf"
	"pktcap/ringmmap"
)

// watchedRetire is how long the kernel holds packets back when somebody may be
// watching the output: below what a person notices.
const watchedRetire = 8 * time.Millisecond

// open opens the source of packets: the file of -r, or the interface of -i with
// the filter in the kernel.
func (p *program) open(o *options) (capture.Source, error) {
	if o.source.file == "" {
		return p.openLive(o)
	}
	config := capture.FileConfig{FilterFor: func(ifc capture.Interface) (*cbpf.Program, error) {
		if o.filter.expression == "" {
			return nil, nil
		}
		if o.filter.haveLink {
			ifc.LinkType = o.filter.linkType
		}
		return o.compile(ifc, false)
	}}
	return p.openFile(o.source.file, config)
}

// openFile opens a capture file; - is standard input.
func (p *program) openFile(name string, c capture.FileConfig) (*capture.File, error) {
	if name == "-" {
		return capture.NewFile(p.stdin, "standard input", c)
	}
	return capture.OpenFile(name, c)
}

// openLive opens the interface of -i, or the first that is worth it.
func (p *program) openLive(o *options) (capture.Source, error) {
	name, err := o.source.interfaceName()
	if err != nil {
		return nil, err
	}
	config := capture.LiveConfig{
		Interface:     name,
		Snaplen:       o.source.snaplen,
		NoPromiscuous: o.source.noPromiscuous,
		BufferSize:    o.source.bufferKiB << 10,
		Immediate:     o.source.immediate,
		Notify:        func(e capture.Event) { p.say("%s: the interface went %s", e.Interface, e.Kind) },
		FilterFor: func(ifc capture.Interface) (*cbpf.Program, error) {
			if o.filter.expression == "" && o.source.snaplen == 0 {
				return nil, nil
			}
			prog, err := o.compile(ifc, true)
			if err == nil {
				p.sayLong(prog)
			}
			return prog, err
		},
	}
	switch o.source.direction {
	case "in":
		config.Direction = capture.DirectionIn
	case "out":
		config.Direction = capture.DirectionOut
	}
	if o.filter.haveLink {
		config.LinkType = o.filter.linkType
	}
	if o.write.file == "" || o.print || o.write.packetBuffered {
		config.Ring = ringmmap.Config{RetireTimeout: watchedRetire}
	}
	return capture.OpenLive(config)
}

// interfaceName returns the interface to capture on: that of -i, which may be
// the number that -D shows, or without -i the first that is up, has a carrier
// and is not loopback.
func (s *sourceOptions) interfaceName() (string, error) {
	if len(s.interfaces) > 1 {
		return "", usagef("-i is given %d times: name one interface, or any", len(s.interfaces))
	}
	if len(s.interfaces) == 1 && !isNumber(s.interfaces[0]) {
		return s.interfaces[0], nil
	}
	devices, err := listedDevices()
	if err != nil {
		return "", err
	}
	if len(s.interfaces) == 1 {
		return byNumber(devices, s.interfaces[0])
	}
	for _, d := range devices {
		if d.Up && d.Running && !d.Loopback && d.Name != capture.AnyInterface {
			return d.Name, nil
		}
	}
	return "", errors.New("no interface is up but loopback: name one with -i, -D lists them")
}
