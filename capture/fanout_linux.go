package capture

import (
	"fmt"
	"runtime"

	"pktcap/filter/cbpf"
	"pktcap/internal/afpacket"
)

// OpenFanout opens a capture for each of several workers, among which the
// kernel spreads the packets of one interface, each packet to one of them. The
// group has the packets of all in the order of their times; or a goroutine for
// each of its Members reads that alone.
func OpenFanout(c LiveConfig, f Fanout) (*Group, error) {
	if f.Workers < 1 || f.Workers > maxWorkers {
		return nil, fmt.Errorf("capture on %s: %d workers, must be from 1 to %d", c.Interface, f.Workers, maxWorkers)
	}
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	g := newGroup()
	join := &fanout{Fanout: f}
	for i := range f.Workers {
		l := &Live{config: c, fanout: join, cpu: -1, sharers: f.Workers}
		if len(f.CPUs) > 0 {
			l.cpu = f.CPUs[i%len(f.CPUs)]
		}
		if err := l.openIn(c.Namespace); err != nil {
			_ = g.Close() // err says what is wrong
			return nil, fmt.Errorf("worker %d: %w", i, err)
		}
		g.add(l)
	}
	return g, nil
}

// maxWorkers is the most sockets that a fanout group has, PACKET_FANOUT_MAX of
// net/packet/internal.h before Linux 5.10.
const maxWorkers = 256

// A fanout is the group that sockets join: the first makes it.
type fanout struct {
	Fanout
	id   uint16
	made bool
}

// nothing is the program of a socket that is bound and not yet in its fanout
// group, where it would receive what is another's.
var nothing = []cbpf.Instruction{{Op: cbpf.RetK}}

func (f *fanout) join(s *afpacket.Socket) error {
	if f.made {
		return s.Fanout(f.id, f.Mode, f.Rollover)
	}
	id, err := s.NewFanout(f.Mode, f.Rollover)
	f.id, f.made = id, err == nil
	return err
}

// Pin binds the calling goroutine to a thread, and the thread to the CPU of
// the worker that l is, if it has one.
func (l *Live) Pin() error {
	if l.cpu < 0 {
		return nil
	}
	runtime.LockOSThread()
	return afpacket.Pin(l.cpu)
}
