package capture

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"

	"github.com/vishvananda/netlink"
)

// Follow has the group take interfaces that come, or come up, and that the
// selection matches, and tells of those that are renamed. The first packet of
// an interface that was there before under its name is marked LossBefore. A
// group that follows does not end when its last interface is removed.
//
// It is to be called before the group is read, once for each namespace.
func (g *Group) Follow(s Selection) error {
	w := &watcher{group: g, selection: s, known: map[string]bool{}, taken: map[int]bool{}}
	for _, m := range g.members {
		c := &m.live.config
		if c.Namespace != s.Namespace {
			continue
		}
		w.known[c.Interface] = true
		if s.Match(c.Interface) {
			c.Follow = false // or two would take it when it is back
		}
	}
	if err := InNamespace(s.Namespace, w.subscribe); err != nil {
		return fmt.Errorf("follow interfaces: %w", err)
	}
	g.watchers = append(g.watchers, w)
	go w.run()
	return nil
}

// A watcher sees the interfaces of a network namespace come and change.
type watcher struct {
	group     *Group
	selection Selection
	updates   chan netlink.LinkUpdate
	known     map[string]bool // names that were captured on
	taken     map[int]bool    // indexes of interfaces that there are captures on

	mu  sync.Mutex
	err error // that ended the updates
}

// A joining is a capture that a watcher has opened, or what went wrong.
type joining struct {
	live *Live
	err  error
}

// subscribe asks the kernel for the interfaces that there are, and for what
// becomes of them.
func (w *watcher) subscribe() error {
	w.updates = make(chan netlink.LinkUpdate)
	return netlink.LinkSubscribeWithOptions(w.updates, w.group.done, netlink.LinkSubscribeOptions{
		ListExisting:           true,
		ReceiveBufferSize:      1 << 20,
		ReceiveBufferForceSize: true,
		ErrorCallback: func(err error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.err = err
		},
	})
}

// run takes updates until the group is closed.
func (w *watcher) run() {
	for u := range w.updates {
		if w.group.isClosed() {
			continue // the kernel's end is closed too: the channel will be
		}
		w.update(u)
	}
	if w.group.isClosed() {
		return
	}
	w.mu.Lock()
	err := w.err
	w.mu.Unlock()
	w.send(joining{err: fmt.Errorf("follow interfaces: the kernel's news have ended: %v", err)})
}

// update sees to one interface.
func (w *watcher) update(u netlink.LinkUpdate) {
	a := u.Attrs()
	switch {
	case a == nil || u.Family != 0:
		return // news of a bridge's port, not of an interface
	case u.Header.Type != netlinkNewLink:
		delete(w.taken, a.Index) // its capture sees for itself that it is gone
		return
	case w.group.renamed(w.selection.Namespace, a.Index, a.Name) || w.taken[a.Index]:
		return
	}
	if a.Flags&net.FlagUp == 0 || !w.selection.Match(a.Name) {
		return
	}
	c := w.selection.Config(a.Name)
	c.Interface, c.Namespace, c.Follow = a.Name, w.selection.Namespace, false
	live, err := OpenLive(c)
	switch {
	case errors.Is(err, ErrNoInterface) || errors.Is(err, ErrInterfaceDown):
		return // gone or down again: there will be another update
	case err != nil:
		if c.Notify != nil { // the others go on
			c.Notify(Event{Kind: EventRefused, Interface: a.Name, Err: err})
		}
		return
	}
	if live.device.Index != a.Index {
		_ = live.Close() // another has the name by now: its own news is to come
		return
	}
	kind := EventNew
	if w.known[a.Name] {
		kind, live.lost = EventBack, true
	}
	w.known[a.Name], w.taken[a.Index] = true, true
	if w.send(joining{live: live}) {
		live.notify(kind)
	}
}

// netlinkNewLink is RTM_NEWLINK of linux/rtnetlink.h.
const netlinkNewLink = 16

// send hands a capture to the reader of the group, when there is one.
func (w *watcher) send(j joining) bool {
	select {
	case w.group.joins <- j:
		return true
	case <-w.group.done:
		if j.live != nil {
			_ = j.live.Close() // nobody has read it
		}
		return false
	}
}

// renamed reports whether a capture of the group is on the interface with the
// system's index, and takes its name over.
func (g *Group) renamed(namespace string, index int, name string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, m := range g.members {
		if m.gone.Load() || m.live.config.Namespace != namespace {
			continue
		}
		before, is := m.live.rename(index, name)
		if !is {
			continue
		}
		if before != name {
			g.ifs = slices.Clone(g.ifs) // somebody may have the old one
			g.ifs[m.live.base].Name = name
			if notify := m.live.config.Notify; notify != nil {
				notify(Event{Kind: EventRenamed, Interface: name, Before: before})
			}
		}
		return true
	}
	return false
}

// rename takes over the name of the interface if it has the system's index, and
// returns the name that it had.
func (l *Live) rename(index int, name string) (before string, is bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ifs[0].Index != index {
		return "", false
	}
	before = l.ifs[0].Name
	if before != name {
		l.ifs = slices.Clone(l.ifs)
		l.ifs[0].Name = name
	}
	return before, true
}

// join takes a capture that a watcher has opened into the group and into its
// reading.
func (m *merge) join(j joining) error {
	if j.err != nil {
		return j.err
	}
	g := m.group
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		return j.live.Close()
	}
	g.add(j.live)
	mem := g.members[len(g.members)-1]
	g.mu.Unlock()
	m.running++
	go m.pump(mem)
	return nil
}

// next waits for what comes first: a block of a member or its end, a capture
// that joins, or the end of the reading. It returns false then.
func (m *merge) next() (more bool, err error) {
	if len(m.group.watchers) == 0 {
		return true, m.take(<-m.arrivals)
	}
	var ended <-chan struct{}
	if m.running == 0 {
		ended = m.ctx.Done() // a member that runs sees to it itself
	}
	select {
	case a := <-m.arrivals:
		return true, m.take(a)
	case j := <-m.group.joins:
		return true, m.join(j)
	case <-m.group.done:
		if m.running == 0 {
			return false, nil
		}
		return true, m.take(<-m.arrivals)
	case <-ended:
		return false, nil
	}
}
