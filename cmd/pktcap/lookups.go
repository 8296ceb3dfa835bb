package main

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// Bounds of the name service's use: a capture of many hosts asks for the first
// ones only, and forgets nothing.
const (
	maxLookups    = 4096            // addresses asked for
	lookupWorkers = 4               // questions at a time
	lookupPending = 256             // addresses waiting for their turn
	lookupTimeout = 5 * time.Second // of one question
)

// lookups asks the name service for the names of addresses, without anybody
// waiting: an address is printed as a number until its name has come.
type lookups struct {
	mu    sync.RWMutex
	known map[netip.Addr]string // "" while and where there is no name
	queue chan netip.Addr

	// lookup asks for one address.
	lookup func(context.Context, netip.Addr) (string, error)
}

// newLookups starts the workers; they end with ctx.
func newLookups(ctx context.Context, lookup func(context.Context, netip.Addr) (string, error)) *lookups {
	l := &lookups{known: map[netip.Addr]string{}, queue: make(chan netip.Addr, lookupPending), lookup: lookup}
	for range lookupWorkers {
		go l.work(ctx)
	}
	return l
}

// name returns the name of a, "" where it is not known, or not yet.
func (l *lookups) name(a netip.Addr) string {
	l.mu.RLock()
	name, asked := l.known[a]
	full := len(l.known) >= maxLookups
	l.mu.RUnlock()
	if asked || full {
		return name
	}
	select {
	case l.queue <- a:
		l.mu.Lock()
		l.known[a] = ""
		l.mu.Unlock()
	default: // busy: the next packet asks again
	}
	return ""
}

func (l *lookups) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case a := <-l.queue:
			one, cancel := context.WithTimeout(ctx, lookupTimeout)
			name, err := l.lookup(one, a)
			cancel()
			if err == nil && name != "" {
				l.mu.Lock()
				l.known[a] = name
				l.mu.Unlock()
			}
		}
	}
}

// reverse asks this machine's resolver.
func reverse(ctx context.Context, a netip.Addr) (string, error) {
	list, err := net.DefaultResolver.LookupAddr(ctx, a.String())
	if err != nil || len(list) == 0 {
		return "", err
	}
	return strings.TrimSuffix(list[0], "."), nil
}
