package decode

// printNLB prints a heartbeat of Microsoft's Network Load Balancing: MS-NLB.
//
//	0          8               12         16     20
//	+----------+---------------+----------+------+------
//	| reserved | host priority | cluster  | host | reserved
//	+----------+---------------+----------+------+------
func printNLB(p *Printer, v view) {
	p.enter("msnlb", v)
	v.need(8, 12)
	b := v.bytes(8, 4)
	p.printf("MS NLB heartbeat, host priority: %d, cluster IP: ", uint32(b[0])|uint32(b[1])<<8|uint32(b[2])<<16|uint32(b[3])<<24)
	p.addr4(v, 12)
	p.str(", host IP: ")
	p.addr4(v, 16)
}
