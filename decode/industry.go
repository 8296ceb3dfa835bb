package decode

// Ports of protocols that tcpdump does not know, and that are printed with -v
// only.
const (
	portModbus    = 502
	portENIP      = 44818
	portDiameter  = 3868
	portRMCP      = 623
	portRMCPOther = 664
)

var modbusFunctions = names{
	{1, "Read Coils"}, {2, "Read Discrete Inputs"}, {3, "Read Holding Registers"}, {4, "Read Input Registers"},
	{5, "Write Single Coil"}, {6, "Write Single Register"}, {7, "Read Exception Status"}, {8, "Diagnostics"},
	{11, "Get Comm Event Counter"}, {12, "Get Comm Event Log"}, {15, "Write Multiple Coils"},
	{16, "Write Multiple Registers"}, {17, "Report Server ID"}, {20, "Read File Record"}, {21, "Write File Record"},
	{22, "Mask Write Register"}, {23, "Read/Write Multiple Registers"}, {24, "Read FIFO Queue"},
	{43, "Encapsulated Interface Transport"},
}

var modbusExceptions = names{
	{1, "illegal function"}, {2, "illegal data address"}, {3, "illegal data value"}, {4, "server device failure"},
	{5, "acknowledge"}, {6, "server device busy"}, {8, "memory parity error"}, {10, "gateway path unavailable"},
	{11, "gateway target failed to respond"},
}

// printModbus prints a Modbus message over TCP: MODBUS Messaging on TCP/IP
// Implementation Guide, 3.1.3.
//
//	0             2          4        6      7          8
//	+-------------+----------+--------+------+----------+------
//	| transaction | protocol | length | unit | function | data
//	+-------------+----------+--------+------+----------+------
func printModbus(p *Printer, v view) {
	if p.v == 0 && !p.values || !v.has(0, 8) || v.n < 8 || v.u16(2) != 0 || v.u16(4) < 2 || v.u16(4) > 254 {
		return
	}
	p.enter("modbus", v)
	function := v.u8(7)
	p.str(": Modbus ")
	p.name(modbusFunctions, "function %d", function&0x7f)
	p.str(choose(p.port.dst == portModbus, " request", " response"))
	p.printf(", transaction %d, unit %d", v.u16(0), v.u8(6))
	switch {
	case function&0x80 != 0 && v.has(8, 1):
		p.str(", exception ")
		p.name(modbusExceptions, "%d", v.u8(8))
	case function >= 1 && function <= 4 && p.port.dst == portModbus && v.n >= 12:
		p.printf(", address %d, count %d", v.u16(8), v.u16(10))
	case (function == 5 || function == 6) && v.n >= 12:
		p.printf(", address %d, value 0x%04x", v.u16(8), v.u16(10))
	case (function == 15 || function == 16) && v.n >= 12:
		p.printf(", address %d, count %d", v.u16(8), v.u16(10))
	}
}

var enipCommands = names{
	{0x0000, "NOP"}, {0x0004, "ListServices"}, {0x0063, "ListIdentity"}, {0x0064, "ListInterfaces"},
	{0x0065, "RegisterSession"}, {0x0066, "UnRegisterSession"}, {0x006f, "SendRRData"}, {0x0070, "SendUnitData"},
	{0x0072, "IndicateStatus"}, {0x0073, "Cancel"},
}

// enip prints an encapsulation message of EtherNet/IP after prefix: ODVA, The
// CIP Networks Library, volume 2, 2-3.
//
//	0         2        4         8        12        20
//	+---------+--------+---------+--------+---------+---------+------
//	| command | length | session | status | context | options | data   little-endian
//	+---------+--------+---------+--------+---------+---------+------
func (p *Printer) enip(prefix string, v view) bool {
	if p.v == 0 && !p.values || !v.has(0, 24) || v.n < 24 || v.le16(2) > v.n-24 {
		return false
	}
	command := v.le16(0)
	name, known := enipCommands.find(uint32(command))
	if !known {
		return false
	}
	p.enter("enip", v)
	p.printf("%sEtherNet/IP %s, session 0x%08x", prefix, name, uint32(v.le16(4))|uint32(v.le16(6))<<16)
	if status := uint32(v.le16(8)) | uint32(v.le16(10))<<16; status != 0 {
		p.printf(", status 0x%x", status)
	}
	p.printf(", length %d", v.le16(2))
	return true
}

func printENIP(p *Printer, v view) {
	if !p.enip("", v) {
		p.plainDatagram(v)
	}
}

func printENIPOverTCP(p *Printer, v view) { p.enip(": ", v) }

var diameterCommands = names{
	{257, "Capabilities-Exchange"}, {258, "Re-Auth"}, {265, "AA"}, {268, "Diameter-EAP"}, {271, "Accounting"},
	{272, "Credit-Control"}, {274, "Abort-Session"}, {275, "Session-Termination"}, {280, "Device-Watchdog"},
	{282, "Disconnect-Peer"}, {316, "Update-Location"}, {317, "Cancel-Location"}, {318, "Authentication-Information"},
	{319, "Insert-Subscriber-Data"}, {321, "Purge-UE"}, {323, "Notify"},
}

// printDiameter prints the header of a Diameter message: RFC 6733, 3.
//
//	0         1        4       5         8             12           16           20
//	+---------+--------+-------+---------+-------------+------------+------------+------
//	| version | length | flags | command | application | hop-by-hop | end-to-end | AVPs
//	+---------+--------+-------+---------+-------------+------------+------------+------
func printDiameter(p *Printer, v view) {
	if p.v == 0 && !p.values || !v.has(0, 20) || v.n < 20 || v.u8(0) != 1 || v.u24(1) < 20 || v.u24(1)%4 != 0 {
		return
	}
	p.enter("diameter", v)
	flags := v.u8(4)
	p.str(": Diameter ")
	p.name(diameterCommands, "command %d", v.u24(5))
	p.str(choose(flags&0x80 != 0, " Request", " Answer"))
	p.flags(names{{0x40, ", proxiable"}, {0x20, ", error"}, {0x10, ", retransmitted"}}, "", "", uint32(flags))
	p.printf(", application %d, hop-by-hop 0x%08x, end-to-end 0x%08x, length %d", v.u32(8), v.u32(12), v.u32(16), v.u24(1))
}

var (
	rmcpClasses = names{{6, "ASF"}, {7, "IPMI"}, {8, "OEM"}}
	asfTypes    = names{
		{0x10, "Reset"}, {0x11, "Power-up"}, {0x12, "Power Down"}, {0x13, "Power Cycle"}, {0x40, "Presence Pong"},
		{0x41, "Capabilities Response"}, {0x42, "System State Response"}, {0x80, "Presence Ping"},
		{0x81, "Capabilities Request"}, {0x82, "System State Request"},
	}
)

// printRMCP prints a message of the Remote Management Control Protocol: DMTF
// DSP0136, 3.2.2.
//
//	0         1          2          3       4      8      9     10         11
//	+---------+----------+----------+-------+------+------+-----+----------+--------+------
//	| version | reserved | sequence | class | IANA | type | tag | reserved | length | data   ASF
//	+---------+----------+----------+-------+------+------+-----+----------+--------+------
func printRMCP(p *Printer, v view) {
	if p.v == 0 && !p.values || !v.has(0, 4) || v.n < 4 || v.u8(0) != 6 {
		p.plainDatagram(v)
		return
	}
	p.enter("rmcp", v)
	class := v.u8(3)
	p.str("RMCP ")
	p.name(rmcpClasses, "class %d", class&0x1f)
	p.str(choose(class&0x80 != 0, " ack", ""))
	if sequence := v.u8(2); sequence != 255 {
		p.printf(", seq %d", sequence)
	}
	if class == 6 && v.n >= 12 {
		p.str(", ")
		p.name(asfTypes, "type 0x%02x", v.u8(8))
		p.printf(", tag %d", v.u8(9))
	}
	p.printf(", length %d", v.n)
}
