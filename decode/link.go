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
	case linktype.PPPSerial:
		return printPPPHDLC
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
	case linktype.CHDLC:
		return printCHDLCLink
	case linktype.SLIP:
		return printSLIP
	case linktype.SLIPBSDOS:
		return printSLIPBSDOS
	case linktype.ATMRFC1483:
		return printATM
	case linktype.SunATM:
		return printSunATM
	case linktype.ATMCLIP:
		return printCIP
	case linktype.ARCNET:
		return printARCNET
	case linktype.ARCNETLinux:
		return printARCNETLinux
	case linktype.LocalTalk:
		return printLocalTalk
	case linktype.JuniperATM1:
		return printJuniperATM1
	case linktype.JuniperATM2:
		return printJuniperATM2
	case linktype.JuniperMLPPP:
		return printJuniperMLPPP
	case linktype.JuniperMLFR:
		return printJuniperMLFR
	case linktype.JuniperMFR:
		return printJuniperMFR
	case linktype.JuniperPPPoE:
		return printJuniperPPPoE
	case linktype.JuniperPPPoEATM:
		return printJuniperPPPoEATM
	case linktype.JuniperGGSN:
		return printJuniperGGSN
	case linktype.JuniperMonitor:
		return printJuniperMonitor
	case linktype.JuniperServices:
		return printJuniperServices
	case linktype.JuniperES:
		return printJuniperES
	case linktype.JuniperEther:
		return printJuniperEther
	case linktype.JuniperPPP:
		return printJuniperPPP
	case linktype.JuniperFrameRelay:
		return printJuniperFrameRelay
	case linktype.JuniperCHDLC:
		return printJuniperCHDLC
	case linktype.FDDI:
		return printFDDI
	case linktype.TokenRing:
		return printTokenRing
	case linktype.AppleIPOverIEEE1394:
		return printAP1394
	case linktype.IPOverFC:
		return printIPoverFC
	case linktype.SymantecFirewall:
		return printSymantec
	case linktype.IPOIB:
		return printIPoIB
	case linktype.IPNET:
		return printIPNET
	case linktype.ENC:
		return printEncapsulated
	case linktype.USBLinux:
		return printUSB
	case linktype.USBLinuxMmapped:
		return printUSBMmapped
	case linktype.BluetoothHCIH4WithPHDR:
		return printBluetooth
	case linktype.VSOCK:
		return printVSOCK
	case linktype.NFLog:
		return printNFLOG
	case linktype.PFLog:
		return printPFLog
	case linktype.PPI:
		return printPPI
	case linktype.PKTAP, 149: // the number for private use that Apple's libpcap writes
		return printPKTAP
	}
	return nil
}
