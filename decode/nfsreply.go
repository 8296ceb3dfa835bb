package decode

// reply prints a reply to a call, as far as the call is known.
func (n nfs) reply() {
	if !n.m.has(8, 4) {
		n.truncated()
		return
	}
	const accepted, denied = 0, 1
	switch state := n.m.u32(8); state {
	case accepted:
		n.printf("reply ok %d", n.m.n)
		if call, ok := n.called(); ok {
			n.results(call)
		}
	case denied:
		n.printf("reply ERR %d: ", n.m.n)
		n.denied()
	default:
		n.printf("reply Unknown rpc response code=%d %d", state, n.m.n)
	}
}

// denied prints why a call was denied.
func (n nfs) denied() {
	const mismatch, auth = 0, 1
	switch why := n.m.u32(12); why {
	case mismatch:
		n.m.need(16, 8)
		n.printf("RPC Version mismatch (%d-%d)", n.m.u32(16), n.m.u32(20))
	case auth:
		state := n.m.u32(16)
		n.str("Auth ")
		n.name32(rpcAuthStates, "Invalid failure code %d", state)
	default:
		n.printf("Unknown reason for rejecting rpc message %d", why)
	}
}

// results prints the results of a call.
func (n nfs) results(call nfsCallRecord) {
	proc, v3 := n.procedure(call.proc, call.program)
	n.byte(' ')
	n.name32(nfsProcedures, "proc-%d", proc)
	if proc == nfsNull || proc > nfsCommit {
		return
	}
	off, state := n.accepted()
	if state == nfsDone {
		return
	}
	if state == nfsCut || !n.outcome(int(proc), off, v3) {
		n.truncated()
	}
}

// What accepted finds.
const (
	nfsResults = iota
	nfsDone    // the call failed, and that was printed
	nfsCut     // not all was captured
)

// accepted returns where the results begin: after a verifier and a state.
func (n nfs) accepted() (off, state int) {
	length := n.m.u32(16)
	if uint64(length) >= uint64(n.m.n) {
		return 0, nfsCut
	}
	off = 12 + (8+int(length)+3)&^3
	if accept := n.m.u32(off); accept != 0 {
		n.byte(' ')
		n.name32(rpcAcceptStates, "ar_stat %d", accept)
		return 0, nfsDone
	}
	return off + 4, nfsResults
}

// status prints the error that a procedure ended with, if it did.
func (n nfs) status(off int) (next int, failed bool) {
	status := n.m.u32(off)
	if status != 0 && !n.opt.Quiet {
		n.str(" ERROR: ")
		n.name32(nfsErrors, "unk %d", status)
	}
	return off + 4, status != 0
}

// outcome prints the results of a procedure. It reports whether they were
// captured; those of a procedure that failed need not be.
func (n nfs) outcome(proc, off int, v3 bool) bool {
	off, failed := n.status(off)
	switch {
	case v3:
		return n.v3Outcome(proc, off, failed) || failed
	case failed:
		return true
	}
	return n.v2Outcome(proc, off)
}

// unlessQuiet returns how verbose attributes are printed that were asked for.
func (n nfs) unlessQuiet() int {
	if n.opt.Quiet {
		return 0
	}
	return 1
}

// v2Outcome prints the results of version 2: RFC 1094, 2.2.
func (n nfs) v2Outcome(proc, off int) bool {
	ok := true
	switch proc {
	case nfsGetAttr, nfsSetAttr:
		_, ok = n.attributes(off, n.unlessQuiet(), false)
	case nfsRead, nfsWrite:
		_, ok = n.attributes(off, n.v, false)
	case nfsLookup, nfsCreate, nfsMkdir:
		if off, ok = n.fileHandle(off, false); ok {
			_, ok = n.attributes(off, n.v, false)
		}
	case nfsReadLink:
		n.byte(' ')
		_, ok = n.fileName(off)
	case nfsReadDir:
		if n.opt.Quiet {
			return true
		}
		n.printf(" offset 0x%x size %d ", n.m.u32(off), n.m.u32(off+4))
		if n.m.u32(off+8) != 0 {
			n.str(" eof")
		}
	case nfsFSStat:
		if n.opt.Quiet {
			return true
		}
		if !n.m.has(off, 20) {
			return false
		}
		n.printf(" tsize %d bsize %d blocks %d bfree %d bavail %d",
			n.m.u32(off), n.m.u32(off+4), n.m.u32(off+8), n.m.u32(off+12), n.m.u32(off+16))
	}
	return ok
}

// v3Outcome prints the results of version 3: RFC 1813, 3.3.
func (n nfs) v3Outcome(proc, off int, failed bool) bool {
	ok := true
	switch proc {
	case nfsGetAttr:
		if failed {
			return true
		}
		_, ok = n.attributes(off, n.unlessQuiet(), true)
	case nfsSetAttr, nfsRemove, nfsRmdir:
		_, ok = n.weakConsistency(off)
	case nfsLookup:
		if failed {
			if n.v > 1 {
				_, ok = n.postAttributes(" post dattr:", off)
			}
			return ok
		}
		if off, ok = n.fileHandle(off, true); !ok {
			return false
		}
		if off, ok = n.postAttributes("", off); ok && n.v > 1 {
			_, ok = n.postAttributes(" post dattr:", off)
		}
	case nfsAccess:
		off, ok = n.postAttributes(" attr:", off)
		if ok && !failed {
			n.printf(" c %04x", n.m.u32(off))
		}
	case nfsReadLink:
		if failed {
			return true
		}
		if off, ok = n.postAttributes("", off); !ok {
			return false
		}
		n.byte(' ')
		_, ok = n.fileName(off)
	case nfsRead:
		off, ok = n.postAttributes("", off)
		if ok && !failed && n.v > 0 {
			n.printf(" %d bytes", n.m.u32(off))
			if n.m.u32(off+4) != 0 {
				n.str(" EOF")
			}
		}
	case nfsWrite:
		off, ok = n.weakConsistency(off)
		if ok && !failed && n.v > 0 {
			n.printf(" %d bytes", n.m.u32(off))
			if n.v > 1 {
				mode := n.m.u32(off + 4)
				n.str(" <")
				n.name32(nfsWriteModes, "#%d", mode)
				n.printf("> verf %x", n.m.u64(off+8))
			}
		}
	case nfsCreate, nfsMkdir, nfsSymlink, nfsMknod:
		_, ok = n.created(off, failed)
	case nfsRename:
		if n.v > 0 {
			n.str(" from:")
			if off, ok = n.weakConsistency(off); ok {
				n.str(" to:")
				_, ok = n.weakConsistency(off)
			}
		}
	case nfsLink:
		if n.v > 0 {
			if off, ok = n.postAttributes(" file POST:", off); ok {
				n.str(" dir:")
				_, ok = n.weakConsistency(off)
			}
		}
	case nfsReadDir, nfsReadDirPlus:
		off, ok = n.postAttributes(" POST:", off)
		if ok && !failed && n.v > 0 {
			n.printf(" verf %08x%08x", n.m.u32(off), n.m.u32(off+4))
		}
	case nfsFSStat:
		return n.opt.Quiet || n.fsStat(off)
	case nfsFSInfo:
		off, ok = n.postAttributes(" POST:", off)
		if ok && !failed {
			ok = n.fsInfo(off)
		}
	case nfsPathConf:
		off, ok = n.postAttributes(" POST:", off)
		if ok && !failed {
			ok = n.pathConf(off)
		}
	case nfsCommit:
		off, ok = n.weakConsistency(off)
		if ok && n.v > 1 {
			n.printf(" verf %x", n.m.u64(off))
		}
	}
	return ok
}
