package decode

// Ports of Bidirectional Forwarding Detection: RFC 5881, 5883, 7130 and 7881.
const (
	portBFD         = 3784
	portBFDEcho     = 3785
	portBFDMultihop = 4784
	portBFDLAG      = 6784
	portSBFD        = 7784
)

const (
	bfdLen      = 24 // without authentication
	bfdAuthFlag = 4
)

var bfdPorts = names{
	{portBFD, "Control"},
	{portBFDMultihop, "Multihop"},
	{portBFDLAG, "LAG"},
	{portSBFD, "S-BFD"},
}

var bfdDiagnostics = names{
	{0, "No Diagnostic"},
	{1, "Control Detection Time Expired"},
	{2, "Echo Function Failed"},
	{3, "Neighbor Signaled Session Down"},
	{4, "Forwarding Plane Reset"},
	{5, "Path Down"},
	{6, "Concatenated Path Down"},
	{7, "Administratively Down"},
	{8, "Reverse Concatenated Path Down"},
}

var bfdStates = names{{0, "AdminDown"}, {1, "Down"}, {2, "Init"}, {3, "Up"}}

var bfdFlags = names{
	{0x20, "Poll"},
	{0x10, "Final"},
	{0x08, "Control Plane Independent"},
	{bfdAuthFlag, "Authentication Present"},
	{0x02, "Demand"},
	{0x01, "Multipoint"},
}

// bfdFlags0 are version 0's, which had no RFC.
var bfdFlags0 = names{
	{0x80, "I Hear You"},
	{0x40, "Demand"},
	{0x20, "Poll"},
	{0x10, "Final"},
	{0x08, "Control Plane Independent"},
	{bfdAuthFlag, "Authentication Present"},
	{0x02, "Reserved"},
	{0x01, "Reserved"},
}

var bfdAuths = names{
	{1, "Simple Password"},
	{2, "Keyed MD5"},
	{3, "Meticulous Keyed MD5"},
	{4, "Keyed SHA1"},
	{5, "Meticulous Keyed SHA1"},
}

// printBFD prints a BFD packet: RFC 5880, section 4.
//
//	0         1       2            3        4           8             12       16       20
//	+---------+-------+------------+--------+-----------+-------------+--------+--------+---------+
//	| v| diag | flags | multiplier | length | mine      | yours       | min Tx | min Rx | min echo|
//	+---------+-------+------------+--------+-----------+-------------+--------+--------+---------+
func printBFD(p *Printer, v view) {
	p.enter("bfd", v)
	port := p.port.dst
	if _, control := bfdPorts.find(uint32(port)); !control && port != portBFDEcho {
		port = p.port.src
	}
	if port == portBFDEcho { // whose contents are the sender's own
		p.printf("BFD, Echo, length: %d", v.n)
		if p.v > 0 {
			p.hexLines("\n\t", v, 0, v.n)
		}
		return
	}
	v.need(0, bfdLen)
	version, diagnostic, flags := v.u8(0)>>5, v.u8(0)&0x1f, v.u8(1)
	p.printf("BFDv%d", version)
	if version > 1 {
		p.printf(", Control, length: %d", v.n)
		if p.v > 0 {
			p.hexLines("\n\t", v, 0, v.n)
		}
		return
	}
	if p.v == 0 {
		p.str(", ")
	} else {
		p.printf(", length: %d\n\t", v.n)
	}
	if version == 0 {
		p.str("Control, Flags: [")
		p.flags(bfdFlags0, "none", ", ", uint32(flags))
	} else {
		p.name(bfdPorts, "unknown (%d)", port)
		p.str(", State ")
		p.name(bfdStates, "unknown (%d)", flags>>6)
		p.str(", Flags: [")
		p.flags(bfdFlags, "none", ", ", uint32(flags&0x3f))
	}
	if p.v == 0 {
		p.printf("], length: %d", v.n)
		return
	}
	p.str("], Diagnostic: ")
	p.name(bfdDiagnostics, "unknown", diagnostic)
	multiplier, interval := uint32(v.u8(2)), v.u32(12)
	p.printf(" (0x%02x)\n\tDetection Timer Multiplier: %d (%d ms Detection time), BFD Length: %d",
		diagnostic, multiplier, multiplier*interval/1000, v.u8(3))
	p.printf("\n\tMy Discriminator: 0x%08x, Your Discriminator: 0x%08x", v.u32(4), v.u32(8))
	p.printf("\n\t  Desired min Tx Interval:    %4d ms", interval/1000)
	p.printf("\n\t  Required min Rx Interval:   %4d ms", v.u32(16)/1000)
	p.printf("\n\t  Required min Echo Interval: %4d ms", v.u32(20)/1000)
	if flags&bfdAuthFlag != 0 {
		p.bfdAuth(v.from(bfdLen))
	}
}

// bfdAuth prints the authentication section: RFC 5880, sections 4.2 to 4.4.
func (p *Printer) bfdAuth(v view) {
	v.need(0, 4)
	kind, length := v.u8(0), v.u8(1)
	p.str("\n\tAuthentication: ")
	p.name(bfdAuths, "Unknown", kind)
	p.printf(" (%d), length: %d\n\t  Auth Key ID: %d", kind, length, v.u8(2))
	digest, name := 16, "Digest"
	switch kind {
	case 1:
		if length < 4 || length > 19 {
			p.printf("[invalid length %d]", length)
			return
		}
		p.str(", Password: ")
		p.text(v, 3, length-3)
		return
	case 2, 3:
	case 4, 5:
		digest, name = 20, "Hash"
	default:
		return
	}
	if length != 8+digest {
		p.printf("[invalid length %d]", length)
		return
	}
	p.printf(", Sequence Number: 0x%08x", v.u32(4))
	v.need(8, digest)
	p.printf("\n\t  %s: ", name)
	p.hexDigits(v, 8, digest)
}
