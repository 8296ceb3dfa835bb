package decode

// A rank is the place of a protocol in the order in which ports are looked up:
// of two ports' protocols the one that stands first prints.
type rank int

const (
	_ rank = iota
	rankDomain
	rankBOOTP
	rankTFTP
	rankKerberos
	rankNTP
	rankSNMP
	rankPTP
	rankAutoRP
	rankISAKMP
	rankSyslog
	rankRIP
	rankRIPng
	rankTimed
	rankDHCPv6
	rankLDP
	rankAODV
	rankOLSR
	rankLMP
	rankKerberosSec
	rankLWRES
	rankMDNS
	rankISAKMPNAT
	rankISAKMPUser
	rankL2TP
	rankVAT
	rankZephyr
	rankRX
	rankAHCP
	rankBabel
	rankHNCP
	rankWB
	rankRADIUS
	rankHSRP
	rankLSPPing
	rankBFD
	rankVQP
	rankSFlow
	rankLWAPPControl
	rankLWAPPData
	rankSIP
	rankOTV
	rankVXLAN
	rankGeneve
	rankLISP
	rankVXLANGPE
	rankZEP
	rankMPLS
	rankAppleTalk
	rankSOMEIP
	rankBroadcomLI
	rankOther // protocols that tcpdump does not know
)

// udpApplication returns the printer of the payload of a UDP packet by its
// ports, nil where there is none.
func udpApplication(src, dst int, payload view) printFunc {
	r, printer := udpPort(src, false)
	if rd, printerDst := udpPort(dst, true); printerDst != nil && (printer == nil || rd < r) {
		return printerDst
	}
	if printer == nil && (src == portHTTPS || dst == portHTTPS) && isQUIC(payload) {
		return printQUIC
	}
	return printer
}

// udpPort returns the printer of the payload of UDP packets that have port as
// their source or, where dst is set, their destination, and its rank; nil where
// there is none.
func udpPort(port int, dst bool) (rank, printFunc) {
	switch port {
	case portLWAPPData:
		return rankLWAPPData, printLWAPPData
	case portLWAPPControl:
		if dst {
			return rankLWAPPControl, printLWAPPFromAP
		}
		return rankLWAPPControl, printLWAPPControl
	case portVQP:
		return rankVQP, printVQP
	case portTimed:
		return rankTimed, printTimed
	case portKerberosSec:
		return rankKerberosSec, printKerberos
	case portKerberos:
		return rankKerberos, printKerberos
	case portISAKMPUser, portISAKMPUser2:
		return rankISAKMPUser, printISAKMP
	case portISAKMPNAT:
		return rankISAKMPNAT, printISAKMPNAT
	case portISAKMP:
		return rankISAKMP, printISAKMP
	case portRADIUSOld, portRADIUSAcctOld, portRADIUSCiscoCoA, portRADIUS, portRADIUSAccounting, portRADIUSCoA:
		return rankRADIUS, printRADIUS
	case portTFTP:
		return rankTFTP, printTFTP
	case portSyslog:
		return rankSyslog, printSyslog
	case portSIP:
		return rankSIP, printSIP
	case portDNS:
		return rankDomain, printDNS
	case portDHCP6Client, portDHCP6Server:
		return rankDHCPv6, printDHCP6
	case portBOOTPServer, portBOOTPClient:
		return rankBOOTP, printBOOTP
	case portSNMP, portSNMPTrap:
		return rankSNMP, printSNMP
	case portMDNS:
		return rankMDNS, printMDNS
	case portNTP:
		return rankNTP, printNTP
	case portLLMNR:
		return rankOther, printLLMNR
	case portNetBIOSName:
		return rankOther, printNetBIOSName
	case portNetBIOSDatagram:
		return rankOther, printNetBIOSDatagram
	case portSFlow:
		return rankSFlow, printSFlow
	case portGTPUser, portGTPControl:
		return rankOther, printGTP
	case portENIP:
		return rankOther, printENIP
	case portRMCP, portRMCPOther:
		return rankOther, printRMCP
	case portLWRES:
		return rankLWRES, printLWRES
	case portVAT:
		if dst {
			return rankVAT, printVAT
		}
	case portWB:
		if dst {
			return rankWB, printWB
		}
	case portZephyrServer, portZephyrClient:
		return rankZephyr, printZephyr
	case portSOMEIP:
		return rankSOMEIP, printSOMEIP
	case portBroadcomLI:
		if !dst {
			return rankBroadcomLI, printBroadcomLI
		}
	case portVXLANOld:
		return rankOTV, printOTV
	case portVXLAN:
		return rankVXLAN, printVXLAN
	case portGeneve:
		if dst {
			return rankGeneve, printGeneve
		}
	case portMPLS:
		return rankMPLS, printMPLS
	case portPTPEvent, portPTPGeneral:
		return rankPTP, printPTP
	case portZEP:
		return rankZEP, printZEP
	case portRIP:
		return rankRIP, printRIP
	case portRIPng:
		return rankRIPng, printRIPng
	case portHSRP:
		return rankHSRP, printHSRP
	case portBFD, portBFDEcho, portBFDMultihop, portBFDLAG:
		if dst {
			return rankBFD, printBFD
		}
	case portSBFD:
		return rankBFD, printBFD
	case portLDP:
		return rankLDP, printLDP
	case portLSPPing:
		return rankLSPPing, printLSPPing
	case portLMP:
		return rankLMP, printLMP
	case portHNCP:
		return rankHNCP, printHNCP
	case portL2TP:
		return rankL2TP, printL2TP
	case portAODV:
		return rankAODV, printAODV
	case portOLSR:
		return rankOLSR, printOLSR
	case portAHCP:
		return rankAHCP, printAHCP
	case portBabel, portBabelOld:
		return rankBabel, printBabel
	case portLISP:
		return rankLISP, printLISP
	case portVXLANGPE:
		if dst {
			return rankVXLANGPE, printVXLANGPE
		}
	case portAutoRP:
		return rankAutoRP, printAutoRP
	}
	if isRX(port) {
		return rankRX, printRX
	}
	return 0, nil
}

// tcpApplication returns the printer of the payload of a TCP segment by its
// ports, nil where there is none. What it prints follows ", length N" without a
// space, as ": " or " ".
func tcpApplication(src, dst int, payload view) printFunc {
	r, printer := tcpPort(src)
	if rd, printerDst := tcpPort(dst); printerDst != nil && (printer == nil || rd < r) {
		return printerDst
	}
	if printer == nil && isTLS(payload) {
		return printTLS
	}
	return printer
}

// The order in which TCP ports are looked up.
const (
	_ rank = iota
	rankTelnet
	rankSMTP
	rankWHOIS
	rankBGP
	rankPPTP
	rankREDIS
	rankSSH
	rankNetBIOSSession
	rankSMB
	rankBEEP
	rankOpenFlow
	rankFTP
	rankHTTP
	rankRTSP
	rankDomainTCP
	rankMSDP
	rankRPKIRouter
	rankLDPTCP
	rankNFS
	rankOtherTCP // protocols that tcpdump does not know
)

// tcpPort returns the printer of the payload of TCP segments from or to port,
// and its rank; nil where there is none.
func tcpPort(port int) (rank, printFunc) {
	switch port {
	case portOpenFlow, portOpenFlowOld:
		return rankOpenFlow, printOpenFlow
	case portBEEP:
		return rankBEEP, printBEEP
	case portPPTP:
		return rankPPTP, printPPTP
	case portModbus:
		return rankOtherTCP, printModbus
	case portENIP:
		return rankOtherTCP, printENIPOverTCP
	case portDiameter:
		return rankOtherTCP, printDiameter
	case portRESP:
		return rankREDIS, printRESP
	case portNFS:
		return rankNFS, printNFSOverTCP
	case portBGP:
		return rankBGP, printBGP
	case portRTSP, portRTSPAlt:
		return rankRTSP, printRTSP
	case portHTTP, portHTTPAlt:
		return rankHTTP, printHTTP
	case portFTP:
		return rankFTP, printFTP
	case portSSH:
		return rankSSH, printSSH
	case portWHOIS:
		return rankWHOIS, printWHOIS
	case portSMTP:
		return rankSMTP, printSMTP
	case portTelnet:
		return rankTelnet, printTelnet
	case portMSDP:
		return rankMSDP, printMSDP
	case portRPKIRouter:
		return rankRPKIRouter, printRPKIRouter
	case portLDP:
		return rankLDPTCP, printLDP
	case portDNS:
		return rankDomainTCP, printDNSOverTCP
	}
	return 0, nil
}

// plainDatagram prints the payload of UDP as where no protocol is known: what
// printers of protocols that tcpdump does not know do without -v, so that the
// usual lines are the usual ones.
func (p *Printer) plainDatagram(v view) { p.printf("UDP, length %d", v.n) }
