package decode

// Commands and flags of AoE frames: Coraid, "AoE (ATA over Ethernet)", AoEr11.
const (
	aoeATA     = 0
	aoeConfig  = 1
	aoeMACs    = 2
	aoeReserve = 3

	aoeError     = 0x04
	maxAoEConfig = 1024
)

var (
	aoeCommands = names{
		{aoeATA, "Issue ATA Command"},
		{aoeConfig, "Query Config Information"},
		{aoeMACs, "MAC Mask List"},
		{aoeReserve, "Reserve/Release"},
	}
	aoeFlags  = names{{0x08, "Response"}, {aoeError, "Error"}, {0x02, "MBZ-1"}, {0x01, "MBZ-0"}}
	aoeErrors = names{
		{1, "Unrecognized command code"},
		{2, "Bad argument parameter"},
		{3, "Device unavailable"},
		{4, "Config string present"},
		{5, "Unsupported version"},
		{6, "Target is reserved"},
	}
	aoeATAFlags = names{
		{0x80, "MBZ-7"}, {0x40, "Ext48"}, {0x20, "MBZ-5"}, {0x10, "Device"},
		{0x08, "MBZ-3"}, {0x04, "MBZ-2"}, {0x02, "Async"}, {0x01, "Write"},
	}
	aoeConfigCommands = names{
		{0, "read config string"},
		{1, "test config string"},
		{2, "test config string prefix"},
		{3, "set config string"},
		{4, "force set config string"},
	}
	aoeMACCommands   = names{{0, "Read Mac Mask List"}, {1, "Edit Mac Mask List"}}
	aoeMACErrors     = names{{1, "Unspecified Error"}, {2, "Bad DCmd directive"}, {3, "Mask list full"}}
	aoeMACDirectives = names{
		{0, "No Directive"}, {1, "Add mac address to mask list"}, {2, "Delete mac address from mask list"},
	}
	aoeReserveCommands = names{{0, "Read reserve list"}, {1, "Set reserve list"}, {2, "Force set reserve list"}}
)

// printAoE prints an ATA over Ethernet frame.
//
//	 0         4       8       16      32      40        48   80
//	+---------+-------+-------+-------+-------+---------+----+---------
//	| version | flags | error | major | minor | command | tag| argument
//	+---------+-------+-------+-------+-------+---------+----+---------
func printAoE(p *Printer, v view) {
	p.enter("aoe", v)
	p.printf("AoE length %d", v.n)
	if v.n < 1 {
		p.invalid()
		return
	}
	version := v.u8(0) >> 4
	p.printf(", Ver %d", version)
	if version != 1 {
		return
	}
	if v.n < 10 {
		p.invalidRest(v)
		return
	}
	flags := v.u8(0) & 0xf
	p.str(", Flags: [")
	p.flags(aoeFlags, "none", ", ", uint32(flags))
	p.byte(']')
	if p.v == 0 {
		return
	}
	if flags&aoeError != 0 {
		code := v.u8(1)
		p.str("\n\tError: ")
		p.name(aoeErrors, "Invalid (%d)", code)
	}
	p.printf("\n\tMajor: 0x%04x", v.u16(2))
	p.printf(", Minor: 0x%02x", v.u8(4))
	command := v.u8(5)
	p.str(", Command: ")
	p.name(aoeCommands, "Unknown (0x%02x)", command)
	p.printf(", Tag: 0x%08x", v.u32(6))
	v = v.from(10)
	valid := true
	switch command {
	case aoeATA:
		valid = p.aoeATA(v)
	case aoeConfig:
		valid = p.aoeConfig(v)
	case aoeMACs:
		valid = p.aoeMACs(v)
	case aoeReserve:
		valid = p.aoeReserve(v)
	}
	if !valid {
		p.invalidRest(v)
	}
}

func (p *Printer) aoeATA(v view) bool {
	if v.n < 12 {
		return false
	}
	flags := v.u8(0)
	p.str("\n\tAFlags: [")
	p.flags(aoeATAFlags, "none", ", ", uint32(flags))
	p.byte(']')
	p.printf(", Err/Feature: %d", v.u8(1))
	p.printf(", Sector Count: %d", v.u8(2))
	p.printf(", Cmd/Status: %d", v.u8(3))
	for i := range 6 {
		p.printf("%slba%d: %d", choose(i == 0, "\n\t", ", "), i, v.u8(4+i))
	}
	v.need(10, 2)
	if v.n > 12 {
		p.printf("\n\tData: %d bytes", v.n-12)
	}
	return true
}

func (p *Printer) aoeConfig(v view) bool {
	if v.n < 8 {
		return false
	}
	p.printf("\n\tBuffer Count: %d", v.u16(0))
	p.printf(", Firmware Version: %d", v.u16(2))
	p.printf(", Sector Count: %d", v.u8(4))
	command := v.u8(5)
	p.printf(", AoE: %d, CCmd: ", command>>4)
	p.name(aoeConfigCommands, "Unknown (0x%02x)", command&0xf)
	length := v.u16(6)
	if length > maxAoEConfig || length > v.n-8 {
		return false
	}
	if length > 0 {
		p.printf("\n\tConfig String (length %d): ", length)
		p.text(v, 8, length)
	}
	return true
}

func (p *Printer) aoeMACs(v view) bool {
	if v.n < 4 {
		return false
	}
	v.need(1, 1)
	p.str("\n\tMCmd: ")
	p.name(aoeMACCommands, "Unknown (0x%02x)", v.u8(1))
	v.need(2, 1)
	p.str(", MError: ")
	p.name(aoeMACErrors, "Unknown (0x%02x)", v.u8(2))
	count := v.u8(3)
	p.printf(", Dir Count: %d", count)
	if v = v.from(4); 8*count > v.n {
		return false
	}
	for i := range count {
		v.need(8*i+1, 1)
		p.str("\n\t DCmd: ")
		p.name(aoeMACDirectives, "Unknown (0x%02x)", v.u8(8*i+1))
		v.need(8*i+2, 6)
		p.str(", Ethernet Address: ")
		p.mac(v, 8*i+2)
	}
	return true
}

func (p *Printer) aoeReserve(v view) bool {
	if v.n < 2 || (v.n-2)%6 != 0 {
		return false
	}
	v.need(0, 1)
	p.str("\n\tRCmd: ")
	p.name(aoeReserveCommands, "Unknown (0x%02x)", v.u8(0))
	count := v.u8(1)
	p.printf(", NMacs: %d", count)
	if v = v.from(2); 6*count != v.n {
		return false
	}
	for i := range count {
		v.need(6*i, 6)
		p.printf("\n\tEthernet Address %d: ", i)
		p.mac(v, 6*i)
	}
	return true
}
