package decode

// Lengths of a vsockmon header, and of virtio's that may follow it: the kernel's
// include/uapi/linux/vsockmon.h and virtio_vsock.h.
const (
	vsockLen       = 32
	vsockVirtioLen = 44

	vsockVirtio  = 2 // the transport
	vsockPayload = 4 // the operation
)

var (
	vsockTransports = names{{0, "UNKNOWN"}, {1, "NO_INFO"}, {vsockVirtio, "VIRTIO"}}
	vsockOps        = names{{0, "UNKNOWN"}, {1, "CONNECT"}, {2, "DISCONNECT"}, {3, "CONTROL"}, {vsockPayload, "PAYLOAD"}}
	virtioTypes     = names{{1, "STREAM"}}
	virtioOps       = names{
		{0, "INVALID"}, {1, "REQUEST"}, {2, "RESPONSE"}, {3, "RST"}, {4, "SHUTDOWN"},
		{5, "RW"}, {6, "CREDIT UPDATE"}, {7, "CREDIT REQUEST"},
	}
)

// printVSOCK prints a packet of Linux' vsockmon. Its numbers are little-endian.
//
//	+------------+-----------------+-------------+------------------+----+-----------+------
//	| source CID | destination CID | source port | destination port | op | transport | len
//	+------------+-----------------+-------------+------------------+----+-----------+------
//	  8            8                 4             4                  2    2           2, +2
func printVSOCK(p *Printer, v view) {
	p.enter("vsock", v)
	length := len(v.b)
	p.linkLen += length
	if length < vsockLen {
		p.truncated()
		return
	}
	op, transport := v.le16(24), v.le16(26)
	header := vsockLen
	if transport == vsockVirtio {
		header += vsockVirtioLen
	}
	p.name(vsockTransports, "Invalid transport (%d)", transport)
	cut := p.v > 0 && length < header
	switch {
	case p.v == 0:
		p.byte(' ')
	case !cut:
		if transport == vsockVirtio {
			p.vsockVirtio(v.from(vsockLen))
		}
		p.str("\n\t")
	}
	p.printf("%d.%d > %d.%d ", v.le64(0), v.le32(16), v.le64(8), v.le32(20))
	p.name(vsockOps, " invalid op (%d)", op)
	p.printf(", length %d", length)
	if cut {
		p.truncated()
		return
	}
	if p.v > 1 && op == vsockPayload {
		if length <= header {
			p.truncated()
			return
		}
		p.byte('\n')
		p.hexLines("\t", v, header, length-header)
	}
}

// vsockVirtio prints a virtio header, whose addresses and ports are the
// vsockmon header's.
func (p *Printer) vsockVirtio(v view) {
	p.printf(" (len %d, type ", v.le32(24))
	p.name(virtioTypes, "Invalid type (%d)", v.le16(28))
	p.str(", op ")
	p.name(virtioOps, "Invalid op (%d)", v.le16(30))
	p.printf(", flags %x, buf_alloc %d, fwd_cnt %d)", v.le32(32), v.le32(36), v.le32(40))
}
