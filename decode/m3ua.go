package decode

// m3uaClasses and the tables of their types are RFC 4666, section 3.1.2.
var m3uaClasses = names{
	{0, "Management"},
	{1, "Transfer"},
	{2, "SS7"},
	{3, "ASP"},
	{4, "ASP"},
	{9, "Routing Key Management"},
}

func m3uaTypes(class int) names {
	switch class {
	case 0:
		return names{{0, "Error"}, {1, "Notify"}}
	case 1:
		return names{{1, "Data"}}
	case 2:
		return names{
			{1, "Destination Unavailable"}, {2, "Destination Available"}, {3, "Destination State Audit"},
			{4, "Signalling Congestion"}, {5, "Destination User Part Unavailable"}, {6, "Destination Restricted"},
		}
	case 3:
		return names{{1, "Up"}, {2, "Down"}, {3, "Heartbeat"}, {4, "Up Acknowledgement"}, {5, "Down Acknowledgement"}, {6, "Heartbeat Acknowledgement"}}
	case 4:
		return names{{1, "Active"}, {2, "Inactive"}, {3, "Active Acknowledgement"}, {4, "Inactive Acknowledgement"}}
	case 9:
		return names{
			{1, "Registration Request"}, {2, "Registration Response"},
			{3, "Deregistration Request"}, {4, "Deregistration Response"},
		}
	}
	return nil
}

// m3uaRoutingContext is the parameter that is printed with its value.
const m3uaRoutingContext = 0x0006

// m3uaParameters are RFC 4666, section 3.2.
var m3uaParameters = names{
	{0x0004, "INFO String"},
	{m3uaRoutingContext, "Routing Context"},
	{0x0007, "Diagnostic Info"},
	{0x0009, "Heartbeat Data"},
	{0x000b, "Traffic Mode Type"},
	{0x000c, "Error Code"},
	{0x000d, "Status"},
	{0x0011, "ASP Identifier"},
	{0x0012, "Affected Point Code"},
	{0x0013, "Correlation ID"},
	{0x0014, "Registration Result"},
	{0x0015, "Deregistration Result"},
	{0x0016, "Registration Status"},
	{0x0017, "Deregistration Status"},
	{0x0018, "Local Routing Key Identifier"},
	{0x0200, "Network Appearance"},
	{0x0204, "User/Cause"},
	{0x0205, "Congestion Indications"},
	{0x0206, "Concerned Destination"},
	{0x0207, "Routing Key"},
	{0x0208, "Registration Result"},
	{0x0209, "Deregistration Result"},
	{0x020b, "Destination Point Code"},
	{0x020c, "Service Indicators"},
	{0x020e, "Originating Point Code List"},
	{0x0210, "Protocol Data"},
	{0x0212, "Registration Status"},
	{0x0213, "Deregistration Status"},
}

// printM3UA prints an SS7 MTP3 User Adaptation message: RFC 4666, section 3.1.
func printM3UA(p *Printer, v view) {
	p.enter("m3ua", v)
	const headerLen = 8
	if v.n < headerLen {
		p.invalid()
		return
	}
	v.need(0, headerLen)
	if v.u8(0) != 1 {
		return
	}
	class, kind, length := v.u8(2), v.u8(3), v.u32(4)
	p.str("\n\t\t")
	p.name(m3uaClasses, "Unknown message class %d", class)
	if types := m3uaTypes(class); types != nil {
		p.byte(' ')
		p.name(types, "Unknown (0x%02x)", kind)
		p.str(" Message")
	}
	if uint32(v.n) != length {
		p.printf("\n\t\t\t@@@@@@ Corrupted length %d of message @@@@@@", length)
		return
	}
	for v = v.from(headerLen); v.n > 0; {
		if v.n < 4 {
			p.truncated()
			return
		}
		tag, size := v.u16(0), v.u16(2)
		p.str("\n\t\t\t")
		p.name(m3uaParameters, "Unknown Parameter (0x%04x)", tag)
		p.str(": ")
		padded := (size + 3) &^ 3
		if size < 4 || v.n < padded {
			p.invalid()
			return
		}
		v.need(0, padded)
		if tag == m3uaRoutingContext && size == 8 {
			p.printf("0x%08x", v.u32(4))
		} else {
			p.printf("(length %d)", size)
		}
		v = v.from(padded)
	}
}
