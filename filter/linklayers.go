package filter

import "pktcap/linktype"

// linkLayers is the table of link types, by family. The layouts are those of
// pcap-linktype(7) and the pages that it names.
//
// A link type without a row has nothing but bytes: link[...], len, and what the
// kernel knows of a packet.
var linkLayers = []linkLayer{
	// Ethernet, as such and behind other things.
	ethernet(linktype.Ethernet, 0, 0),
	ethernet(linktype.Netanalyzer, 4, 0).with(func(l *linkLayer) { l.llc = nil }),
	ethernet(linktype.NetanalyzerTransparent, 12, 0).with(func(l *linkLayer) { l.llc = nil }),
	ethernet(linktype.DSATagBRCM, 0, 4).with(func(l *linkLayer) { l.outbound = dsaMode(0xe0, 0x20) }),
	ethernet(linktype.DSATagDSA, 0, 4).with(func(l *linkLayer) { l.outbound = dsaMode(0xc0, 0x40) }),

	// Other link layers of IEEE 802 and the like, with 802.2 inside. The
	// Token Ring header has no source route, the FDDI header no padding.
	llc(linktype.TokenRing, 14, alwaysLLC).with(func(l *linkLayer) {
		l.macs, l.dstMAC, l.srcMAC, l.multicast = mac48, 2, 8, true
	}),
	llc(linktype.FDDI, 13, alwaysLLC).with(func(l *linkLayer) {
		l.macs, l.dstMAC, l.srcMAC, l.multicast = mac48, 1, 7, true
	}),
	llc(linktype.IPOverFC, 16, nil).with(func(l *linkLayer) {
		l.macs, l.dstMAC, l.srcMAC, l.multicast = mac48, 2, 10, true
	}),
	llc(linktype.ATMRFC1483, 0, alwaysLLC),
	llc(linktype.ATMCLIP, 0, nil),
	llc(linktype.SunATM, sunATMPayload, (*generator).sunATMLLC).with(func(l *linkLayer) {
		l.protocol = (*generator).sunATMProtocol
	}),

	// 802.11, as such and behind radio headers.
	wlan(linktype.IEEE80211, nil, wlanPayload),
	wlan(linktype.IEEE80211Radio, radiotapLength, radiotapPayload).with(func(l *linkLayer) {
		l.radio, l.anyPayloadAt = true, anyRadiotapPayload
	}),
	wlan(linktype.IEEE80211RadioAVS, avsLength, wlanPayload).with(func(l *linkLayer) { l.radio = true }),
	wlan(linktype.Prism, prismLength, wlanPayload).with(func(l *linkLayer) { l.radio = true }),
	wlan(linktype.PPI, radiotapLength, wlanPayload), // its length is where radiotap's is

	// PPP and HDLC.
	ppp(linktype.PPP, 2, 4).with(func(l *linkLayer) { l.mpls = pppMPLS }),
	ppp(linktype.PPPSerial, 2, 4),
	ppp(linktype.PPPEther, 6, 8),
	ppp(linktype.PPPPPPD, 2, 4).with(func(l *linkLayer) { l.outbound = directionByte(0, 1, 1, 0) }),
	ppp(linktype.PPPBSDOS, 5, 24).with(func(l *linkLayer) { l.protocol, l.inOrder = (*generator).pppBSDOSProtocol, true }),
	{linkType: linktype.CHDLC, kind: 2, payload: 4, protocol: (*generator).hdlcProtocol, mpls: etherMPLS},
	{linkType: linktype.FrameRelay, kind: unknown, payload: 0, protocol: (*generator).frameRelayProtocol},

	// IP without a link layer, or nearly so.
	raw(linktype.Raw, 0, (*generator).versionProtocol),
	raw(linktype.IPv4, 0, (*generator).onlyIPv4),
	raw(linktype.IPv6, 0, (*generator).onlyIPv6),
	raw(linktype.SLIP, 16, (*generator).versionProtocol).with(func(l *linkLayer) { l.outbound = directionByte(0, 1, 1, 0) }),
	raw(linktype.SLIPBSDOS, 24, (*generator).versionProtocol),

	// A protocol family in front of IP.
	{linkType: linktype.Null, kind: 0, payload: 4, protocol: (*generator).hostFamily},
	{linkType: linktype.Loop, kind: 0, payload: 4, protocol: (*generator).networkFamily},
	{linkType: linktype.ENC, kind: 0, payload: 12, protocol: (*generator).hostFamily},
	{linkType: linktype.PFLog, kind: 0, payload: 0, payloadAt: pflogLength, protocol: (*generator).pflogFamily,
		outbound: directionByte(pflogDirection, 1, 2, 1)},
	{linkType: linktype.IPNET, kind: 1, payload: 24, noSNAP: none, protocol: (*generator).ipnetFamily,
		outbound: directionByte(2, 2, 1, 2)},

	// Linux cooked captures.
	{linkType: linktype.LinuxSLL, kind: 14, payload: 16, protocol: (*generator).sllProtocol,
		outbound: packetType(0, 2)},
	{linkType: linktype.LinuxSLL2, kind: 0, payload: 20, ifindex: true, outbound: packetType(10, 1)},

	// Others with an EtherType.
	{linkType: linktype.AppleIPOverIEEE1394, kind: 16, payload: 18},
	{linkType: linktype.SymantecFirewall, kind: 6, payload: 44},

	// Others.
	{linkType: linktype.ARCNET, kind: 2, payload: 6, protocol: (*generator).arcnetProtocol,
		macs: mac8, srcMAC: 0, dstMAC: 1, broadcast: 0, multicast: true},
	{linkType: linktype.ARCNETLinux, kind: 4, payload: 8, protocol: (*generator).arcnetProtocol,
		macs: mac8, srcMAC: 0, dstMAC: 1, broadcast: 0, multicast: true},
	{linkType: linktype.BACnetMSTP, kind: unknown, payload: unknown,
		macs: mac8, srcMAC: 4, dstMAC: 3, broadcast: 0xff},
	{linkType: linktype.LocalTalk, kind: unknown, payload: 0, protocol: (*generator).onlyAppleTalk},
}

// juniper is what Juniper's link types have in common: a magic number, which
// is all that is checked of what they carry.
var juniper = linkLayer{protocol: (*generator).juniperMagic, outbound: juniperDirection}

// none is an offset that libpcap leaves at -1 and adds to all the same. Loads
// there are beyond the end of any packet.
const none = 0xffffffff

// juniperTypes are Juniper's link types, which differ in offsets alone.
var juniperTypes = []struct {
	linkType        linktype.Type
	kind, payload   int
	network, noSNAP uint32
}{
	{linktype.JuniperMFR, 4, 4, 0, none},
	{linktype.JuniperMLFR, 4, 4, 0, none},
	{linktype.JuniperMLPPP, 4, 4, 0, none},
	{linktype.JuniperPPP, 4, 4, 0, none},
	{linktype.JuniperCHDLC, 4, 4, 0, none},
	{linktype.JuniperFrameRelay, 4, 4, 0, none},
	{linktype.JuniperATM1, 4, 4, 0, 10},
	{linktype.JuniperATM2, 8, 8, 0, 10},
	{linktype.JuniperPPPoE, 16, 14, 18, 21},
	{linktype.JuniperEther, 16, 14, 18, 21},
	{linktype.JuniperPPPoEATM, 4, 6, 0, none},
	{linktype.JuniperGGSN, 6, 12, 0, none},
	{linktype.JuniperES, 6, unknown, none, none},
	{linktype.JuniperMonitor, 12, 12, 0, none},
	{linktype.JuniperServices, 12, unknown, none, none},
	{linktype.JuniperVP, 18, unknown, none, none},
	{linktype.JuniperST, 18, unknown, none, none},
	{linktype.JuniperISM, 8, unknown, none, none},
	{linktype.JuniperVS, 8, unknown, none, none},
	{linktype.JuniperSRXE2E, 8, unknown, none, none},
	{linktype.JuniperFibreChannel, 8, unknown, none, none},
	{linktype.JuniperATMCEMIC, 8, unknown, none, none},
}
