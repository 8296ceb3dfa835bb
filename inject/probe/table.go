package probe

import (
	"time"

	"pktcap/capture"
)

// A table holds the probes that may still be answered, or were lately: at most
// limit of them. It knows no clock: every time is given to it.
type table struct {
	limit   int
	timeout time.Duration

	slots []slot // a ring once limit is reached
	next  int    // where the next probe goes
	due   int    // oldest slot that may be waiting
	count int    // slots in use
	wait  int    // of these, how many wait for their answer

	index map[key]*entry
	flows map[flow]int // slots of each flow
	free  []*entry
}

// A slot is one probe.
type slot struct {
	number int
	state  state
	handed capture.Timestamp // when the sender was given it, by this process's clock
	left   capture.Timestamp // when the capture saw it leave; 0 before
	by     int               // the interface that its answer came by; 0: the session's own
	keys   [maximumKeys]key
	n      int
}

type state uint8

const (
	waiting  state = iota
	answered       // in time
	expired        // its timeout has passed
	overdue        // answered after that
	unsent         // the sender refused it
)

// An entry is the slots that one key finds, oldest first. Most keys find one;
// packets that repeat nothing of the probe but its flow find all of the flow.
type entry struct {
	slots []int
	left  int // leading slots that the capture saw leave
	done  int // leading slots that do not wait
}

func newTable(limit int, timeout time.Duration) *table {
	return &table{limit: limit, timeout: timeout, index: map[key]*entry{}, flows: map[flow]int{}}
}

// full reports whether every slot waits for its answer.
func (t *table) full() bool {
	return t.count == t.limit && t.slots[t.next].state == waiting
}

// add registers a probe and returns its slot. Precondition: !t.full().
func (t *table) add(number int, keys []key, now capture.Timestamp) int {
	i := t.next
	if t.count < t.limit {
		t.slots = append(t.slots, slot{})
		t.count++
	} else {
		t.forget(i)
	}
	if t.next++; t.next == t.limit {
		t.next = 0
	}
	s := &t.slots[i]
	*s = slot{number: number, handed: now, n: len(keys)}
	copy(s.keys[:], keys)
	for _, k := range s.keys[:s.n] {
		e := t.index[k]
		if e == nil {
			e = t.newEntry()
			t.index[k] = e
		}
		e.slots = append(e.slots, i)
	}
	t.flows[s.keys[0].flow]++
	t.wait++
	return i
}

func (t *table) newEntry() *entry {
	if n := len(t.free); n > 0 {
		e := t.free[n-1]
		t.free = t.free[:n-1]
		*e = entry{slots: e.slots}
		return e
	}
	return new(entry)
}

// forget takes a slot out of the index. Slots are used again in the order in
// which they were added, so that it is the first of each of its entries.
func (t *table) forget(i int) {
	s := &t.slots[i]
	for _, k := range s.keys[:s.n] {
		e := t.index[k]
		if len(e.slots) == 1 {
			delete(t.index, k)
			e.slots = e.slots[:0]
			t.free = append(t.free, e)
			continue
		}
		e.slots = e.slots[1:]
		e.left, e.done = max(e.left-1, 0), max(e.done-1, 0)
	}
	f := s.keys[0].flow
	if t.flows[f]--; t.flows[f] == 0 {
		delete(t.flows, f)
	}
	if t.due == i {
		t.due = (i + 1) % t.limit
	}
}

func (t *table) settle(i int, to state) {
	if t.slots[i].state == waiting {
		t.wait--
	}
	t.slots[i].state = to
}

// leave notes that the capture saw a probe leave, and returns its slot; ok is
// false for a packet that is no probe of this table.
func (t *table) leave(k key, at capture.Timestamp) (i int, ok bool) {
	e := t.index[k]
	if e == nil {
		return 0, false
	}
	for ; e.left < len(e.slots); e.left++ {
		i = e.slots[e.left]
		if s := &t.slots[i]; s.left == 0 && s.state != unsent {
			s.left = at
			return i, true
		}
	}
	return 0, false
}

// answer finds the probe that a packet answers: the oldest of those that it
// may answer and that wait, and otherwise the newest of them.
func (t *table) answer(k key) (i int, ok bool) {
	e := t.index[k]
	if e == nil || len(e.slots) == 0 {
		return 0, false
	}
	for ; e.done < len(e.slots); e.done++ {
		if i = e.slots[e.done]; t.slots[i].state == waiting {
			return i, true
		}
	}
	return e.slots[len(e.slots)-1], true
}

// sent returns the time that a probe's round trip and its timeout count from.
func (s *slot) sent() capture.Timestamp {
	if s.left != 0 {
		return s.left
	}
	return s.handed
}

// oldest returns the oldest waiting slot and the time of its timeout; ok is
// false if none waits.
func (t *table) oldest() (i int, deadline capture.Timestamp, ok bool) {
	if t.wait == 0 {
		return 0, 0, false
	}
	for {
		if s := &t.slots[t.due]; s.state == waiting {
			return t.due, s.sent() + capture.Timestamp(t.timeout), true
		}
		if t.due++; t.due == t.limit || t.due == t.count && t.count < t.limit {
			t.due = 0
		}
	}
}
