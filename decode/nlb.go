package decode

// printNLB prints a heartbeat of Microsoft's Network Load Balancing, which is
// not documented.
//
//	0                 8               12           16
//	+-----------------+---------------+------------+---------+-----
//	| unknown         | host priority | cluster IP | host IP | ...
//	+-----------------+---------------+------------+---------+-----
//
// The priority is little-endian.
func printNLB(p *Printer, v view) {
	p.enter("msnlb", v)
	p.str("MS NLB heartbeat")
	p.printf(", host priority: %d", v.le32(8))
	v.need(12, 4)
	p.str(", cluster IP: ")
	p.addr4(v, 12)
	v.need(16, 4)
	p.str(", host IP: ")
	p.addr4(v, 16)
}
