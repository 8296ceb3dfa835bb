package decode

import "pktcap/linktype"

// linkPrinter returns the printer of packets of link type t, nil where there is
// none. It adds the length of the link-layer header to Printer.linkLen when it
// has printed it.
func linkPrinter(t linktype.Type) printFunc {
	switch t {
	case linktype.Ethernet:
		return printEthernet
	case linktype.Raw, linktype.IPv4, linktype.IPv6:
		return printRaw
	case linktype.Null, linktype.Loop:
		return printNull
	case linktype.LinuxSLL:
		return printSLL
	case linktype.LinuxSLL2:
		return printSLL2
	case linktype.PPP, linktype.PPPPPPD:
		return printPPP
	case linktype.PPPEther:
		return printPPPoELink
	case linktype.MPLS:
		return printMPLS
	case linktype.Netanalyzer:
		return printNetanalyzer
	case linktype.NetanalyzerTransparent:
		return printNetanalyzerTransparent
	case linktype.IEEE80211:
		return printWiFi
	case linktype.IEEE80211Radio:
		return printRadiotap
	case linktype.IEEE80211RadioAVS:
		return printAVS
	case linktype.Prism:
		return printPrism
	case linktype.FrameRelay:
		return printFrameRelay
	case linktype.MFR:
		return printMFR
	case linktype.DSATagDSA:
		return printDSA
	case linktype.DSATagEDSA:
		return printEDSA
	case linktype.DSATagBRCM:
		return printBroadcomTagged
	case linktype.DSATagBRCMPrepend:
		return printBroadcomPrepended
	case linktype.IEEE802154, linktype.IEEE802154NoFCS:
		return printWPAN
	case linktype.IEEE802154TAP:
		return printWPANTap
	}
	return nil
}
