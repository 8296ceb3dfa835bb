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
	}
	return nil
}
