package inject

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"time"

	"pktcap/capture"
)

// Pace says when the packets of a [Replay] are due. At most one of its fields
// is set; the zero value keeps the capture's own times.
type Pace struct {
	Multiplier float64 // the capture's times, this much faster: 2 takes half the time
	PacketRate float64 // packets a second
	BitRate    float64 // bits a second, of the packets' lengths on the wire
	TopSpeed   bool    // as fast as they can be sent
}

func (p Pace) check() error {
	set := 0
	for _, v := range []float64{p.Multiplier, p.PacketRate, p.BitRate} {
		if v < 0 || math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("pace of %v: must be a number above 0", v)
		}
		if v > 0 {
			set++
		}
	}
	if p.TopSpeed {
		set++
	}
	if set > 1 {
		return errors.New("pace: multiplier, packet rate, bit rate and top speed exclude each other")
	}
	return nil
}

// A Replay turns captured packets into packets to send. Every time is counted
// from the first packet's, so that nothing adds up.
type Replay struct {
	pace Pace

	// Limit, if not 0, ends the replay after so many packets.
	Limit uint64

	first    capture.Timestamp
	base     time.Duration // when this pass of a looped replay begins
	last     time.Duration
	count    uint64
	bits     float64
	cut      uint64
	backward uint64
	err      error
}

// NewReplay returns a replay at the given pace.
func NewReplay(pace Pace) (*Replay, error) {
	if err := pace.check(); err != nil {
		return nil, fmt.Errorf("replay: %w", err)
	}
	return &Replay{pace: pace}, nil
}

// Packets yields the source's packets with the times at which they are due. A
// packet that the capture cut short is left out and counted. Called again, with
// a source of the same packets, it goes on where the last one ended. Read
// [Replay.Err] afterwards.
func (r *Replay) Packets(ctx context.Context, source capture.Source) iter.Seq[Due] {
	return func(yield func(Due) bool) {
		fresh := true
		for p, err := range source.Borrow(ctx) {
			if err != nil {
				r.err = err
				return
			}
			if r.Done() {
				return
			}
			if len(p.Data) < p.Length {
				r.cut++
				continue
			}
			if fresh {
				fresh, r.first, r.base = false, p.Time, r.last
			}
			at := r.due(p)
			if at < r.last {
				r.backward++
			} else {
				r.last = at
			}
			r.count++
			r.bits += float64(len(p.Data)) * 8
			if !yield(Due{Packet: p.Data, At: at}) {
				return
			}
		}
	}
}

// due returns when a packet is due.
func (r *Replay) due(p *capture.Packet) time.Duration {
	switch {
	case r.pace.TopSpeed:
		return 0
	case r.pace.PacketRate > 0:
		return seconds(float64(r.count) / r.pace.PacketRate)
	case r.pace.BitRate > 0:
		return seconds(r.bits / r.pace.BitRate)
	case r.pace.Multiplier > 0:
		return r.base + time.Duration(float64(p.Time.Sub(r.first))/r.pace.Multiplier)
	}
	return r.base + p.Time.Sub(r.first)
}

// seconds converts to a Duration. A float64 holds the seconds of months to well
// under a microsecond; whole seconds are split off to keep the nanoseconds.
func seconds(s float64) time.Duration {
	whole, part := math.Modf(s)
	return time.Duration(whole)*time.Second + time.Duration(math.Round(part*1e9))
}

// Done reports whether the limit is reached.
func (r *Replay) Done() bool { return r.Limit > 0 && r.count == r.Limit }

// Err returns the error that ended the packets, nil at the source's end.
func (r *Replay) Err() error { return r.err }

// Cut returns the number of packets left out because the capture holds only a
// part of them.
func (r *Replay) Cut() uint64 { return r.cut }

// Backward returns the number of packets whose time was before that of the
// packet in front of them; they are sent at once.
func (r *Replay) Backward() uint64 { return r.backward }
