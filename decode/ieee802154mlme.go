package decode

// Sub-identifiers of MLME information elements: IEEE 802.15.4-2015, tables 7-16
// and 7-17.
const (
	mlmeVendor    = 0x08 // of the long form
	mlmeHopping   = 0x09
	mlmeSync      = 0x1a // of the short form
	mlmeSlotframe = 0x1b
	mlmeTimeslot  = 0x1c
)

var mlmeShort = names{
	{mlmeSync, "TSCH Synchronization IE"},
	{mlmeSlotframe, "TSCH Slotframe and Link IE"},
	{mlmeTimeslot, "TSCH Timeslot IE"},
	{0x1d, "Hopping timing IE"},
	{0x1e, "Enhanced Beacon Filter IE"},
	{0x1f, "MAC Metrics IE"},
	{0x20, "All MAC Metrics IE"},
	{0x21, "Coexistence Specification IE"},
	{0x22, "SUN Device Capabilities IE"},
	{0x23, "SUN FSK Generic PHY IE"},
	{0x24, "Mode Switch Parameter IE"},
	{0x25, "PHY Parameter Change IE"},
	{0x26, "O-QPSK PHY Mode IE"},
	{0x27, "PCA Allocation IE"},
	{0x28, "LECIM DSSS Operating Mode IE"},
	{0x29, "LECIM FSK Operating Mode IE"},
	{0x2b, "TVWS PHY Operating Mode Description IE"},
	{0x2c, "TVWS Device Capabilities IE"},
	{0x2d, "TVWS Device Category IE"},
	{0x2e, "TVWS Device Identiication IE"},
	{0x2f, "TVWS Device Location IE"},
	{0x30, "TVWS Channel Information Query IE"},
	{0x31, "TVWS Channel Information Source IE"},
	{0x32, "CTM IE"},
	{0x33, "Timestamp IE"},
	{0x34, "Timestamp Difference IE"},
	{0x35, "TMCTP Specification IE"},
	{0x36, "RCC PHY Operating Mode IE"},
}

var mlmeLong = names{{mlmeVendor, "Vendor Specific MLME Nested IE"}, {mlmeHopping, "Channel Hopping IE"}}

// wpanMLME prints nested elements: IEEE 802.15.4-2015, 7.4.3.2. The last bit of
// their two bytes tells the long form, whose length has 11 bits and whose
// identifier has 4, from the short one, with 8 and 7.
func (p *Printer) wpanMLME(v view) {
	for {
		if v.n < 2 {
			p.str("[ERROR: Truncated MLME IE]")
			return
		}
		header := v.le16(0)
		var length, id int
		p.str("\n\t\t")
		if header&0x8000 != 0 {
			length, id = header&0x3ff, header>>11&0xf
			p.name(mlmeLong, "Reserved 0x%02x", id)
		} else {
			length, id = header&0xff, header>>8&0x7f
			p.name(mlmeShort, choose(id < 16, "Reserved for long format 0x%x", "Reserved 0x%02x"), id)
		}
		p.printf(" [ length = %d, ", length)
		if v.n < 2+length {
			p.str("[ERROR: Truncated IE data]")
			return
		}
		if length > 0 {
			p.mlmeElement(id, v.sub(2, length))
		}
		p.str("] ")
		if v = v.from(2 + length); v.n == 0 {
			return
		}
	}
}

// mlmeElement prints the data of a nested element. No identifier is used in both
// forms.
func (p *Printer) mlmeElement(id int, v view) {
	switch id {
	case mlmeVendor:
		p.wpanVendor(v)
	case mlmeHopping:
		p.mlmeHopping(v)
	case mlmeSync:
		if v.n < 6 {
			p.str("[ERROR: Length != 6]")
		}
		p.printf("ASN = %010x, Join Metric = %d ", uint64(v.le32(0))|uint64(v.u8(4))<<32, v.u8(5))
	case mlmeSlotframe:
		p.mlmeSlotframes(v)
	case mlmeTimeslot:
		p.mlmeTimeslot(v)
	default:
		p.wpanElementData(v)
	}
}

// mlmeHopping prints a channel hopping sequence: IEEE 802.15.4-2015, 7.4.4.31.
func (p *Printer) mlmeHopping(v view) {
	p.printf("Hopping Sequence ID = %d", v.u8(0))
	if v = v.from(1); v.n == 0 {
		return
	}
	take := func(n int, where string) bool {
		if v.n < n {
			p.str(where)
			return false
		}
		return true
	}
	if !take(7, "[ERROR: IE truncated]") {
		return
	}
	page, channels := v.u8(0), v.le16(1)
	p.printf("Channel Page = %d, Number of Channels = %d, Phy Configuration = 0x%08x, ", page, channels, v.le32(3))
	v = v.from(7)
	if page == 9 || page == 10 {
		size := (channels + 7) / 8
		if !take(size, "[ERROR: IE truncated]") {
			return
		}
		p.str("Extended bitmap = 0x")
		p.hexDigits(v, 0, size)
		p.str(", ")
		v = v.from(size)
	}
	if !take(2, "[ERROR: IE truncated]") {
		return
	}
	count := v.le16(0)
	p.printf("Hopping Seq length = %d [ ", count)
	if v = v.from(2); !take(2*count, " [ERROR: IE truncated]") {
		return
	}
	p.wpanHops(v, 0, count)
	p.byte(']')
	if v = v.from(2 * count); take(2, "[ERROR: IE truncated]") {
		p.printf("Current hop = %d", v.le16(0))
	}
}

var mlmeLinkOptions = wpanBits{{0x01, "TX "}, {0x02, "RX "}, {0x04, "Shared "}, {0x08, "Timekeeping "}, {0x10, "Priority "}}

// mlmeSlotframes prints slotframes and their links: IEEE 802.15.4-2015, 7.4.4.3.
func (p *Printer) mlmeSlotframes(v view) {
	count := v.u8(0)
	p.printf("Slotframes = %d ", count)
	v = v.from(1)
	for range count {
		if v.n < 4 {
			p.str("[ERROR: Truncated IE before slotframes]")
			return
		}
		links := v.u8(3)
		p.printf("\n\t\t\t[ Handle %d, size = %d, links = %d ", v.u8(0), v.le16(1), links)
		v = v.from(4)
		for range links {
			if v.n < 5 {
				p.str("[ERROR: Truncated IE links]")
				break
			}
			p.printf("\n\t\t\t\t[ Timeslot =  %d, Offset = %d, Options = ", v.le16(0), v.le16(2))
			for _, b := range mlmeLinkOptions {
				if v.u8(4)&b.bit != 0 {
					p.str(b.name)
				}
			}
			p.str("] ")
			v = v.from(5)
		}
		p.str("] ")
	}
}

// mlmeTimes are the fields of a timeslot after its identifier, in microseconds.
var mlmeTimes = [...]string{
	"CCA Offset", "CCA", "TX Offset", "RX Offset", "RX Ack Delay", "TX Ack Delay",
	"RX Wait", "Ack Wait", "RX TX", "Max Ack", "Max TX", "Time slot Length",
}

// mlmeTimeslot prints a timeslot's timing: IEEE 802.15.4-2015, 7.4.4.4. In the
// longer form, the last two fields have three bytes.
func (p *Printer) mlmeTimeslot(v view) {
	if v.n != 1 && v.n != 25 && v.n != 27 {
		p.str("[ERROR: Length not 1, 25, or 27]\n\t\t\tIE Data = ")
		p.wpanOctets(v, 0)
		return
	}
	v.need(0, v.n)
	p.printf("Time slot ID = %d", v.u8(0))
	if v.n > 1 {
		off := 1
		for i, name := range mlmeTimes {
			value, size := v.le16(off), 2
			if v.n == 27 && i >= len(mlmeTimes)-2 {
				value, size = value|v.u8(off+2)<<16, 3
			}
			p.printf(", %s = %d", name, value)
			off += size
		}
	}
	p.byte(' ')
}
