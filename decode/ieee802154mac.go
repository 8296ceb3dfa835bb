package decode

// wpanCommands are command frames: IEEE 802.15.4-2015, table 7-49.
var wpanCommands = names{
	{0x01, "Association Request command"},
	{0x02, "Association Response command"},
	{0x03, "Disassociation Notification command"},
	{0x04, "Data Request command"},
	{0x05, "PAN ID Conflict Notification command"},
	{0x06, "Orphan Notification command"},
	{0x07, "Beacon Request command"},
	{0x08, "Coordinator realignment command"},
	{0x09, "GTS request command"},
	{0x0a, "TRLE Management Request command"},
	{0x0b, "TRLE Management Response command"},
	{0x13, "DSME Association Request command"},
	{0x14, "DSME Association Response command"},
	{0x15, "DSME GTS Request command"},
	{0x16, "DSME GTS Response command"},
	{0x17, "DSME GTS Notify command"},
	{0x18, "DSME Information Request command"},
	{0x19, "DSME Information Response command"},
	{0x1a, "DSME Beacon Allocation Notification command"},
	{0x1b, "DSME Beacon Collision Notification command"},
	{0x1c, "DSME Link Report command"},
	{0x20, "RIT Data Request command"},
	{0x21, "DBS Request command"},
	{0x22, "DBS Response command"},
	{0x23, "RIT Data Response command"},
	{0x24, "Vendor Specific command"},
}

// wpanPayload prints the payload of a frame of a standard kind.
func (p *Printer) wpanPayload(f *wpanFrame, kind int) {
	switch {
	case kind == wpanBeacon && f.version < 2:
		p.wpanBeacon(f)
		return
	case kind == wpanCommand:
		if f.n < 1 {
			p.str("[ERROR: Truncated before Command ID]")
			break
		}
		command := f.u8(0)
		f.view = f.from(1)
		p.str("Command ID = ")
		p.name(wpanCommands, "Reserved 0x%02x", command)
		p.byte(' ')
		if f.n > 0 && p.wpanCommand(command, f.view) {
			f.view = f.from(f.n)
		}
	}
	p.unparsed(f.view)
}

// wpanBeacon prints a beacon's payload: IEEE 802.15.4-2015, 7.3.1.
func (p *Printer) wpanBeacon(f *wpanFrame) {
	if f.n < 2 {
		p.str("[ERROR: Truncated before beacon information]")
		return
	}
	p.wpanSuperframe(f.le16(0))
	if f.view = f.from(2); f.n < 1 {
		p.str("[ERROR: Truncated before GTS info]")
		return
	}
	n := p.wpanSlots(f.view)
	if n < 0 {
		return
	}
	if f.view = f.from(n); f.n < 1 {
		p.str("[ERROR: Truncated before pending addresses]")
		return
	}
	if n = p.wpanPending(f.view); n < 0 {
		return
	}
	f.need(0, n)
	f.view = f.from(n)
	p.unparsed(f.view)
}

// wpanSuperframe prints a superframe specification: IEEE 802.15.4-2015, 7.3.1.3.
func (p *Printer) wpanSuperframe(s int) {
	if p.v == 0 {
		return
	}
	p.printf("\n\tBeacon order = %d, Superframe order = %d, Final CAP Slot = %d", s&0xf, s>>4&0xf, s>>8&0xf)
	for _, b := range wpanSuperframeBits {
		if s&b.bit != 0 {
			p.str(b.name)
		}
	}
}

var wpanSuperframeBits = wpanBits{{0x1000, ", BLE enabled"}, {0x4000, ", PAN Coordinator"}, {0x8000, ", Association Permit"}}

// wpanSlots prints which guaranteed time slots there are, and returns its length
// or -1 where that is not all there: IEEE 802.15.4-2015, 7.3.1.4.
func (p *Printer) wpanSlots(v view) int {
	count := v.u8(0) & 7
	if count == 0 {
		if p.v > 0 {
			p.str("\n\tGTS Descriptor Count = 0, ")
		}
		return 1
	}
	size := 2 + 3*count
	if v.n < size {
		p.str(" [ERROR: Truncated GTS Info List]")
		return -1
	}
	if p.v < 2 {
		return size
	}
	p.printf("GTS Descriptor Count = %d, GTS Directions Mask = %02x, [ ", count, v.u8(1)&0x7f)
	for i := 2; i < size; i += 3 {
		p.str("[ ")
		p.wpanAddr(v, i, 2)
		p.printf(", Start slot = %d, Length = %d ] ", v.u8(i+1)&0xf, v.u8(i+1)>>4)
	}
	p.byte(']')
	return size
}

// wpanPending prints the addresses that data is waiting for, and returns its
// length or -1 where that is not all there: IEEE 802.15.4-2015, 7.3.1.5.
func (p *Printer) wpanPending(v view) int {
	short, long := v.u8(0)&7, v.u8(0)>>4&7
	size := 1 + 2*short + 8*long
	if p.v > 0 {
		p.printf("\n\tPending address list, # short addresses = %d, # extended addresses = %d", short, long)
	}
	if v.n < size {
		p.str(" [ERROR: Pending address list truncated]")
		return -1
	}
	if p.v < 2 {
		return size
	}
	list := func(name string, off, count, size int) {
		if count == 0 {
			return
		}
		p.str(name)
		for i := range count {
			p.wpanAddr(v, off+i*size, size)
			p.byte(' ')
		}
		p.byte(']')
	}
	list(", Short address list = [ ", 1, short, 2)
	list(", Extended address list = [ ", 1+2*short, long, 8)
	return size
}

var (
	wpanAssociations = names{
		{0x00, ", Association successful"},
		{0x01, ", PAN at capacity"},
		{0x02, ", PAN access denied"},
		{0x03, ", Hooping sequence offset duplication"},
		{0x80, ", Fast association successful"},
	}
	wpanDisassociations = names{
		{0x00, "Reserved"},
		{0x01, "Reason = The coordinator wishes the device to leave PAN"},
		{0x02, "Reason = The device wishes to leave the PAN"},
	}
	wpanCapabilities = wpanBits{
		{0x04, "AC powered, "}, {0x08, "Receiver on when idle, "}, {0x10, "Fast association, "},
		{0x40, "Security supported, "}, {0x80, "Allocate address, "},
	}
)

// wpanCommand prints what follows a command's identifier, and reports whether
// it was all: IEEE 802.15.4-2015, 7.5.
func (p *Printer) wpanCommand(command int, v view) bool {
	invalid := func(name string, least, most int) bool {
		if v.n >= least && v.n <= most {
			return false
		}
		p.printf("Invalid %s command length", name)
		return true
	}
	switch command {
	case 0x01:
		if invalid("Association request", 1, 1) {
			return false
		}
		p.str(choose(v.u8(0)&2 != 0, "FFD, ", "RFD, "))
		for _, b := range wpanCapabilities {
			if v.u8(0)&b.bit != 0 {
				p.str(b.name)
			}
		}
	case 0x02:
		if invalid("Association response", 3, 3) {
			return false
		}
		p.str("Short address = ")
		p.wpanAddr(v, 0, 2)
		p.name(wpanAssociations, ", Status = 0x%02x", v.u8(2))
	case 0x03:
		if invalid("Disassociation Notification", 1, 1) {
			return false
		}
		p.name(wpanDisassociations, "Reason = 0x%02x", v.u8(0))
	case 0x04, 0x05, 0x06, 0x07: // they have no data
		return false
	case 0x08:
		if invalid("Coordinator Realignment", 7, 8) {
			return false
		}
		p.printf("Pan ID = 0x%04x, Coordinator short address = ", v.le16(0))
		p.wpanAddr(v, 2, 2)
		channel := v.u8(4)
		switch {
		case v.n == 7:
			p.printf(", Channel Number = %d", channel)
		case v.u8(7)&0x80 != 0: // no page, but more of the channel
			p.printf(", Channel Number = %d", v.u8(7)&0x7f<<8|channel)
		default:
			p.printf(", Channel Number = %d, page = %d", channel, v.u8(7))
		}
		p.str(", Short address = ")
		p.wpanAddr(v, 5, 2)
	case 0x09:
		if invalid("GTS Request", 1, 1) {
			return false
		}
		slots := v.u8(0)
		p.printf("GTS Length = %d, %s, %s", slots&0xf, choose(slots&0x10 != 0, "Receive-only GTS", "Transmit-only GTS"),
			choose(slots&0x20 != 0, "GTS allocation", "GTS deallocations"))
	default:
		p.str("Command Data = ")
		p.wpanOctets(v, 0)
		return false
	}
	return true
}

// wpanOctets prints the bytes of v from off on in hex, with a blank after each.
func (p *Printer) wpanOctets(v view, off int) {
	for i := off; i < v.n; i++ {
		p.printf("%02x ", v.u8(i))
	}
}
