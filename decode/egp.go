package decode

const (
	egpUpdate  = 1
	egpPoll    = 2
	egpAcquire = 3
	egpReach   = 5
	egpError   = 8
)

var egpAcquireCodes = names{{0, "request"}, {1, "confirm"}, {2, "refuse"}, {3, "cease"}, {4, "cease_ack"}}

var egpAcquireStatus = names{
	{0, "unspecified"},
	{1, "active_mode"},
	{2, "passive_mode"},
	{3, "insufficient_resources"},
	{4, "administratively_prohibited"},
	{5, "going_down"},
	{6, "parameter_violation"},
	{7, "protocol_violation"},
}

var egpReasons = names{
	{0, "unspecified"},
	{1, "bad_EGP_header_format"},
	{2, "bad_EGP_data_field_format"},
	{3, "reachability_info_unavailable"},
	{4, "excessive_polling_rate"},
	{5, "no_response"},
	{6, "unsupported_version"},
}

// printEGP prints an Exterior Gateway Protocol message: RFC 904, appendix A.
//
//	0         1      2      3        4          6    8
//	+---------+------+------+--------+----------+----+----------+------
//	| version | type | code | status | checksum | AS | sequence | body
//	+---------+------+------+--------+----------+----+----------+------
func printEGP(p *Printer, v view) {
	p.enter("egp", v)
	v.need(0, 12)
	p.str("egp: ")
	if v.u8(0) != 2 {
		p.printf("[version %d]", v.u8(0))
		return
	}
	kind, code, status := v.u8(1), v.u8(2), v.u8(3)
	p.printf("as:%d seq:%d", v.u16(6), v.u16(8))
	switch kind {
	case egpAcquire:
		p.egpAcquire(v, code, status)
	case egpReach:
		if code > 1 {
			p.printf("[reach code %d]", code)
			return
		}
		p.str(choose(code == 0, " hello", " i-h-u"))
		p.egpState(status)
	case egpPoll:
		p.str(" poll")
		p.egpState(status)
		v.need(12, 4)
		p.str(" net:")
		p.addr4(v, 12)
	case egpUpdate:
		p.str(" update")
		if status&0x80 != 0 {
			p.str(" unsolicited")
		}
		p.egpState(status &^ 0x80)
		v.need(12, 4)
		p.byte(' ')
		p.addr4(v, 12)
		p.printf(" int %d ext %d", v.u8(10), v.u8(11))
		if p.v > 0 {
			p.egpRoutes(v)
		}
	case egpError:
		p.str(" error")
		p.egpState(status)
		p.byte(' ')
		p.name(egpReasons, "[reason %d]", v.u16(10))
	default:
		p.printf("[type %d]", kind)
	}
}

func (p *Printer) egpState(status int) {
	if status > 2 {
		p.printf(" [status %d]", status)
		return
	}
	p.str(" state:")
	p.name(names{{0, "indeterminate"}, {1, "up"}, {2, "down"}}, "", status)
}

func (p *Printer) egpAcquire(v view, code, status int) {
	p.str(" acquire")
	if code > 4 {
		p.printf("[code %d]", code)
		return
	}
	p.byte(' ')
	p.name(egpAcquireCodes, "", code)
	if code <= 1 {
		if status <= 2 {
			p.byte(' ')
			p.name(egpAcquireStatus, "", status)
		} else {
			p.printf(" [status %d]", status)
		}
		p.printf(" hello:%d poll:%d", v.u16(10), v.u16(12))
		return
	}
	if status == 0 || status >= 3 && status <= 7 {
		p.byte(' ')
		p.name(egpAcquireStatus, "", status)
	} else {
		p.printf("[status %d]", status)
	}
}

// egpRoutes prints the networks that gateways reach, by distance. Addresses are
// as long as the class of the network says.
func (p *Printer) egpRoutes(v view) {
	interior, exterior := v.u8(10), v.u8(11)
	net := 0
	source := v.bytes(12, 4)
	switch {
	case source[0] < 0x80:
		net = 1
	case source[0] < 0xc0:
		net = 2
	case source[0] < 0xe0:
		net = 3
	}
	v = v.from(16)
	for gateway := range interior + exterior {
		var addr [4]byte
		copy(addr[:], source[:net])
		v.need(0, 4-net)
		if net > 0 {
			copy(addr[net:], v.bytes(0, 4-net))
			v = v.from(4 - net)
		}
		distances := v.u8(0)
		v = v.from(1)
		p.str(choose(gateway < interior, " int ", " ext "))
		p.host(addr[:])
		p.str(" (")
		for i := range distances {
			v.need(0, 2)
			if i > 0 {
				p.str(", ")
			}
			p.printf("d%d:", v.u8(0))
			networks := v.u8(1)
			for v = v.from(2); networks > 0; networks-- {
				first := v.u8(0)
				size := 3
				if first < 0x80 {
					size = 1
				} else if first < 0xc0 {
					size = 2
				}
				var addr [4]byte
				copy(addr[:], v.bytes(0, size))
				p.byte(' ')
				p.host(addr[:])
				v = v.from(size)
			}
		}
		p.byte(')')
	}
}
