package decode

// Lengths of a file's attributes: RFC 1094, 2.3.5, and RFC 1813, 2.6.
const (
	nfsV2AttributesLen = 68
	nfsV3AttributesLen = 84
)

// attributes prints a file's attributes, the more the more verbose.
func (n nfs) attributes(off, verbose int, v3 bool) (next int, ok bool) {
	m := n.m
	if !m.has(off+16, 4) {
		return 0, false
	}
	if verbose > 0 {
		n.byte(' ')
		n.name32(nfsTypes, "unk-ft %d ", m.u32(off))
		n.printf(" %o ids %d/%d", m.u32(off+4), int32(m.u32(off+12)), int32(m.u32(off+16)))
		if v3 {
			n.printf(" sz %d", m.u64(off+20))
		} else {
			n.printf(" sz %d", m.u32(off+20))
		}
	}
	if verbose > 1 {
		times := off + 44
		if v3 {
			if !m.has(off+76, 8) {
				return 0, false
			}
			n.printf(" nlink %d rdev %d/%d", m.u32(off+8), m.u32(off+36), m.u32(off+40))
			n.printf(" fsid %x fileid %x a/m/ctime", m.u64(off+44), m.u64(off+52))
			times = off + 60
		} else {
			if !m.has(off+60, 8) {
				return 0, false
			}
			n.printf(" nlink %d rdev 0x%x fsid 0x%x nodeid 0x%x a/m/ctime",
				m.u32(off+8), m.u32(off+28), m.u32(off+36), m.u32(off+40))
		}
		for range 3 {
			n.printf(" %d.%06d", m.u32(times), m.u32(times+4))
			times += 8
		}
	}
	if v3 {
		return off + nfsV3AttributesLen, true
	}
	return off + nfsV2AttributesLen, true
}

// postAttributes prints the attributes that a file has after an operation, if
// they are there, with -v: RFC 1813, 2.6.
func (n nfs) postAttributes(title string, off int) (next int, ok bool) {
	if n.v > 0 {
		n.str(title)
	}
	present := n.m.u32(off) != 0
	off += 4
	switch {
	case !present:
		return off, true
	case n.v > 0:
		return n.attributes(off, n.v, true)
	}
	return off + nfsV3AttributesLen, true
}

// weakConsistency prints the attributes that a file had before and has after an
// operation: RFC 1813, 2.6.
func (n nfs) weakConsistency(off int) (next int, ok bool) {
	if n.v > 1 {
		n.str(" PRE:")
	}
	present := n.m.u32(off) != 0
	off += 4
	if present {
		if !n.m.has(off, 24) {
			return 0, false
		}
		if n.v > 1 {
			n.printf(" sz %d mtime %d.%06d ctime %d.%06d", n.m.u64(off),
				n.m.u32(off+8), n.m.u32(off+12), n.m.u32(off+16), n.m.u32(off+20))
		}
		off += 24
	}
	return n.postAttributes(" POST:", off)
}

// created prints what was made: its handle and attributes.
func (n nfs) created(off int, failed bool) (next int, ok bool) {
	if failed {
		return n.weakConsistency(off)
	}
	present := n.m.u32(off) != 0
	off += 4
	if !present {
		return off, true
	}
	if off, ok = n.fileHandle(off, true); !ok || n.v == 0 {
		return off, ok
	}
	if off, ok = n.postAttributes("", off); ok && n.v > 1 {
		n.str(" dir attr:")
		return n.weakConsistency(off)
	}
	return off, ok
}

// fsStat prints how much room a file system has: RFC 1813, 3.3.18.
func (n nfs) fsStat(off int) bool {
	off, ok := n.postAttributes(" POST:", off)
	if !ok || !n.m.has(off, 52) {
		return false
	}
	n.printf(" tbytes %d fbytes %d abytes %d", n.m.u64(off), n.m.u64(off+8), n.m.u64(off+16))
	if n.v > 0 {
		n.printf(" tfiles %d ffiles %d afiles %d invar %d",
			n.m.u64(off+24), n.m.u64(off+32), n.m.u64(off+40), n.m.u32(off+48))
	}
	return true
}

// fsInfo prints what a file system likes: RFC 1813, 3.3.19.
func (n nfs) fsInfo(off int) bool {
	if !n.m.has(off, 48) {
		return false
	}
	n.printf(" rtmax %d rtpref %d wtmax %d wtpref %d dtpref %d",
		n.m.u32(off), n.m.u32(off+4), n.m.u32(off+12), n.m.u32(off+16), n.m.u32(off+24))
	if n.v > 0 {
		n.printf(" rtmult %d wtmult %d maxfsz %d delta %d.%06d ",
			n.m.u32(off+8), n.m.u32(off+20), n.m.u64(off+28), n.m.u32(off+36), n.m.u32(off+40))
	}
	return true
}

// pathConf prints the limits of names: RFC 1813, 3.3.20.
func (n nfs) pathConf(off int) bool {
	if !n.m.has(off, 24) {
		return false
	}
	n.printf(" linkmax %d namemax %d", n.m.u32(off), n.m.u32(off+4))
	for i, name := range [...]string{"notrunc", "chownres", "igncase", "keepcase"} {
		n.byte(' ')
		if n.m.u32(off+8+4*i) != 0 {
			n.str(name)
		}
	}
	return true
}
