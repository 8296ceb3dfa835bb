package ringmmap

// records is recordFrames, and so for any frame; it is faster for those that are
// not long, have all their tags and are not the block's last, with a loop in assembly.
func (b *Block) records(buf []byte, n int, form *RecordForm, r *Recorded) {
	followed := min(n, int(b.left)-1) - r.Frames
	if followed > 0 {
		frames, next, bytes, cut := copyRecords(buf[r.Bytes:], b.mem, r.Next, followed,
			prefetchFrames*b.each, min(form.Caplen, maxCopied), form.Stop|statusVLANValid, form.Nano)
		r.Frames += frames
		r.Next = next
		r.Bytes += bytes
		r.Cut += cut
	}
	if r.Frames < n { // whatever it ended at, and a few more, since that comes in runs
		from := min(r.Next+prefetchFrames*b.each, len(b.mem))
		prefetch(b.mem[from:min(from+portableRun*b.each, len(b.mem))])
		b.recordFrames(buf, min(r.Frames+portableRun, n), form, r)
	}
}

// portableRun is how many frames recordFrames is given before copyRecords is tried
// again.
const portableRun = 8

// maxCopied is how long a packet copyRecords copies, in bytes: it does so in pieces
// of 16, which is the fastest way for short ones only.
const maxCopied = 512

// copyRecords copies n frames from off on, each of which has a next, to buf; see
// Records. It ends before one that is not whole in mem, has its next outside of it,
// has more than caplen bytes, or one of the status bits stop, or that is too long for
// the rest of buf. ahead is how far before it is read the processor is told of
// memory, 0 for not at all.
//
//go:noescape
func copyRecords(buf, mem []byte, off, n, ahead, caplen int, stop Status, nano bool) (frames, next, bytes, cut int)
