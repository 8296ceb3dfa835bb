package ringmmap

import "encoding/binary"

// RecordHeaderLen is the length of a pcap record before the packet.
const RecordHeaderLen = 16

// A RecordForm is what Records makes of packets.
type RecordForm struct {
	Nano   bool   // times are in nanoseconds, not microseconds
	Caplen int    // packets with more captured bytes end it
	Stop   Status // and those with any of these bits

	// TagAt is where in a packet a VLAN tag goes that the kernel took out. It is
	// put back there, and cut with the packet after Caplen bytes. 0: packets that
	// one was taken out of end it.
	TagAt int
}

// tagLen is the length of a VLAN tag, TPID and TCI.
const tagLen = 4

// Recorded is what Records has done.
type Recorded struct {
	Frames int // of the block
	Bytes  int // of the buffer
	Cut    int // packets whose captured bytes are not all that they had
	Next   int // where the next frame's header is, for Skip
}

// Records puts the next n frames of the block into buf as the records of a
// little-endian pcap file are (draft-ietf-opsawg-pcap, section 5): seconds, a
// fraction of one, the number of captured bytes and the length, 32 bits each, and
// the captured bytes. It does so in one step for many, since that is all that a
// capture to a file has to do for most packets. It ends before a frame that the form
// excludes, that buf has no room for, or that is malformed.
//
// The frames do not count as read: Skip sees to that.
func (b *Block) Records(buf []byte, n int, form RecordForm) (r Recorded) {
	r.Next = b.off
	n = min(n, int(b.left))
	for r.Frames < n {
		before := r.Frames
		b.records(buf, n, &form, &r)
		if r.Frames == before {
			break
		}
	}
	return r
}

// recordFrames is Records for the frames from r on, at most n of the block, and adds
// what it did to r.
func (b *Block) recordFrames(buf []byte, n int, form *RecordForm, r *Recorded) {
	mem, buf, off := b.mem, buf[r.Bytes:], r.Next
	at, cut := 0, 0
	i, left := r.Frames, int(b.left)
	for ; i < n; i++ {
		h := HeaderAt(mem, off)
		if h == nil {
			break
		}
		data, ok := h.Packet(mem, off)
		size, length := len(data), h.Length()
		tagged := h.Status().VLAN()
		if tagged {
			size, length = min(size+tagLen, form.Caplen), length+tagLen
			ok = ok && form.TagAt > 0 && len(data) >= form.TagAt && size >= form.TagAt+tagLen
		}
		if !ok || h.Status()&form.Stop != 0 || size > form.Caplen || len(buf)-at < RecordHeaderLen+size {
			break
		}
		next, ok := h.Next(mem, off)
		if !ok && i+1 < left {
			break
		}
		fraction := h.Nanoseconds()
		if !form.Nano {
			fraction /= 1000
		}
		to := buf[at:]
		binary.LittleEndian.PutUint64(to[0:], uint64(h.Seconds())|uint64(fraction)<<32)
		binary.LittleEndian.PutUint64(to[8:], uint64(size)|uint64(length)<<32)
		to = to[RecordHeaderLen : RecordHeaderLen+size]
		if tagged {
			n := copy(to, data[:form.TagAt])
			tci, tpid := h.VLAN()
			binary.BigEndian.PutUint16(to[n:], tpid)
			binary.BigEndian.PutUint16(to[n+2:], tci)
			to, data = to[n+tagLen:], data[n:]
		}
		copy(to, data)
		if size < length {
			cut++
		}
		at += RecordHeaderLen + size
		off = next
	}
	r.Frames, r.Bytes, r.Cut, r.Next = i, r.Bytes+at, r.Cut+cut, off
}
