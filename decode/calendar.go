package decode

import "time"

// utc prints a time in UTC as "2006-01-02", sep, "15:04:05".
func (p *Printer) utc(unix int64, sep string) { p.dateTime(time.Unix(unix, 0).UTC(), sep) }

// local prints a time in the time zone of the packets' times.
func (p *Printer) local(unix int64) { p.dateTime(time.Unix(unix, 0).In(p.opt.Location), " ") }

func (p *Printer) dateTime(t time.Time, sep string) {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	p.out = appendPadded(p.out, uint64(max(year, 0)), 4)
	p.byte('-')
	p.out = appendPadded(p.out, uint64(month), 2)
	p.byte('-')
	p.out = appendPadded(p.out, uint64(day), 2)
	p.str(sep)
	p.out = appendClock(p.out, hour, minute, second)
}

// ntpEpoch is how many seconds the first era of NTP's time begins before Unix's
// epoch: 1900 and 1970.
const ntpEpoch = 2208988800

// ntpTime prints an NTP timestamp: seconds since 1900, or since February 2036
// where the highest bit is not set (RFC 4330, 3), and a fraction of 2^32; and
// the time that it is.
func (p *Printer) ntpTime(seconds, fraction uint32) {
	p.printf("%d.%09d", seconds, parts(fraction, 1e9))
	if seconds == 0 {
		return
	}
	unix := int64(seconds) - ntpEpoch
	if seconds&0x80000000 == 0 {
		unix += 1 << 32
	}
	p.str(" (")
	p.utc(unix, "T")
	p.str("Z)")
}

// parts returns fraction, of 2^32, as so many parts of a whole, with the
// rounding of a float64: tcpdump's.
func parts(fraction uint32, whole float64) uint64 {
	return uint64(float64(fraction) / (1 << 32) * whole)
}
