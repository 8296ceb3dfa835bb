package decode

import (
	"bytes"
	"encoding/binary"
)

// portNFS is the port of the Network File System.
const portNFS = 2049

// Sun RPC's direction: RFC 5531, 9.
const (
	rpcCall  = 0
	rpcReply = 1
)

const nfsVersion3 = 3

// isNFS reports whether the payload of UDP is a Sun RPC call to or reply from
// NFS: RFC 5531, section 9.
func isNFS(p *Printer, v view) bool {
	if !v.has(4, 4) {
		return false
	}
	direction := v.u32(4)
	return p.port.dst == portNFS && direction == rpcCall || p.port.src == portNFS && direction == rpcReply
}

// printNFS prints an NFS request or reply: RFC 1094 and RFC 1813, in RPC's
// messages of RFC 5531, 9.
//
//	0     4      8             12        16        20           24
//	+-----+------+-------------+---------+---------+------------+-------------------------
//	| XID | call | RPC version | program | version | procedure  | credentials, verifier, arguments
//	+-----+------+-------------+---------+---------+------------+-------------------------
//	| XID | reply| accepted    | verifier          | ...        | status, results
//	+-----+------+-------------+-------------------+------------+-------------------------
func printNFS(p *Printer, v view) {
	p.enter("nfs", v)
	n := nfs{p, v}
	xid := v.u32(0)
	if v.u32(4) == rpcCall {
		p.printf("NFS request xid %d %d", xid, v.n)
		if !n.request() {
			p.truncated()
		}
		return
	}
	p.printf("NFS reply xid %d ", xid)
	n.reply()
}

// printNFSOverTCP prints an NFS request or reply after its length: RFC 5531,
// 11.
func printNFSOverTCP(p *Printer, v view) {
	p.protocol = "tcp"
	if v.n < 4 {
		return
	}
	length := int(v.u32(0) & 0x7fffffff)
	message := v.at(4, min(length, v.n-4))
	if isNFS(p, message) {
		p.str(": ")
		printNFS(p, message)
	}
}

// An nfs prints the parts of a message. Its methods take the offset of what they
// print and return that of what follows, and false where it was not captured.
type nfs struct {
	*Printer
	m view // the message, from the XID on
}

// request prints a call.
func (n nfs) request() bool {
	if !n.m.has(20, 4) {
		return false
	}
	proc, v3 := n.procedure(n.m.u32(20), n.m.u32(16))
	n.remember()
	n.byte(' ')
	n.name32(nfsProcedures, "proc-%d", proc)
	switch proc {
	case nfsNull, nfsNop:
		return true
	}
	if proc > nfsCommit {
		return true
	}
	off, ok := n.arguments()
	if !ok {
		return false
	}
	switch proc {
	case nfsLookup, nfsCreate, nfsMkdir, nfsRemove, nfsRmdir, nfsSymlink, nfsMknod, nfsRename:
		off, ok = n.handleAndName(off, v3)
	default:
		off, ok = n.fileHandle(off, v3)
	}
	return ok && n.requestRest(int(proc), off, v3)
}

// requestRest prints what of the arguments follows the first file handle, and
// name.
func (n nfs) requestRest(proc, off int, v3 bool) bool {
	m := n.m
	ok := true
	switch proc {
	case nfsAccess:
		n.access(m.u32(off))
	case nfsRead:
		if v3 {
			n.printf(" %d bytes @ %d", m.u32(off+8), m.u64(off))
		} else {
			n.printf(" %d bytes @ %d", m.u32(off+4), m.u32(off))
		}
	case nfsWrite:
		if !v3 {
			n.printf(" %d (%d) bytes @ %d (%d)", m.u32(off+12), m.u32(off+8), m.u32(off+4), m.u32(off))
			break
		}
		n.printf(" %d (%d) bytes @ %d", m.u32(off+16), m.u32(off+8), m.u64(off))
		if n.v > 0 {
			mode := m.u32(off + 12)
			n.str(" <")
			n.name32(nfsWriteModes, "#%d", mode)
			n.byte('>')
		}
	case nfsSymlink:
		n.str(" ->")
		var attributes nfsSetAttributes
		if v3 {
			attributes, off = n.setAttributes(off)
		}
		_, ok = n.fileName(off)
		if ok && v3 && n.v > 0 {
			attributes.print(n)
		}
	case nfsMknod:
		kind := m.u32(off)
		attributes, off := n.setAttributes(off + 4)
		n.byte(' ')
		n.name32(nfsTypes, "unk-ft %d", kind)
		if n.v > 0 {
			if kind == nfsCharacter || kind == nfsBlock {
				n.printf(" %d/%d", m.u32(off), m.u32(off+4))
			}
			attributes.print(n)
		}
	case nfsRename, nfsLink:
		n.str(" ->")
		_, ok = n.handleAndName(off, v3)
	case nfsReadDir:
		if !v3 {
			n.printf(" %d bytes @ %d", m.u32(off+4), m.u32(off))
			break
		}
		n.printf(" %d bytes @ %d", m.u32(off+16), int64(m.u64(off)))
		if n.v > 0 {
			n.printf(" verf %08x%08x", m.u32(off+8), m.u32(off+12))
		}
	case nfsReadDirPlus:
		n.printf(" %d bytes @ %d", m.u32(off+16), int64(m.u64(off)))
		if n.v > 0 {
			n.printf(" max %d verf %08x%08x", m.u32(off+20), m.u32(off+8), m.u32(off+12))
		}
	case nfsCommit:
		n.printf(" %d bytes @ %d", m.u32(off+8), m.u64(off))
	}
	return ok
}

// procedure returns a procedure as version 3's, and whether the version is 3.
func (n nfs) procedure(proc, version uint32) (uint32, bool) {
	if version == nfsVersion3 {
		return proc, true
	}
	if proc < uint32(len(nfsV2Procedures)) {
		proc = uint32(nfsV2Procedures[proc])
	}
	return proc, false
}

// arguments returns where the arguments of a call begin: after the credentials
// and the verifier.
func (n nfs) arguments() (off int, ok bool) {
	off = 24
	left := n.m.n
	for i, what := range [...]string{"credentials", "verifier"} {
		if left < 8 {
			return 0, false
		}
		length := n.m.u32(off + 4)
		if uint64(length) > uint64(left) {
			n.printf(" [%s length %d > %d]", what, length, left)
			n.invalid()
			return 0, false
		}
		whole := 8 + (int(length)+3)&^3
		if !n.m.has(off, whole) || whole > left || i > 0 && whole == left {
			return 0, false
		}
		off += whole
		left -= whole
	}
	return off, true
}

// fileHandle prints a file handle.
func (n nfs) fileHandle(off int, v3 bool) (next int, ok bool) {
	const v2Len = 32
	length := uint32(v2Len)
	if v3 {
		length = n.m.u32(off) &^ 3
		off += 4
	}
	if uint64(length) > uint64(len(n.m.b)) || !n.m.has(off, int(length)) {
		return 0, false
	}
	n.handle(n.m.b[off : off+int(length)])
	return off + int(length), true
}

// fileName prints a file's name.
func (n nfs) fileName(off int) (next int, ok bool) {
	length := n.m.u32(off)
	off += 4
	if length > 1<<32-4 {
		n.str("[cannot pad to 32-bit boundaries]")
		n.invalid()
		return 0, false
	}
	padded := (int(length) + 3) &^ 3
	if !n.m.has(off, padded) {
		return 0, false
	}
	n.byte('"')
	n.text(n.m, off, int(length))
	n.byte('"')
	return off + padded, true
}

func (n nfs) handleAndName(off int, v3 bool) (next int, ok bool) {
	if off, ok = n.fileHandle(off, v3); !ok {
		return 0, false
	}
	n.byte(' ')
	return n.fileName(off)
}

// access prints which kinds of access are asked for.
func (n nfs) access(bits uint32) {
	const all = 1<<len(nfsAccessBits) - 1
	switch {
	case bits&^uint32(all) != 0:
		n.printf(" %04x", bits)
	case bits == all:
		n.str(" NFS_ACCESS_FULL")
	default:
		sep := byte(' ')
		for i, name := range nfsAccessBits {
			if bits>>i&1 != 0 {
				n.byte(sep)
				n.str(name)
				sep = '|'
			}
		}
	}
}

// nfsSetAttributes are attributes to be set, nil where they are not: RFC 1813,
// 2.6.
type nfsSetAttributes struct {
	mode, uid, gid *uint32
	times          [2][]byte // of access and change
}

// setAttributes reads attributes to be set.
func (n nfs) setAttributes(off int) (a nfsSetAttributes, next int) {
	var size *uint32
	for _, field := range [...]**uint32{&a.mode, &a.uid, &a.gid, &size} {
		set := n.m.u32(off) != 0
		off += 4
		if !set {
			continue
		}
		value := n.m.u32(off)
		*field = &value
		off += 4
	}
	const fromClient = 2
	for i := range a.times {
		kind := n.m.u32(off)
		off += 4
		if kind == fromClient {
			a.times[i] = n.m.bytes(off, 8)
			off += 8
		}
	}
	return a, off
}

func (a nfsSetAttributes) print(n nfs) {
	if a.mode != nil {
		n.printf(" mode %o", *a.mode)
	}
	if a.uid != nil {
		n.printf(" uid %d", *a.uid)
	}
	if a.gid != nil {
		n.printf(" gid %d", *a.gid)
	}
	if n.v < 2 {
		return
	}
	for i, name := range [...]string{" atime", " mtime"} {
		if t := a.times[i]; t != nil {
			n.str(name)
			n.printf(" %d.%06d", binary.BigEndian.Uint32(t), binary.BigEndian.Uint32(t[4:]))
		}
	}
}

// nfsCalls remembers calls, so that replies are known.
type nfsCalls struct {
	known [64]nfsCallRecord
	next  int // which is to be overwritten
	hint  int // where the last was found
}

type nfsCallRecord struct {
	xid            uint32
	client, server [16]byte
	version        int // of IP; 0 where nothing is remembered
	proc, program  uint32
}

// remember remembers the call.
func (n nfs) remember() {
	if n.ip.version == 0 {
		return
	}
	if n.calls == nil {
		n.calls = new(nfsCalls)
	}
	r := nfsCallRecord{xid: n.m.u32(0), version: n.ip.version, proc: n.m.u32(20), program: n.m.u32(16)}
	copy(r.client[:], n.ip.src)
	copy(r.server[:], n.ip.dst)
	n.calls.known[n.calls.next] = r
	n.calls.next = (n.calls.next + 1) % len(n.calls.known)
}

// called returns the call that this is the reply to.
func (n nfs) called() (r nfsCallRecord, ok bool) {
	if n.calls == nil || n.ip.version == 0 {
		return r, false
	}
	xid, size := n.m.u32(0), len(n.ip.src)
	for i := range n.calls.known {
		at := (n.calls.hint + i) % len(n.calls.known)
		r = n.calls.known[at]
		if r.version == n.ip.version && r.xid == xid &&
			bytes.Equal(r.server[:size], n.ip.src) && bytes.Equal(r.client[:size], n.ip.dst) {
			n.calls.hint = at
			return r, true
		}
	}
	return r, false
}
