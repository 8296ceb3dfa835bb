package main

import (
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
	sinks, err := p.sinks(o, source)
	if err != nil {
		return o.notAllowed(err)
	}
	p.enterSandbox(o)
	p.announce(o, source)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	taken, err := p.pump(ctx, o, source, newFlusher(source, sinks, stop))
	if isDone(err) {
		_, _ = fmt.Fprintf(p.stderr, "Maximum file limit reached: %d\n", o.write.files)
		err = nil
	}
	if o.countOnly && err == nil {
		_, err = fmt.Fprintln(p.stdout, plural(taken, "packet"))
	}
	if o.source.file == "" {
		p.totals(source, taken)
	}
	return err
}

// pump moves packets from the source to the sinks, closes these, and returns
// how many packets they took. SIGUSR1 shows the counts so far and SIGUSR2
// flushes the file of -w, as tcpdump's do.
func (p *program) pump(ctx context.Context, o *options, source capture.Source, sinks *flusher) (taken uint64, err error) {
	defer onSignal(syscall.SIGUSR1, func() { p.totals(source, sinks.taken.Load()) })()
	defer onSignal(syscall.SIGUSR2, sinks.flushNow)()
	defer func() {
		// A sink that failed says so again when it is closed.
		if closing := sinks.close(); err == nil {
			err = closing
		}
		taken = sinks.taken.Load()
	}()

	skip := o.skip
	for pkt, err := range source.Borrow(ctx) {
		if err != nil {
			return 0, err
		}
		if skip > 0 {
			skip--
			continue
		}
		if err := sinks.packet(pkt); err != nil {
			return 0, err
		}
		if o.count > 0 && sinks.count == uint64(o.count) {
			break
		}
	}
	return 0, nil
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
	if o.verbosity == 0 && o.write.file == "" {
		p.say("verbose output suppressed, use -v[v]... for full protocol decode")
	}
	for _, ifc := range ifcs {
		_, _ = fmt.Fprintf(p.stderr, "listening on %s, link-type %s (%s), snapshot length %d bytes\n",
			ifc.Name, ifc.LinkType, ifc.LinkType.Description(), ifc.Snaplen)
	}
}
