package decode

// prismLen is the length of a Prism monitoring header.
const prismLen = 144

// printPrism prints an IEEE 802.11 frame after a Prism monitoring header, or
// after an AVS one, which Linux has put there without another link type; its
// first four bytes tell it.
func printPrism(p *Printer, v view) {
	p.enter("prism", v)
	if len(v.b) < 4 {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	if magic := v.u32(0); magic == 0x80211001 || magic == 0x80211002 {
		printAVS(p, v)
		return
	}
	if len(v.b) < prismLen {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += prismLen
	p.linkLen += p.wifi(v.from(prismLen), false, 0)
}

// printAVS prints an IEEE 802.11 frame after an AVS capture header, whose second
// 32 bits are its length: "AVS wlan-ng capture frame header format", version 1.
func printAVS(p *Printer, v view) {
	p.enter("802.11_radio_avs", v)
	if len(v.b) < 8 {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	length := v.u32(4)
	if length < 8 || uint32(len(v.b)) < length {
		p.truncated()
		p.linkLen += len(v.b)
		return
	}
	p.linkLen += int(length)
	p.linkLen += p.wifi(v.from(int(length)), false, 0)
}
