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
	"pktcap/savefile"
)

// The ring's blocks. Where somebody may be watching the output the kernel holds
// packets back for less than a person notices, in blocks of which there are so
// many that the program may pause for a second; a file is written with as few
// pauses as possible. The kernel hands a block over after once or twice the
// time.
const (
	watchedRetire = 6 * time.Millisecond
	watchedBlock  = 256 << 10 // bytes
	writtenRetire = 50 * time.Millisecond
)

// open opens the source of packets: the file of -r, or the interface of -i with
// the filter in the kernel.
func (p *program) open(ctx context.Context, o *options) (capture.Source, error) {
	if o.source.listFile != "" {
		if err := p.readList(o); err != nil {
			return nil, err
		}
	}
	if o.source.file == "" {
		return p.openLive(ctx, o)
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
func (p *program) openFile(name string, c capture.FileConfig) (f *capture.File, err error) {
	if name == "-" {
		f, err = capture.NewFile(p.stdin, "standard input", c)
	} else {
		f, err = capture.OpenFile(name, c)
	}
	if errors.Is(err, savefile.ErrFormat) {
		err = fmt.Errorf("%w; hex dumps are read with --from-hex", err)
	}
	return f, err
}

// openLive opens the interfaces of -i, or the first that is worth it, in each of
// the network namespaces.
func (p *program) openLive(ctx context.Context, o *options) (capture.Source, error) {
	namespaces := o.source.namespaces
	if len(namespaces) == 0 {
		namespaces = []string{""}
	}
	var configs []capture.LiveConfig
	for _, namespace := range namespaces {
		if err := capture.InNamespace(namespace, func() error {
			if o.source.wait {
				if err := p.waitForInterfaces(ctx, o); err != nil {
					return err
				}
			}
			names, err := o.source.interfaceNames(o.live.anyReal || len(namespaces) > 1)
			for _, name := range names {
				config := p.liveConfig(o, name)
				config.Namespace = namespace
				config.Timestamps = p.timestampType(o, name)
				configs = append(configs, config)
			}
			return err
		}); err != nil {
			return nil, err
		}
	}
	switch {
	case o.live.workers > 0 && len(configs) > 1:
		return nil, usagef("--workers share the packets of one interface, and there are %d", len(configs))
	case o.live.workers > 0:
		return capture.OpenFanout(configs[0], capture.Fanout{
			Workers: o.live.workers, Mode: o.live.fanout, Rollover: o.live.rollover, CPUs: o.live.cpus,
		})
	case len(configs) == 1 && (!o.source.follow || configs[0].Interface == capture.AnyInterface):
		return capture.OpenLive(configs[0])
	}
	group, err := capture.OpenGroup(configs...)
	if err != nil || !o.source.follow {
		return group, err
	}
	for _, namespace := range namespaces {
		if err := group.Follow(p.selection(o, namespace)); err != nil {
			_ = group.Close() // err says what is wrong
			return nil, err
		}
	}
	return group, nil
}

// selection returns the interfaces that --follow takes when they come: those
// that a pattern of -i matches.
func (p *program) selection(o *options, namespace string) capture.Selection {
	return capture.Selection{
		Namespace: namespace,
		Match: func(name string) bool {
			return slices.ContainsFunc(o.patterns(), func(pattern string) bool { ok, err := path.Match(pattern, name); return ok && err == nil })
		},
		Config: func(name string) capture.LiveConfig {
			config := p.liveConfig(o, name)
			config.Timestamps = p.timestampType(o, name)
			return config
		},
	}
}

// patterns returns the patterns of -i.
func (o *options) patterns() (list []string) {
	for _, name := range o.source.interfaces {
		switch {
		case name == capture.AnyInterface && (o.live.anyReal || len(o.source.namespaces) > 1):
			list = append(list, "*")
		case isPattern(name):
			list = append(list, name)
		}
	}
	return list
}

// several reports whether packets of several interfaces may come from source,
// now or later.
func (o *options) several(source capture.Source) bool {
	return len(source.Interfaces()) > 1 || o.source.follow && len(o.patterns()) > 0
}

// timestampType returns the type that -j wants where the interface has it. For
// one that does not it warns as tcpdump does, and takes the default.
func (p *program) timestampType(o *options, name string) capture.TimestampType {
	wanted := o.live.stampType
	if wanted == capture.TimestampHost {
		return wanted
	}
	types, err := capture.TimestampTypes(name)
	if err == nil && !slices.Contains(types, wanted) {
		p.say("WARNING: When trying to set timestamp type '%v' on %s: That type of time stamp is not supported by that device", wanted, name)
		return capture.TimestampHost
	}
	return wanted
}

// namespace returns the first network namespace.
func (s *sourceOptions) namespace() string {
	if len(s.namespaces) == 0 {
		return ""
	}
	return s.namespaces[0]
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

// notify says what became of an interface.
func (p *program) notify(e capture.Event) {
	switch e.Kind {
	case capture.EventNoRing:
		p.say("%s: no ring can be mapped, packets are received one by one, which costs more: %v", e.Interface, e.Err)
	case capture.EventRefused:
		p.say("%s: the interface is new, and cannot be captured on: %v", e.Interface, e.Err)
	case capture.EventRenamed:
		p.say("%s: the interface is called %s now", e.Before, e.Interface)
	default:
		p.say("%s: the interface %s", e.Interface, happened[e.Kind])
	}
}

var happened = map[capture.EventKind]string{
	capture.EventDown: "went down",
	capture.EventUp:   "went up",
	capture.EventGone: "was removed",
	capture.EventBack: "is back",
	capture.EventNew:  "is new, and captured on too",
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
		AllMulticast:  o.live.allMulticast,
		Join:          o.live.join,
		Notify:        p.notify,
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
	config.Ring = o.ring()
	return config
}

// ring returns the shape of the ring, as far as it is not left to the kind of
// interface.
func (o *options) ring() ringmmap.Config {
	r := ringmmap.Config{
		BlockSize:     o.live.ringBlockKiB << 10,
		Blocks:        o.live.ringBlocks,
		RetireTimeout: o.live.retire,
	}
	watched := o.write.file == "" || o.print || o.write.packetBuffered
	if watched && r.BlockSize == 0 && (o.source.bufferKiB == 0 || o.source.bufferKiB<<10 >= 16*watchedBlock) {
		r.BlockSize = watchedBlock
	}
	if r.RetireTimeout == 0 && !o.source.immediate {
		r.RetireTimeout = writtenRetire
		if watched {
			r.RetireTimeout = watchedRetire
		}
	}
	return r
}

// interfaceNames returns the interfaces to capture on, each once: those of -i,
// which may be the number that -D shows or a pattern of path.Match, or without
// -i the first that is up, has a carrier and is not loopback. With anyReal any is
// all interfaces that are up.
func (s *sourceOptions) interfaceNames(anyReal bool) ([]string, error) {
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
		if wanted == capture.AnyInterface && anyReal {
			wanted = "*"
		}
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
	names, err := s.interfaceNames(false)
	if err != nil {
		return "", err
	}
	return names[0], nil
}
