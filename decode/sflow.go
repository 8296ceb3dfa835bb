package decode

const portSFlow = 6343

// Formats of samples and records: sFlow Version 5, section 5.
const (
	sflowFlow            = 1
	sflowCounter         = 2
	sflowExpandedFlow    = 3
	sflowExpandedCounter = 4
)

var (
	sflowSamples = names{
		{sflowFlow, "flow sample"}, {sflowCounter, "counter sample"},
		{sflowExpandedFlow, "expanded flow sample"}, {sflowExpandedCounter, "expanded counter sample"},
	}
	sflowFlows = names{
		{1, "Raw packet"}, {2, "Ethernet frame"}, {3, "IPv4 Data"}, {4, "IPv6 Data"},
		{1001, "Extended Switch data"}, {1002, "Extended Router data"}, {1003, "Extended Gateway data"},
		{1004, "Extended User data"}, {1005, "Extended URL data"}, {1006, "Extended MPLS data"},
		{1007, "Extended NAT data"}, {1008, "Extended MPLS tunnel"}, {1009, "Extended MPLS VC"},
		{1010, "Extended MPLS FEC"}, {1011, "Extended MPLS LVP FEC"}, {1012, "Extended VLAN Tunnel"},
	}
	sflowCounters = names{
		{1, "Generic counter"}, {2, "Ethernet counter"}, {3, "Token ring counter"}, {4, "100 BaseVG counter"},
		{5, "Vlan counter"}, {1001, "Processor counter"},
	}
	sflowHeaders    = names{{1, "Ethernet"}, {11, "IPv4"}, {12, "IPv6"}}
	sflowDirections = names{{0, "unknown"}, {1, "full-duplex"}, {2, "half-duplex"}, {3, "in"}, {4, "out"}}
)

// printSFlow prints an sFlow datagram: sFlow Version 5, section 4.
//
//	0         4                8       12 or 24    16         20        24
//	+---------+----------------+-------+-----------+----------+--------+---------+--------
//	| version | address family | agent | sub-agent | sequence | uptime | samples | samples
//	+---------+----------------+-------+-----------+----------+--------+---------+--------
func printSFlow(p *Printer, v view) {
	p.enter("sflow", v)
	v.need(0, 28)
	if version := v.u32(0); version != 5 {
		p.printf("sFlow version %d packet not supported", version)
		return
	}
	size, family := 4, "IPv4"
	if v.u32(4) != 1 {
		size, family = 16, "IPv6"
	}
	rest := v.from(8 + size)
	if rest.need(0, 4); p.v > 0 {
		rest.need(0, 16)
	}
	p.printf("sFlowv5, %s agent ", family)
	p.host(v.bytes(8, size))
	p.printf(", agent-id %d, ", rest.u32(0))
	if p.v == 0 {
		p.printf("length %d", v.n)
		return
	}
	samples := rest.u32(12)
	p.printf("seqnum %d, uptime %d, samples %d, length %d", rest.u32(4), rest.u32(8), samples, v.n)
	rest = rest.from(16)
	for ; samples > 0 && rest.n > 0; samples-- {
		kind, length := rest.u32(0)&0xfff, rest.u32(4)
		if rest.n < 8 {
			p.invalid()
			v.need(0, v.n)
			return
		}
		rest = rest.from(8)
		p.str("\n\t")
		p.name32(sflowSamples, "Unknown", kind)
		p.printf(" (%d), length %d,", kind, length)
		if kind == 0 || length == 0 {
			return
		}
		if uint64(rest.n) < uint64(length) {
			p.invalid()
			v.need(0, v.n)
			return
		}
		rest.need(0, int(length))
		if !printSFlowSample(p, kind, rest, int(length)) {
			p.invalid()
			v.need(0, v.n)
			return
		}
		rest = rest.from(int(length))
	}
}

// printSFlowSample prints a sample of length bytes. It reports whether what it
// says of its length was true.
func printSFlowSample(p *Printer, kind uint32, v view, length int) bool {
	var size int
	switch kind {
	case sflowFlow:
		size = 32
	case sflowCounter:
		size = 12
	case sflowExpandedFlow:
		size = 44
	case sflowExpandedCounter:
		size = 16
	default:
		if p.v <= 1 {
			p.hexLines("\n\t    ", v, 0, length)
		}
		return true
	}
	if v.n < size {
		return false
	}
	v.need(0, size)
	p.printf(" seqnum %d", v.u32(0))
	var index view
	if kind == sflowFlow || kind == sflowCounter {
		p.printf(", type %d, idx %d", v.u8(4), v.u24(5))
		index = v.from(8)
	} else {
		p.printf(", type %d, idx %d", v.u32(4), v.u32(8))
		index = v.from(12)
	}
	if kind == sflowFlow || kind == sflowExpandedFlow {
		p.printf(", rate %d, pool %d, drops %d", index.u32(0), index.u32(4), index.u32(8))
		if kind == sflowFlow {
			p.printf(", input %d output %d records %d", index.u32(12), index.u32(16), index.u32(20))
			return printSFlowRecords(p, v.from(size), index.u32(20), true)
		}
		p.printf(", records %d", index.u32(28))
		return printSFlowRecords(p, v.from(size), index.u32(28), true)
	}
	p.printf(", records %d", index.u32(0))
	return printSFlowRecords(p, v.from(size), index.u32(0), false)
}

// printSFlowRecords prints the count records of a sample, of flows or of
// counters.
func printSFlowRecords(p *Printer, v view, count uint32, flow bool) bool {
	for ; count > 0; count-- {
		if v.n < 8 {
			return false
		}
		p.bounded(0)
		v.need(0, 8)
		format, length := v.u32(0), v.u32(4)
		kind, enterprise, table, sep := format&0xfff, format>>20, sflowCounters, ","
		if flow {
			enterprise, table, sep = format>>12, sflowFlows, ""
		}
		p.printf("\n\t    enterprise %d%s ", enterprise, sep)
		if enterprise == 0 {
			p.name32(table, "Unknown", kind)
		} else {
			p.str("Unknown")
		}
		p.printf(" (%d) length %d", kind, length)
		v = v.from(8)
		if uint64(v.n) < uint64(length) {
			return false
		}
		if enterprise == 0 {
			_, known := table.find(kind)
			switch {
			case !known:
				if p.v <= 1 {
					p.hexLines("\n\t\t", v, 0, int(length))
				}
			case flow && !printSFlowFlow(p, kind, v), !flow && !printSFlowCounter(p, kind, v):
				return false
			}
		}
		v = v.from(int(length))
	}
	return true
}

// printSFlowFlow prints what is known of a flow.
func printSFlowFlow(p *Printer, kind uint32, v view) bool {
	switch kind {
	case 1:
		if v.n < 16 {
			return false
		}
		p.str("\n\t      protocol ")
		p.name32(sflowHeaders, "Unknown", v.u32(0))
		p.printf(" (%d), length %d, stripped bytes %d, header_size %d", v.u32(0), v.u32(4), v.u32(8), v.u32(12))
	case 2:
		if v.n < 24 {
			return false
		}
		p.printf("\n\t      frame len %d, type %d", v.u32(0), v.u32(20))
	case 1001:
		if v.n < 16 {
			return false
		}
		p.printf("\n\t      src vlan %d, src pri %d, dst vlan %d, dst pri %d", v.u32(0), v.u32(4), v.u32(8), v.u32(12))
	}
	return true
}

// printSFlowCounter prints counters.
func printSFlowCounter(p *Printer, kind uint32, v view) bool {
	for _, c := range [...]struct {
		kind uint32
		size int
	}{{1, 88}, {2, 52}, {4, 80}, {5, 28}, {1001, 28}} {
		if c.kind == kind && v.n < c.size {
			return false
		}
	}
	switch kind {
	case 1: // RFC 2863's
		p.printf("\n\t      ifindex %d, iftype %d, ifspeed %d, ifdirection %d (", v.u32(0), v.u32(4), v.u64(8), v.u32(16))
		p.name32(sflowDirections, "Unknown", v.u32(16))
		status := v.u32(20)
		p.printf(")\n\t      ifstatus %d, adminstatus: %s, operstatus: %s", status,
			choose(status&1 != 0, "up", "down"), choose(status&2 != 0, "up", "down"))
		p.printf("\n\t      In octets %d, unicast pkts %d, multicast pkts %d, broadcast pkts %d, discards %d",
			v.u64(24), v.u32(32), v.u32(36), v.u32(40), v.u32(44))
		p.printf("\n\t      In errors %d, unknown protos %d", v.u32(48), v.u32(52))
		p.printf("\n\t      Out octets %d, unicast pkts %d, multicast pkts %d, broadcast pkts %d, discards %d",
			v.u64(56), v.u32(64), v.u32(68), v.u32(72), v.u32(76))
		p.printf("\n\t      Out errors %d, promisc mode %d", v.u32(80), v.u32(84))
	case 2: // RFC 2358's
		p.printf("\n\t      align errors %d, fcs errors %d, single collision %d, multiple collision %d, test error %d",
			v.u32(0), v.u32(4), v.u32(8), v.u32(12), v.u32(16))
		p.printf("\n\t      deferred %d, late collision %d, excessive collision %d, mac trans error %d",
			v.u32(20), v.u32(24), v.u32(28), v.u32(32))
		p.printf("\n\t      carrier error %d, frames too long %d, mac receive errors %d, symbol errors %d",
			v.u32(36), v.u32(40), v.u32(44), v.u32(48))
	case 4: // RFC 2020's
		p.printf("\n\t      in high prio frames %d, in high prio octets %d", v.u32(0), v.u64(4))
		p.printf("\n\t      in norm prio frames %d, in norm prio octets %d", v.u32(12), v.u64(16))
		p.printf("\n\t      in ipm errors %d, oversized %d, in data errors %d, null addressed frames %d",
			v.u32(24), v.u32(28), v.u32(32), v.u32(36))
		p.printf("\n\t      out high prio frames %d, out high prio octets %d, trans into frames %d",
			v.u32(40), v.u64(44), v.u32(52))
		p.printf("\n\t      in hc high prio octets %d, in hc norm prio octets %d, out hc high prio octets %d",
			v.u64(56), v.u64(64), v.u64(72))
	case 5:
		p.printf("\n\t      vlan_id %d, octets %d, unicast_pkt %d, multicast_pkt %d, broadcast_pkt %d, discards %d",
			v.u32(0), v.u64(4), v.u32(12), v.u32(16), v.u32(20), v.u32(24))
	case 1001:
		p.printf("\n\t      5sec %d, 1min %d, 5min %d, total_mem %d, total_mem %d",
			v.u32(0), v.u32(4), v.u32(8), v.u64(12), v.u64(20))
	}
	return true
}
