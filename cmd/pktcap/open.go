package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
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
func (p *program) open(ctx context.Context, o *options) (capture.Source, error) {
	if o.source.listFile != "" {
		if err := p.readList(o); err != nil {
			return nil, err
		}
	}
	if o.source.file == "" {
		var source capture.Source
		err := capture.InNamespace(o.source.namespace, func() (err error) {
			source, err = p.openLive(ctx, o)
			return err
		})
		return source, err
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
	switch {
	case o.source.hex:
		return p.openHex(ctx, o, config)
	case len(o.source.list) > 1:
		return p.openList(o, config)
	}
	return p.openFile(o.source.file, config)
}

// openFile opens a capture file; - is standard input.
func (p *program) openFile(name string, c capture.FileConfig) (*capture.File, error) {
	if name == "-" {
		return capture.NewFile(p.stdin, "standard input", c)
	}
	return capture.OpenFile(name, c)
}

// openLive opens the interfaces of -i, or the first that is worth it.
func (p *program) openLive(ctx context.Context, o *options) (capture.Source, error) {
	if o.source.wait {
		if err := p.waitForInterfaces(ctx, o); err != nil {
			return nil, err
		}
	}
	names, err := o.source.interfaceNames()
	if err != nil {
		return nil, err
	}
	if len(names) == 1 {
		return capture.OpenLive(p.liveConfig(o, names[0]))
	}
	var configs []capture.LiveConfig
	for _, name := range names {
		configs = append(configs, p.liveConfig(o, name))
	}
	return capture.OpenGroup(configs...)
}

// waitForInterfaces waits until the interfaces that -i names are there and up.
func (p *program) waitForInterfaces(ctx context.Context, o *options) error {
	for _, name := range o.source.interfaces {
		if name == capture.AnyInterface || isNumber(name) || isPattern(name) {
			return usagef("--wait waits for interfaces by name, and %q is none", name)
		}
		if err := capture.WaitInterface(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// happened says what became of an interface.
var happened = map[capture.EventKind]string{
	capture.EventDown: "went down",
	capture.EventUp:   "went up",
	capture.EventGone: "was removed",
	capture.EventBack: "is back",
}

// liveConfig says how to capture on the interface of the given name.
func (p *program) liveConfig(o *options, name string) capture.LiveConfig {
	config := capture.LiveConfig{
		Interface:     name,
		Snaplen:       o.source.snaplen,
		NoPromiscuous: o.source.noPromiscuous,
		BufferSize:    o.source.bufferKiB << 10,
		Immediate:     o.source.immediate,
		Follow:        o.source.follow,
		Notify:        func(e capture.Event) { p.say("%s: the interface %s", e.Interface, happened[e.Kind]) },
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
	return config
}

// interfaceNames returns the interfaces to capture on, each once: those of -i,
// which may be the number that -D shows or a pattern of path.Match, or without
// -i the first that is up, has a carrier and is not loopback.
func (s *sourceOptions) interfaceNames() ([]string, error) {
	devices, err := listedDevices()
	if err != nil {
		return nil, err
	}
	if len(s.interfaces) == 0 {
		for _, d := range devices {
			if d.Up && d.Running && !d.Loopback && d.Name != capture.AnyInterface {
				return []string{d.Name}, nil
			}
		}
		return nil, errors.New("no interface is up but loopback: name one with -i, -D lists them")
	}
	var names []string
	add := func(name string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, wanted := range s.interfaces {
		switch {
		case isNumber(wanted):
			name, err := byNumber(devices, wanted)
			if err != nil {
				return nil, err
			}
			add(name)
		case isPattern(wanted):
			before := len(names)
			for _, d := range devices {
				if ok, err := path.Match(wanted, d.Name); err != nil {
					return nil, usagef("invalid interface pattern %q: %v", wanted, err)
				} else if ok && d.Up && d.Name != capture.AnyInterface {
					add(d.Name)
				}
			}
			if len(names) == before {
				return nil, fmt.Errorf("no interface that is up matches %q: -D lists them", wanted)
			}
		default:
			add(wanted)
		}
	}
	return names, nil
}

func isPattern(name string) bool { return strings.ContainsAny(name, "*?[") }

// interfaceName returns the first of interfaceNames.
func (s *sourceOptions) interfaceName() (string, error) {
	names, err := s.interfaceNames()
	if err != nil {
		return "", err
	}
	return names[0], nil
}
