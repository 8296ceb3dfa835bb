package decode

// Flags of a channel: radiotap.org, "Channel" and "XChannel".
const (
	channelTurbo   = 0x00010
	channelCCK     = 0x00020
	channelOFDM    = 0x00040
	channel2GHz    = 0x00080
	channel5GHz    = 0x00100
	channelDynamic = 0x00400
	channelGFSK    = 0x00800
	channelHalf    = 0x04000
	channelQuarter = 0x08000
	channelHT20    = 0x10000
	channelHT40Up  = 0x20000
	channelHT40Dn  = 0x40000
)

// radioChannel prints a frequency and what it is used for. With an MCS field the
// channel is IEEE 802.11n's, whatever the flags say.
func (p *Printer) radioChannel(frequency, flags int, present uint32) {
	all := func(bits int) bool { return flags&bits == bits }
	p.printf("%d MHz", frequency)
	if present&(1<<radioMCS) != 0 {
		p.str(" 11n")
	} else {
		width := ""
		if all(channelHalf) {
			width = "/10Mhz"
		} else if all(channelQuarter) {
			width = "/5Mhz"
		}
		if all(channel2GHz | channelGFSK) {
			p.str(" FHSS")
		}
		if all(channel5GHz | channelOFDM) {
			p.str(" 11a")
			p.str(width)
		}
		if all(channel2GHz|channelOFDM) || all(channel2GHz|channelDynamic) {
			p.str(" 11g")
			p.str(width)
		} else if all(channel2GHz | channelCCK) {
			p.str(" 11b")
		}
		if all(channelTurbo) {
			p.str(" Turbo")
		}
	}
	switch {
	case all(channelHT20):
		p.str(" ht/20")
	case all(channelHT40Dn):
		p.str(" ht/40-")
	case all(channelHT40Up):
		p.str(" ht/40+")
	}
	p.byte(' ')
}

// Bits of the known and flags fields of an MCS field: radiotap.org, "MCS".
const (
	mcsBandwidth  = 0x01
	mcsIndex      = 0x02
	mcsGuard      = 0x04
	mcsFormat     = 0x08
	mcsFEC        = 0x10
	mcsSTBC       = 0x20
	mcsShortGuard = 0x04 // of flags, from here on
	mcsGreenfield = 0x08
	mcsLDPC       = 0x10
)

var htBandwidths = [...]string{"20 MHz", "40 MHz", "20 MHz (L)", "20 MHz (U)"}

// htRates are, by MCS index from 33 on, the rates of unequal modulation in units
// of 6.5 Mb/s; those up to 31 are htBaseRates for each of 1 to 4 spatial
// streams: IEEE 802.11-2020, 19.5.
var (
	htBaseRates = [8]int{1, 2, 3, 4, 6, 8, 9, 10}
	htRates     = [...]int{
		6, 8, 10, 9, 12, 15, 8, 10, 10, 12, 14, 14, 16, 12, 15, 15, 18, 21, 21, 24,
		10, 12, 14, 12, 14, 16, 18, 16, 18, 20, 20, 22,
		15, 18, 21, 18, 21, 24, 27, 24, 27, 30, 30, 33,
	}
)

// htRate returns the rate of an MCS index in tenths of Mb/s, 0 where there is
// none. A channel of 40 MHz has 108 data subcarriers, one of 20 MHz 52, and
// symbols with a short guard interval take nine tenths of the time.
func htRate(mcs int, wide, short bool) int {
	rate := 0
	switch {
	case mcs < 32:
		rate = htBaseRates[mcs%8] * (mcs/8 + 1) * 65
	case mcs == 32: // for 40 MHz only
		if !wide {
			return 0
		}
		rate, wide = 60, false
	case mcs-33 < len(htRates):
		rate = htRates[mcs-33] * 65
	}
	if wide {
		rate = rate / 65 * 135
	}
	if short {
		rate = (rate*20/9 + 1) / 2
	}
	return rate
}

// radioMCS prints how a frame of IEEE 802.11n was sent.
func (p *Printer) radioMCS(known, flags, index int) {
	if known&mcsIndex != 0 {
		if known&(mcsBandwidth|mcsGuard) != 0 {
			if rate := htRate(index, flags&3 == 1, flags&mcsShortGuard != 0); rate > 0 {
				p.printf("%d.%d Mb/s ", rate/10, rate%10)
			}
		}
		p.printf("MCS %d ", index)
	}
	if known&mcsBandwidth != 0 {
		p.str(htBandwidths[flags&3])
		p.byte(' ')
	}
	if known&mcsGuard != 0 {
		p.str(choose(flags&mcsShortGuard != 0, "short GI ", "long GI "))
	}
	if known&mcsFormat != 0 {
		p.str(choose(flags&mcsGreenfield != 0, "greenfield ", "mixed "))
	}
	if known&mcsFEC != 0 {
		p.str(choose(flags&mcsLDPC != 0, "LDPC FEC ", "BCC FEC "))
	}
	if known&mcsSTBC != 0 {
		p.printf("RX-STBC%d ", flags>>5&3)
	}
}

// Bits of the known field of a VHT field, and of its flags: radiotap.org, "VHT".
const (
	vhtGuard      = 0x0004
	vhtBandwidth  = 0x0040
	vhtShortGuard = 0x04
)

var vhtBandwidths = [...]string{
	"20 MHz", "40 MHz", "20 MHz (L)", "20 MHz (U)",
	"80 MHz", "80 MHz (L)", "80 MHz (U)", "80 MHz (LL)", "80 MHz (LU)", "80 MHz (UL)", "80 MHz (UU)",
	"160 MHz", "160 MHz (L)", "160 MHz (U)", "160 MHz (LL)", "160 MHz (LU)", "160 MHz (UL)", "160 MHz (UU)",
	"160 MHz (LLL)", "160 MHz (LLU)", "160 MHz (LUL)", "160 MHz (LUU)",
	"160 MHz (ULL)", "160 MHz (ULU)", "160 MHz (UUL)", "160 MHz (UUU)",
}

// radioVHT prints how a frame of IEEE 802.11ac was sent.
//
//	+-------+-------+-----------+------------------+--------+----------+-------------+
//	| known | flags | bandwidth | MCS, NSS by user | coding | group id | partial AID |
//	+-------+-------+-----------+------------------+--------+----------+-------------+
//	  2       1       1           4                  1        1          2
func (p *Printer) radioVHT(v view) {
	known, bandwidth := v.le16(0), v.u8(3)&0x1f
	for user := range 4 {
		if v.u8(4+user)&0xf == 0 {
			continue
		}
		p.printf("User %d MCS %d ", user, v.u8(4+user)>>4)
		p.str(choose(v.u8(8)&(1<<user) != 0, "LDPC FEC ", "BCC FEC "))
	}
	if known&vhtBandwidth != 0 {
		if bandwidth < len(vhtBandwidths) {
			p.str(vhtBandwidths[bandwidth])
			p.byte(' ')
		} else {
			p.printf("unknown (%d) ", bandwidth)
		}
	}
	if known&vhtGuard != 0 {
		p.str(choose(v.u8(2)&vhtShortGuard != 0, "short GI ", "long GI "))
	}
}
