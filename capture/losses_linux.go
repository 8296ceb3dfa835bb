package capture

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/vishvananda/netlink"
)

// A lossMeter counts the packets that were lost on their way to the socket,
// where the socket does not see them.
type lossMeter struct {
	mu     sync.Mutex
	handle *netlink.Handle // of the namespace that the capture is in; nil after close
	index  int             // of the interface; 0 for all of them
	first  losses          // when the capture was opened
	last   losses
}

// losses are counts since the machine started.
type losses struct {
	nic     nicLosses
	softnet softnet
}

// nicLosses are those of the interface, or of all of them.
type nicLosses struct {
	missed    uint64 // rx_missed_errors and rx_fifo_errors of struct rtnl_link_stats64
	discarded uint64 // rx_dropped
}

// newLossMeter returns a meter of this thread's network namespace.
func newLossMeter(index int) (*lossMeter, error) {
	h, err := netlink.NewHandle()
	if err != nil {
		return nil, fmt.Errorf("open netlink socket: %w", err)
	}
	m := &lossMeter{handle: h, index: index}
	if err := m.read(); err != nil {
		h.Close()
		return nil, err
	}
	m.first = m.last
	return m, nil
}

// add puts what was lost since the meter was made into s.
func (m *lossMeter) add(s *Stats) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	err := m.read()
	s.InterfaceDropped = m.last.nic.missed - m.first.nic.missed
	s.InterfaceDiscarded = m.last.nic.discarded - m.first.nic.discarded
	s.BacklogDropped = m.last.softnet.dropped - m.first.softnet.dropped
	s.BacklogSqueezed = m.last.softnet.squeezed - m.first.softnet.squeezed
	return err
}

// follow has the meter go on with another interface.
func (m *lossMeter) follow(index int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.last.nic
	m.index, m.last.nic = index, nicLosses{}
	_ = m.read() // where it fails the next reading counts from 0
	m.first.nic.missed += m.last.nic.missed - before.missed
	m.first.nic.discarded += m.last.nic.discarded - before.discarded
}

// close reads the counts for the last time.
func (m *lossMeter) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.handle == nil {
		return
	}
	_ = m.read() // there is nobody to tell
	m.handle.Close()
	m.handle = nil
}

// read brings m.last up to date; m.mu is held. Counts that go down, as those of
// an interface that was made anew, leave m.last as it is.
func (m *lossMeter) read() error {
	if m.handle == nil {
		return nil
	}
	nic, err := m.readNIC()
	if err != nil {
		return err
	}
	m.last.nic.missed = max(m.last.nic.missed, nic.missed)
	m.last.nic.discarded = max(m.last.nic.discarded, nic.discarded)
	f, err := os.Open("/proc/net/softnet_stat")
	if errors.Is(err, os.ErrNotExist) {
		return nil // no procfs here
	}
	if err != nil {
		return fmt.Errorf("read softnet counts: %w", err)
	}
	defer f.Close()
	s, err := readSoftnet(f)
	if err != nil {
		return err
	}
	m.last.softnet = s
	return nil
}

// readNIC returns what the interface, or all of them, lost before the kernel
// had it.
func (m *lossMeter) readNIC() (nicLosses, error) {
	var links []netlink.Link
	if m.index != 0 {
		link, err := m.handle.LinkByIndex(m.index)
		var gone netlink.LinkNotFoundError
		if errors.As(err, &gone) {
			return m.last.nic, nil
		}
		if err != nil {
			return nicLosses{}, fmt.Errorf("read counts of interface %d: %w", m.index, err)
		}
		links = append(links, link)
	} else {
		all, err := m.handle.LinkList()
		if err != nil {
			return nicLosses{}, fmt.Errorf("read counts of the interfaces: %w", err)
		}
		links = all
	}
	var sum nicLosses
	for _, link := range links {
		if s := link.Attrs().Statistics; s != nil {
			sum.missed += s.RxMissedErrors + s.RxFifoErrors
			sum.discarded += s.RxDropped
		}
	}
	return sum, nil
}

// softnet is the sum of all CPUs' struct softnet_data.
type softnet struct {
	dropped  uint64 // packets that found the backlog full
	squeezed uint64 // times that the budget ran out with packets left
}

// readSoftnet parses /proc/net/softnet_stat: a line for each CPU, of
// hexadecimal numbers; the second is the dropped packets, the third the
// squeezes (softnet_seq_show in net/core/net-procfs.c).
func readSoftnet(r io.Reader) (softnet, error) {
	var sum softnet
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 3 {
			return softnet{}, fmt.Errorf("read softnet counts: line %q has fewer than 3 numbers", lines.Text())
		}
		dropped, err := strconv.ParseUint(fields[1], 16, 32)
		if err != nil {
			return softnet{}, fmt.Errorf("read softnet counts: %w", err)
		}
		squeezed, err := strconv.ParseUint(fields[2], 16, 32)
		if err != nil {
			return softnet{}, fmt.Errorf("read softnet counts: %w", err)
		}
		sum.dropped += dropped
		sum.squeezed += squeezed
	}
	if err := lines.Err(); err != nil {
		return softnet{}, fmt.Errorf("read softnet counts: %w", err)
	}
	return sum, nil
}
