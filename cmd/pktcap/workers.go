package main

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"pktcap/capture"
)

// workerFile returns the name of a worker's file: its number is before the
// name's end, which says what is in it.
func workerFile(name string, worker int) string {
	dir, base := filepath.Split(name)
	stem, end, _ := strings.Cut(base, ".")
	if end != "" {
		end = "." + end
	}
	return dir + stem + "." + strconv.Itoa(worker) + end
}

// captureByWorkers has each worker read its ring, on its CPU, and write a file
// of its own.
func (p *program) captureByWorkers(ctx context.Context, o *options, group *capture.Group) error {
	members := group.Members()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var sinks []*flusher
	for i, m := range members {
		mine := *o
		mine.write.file = workerFile(o.write.file, i)
		list, err := p.sinks(&mine, m)
		if err != nil {
			for _, f := range sinks {
				err = errors.Join(err, f.close())
			}
			return o.notAllowed(err)
		}
		sinks = append(sinks, newFlusher(m, list, stop))
	}
	sum := func() (taken, failed uint64) {
		for _, f := range sinks {
			t, e := f.tally()
			taken, failed = taken+t, failed+e
		}
		return taken, failed
	}
	errs := make([]error, len(members))
	var pinned, workers sync.WaitGroup
	begin := make(chan struct{})
	for i, m := range members {
		pinned.Add(1)
		workers.Go(func() {
			errs[i] = m.Pin()
			pinned.Done()
			<-begin
			if errs[i] == nil {
				errs[i] = p.move(ctx, o, m, sinks[i])
			}
			if err := sinks[i].close(); errs[i] == nil {
				errs[i] = err
			}
			if errs[i] != nil {
				stop() // a capture that lacks a part is none
			}
		})
	}
	pinned.Wait()
	p.enterSandbox(o)
	p.announce(o, group)
	defer onSignal(syscall.SIGUSR1, func() { p.totals(group, sum) })()
	defer onSignal(syscall.SIGUSR2, func() {
		for _, f := range sinks {
			f.flushNow()
		}
	})()
	endStats := p.showStats(o, group, sum)
	close(begin)
	workers.Wait()
	endStats()
	p.totals(group, sum)
	return errors.Join(errs...)
}
