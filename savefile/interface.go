package savefile

import (
	"math"
	"math/bits"
	"net"
	"slices"
	"strconv"

	"pktcap/linktype"
)

// Option codes of interface description blocks, section 4.2.
const (
	optionIfName        = 2
	optionIfDescription = 3
	optionIfMAC         = 6
	optionIfSpeed       = 8
	optionIfTsResol     = 9
	optionIfFilter      = 11
	optionIfOS          = 12
	optionIfFCSLen      = 13
	optionIfTsOffset    = 14
	optionIfHardware    = 15
)

// A clock turns the timestamp units of an interface into nanoseconds.
type clock struct {
	perSecond uint64 // units in a second
	shift     int64  // nanoseconds to add
	multiply  uint64 // nanoseconds in a unit, 0 if that is no whole number
	maxCaplen uint32 // of the interface's link type; here to have one table to look at

	second uint32 // of the packet of a pcap file that was written last
	begun  int64  // when that began, in nanoseconds
}

// nanoseconds returns the time of units since the epoch. What does not fit, in
// the year 2262 and later, is the last moment that does.
func (c *clock) nanoseconds(units uint64) int64 {
	var ns uint64
	if c.multiply != 0 {
		hi, lo := bits.Mul64(units, c.multiply)
		if hi != 0 || lo > math.MaxInt64 {
			lo = math.MaxInt64
		}
		ns = lo
	} else {
		hi, lo := bits.Mul64(units, 1e9)
		if hi >= c.perSecond {
			ns = math.MaxInt64
		} else if ns, _ = bits.Div64(hi, lo, c.perSecond); ns > math.MaxInt64 {
			ns = math.MaxInt64
		}
	}
	if c.shift > 0 && int64(ns) > math.MaxInt64-c.shift {
		return math.MaxInt64
	}
	return int64(ns) + c.shift
}

// newClock returns the clock of an interface.
func newClock(perSecond uint64, offset int64) clock {
	c := clock{perSecond: perSecond}
	if 1_000_000_000%perSecond == 0 {
		c.multiply = 1_000_000_000 / perSecond
	}
	const limit = math.MaxInt64 / 1_000_000_000
	c.shift = 1_000_000_000 * min(max(offset, -limit), limit)
	return c
}

// addInterface reads an interface description block, section 4.2:
//
//	link type (16 bits), reserved (16 bits), snapshot length, options
func (r *Reader) addInterface(body []byte) error {
	if len(body) < 8 {
		return r.fail(ErrCorrupt, "block of type %d in pcapng dump file is too short", blockInterface)
	}
	if len(r.ifs) == maxInterfaces {
		return r.fail(ErrCorrupt, "more than %d interfaces in the file", maxInterfaces)
	}
	o := order(r.swapped)
	i := Interface{LinkType: linktype.Type(o.Uint16(body)), Resolution: 1e6, Section: r.ng.section}
	i.Snaplen = adjustSnaplen(i.LinkType, o.Uint32(body[4:]))
	i.Options = Options{slices.Clone(body[8:]), r.swapped}
	if err := i.Options.Err(); err != nil {
		return r.fail(ErrCorrupt, "Interface Description Block: %v", err)
	}
	var sawResolution, sawOffset bool
	for code, v := range i.Options.All() {
		switch code {
		case OptionComment:
			i.Comments = append(i.Comments, string(v))
		case optionIfName:
			i.Name = string(v)
		case optionIfDescription:
			i.Description = string(v)
		case optionIfFilter:
			if len(v) > 0 && v[0] == 0 { // 0: a libpcap filter string follows
				i.Filter = string(v[1:])
			}
		case optionIfOS:
			i.OS = string(v)
		case optionIfHardware:
			i.Hardware = string(v)
		case optionIfMAC:
			i.MAC = net.HardwareAddr(v)
		case optionIfSpeed:
			if len(v) == 8 {
				i.Speed = o.Uint64(v)
			}
		case optionIfFCSLen:
			if len(v) == 1 {
				i.FCSLen, i.HasFCSLen = int(v[0]), true
			}
		case optionIfTsResol:
			if len(v) != 1 {
				return r.fail(ErrCorrupt, "Interface Description Block has if_tsresol option with length %d != 1", len(v))
			}
			if sawResolution {
				return r.fail(ErrCorrupt, "Interface Description Block has more than one if_tsresol option")
			}
			sawResolution = true
			var ok bool
			if i.Resolution, ok = resolution(v[0]); !ok {
				return r.fail(ErrCorrupt, "Interface Description Block if_tsresol option resolution %s is too high", resolutionText(v[0]))
			}
		case optionIfTsOffset:
			if len(v) != 8 {
				return r.fail(ErrCorrupt, "Interface Description Block has if_tsoffset option with length %d != 8", len(v))
			}
			if sawOffset {
				return r.fail(ErrCorrupt, "Interface Description Block has more than one if_tsoffset option")
			}
			sawOffset = true
			i.Offset = int64(o.Uint64(v))
		}
	}
	c := newClock(i.Resolution, i.Offset)
	c.maxCaplen = maxSnaplen(i.LinkType)
	// MAX_BLOCKSIZE_FOR_SNAPLEN: an enhanced packet block with 128 KiB of options.
	r.ng.maxBlock = max(r.ng.maxBlock, blockFrameLen+20+c.maxCaplen+128<<10)
	r.ng.clocks = append(r.ng.clocks, c)
	r.ifs = append(r.ifs, i)
	return nil
}

// resolution returns the units in a second that an if_tsresol option stands
// for: its lower seven bits are the exponent of 10, or of 2 where the eighth is
// set.
func resolution(v byte) (uint64, bool) {
	exponent := v & 0x7f
	if v&0x80 != 0 {
		return 1 << exponent, exponent < 64
	}
	if exponent > 19 {
		return 0, false
	}
	units := uint64(1)
	for range exponent {
		units *= 10
	}
	return units, true
}

func resolutionText(v byte) string {
	base := "10^-"
	if v&0x80 != 0 {
		base = "2^-"
	}
	return base + strconv.Itoa(int(v&0x7f))
}
