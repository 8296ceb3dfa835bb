package inject

import (
	"context"
	"iter"
	"time"
)

// A Due is a packet and when it is due, from the schedule's start.
type Due struct {
	Packet []byte // valid until the sequence is asked for the next
	At     time.Duration
}

// A Report is what came of sending a sequence of packets.
type Report struct {
	Packets uint64        // handed to the kernel
	Bytes   uint64        // of these packets, as they were given to the sender
	First   time.Duration // from the schedule's start to the first packet
	Elapsed time.Duration // from the schedule's start to the last packet
	Timing  Timing
}

// PacketRate returns the packets sent a second. The time of n packets is that
// of the n-1 intervals between them.
func (r Report) PacketRate() float64 {
	if r.Packets < 2 || r.Elapsed <= r.First {
		return 0
	}
	return float64(r.Packets-1) / (r.Elapsed - r.First).Seconds()
}

// BitRate returns the bits sent a second, at the same measure.
func (r Report) BitRate() float64 {
	if r.Packets == 0 {
		return 0
	}
	return r.PacketRate() * float64(r.Bytes*8) / float64(r.Packets)
}

// Transmit sends the packets through s, each when it is due, and returns what
// came of it. A packet on time leaves at once; packets that have become late
// leave together, in one system call. Transmit ends with the sequence, with the
// first packet that cannot be sent, or when ctx is done; it then returns the
// error beside the report of what was sent.
func Transmit(ctx context.Context, s Sender, p *Pacer, packets iter.Seq[Due]) (Report, error) {
	t := transmission{sender: s, pacer: p}
	var err error
	for d := range packets {
		if err = t.put(ctx, d); err != nil {
			break
		}
	}
	if err == nil {
		err = t.flush()
	}
	t.report.Timing = p.Timing()
	return t.report, err
}

// A transmission gathers packets into batches.
type transmission struct {
	sender Sender
	pacer  *Pacer
	report Report

	n       int
	packets [MaxBatch][]byte // copies; the buffers are used again
	due     [MaxBatch]time.Duration
}

// behind is how late a packet has to be to wait for others to share its system
// call: then the sender cannot keep the schedule one by one.
const behind = 20 * time.Microsecond

// put waits until the packet is due and sends it, or, where it is late already,
// gathers it with the late ones that follow.
func (t *transmission) put(ctx context.Context, d Due) error {
	if d.At > t.pacer.Elapsed() {
		// Nothing late waits for a packet that is early.
		if err := t.flush(); err != nil {
			return err
		}
	}
	if err := t.pacer.Wait(ctx, d.At); err != nil {
		return err
	}
	t.packets[t.n] = append(t.packets[t.n][:0], d.Packet...)
	t.due[t.n] = d.At
	t.n++
	if t.n == MaxBatch || t.pacer.Elapsed()-d.At < behind {
		return t.flush()
	}
	return nil
}

// flush sends what was gathered.
func (t *transmission) flush() error {
	if t.n == 0 {
		return nil
	}
	at := t.pacer.Elapsed()
	sent, err := t.sender.Send(t.packets[:t.n])
	for i := range sent {
		t.pacer.Record(t.due[i], at)
		t.report.Bytes += uint64(len(t.packets[i]))
	}
	if sent > 0 {
		if t.report.Packets == 0 {
			t.report.First = at
		}
		t.report.Elapsed = at
	}
	t.report.Packets += uint64(sent)
	t.n = 0
	return err
}
