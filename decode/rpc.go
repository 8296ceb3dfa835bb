package decode

const portSunRPC = 111

// portmapProcedures are the port mapper's: RFC 1833, 3.2.
var portmapProcedures = names{{0, "null"}, {1, "set"}, {2, "unset"}, {3, "getport"}, {4, "dump"}, {5, "call"}}

// printRPC prints what -T rpc says is Sun RPC: a call to the port mapper, or a
// reply, which is taken to be NFS's. The XID stands in the place of a port.
func printRPC(p *Printer, v view) {
	p.protocol = "udp"
	if v.u32(4) != rpcCall {
		p.enter("nfs", v)
		p.rpcEndpoint(p.ip.src)
		p.dec(portNFS)
		p.str(" > ")
		p.rpcEndpoint(p.ip.dst)
		p.printf("%d: ", v.u32(0))
		nfs{p, v}.reply()
		return
	}
	p.enter("sunrpc", v)
	v.need(0, 32)
	p.rpcEndpoint(p.ip.src)
	p.printf("0x%x > ", v.u32(0))
	p.rpcEndpoint(p.ip.dst)
	p.printf("0x%x: %d ", portSunRPC, v.n)
	proc := v.u32(20)
	p.name32(portmapProcedures, " proc #%d", proc)
	if version := v.u32(8); version != 2 {
		p.printf(" [rpcver %d]", version)
	}
	switch proc {
	case 1, 2, 3, 5:
		p.printf(" %d.%d", v.u32(12), v.u32(16))
	}
}

// rpcEndpoint prints an address and a dot.
func (p *Printer) rpcEndpoint(addr []byte) {
	if addr == nil {
		p.byte('?')
	} else {
		p.host(addr)
	}
	p.byte('.')
}
