package decode

import (
	"time"

	"pktcap/capture"
)

// clock is what times of packets before this one leave behind.
type clock struct {
	reference capture.Timestamp // first packet or the one before
	running   bool              // reference is set

	second int64  // the second that text is the text of
	text   []byte // "2006-01-02 15:04:05" or "15:04:05"
}

// time prints the packet's time and a space.
func (p *Printer) time(t capture.Timestamp) {
	if !p.opt.Nano {
		t -= (t%1000 + 1000) % 1000 // what is printed is what is counted with
	}
	second, nanos := split(t)
	if f := p.pkt.InvalidFraction; f != 0 {
		second, nanos = splitInvalid(t, int64(f))
	}
	switch p.opt.Time {
	case TimeNone:
		return
	case TimeOfDay, TimeDate:
		if p.clock.text == nil || second != p.clock.second {
			p.clock.set(time.Unix(second, 0).In(p.opt.Location), p.opt.Time == TimeDate)
		}
		p.out = append(p.out, p.clock.text...)
		p.fraction(nanos)
	case TimeEpoch:
		p.printf("%d", second)
		p.fraction(nanos)
	case TimeDelta, TimeSince:
		if !p.clock.running {
			p.clock.reference, p.clock.running = t, true
		}
		d, sign := t-p.clock.reference, byte(' ')
		if d < 0 {
			d, sign = -d, '-'
		}
		if p.opt.Time == TimeDelta {
			p.clock.reference = t
		}
		second, nanos = split(d)
		p.byte(sign)
		p.out = appendClock(p.out, int(second/3600%24), int(second/60%60), int(second%60))
		p.fraction(nanos)
	}
	p.byte(' ')
}

// split returns t's whole seconds and the nanoseconds after them.
func split(t capture.Timestamp) (second, nanos int64) {
	second, nanos = int64(t)/1e9, int64(t)%1e9
	if nanos < 0 {
		second, nanos = second-1, nanos+1e9
	}
	return second, nanos
}

// splitInvalid is split for a time whose file has a second or more after the
// second, fraction in microseconds or nanoseconds: nanos is that as nanoseconds.
func splitInvalid(t capture.Timestamp, fraction int64) (second, nanos int64) {
	nanos = fraction
	if fraction < 1e9 || (int64(t)-nanos)%1e9 != 0 {
		nanos = fraction * 1000
	}
	return (int64(t) - nanos) / 1e9, nanos
}

// set makes text that of t, a whole second.
func (c *clock) set(t time.Time, date bool) {
	c.second, c.text = t.Unix(), c.text[:0]
	if date {
		year, month, day := t.Date()
		c.text = appendPadded(c.text, uint64(year), 4)
		c.text = append(c.text, '-')
		c.text = appendPadded(c.text, uint64(month), 2)
		c.text = append(c.text, '-')
		c.text = appendPadded(c.text, uint64(day), 2)
		c.text = append(c.text, ' ')
	}
	hour, minute, second := t.Clock()
	c.text = appendClock(c.text, hour, minute, second)
}

// appendClock appends a time of day.
func appendClock(dst []byte, hour, minute, second int) []byte {
	for i, n := range [...]int{hour, minute, second} {
		if i > 0 {
			dst = append(dst, ':')
		}
		dst = append(dst, digitPairs[2*n], digitPairs[2*n+1])
	}
	return dst
}

// fraction prints the part of a second that nanos is, to the precision asked
// for.
func (p *Printer) fraction(nanos int64) {
	p.byte('.')
	if p.opt.Nano {
		p.out = appendPadded(p.out, uint64(nanos), 9)
		if nanos >= 1e9 {
			p.str(" (invalid ns)")
		}
	} else {
		p.out = appendPadded(p.out, uint64(nanos/1000), 6)
		if nanos >= 1e9 {
			p.str(" (invalid us)")
		}
	}
}
