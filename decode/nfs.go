package decode

// portNFS is the port of the Network File System.
const portNFS = 2049

// isNFS reports whether the payload of UDP is a Sun RPC call to or reply from
// NFS: RFC 5531, section 9.
func isNFS(p *Printer, v view) bool {
	const call, reply = 0, 1
	if !v.has(4, 4) {
		return false
	}
	direction := v.u32(4)
	return p.port.dst == portNFS && direction == call || p.port.src == portNFS && direction == reply
}

// printNFS prints an NFS request or reply.
func printNFS(p *Printer, v view) {
	p.enter("nfs", v)
	kind := "reply"
	if v.u32(4) == 0 {
		kind = "request"
	}
	p.printf("NFS %s xid %d %d", kind, v.u32(0), v.n)
}
