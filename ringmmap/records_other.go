//go:build !amd64

package ringmmap

// records is recordFrames with hints to the processor.
func (b *Block) records(buf []byte, n int, form *RecordForm, r *Recorded) {
	for r.Frames < n {
		b.Ahead(prefetchEvery)
		some := min(r.Frames+prefetchEvery, n)
		b.recordFrames(buf, some, form, r)
		if r.Frames < some {
			return
		}
	}
}

// prefetchEvery is how many frames the processor is told of at once.
const prefetchEvery = 8
