package decode

const (
	portVQP      = 1589
	vqpHeaderLen = 8
	vqpObjectLen = 6
)

var (
	vqpMessages = names{{1, "Request, Join Port"}, {2, "Response, VLAN"}, {3, "Request, Reconfirm"}, {4, "Response, Reconfirm"}}
	vqpErrors   = names{{0, "No error"}, {3, "Access denied"}, {4, "Shutdown port"}, {5, "Wrong VTP domain"}}
)

// Objects of a message.
const (
	vqpAddress  = 0x0c01
	vqpPort     = 0x0c02
	vqpVLAN     = 0x0c03
	vqpDomain   = 0x0c04
	vqpEthernet = 0x0c05
	vqpMACNull  = 0x0c06
	vqpMAC      = 0x0c08
)

var vqpObjects = names{
	{vqpAddress, "Client IP Address"},
	{vqpPort, "Port Name"},
	{vqpVLAN, "VLAN Name"},
	{vqpDomain, "VTP Domain"},
	{vqpEthernet, "Ethernet Packet"},
	{vqpMACNull, "MAC Null"},
	{vqpMAC, "MAC Address"},
}

// printVQP prints a message of Cisco's VLAN Query Protocol.
//
//	+---------+------+-------+-------+----------+---------
//	| version | type | error | items | sequence | objects
//	+---------+------+-------+-------+----------+---------
//	  1         1      1       1       4
func printVQP(p *Printer, v view) {
	p.enter("vqp", v)
	v.need(0, vqpHeaderLen)
	if v.n < vqpHeaderLen {
		p.invalid()
		return
	}
	version, kind, failure, items := v.u8(0), v.u8(1), v.u8(2), v.u8(3)
	if version != 1 {
		p.printf("VQP version %d packet not supported", version)
		return
	}
	p.str(choose(p.v > 0, "\n\tVQPv1, ", "VQPv1 "))
	p.name(vqpMessages, "unknown (%d)", kind)
	p.str(" Message, error-code ")
	p.name(vqpErrors, "unknown", failure)
	p.printf(" (%d)", failure)
	if p.v == 0 {
		p.printf(", length %d", v.n)
		return
	}
	p.printf(", seq 0x%08x, items %d, length %d", v.u32(4), items, v.n)
	for v = v.from(vqpHeaderLen); items > 0 && v.n > 0; items-- {
		v.need(0, vqpObjectLen)
		if v.n < vqpObjectLen {
			p.invalid()
			return
		}
		object, length := v.u32(0), v.u16(4)
		p.str("\n\t  ")
		p.name32(vqpObjects, "Unknown", object)
		p.printf(" Object (0x%08x), length %d, value: ", object, length)
		if object == 0 || length == 0 {
			return
		}
		v.need(vqpObjectLen, length)
		if length > v.n-vqpObjectLen || !vqpValue(p, object, v.sub(vqpObjectLen, length)) {
			p.invalid()
			return
		}
		v = v.from(vqpObjectLen + length)
	}
}

// vqpValue prints an object's value. It reports whether it has the length that
// it has to have.
func vqpValue(p *Printer, object uint32, v view) bool {
	switch object {
	case vqpAddress:
		if v.n != 4 {
			return false
		}
		p.addr4(v, 0)
		p.printf(" (0x%08x)", v.u32(0))
	case vqpPort, vqpVLAN, vqpDomain, vqpEthernet:
		p.paddedText(v, 0, v.n)
	case vqpMAC, vqpMACNull:
		if v.n != 6 {
			return false
		}
		p.mac(v, 0)
	default:
		if p.v == 1 {
			p.hexLines("\n\t    ", v, 0, v.n)
		}
	}
	return true
}
