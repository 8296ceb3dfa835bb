package decode

import (
	"crypto/md5"
	"encoding/binary"
)

// signature prints what the TCP MD5 signature option holds: whether the digest
// is that of the segment with the secret of [Options.Secret] (RFC 2385, section
// 2), or without a secret the digest.
func (p *Printer) signature(digest []byte) {
	p.byte(' ')
	segment := p.segment
	whole := segment.has(0, segment.n) && (p.ip.version == 4 || p.ip.version == 6)
	switch {
	case p.opt.Secret == "":
		p.hexBytes(digest, "")
	case !whole:
		p.str("snaplen too short, can't check - ")
		p.hexBytes(digest, "")
	case [md5.Size]byte(digest) == p.segmentDigest(segment.b[:segment.n]):
		p.str("valid")
	default:
		p.str(" (invalid)")
	}
}

// segmentDigest returns the digest of the pseudo-header, the header without
// options and checksum, the payload and the secret.
func (p *Printer) segmentDigest(segment []byte) (sum [md5.Size]byte) {
	h := tcpHeader(segment)
	d := md5.New() // a hash's Write has no errors
	d.Write(p.ip.src)
	d.Write(p.ip.final)
	if p.ip.version == 4 {
		d.Write([]byte{0, protoTCP})
		d.Write(binary.BigEndian.AppendUint16(nil, uint16(len(segment))))
	} else {
		d.Write(binary.BigEndian.AppendUint32(nil, uint32(len(segment))))
		d.Write([]byte{0, 0, 0, protoTCP})
	}
	d.Write(h[:16])
	d.Write([]byte{0, 0})
	d.Write(h[18:tcpMinLen])
	d.Write(h[min(h.headerLen(), len(h)):])
	d.Write([]byte(p.opt.Secret))
	d.Sum(sum[:0])
	return sum
}
