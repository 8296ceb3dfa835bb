package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"pktcap/capture"
)

// capture runs packets from the source that the options name into the sinks
// that they name, until the packets, the count or ctx ends.
func (p *program) capture(ctx context.Context, o *options) error {
	source, err := p.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }() // everything read from it was used

	if o.user != "" {
		if err := becomeUser(o.user); err != nil {
			return err
		}
	}
	if o.live.workerFiles {
		return p.captureByWorkers(ctx, o, source.(*capture.Group))
	}
	sinks, err := p.sinks(o, source)
	if err != nil {
		return o.notAllowed(err)
	}
	p.enterSandbox(o)
	p.announce(o, source)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	out := newFlusher(source, sinks, stop)
	err = p.pump(ctx, o, source, out)
	if isDone(err) {
		_, _ = fmt.Fprintf(p.stderr, "Maximum file limit reached: %d\n", o.write.files)
		err = nil
	}
	if o.countOnly && err == nil {
		_, err = fmt.Fprintln(p.stdout, plural(out.taken.Load(), "packet"))
	}
	if o.source.file == "" {
		p.totals(source, out.tally)
	}
	return err
}

// pump moves packets from the source to the sinks and closes these. SIGUSR1
// shows the counts so far and SIGUSR2 flushes the file of -w, as tcpdump's do.
func (p *program) pump(ctx context.Context, o *options, source capture.Source, sinks *flusher) (err error) {
	defer onSignal(syscall.SIGUSR1, func() { p.totals(source, sinks.tally) })()
	defer onSignal(syscall.SIGUSR2, sinks.flushNow)()
	defer p.showStats(o, source, sinks.tally)()
	defer func() {
		// A sink that failed says so again when it is closed.
		if closing := sinks.close(); err == nil {
			err = closing
		}
	}()
	return p.move(ctx, o, source, sinks)
}

// move moves packets from the source to the sinks.
func (p *program) move(ctx context.Context, o *options, source capture.Source, sinks *flusher) error {
	skip := o.skip
	for batch, err := range capture.Batches(ctx, source) {
		if err != nil {
			return err
		}
		if skip > 0 {
			skipped := min(skip, batch.Len())
			skip -= skipped
			batch.Skip(skipped)
		}
		if o.count > 0 {
			batch.Keep(o.count - int(sinks.count))
		}
		if err := sinks.packets(batch); err != nil {
			return err
		}
		if o.count > 0 && int(sinks.count) == o.count {
			break
		}
	}
	return nil
}

// onSignal calls act at every signal of a kind until stop is called.
func onSignal(kind os.Signal, act func()) (stop func()) {
	signals := make(chan os.Signal, 1)
	done := make(chan struct{})
	signal.Notify(signals, kind)
	go func() {
		for {
			select {
			case <-signals:
				act()
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(done)
	}
}

// sinks opens what the packets go to: the file of -w, the lines of a run
// without -w or with --print, or nothing when they are only counted.
func (p *program) sinks(o *options, source capture.Source) ([]sink, error) {
	var sinks []sink
	if o.write.file != "" {
		s, err := p.newFileSink(o, source)
		if err != nil {
			return nil, err
		}
		sinks = append(sinks, s)
	}
	if o.write.file == "" && !o.countOnly || o.print {
		s, err := newTextSink(o, source, p.stdout)
		if err != nil {
			return nil, err
		}
		sinks = append(sinks, s)
		if o.source.file == "" && !o.text.json {
			sinks = append(sinks, &lossSink{p: p})
		}
	}
	return sinks, nil
}

// announceFile says which file packets are read from.
func (p *program) announceFile(name string, ifc capture.Interface) {
	_, _ = fmt.Fprintf(p.stderr, "reading from file %s, link-type %s (%s), snapshot length %d\n",
		name, ifc.LinkType, ifc.LinkType.Description(), ifc.Snaplen)
}

// announce says on standard error what packets come from.
func (p *program) announce(o *options, source capture.Source) {
	ifcs := source.Interfaces()
	ifc := ifcs[0]
	if o.source.file != "" {
		p.announceFile(o.source.file, ifc)
		return
	}
	if t := &o.text; o.verbosity == 0 && o.write.file == "" && !t.json && !t.tree && t.fields == "" {
		p.say("verbose output suppressed, use -v[v]... for full protocol decode")
	}
	for _, ifc := range ifcs {
		_, _ = fmt.Fprintf(p.stderr, "listening on %s, link-type %s (%s), snapshot length %d bytes\n",
			fullName(ifcs, ifc), ifc.LinkType, ifc.LinkType.Description(), ifc.Snaplen)
	}
	if o.verbosity > 0 {
		p.announceRings(source)
	}
}

// announceRings says what the packets are kept in.
func (p *program) announceRings(source capture.Source) {
	members := []*capture.Live{}
	switch s := source.(type) {
	case *capture.Live:
		members = append(members, s)
	case *capture.Group:
		members = s.Members()
	}
	for i, m := range members {
		whose := fullName(source.Interfaces(), m.Interfaces()[0])
		if len(members) > len(source.Interfaces()) {
			whose += fmt.Sprintf(" worker %d", i)
		}
		p.say("%s: ring: %v", whose, m.Geometry())
	}
}

// fullName returns the name of one of several interfaces, with that of its
// network namespace where they are in several.
func fullName(all []capture.Interface, ifc capture.Interface) string {
	for _, other := range all {
		if other.Namespace != ifc.Namespace {
			return cmp.Or(ifc.Namespace, ".") + "/" + ifc.Name
		}
	}
	return ifc.Name
}
