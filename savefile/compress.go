package savefile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A Compression is a way to make capture files smaller.
type Compression uint8

const (
	Uncompressed Compression = iota
	Gzip                     // RFC 1952
	Zstd                     // RFC 8878
)

func (c Compression) String() string {
	switch c {
	case Gzip:
		return "gzip"
	case Zstd:
		return "zstd"
	}
	return "none"
}

// maxZstdWindow bounds the memory that a zstd file may ask for: what the zstd
// program grants without being told otherwise.
const maxZstdWindow = 128 << 20

// compressedBy returns what a file is compressed with that begins with head, its
// first four bytes. The name is one of the formats that are recognised only to
// say so.
func compressedBy(head []byte) (c Compression, other string) {
	switch magic := binary.LittleEndian.Uint32(head); {
	case magic&0xffff == 0x8b1f:
		return Gzip, ""
	case magic == 0xfd2fb528, magic&^0xf == 0x184d2a50: // a frame, or one to skip
		return Zstd, ""
	case magic == 0x184d2204:
		return 0, "lz4"
	case magic == 0x587a37fd:
		return 0, "xz"
	case magic&0xffffff == 0x685a42: // "BZh"
		return 0, "bzip2"
	}
	return Uncompressed, ""
}

// decompress puts a decompressor before the window if its first four bytes, which
// are there, ask for one.
func (r *Reader) decompress() error {
	c, other := compressedBy(r.win.buf[r.win.r:])
	if other != "" {
		return r.fail(ErrFormat, "the file is compressed with %s, which is not read: decompress it first, as %s -dc does", other, other)
	}
	if c == Uncompressed {
		return nil
	}
	var dec io.Reader
	all := io.MultiReader(bytes.NewReader(r.win.buf[r.win.r:r.win.w]), r.win.rest())
	switch c {
	case Gzip:
		z, err := gzip.NewReader(all)
		if err != nil {
			return r.fail(kindOf(err), "not a gzip file: %v", err)
		}
		dec = z // holds nothing that must be given back
	case Zstd:
		z, err := zstd.NewReader(all, zstd.WithDecoderMaxWindow(maxZstdWindow))
		if err != nil {
			return r.fail(kindOf(err), "not a zstd file: %v", err)
		}
		rc := z.IOReadCloser()
		dec, r.closer = rc, rc
	}
	r.compression = c
	r.win = newWindow(dec, bufferSize)
	if err := r.win.need(4); err != nil {
		return r.short(err, "file header bytes", 4)
	}
	return nil
}

// kindOf returns the kind of error that a decompressor's error is.
func kindOf(err error) error {
	if isEnd(err) {
		return ErrTruncated
	}
	return err
}

// rest returns a reader of what the window has not read yet.
func (b *window) rest() io.Reader {
	if b.err != nil {
		return errorReader{b.err}
	}
	return b.src
}

// errorReader fails with err.
type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }

// A compressor turns the pieces of a capture file into frames that can be
// decompressed each by itself, so that a file that was cut loses only its last.
type compressor struct {
	kind Compression
	buf  []byte // the frame
	zstd *zstd.Encoder
	gzip *gzip.Writer
}

// newCompressor returns a compressor, or nil for Uncompressed.
func newCompressor(c Compression) (*compressor, error) {
	z := &compressor{kind: c}
	switch c {
	case Uncompressed:
		return nil, nil
	case Gzip:
		z.gzip = gzip.NewWriter(io.Discard)
	case Zstd:
		var err error
		if z.zstd, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("compression %d is unknown", c)
	}
	return z, nil
}

// frame returns p compressed. The result is valid until the next call.
func (z *compressor) frame(p []byte) ([]byte, error) {
	if z.kind == Zstd {
		z.buf = z.zstd.EncodeAll(p, z.buf[:0])
		return z.buf, nil
	}
	out := bytes.NewBuffer(z.buf[:0])
	z.gzip.Reset(out)
	if _, err := z.gzip.Write(p); err != nil {
		return nil, err
	}
	if err := z.gzip.Close(); err != nil {
		return nil, err
	}
	z.buf = out.Bytes()
	return z.buf, nil
}
