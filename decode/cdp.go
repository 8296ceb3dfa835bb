package decode

// Types of CDP TLVs: Cisco's "Catalyst Token Ring Switching, Frame Formats",
// and what later devices send.
const (
	cdpDevice         = 0x01
	cdpAddress        = 0x02
	cdpPort           = 0x03
	cdpCapability     = 0x04
	cdpVersion        = 0x05
	cdpPlatform       = 0x06
	cdpPrefixes       = 0x07
	cdpHello          = 0x08
	cdpVTPDomain      = 0x09
	cdpNativeVLAN     = 0x0a
	cdpDuplex         = 0x0b
	cdpVoiceVLAN      = 0x0e
	cdpVoiceRequest   = 0x0f
	cdpPower          = 0x10
	cdpMTU            = 0x11
	cdpTrust          = 0x12
	cdpUntrusted      = 0x13
	cdpSystemName     = 0x14
	cdpSystemOID      = 0x15
	cdpManagement     = 0x16
	cdpLocation       = 0x17
	cdpPowerAvailable = 0x1a
)

// cdpTLVs has each type's name and the lengths its value may have, 0 being no
// bound.
var cdpTLVs = [...]struct {
	name     string
	min, max int
}{
	cdpDevice:         {"Device-ID", 0, 0},
	cdpAddress:        {"Address", 4, 0},
	cdpPort:           {"Port-ID", 0, 0},
	cdpCapability:     {"Capability", 4, 4},
	cdpVersion:        {"Version String", 0, 0},
	cdpPlatform:       {"Platform", 0, 0},
	cdpPrefixes:       {"Prefixes", 0, 0},
	cdpHello:          {"Protocol-Hello option", 0, 0},
	cdpVTPDomain:      {"VTP Management Domain", 0, 0},
	cdpNativeVLAN:     {"Native VLAN ID", 2, 2},
	cdpDuplex:         {"Duplex", 1, 1},
	cdpVoiceVLAN:      {"ATA-186 VoIP VLAN assignment", 3, 3},
	cdpVoiceRequest:   {"ATA-186 VoIP VLAN request", 2, 3},
	cdpPower:          {"power consumption", 1, 3},
	cdpMTU:            {"MTU", 4, 4},
	cdpTrust:          {"AVVID trust bitmap", 1, 1},
	cdpUntrusted:      {"AVVID untrusted ports CoS", 1, 1},
	cdpSystemName:     {"System Name", 0, 0},
	cdpSystemOID:      {"System Object ID (not decoded)", 0, 0},
	cdpManagement:     {"Management Addresses", 4, 0},
	cdpLocation:       {"Physical Location", 1, 0},
	cdpPowerAvailable: {"Power available", 8, 0},
}

var cdpCapabilities = names{
	{0x01, "Router"},
	{0x02, "Transparent Bridge"},
	{0x04, "Source Route Bridge"},
	{0x08, "L2 Switch"},
	{0x10, "L3 capable"},
	{0x20, "IGMP snooping"},
	{0x40, "L1 capable"},
}

// printCDP prints a Cisco Discovery Protocol packet.
//
//	+---------+-----+----------+-------------------------
//	| version | TTL | checksum | type | length | value ...
//	+---------+-----+----------+-------------------------
//	  1         1     2          2      2
//
// A TLV's length counts its type and length.
func printCDP(p *Printer, v view) {
	p.enter("cdp", v)
	whole := v.n
	if v.n < 4 {
		p.printf(" (packet length %d < 4)", v.n)
		p.invalidRest(v)
		return
	}
	version, ttl := v.u8(0), v.u8(1)
	p.printf("CDPv%d, ttl: %ds", version, ttl)
	checksum := v.u16(2)
	if p.v > 0 {
		p.printf(", checksum: 0x%04x (unverified), length %d", checksum, whole)
	}
	for v = v.from(4); v.n > 0; {
		if v.n < 4 {
			p.printf(" (remaining packet length %d < 4)", v.n)
			p.invalidRest(v)
			return
		}
		kind, length := v.u16(0), v.u16(2)
		name := "unknown field type"
		if kind < len(cdpTLVs) && cdpTLVs[kind].name != "" {
			name = cdpTLVs[kind].name
		}
		if length < 4 {
			if p.v > 0 {
				p.printf("\n\t%s (0x%04x), TLV length: %d byte%s (too short)", name, kind, length, plural(length))
			} else {
				p.printf(", %s TLV length %d too short", name, length)
			}
			p.invalidRest(v)
			return
		}
		if length > v.n {
			p.printf(" (TLV length %d > %d)", length, v.n)
			p.invalidRest(v)
			return
		}
		value := v.at(4, length-4)
		if p.v > 0 {
			p.printf("\n\t%s (0x%04x), value length: %d byte%s: ", name, kind, value.n, plural(value.n))
		} else if kind == cdpDevice {
			p.printf(", %s ", name)
		}
		p.cdpTLV(kind, value)
		v = v.from(length)
	}
	if p.v == 0 {
		p.printf(", length %d", whole)
	}
}

// cdpTLV prints a TLV's value, where it has a known type.
func (p *Printer) cdpTLV(kind int, v view) {
	if kind < len(cdpTLVs) {
		if t := &cdpTLVs[kind]; v.n < t.min || t.max > 0 && v.n > t.max {
			p.str(" (malformed TLV)")
		} else if p.v > 0 || kind == cdpDevice {
			p.cdpValue(kind, v)
			return
		}
	}
	if p.v > 0 {
		v.need(0, v.n)
		p.hexView("\n\t  ", v)
	}
}

// invalidRest prints that what follows makes no sense, and checks that it was
// captured.
func (p *Printer) invalidRest(v view) {
	p.invalid()
	v.need(0, v.n)
}

func (p *Printer) cdpValue(kind int, v view) {
	switch kind {
	case cdpDevice, cdpPort, cdpPlatform, cdpVTPDomain, cdpSystemName:
		p.byte('\'')
		p.text(v, 0, v.n)
		p.byte('\'')
	case cdpAddress, cdpManagement:
		p.cdpAddresses(v)
	case cdpCapability:
		p.printf("(0x%08x): ", v.u32(0))
		p.flags(cdpCapabilities, "none", ", ", v.u32(0))
	case cdpVersion:
		p.str("\n\t  ")
		for i := range v.n {
			if c := byte(v.u8(i)); c == '\n' {
				p.str("\n\t  ")
			} else {
				p.char(c)
			}
		}
	case cdpPrefixes:
		if v.n%5 != 0 {
			p.printf(" [length %d is not a multiple of 5]", v.n)
			v.need(0, v.n)
			return
		}
		p.printf(" IPv4 Prefixes (%d):", v.n/5)
		for i := 0; i < v.n; i += 5 {
			p.printf(" %d.%d.%d.%d/%d", v.u8(i), v.u8(i+1), v.u8(i+2), v.u8(i+3), v.u8(i+4))
		}
	case cdpNativeVLAN:
		p.dec(v.u16(0))
	case cdpDuplex:
		p.str(choose(v.u8(0) != 0, "full", "half"))
	case cdpVoiceVLAN, cdpVoiceRequest:
		if v.n == 2 {
			p.printf("unknown 0x%04x", v.u16(0))
		} else {
			p.printf("app %d, vlan %d", v.u8(0), v.u16(1))
		}
	case cdpPower:
		milliwatts := 0
		for i := range v.n {
			milliwatts = milliwatts<<8 | v.u8(i)
		}
		p.float(float32(milliwatts)/1000, 2)
		p.byte('W')
	case cdpMTU:
		p.printf("%d bytes", v.u32(0))
	case cdpTrust, cdpUntrusted:
		p.printf("0x%02x", v.u8(0))
	case cdpLocation:
		p.printf("0x%02x", v.u8(0))
		if v.n > 1 {
			p.byte('/')
			p.text(v, 1, v.n-1)
		}
	case cdpPowerAvailable:
		p.printf("reqid %d, mgmtid %d", v.u16(0), v.u16(2))
		p.str(", pwravail")
		for i := 4; i+4 <= v.n; i += 4 {
			p.printf(" %d mW", v.u32(i))
		}
	default:
		v.need(0, v.n)
	}
}

// cdpAddresses prints a count and so many addresses, each after the protocol it
// belongs to.
//
//	+------+--------+----------+--------+---------
//	| type | length | protocol | length | address
//	+------+--------+----------+--------+---------
//	  1      1        0-255      2
//
// The type 1 is an NLPID, 2 an LLC header.
func (p *Printer) cdpAddresses(v view) {
	const ipv6 = "\xaa\xaa\x03\x00\x00\x00\x86\xdd"
	count := v.u32(0)
	for v = v.from(4); count > 0; count-- {
		p.bounded(0)
		if v.n < 2 {
			p.str(" (not enough space for PT+PL)")
			v.need(0, v.n)
			return
		}
		kind, size := v.u8(0), v.u8(1)
		v = v.from(2)
		if v.n < size+2 {
			p.str(" (not enough space for P+AL)")
			v.need(0, v.n)
			return
		}
		length := v.u16(size)
		v4 := kind == 1 && size == 1 && v.u8(0) == nlpidIPv4 && length == 4
		v6 := kind == 2 && size == 8 && string(v.bytes(0, 8)) == ipv6 && length == 16
		if !v4 && !v6 {
			p.printf("pt=0x%02x, pl=%d, pb=", kind, size)
			for i := range size {
				p.printf(" %02x", v.u8(i))
			}
			p.printf(", al=%d, a=", length)
		}
		v = v.from(size + 2)
		if v.n < length {
			p.str(" (not enough space for A)")
			v.need(0, v.n)
			return
		}
		switch {
		case v4:
			addr := v.bytes(0, 4)
			p.printf("IPv4 (%d) ", count)
			p.host(addr)
		case v6:
			addr := v.bytes(0, 16)
			p.printf("IPv6 (%d) ", count)
			p.host(addr)
		default:
			for i := range length {
				p.printf(" %02x", v.u8(i))
			}
		}
		v = v.from(length)
		if count > 1 {
			p.byte(' ')
		}
	}
	if v.n > 0 {
		p.printf(" (%d bytes of stray data)", v.n)
	}
}
