package capture

import (
	"pktcap/ringmmap"
	"pktcap/savefile"
)

// A liveRun is a number of frames of a block that follow one another, as the [run]
// of a Batch.
type liveRun struct {
	live    *Live
	block   *ringmmap.Block
	first   int // offset of their headers in it
	frames  int
	special bool // each of them is

	// What a walk through them found, if there was one.
	walked bool
	read   int    // frames, up to a malformed one
	behind int    // offset behind those
	cut    uint64 // packets
}

func (r *liveRun) len() int { return r.frames }

// make implements run.
func (r *liveRun) make() []Packet {
	l := r.live
	status := ringmmap.Status(0)
	r.walked, r.read, r.behind, r.cut = true, 0, r.first, 0
	for r.read < r.frames {
		r.block.Ahead(aheadFrames)
		some := l.packets[r.read:min(r.read+aheadFrames, r.frames)]
		n, s, behind := l.packetsOf(some, r.block, r.read, r.behind)
		r.read, r.behind = r.read+n, behind
		status |= s
		if n < len(some) {
			break
		}
	}
	packets := l.packets[:r.read]
	if r.special || status.Special() {
		packets = r.complete(packets)
	}
	for i := range packets {
		if len(packets[i].Data) < packets[i].Length {
			r.cut++
		}
	}
	return packets
}

// complete completes the packets that were made, and returns those that the filter
// accepts.
func (r *liveRun) complete(packets []Packet) []Packet {
	l, at := r.live, r.first
	kept := 0
	for i := range packets {
		var ok bool
		if at, ok = l.completeAt(&packets[i], r.block, at); !ok {
			l.rejected++
			continue
		}
		if kept < i {
			packets[kept] = packets[i]
		}
		kept++
	}
	return packets[:kept]
}

// save implements run: it puts the packets from the ring into w's buffer, which
// is all that a capture to a file has to do for most. It ends before a frame that
// is malformed, has another time than it says, or is too long for the room that there
// is.
func (r *liveRun) save(w *savefile.Writer) (n int, err error) {
	l := r.live
	space, ok := w.Space(l.base)
	if !ok || r.special {
		return 0, nil
	}
	form := ringmmap.RecordForm{Nano: space.Nano, Caplen: min(space.Caplen, l.config.Snaplen), TagAt: l.tagAt}
	if l.ahead != 0 {
		form.Stop = ringmmap.StatusHardwareTime
	}
	made := r.block.Records(space.Buf, r.frames, form)
	if made.Frames == r.frames {
		r.walked, r.read, r.behind, r.cut = true, made.Frames, made.Next, uint64(made.Cut)
	}
	return made.Frames, w.Fill(made.Bytes, made.Frames)
}

// end counts the frames as read.
func (r *liveRun) end() {
	if !r.walked {
		r.make() // for what is to be found out about them
	}
	r.live.cut += r.cut
	r.block.Skip(r.read, r.behind)
	if r.read < r.frames {
		r.block.Next() // has it say what is wrong
	}
}
