package decode

// Protocol numbers of IP: the IANA registry "Assigned Internet Protocol
// Numbers".
const (
	protoHopByHop    = 0
	protoICMP        = 1
	protoIGMP        = 2
	protoIPv4        = 4
	protoTCP         = 6
	protoEGP         = 8
	protoIGRP        = 9
	protoUDP         = 17
	protoDCCP        = 33
	protoIPv6        = 41
	protoRouting     = 43
	protoFragment    = 44
	protoRSVP        = 46
	protoGRE         = 47
	protoRDP         = 27
	protoESP         = 50
	protoAH          = 51
	protoNHRP        = 54
	protoMobile      = 55
	protoICMPv6      = 58
	protoNone        = 59
	protoDestOpts    = 60
	protoMobilityOld = 62
	protoND          = 77
	protoEIGRP       = 88
	protoOSPF        = 89
	protoEtherIP     = 97
	protoPIM         = 103
	protoIPComp      = 108
	protoVRRP        = 112
	protoPGM         = 113
	protoL2TP        = 115
	protoSCTP        = 132
	protoMobility    = 135
	protoUDPLite     = 136
	protoMPLS        = 137
	protoEthernet    = 143
)

var ipProtoNames = names{
	{protoTCP, "TCP"},
	{protoUDP, "UDP"},
	{protoICMP, "ICMP"},
	{protoICMPv6, "ICMPv6"},
	{protoHopByHop, "HBH"},
	{protoIGMP, "IGMP"},
	{protoIPv4, "IPIP"},
	{protoEGP, "EGP"},
	{protoIGRP, "IGRP"},
	{protoDCCP, "DCCP"},
	{protoIPv6, "IPv6"},
	{protoRouting, "Routing"},
	{protoFragment, "Fragment"},
	{protoRSVP, "RSVP"},
	{protoGRE, "GRE"},
	{protoESP, "ESP"},
	{protoAH, "AH"},
	{protoMobile, "Mobile IP"},
	{protoMobilityOld, "Mobile IP (old)"},
	{protoEIGRP, "EIGRP"},
	{protoOSPF, "OSPF"},
	{protoPIM, "PIM"},
	{protoIPComp, "Compressed IP"},
	{protoVRRP, "VRRP"},
	{protoPGM, "PGM"},
	{protoSCTP, "SCTP"},
	{protoMobility, "Mobility"},
	{protoEthernet, "Ethernet"},
}

// ipPayload prints what IP protocol number proto carries.
func (p *Printer) ipPayload(proto int, v view) {
	switch proto {
	case protoICMP, protoIGMP:
		if p.ip.version != 4 {
			p.wrongIP(proto, "IPv4")
			return
		}
	case protoICMPv6, protoEthernet:
		if p.ip.version != 6 {
			p.wrongIP(proto, "IPv6")
			return
		}
	case protoND:
		p.printf(" nd %d", v.n)
		return
	case protoNone:
		p.str("no next header")
		return
	}
	if printer := ipProtoPrinter(proto); printer != nil {
		printer(p, v)
		return
	}
	p.plainProtocol(proto, v)
}

// wrongIP prints that protocol number proto belongs in the other IP.
func (p *Printer) wrongIP(proto int, want string) {
	p.byte('[')
	p.name(ipProtoNames, "unknown", proto)
	p.printf(" requires %s]", want)
	p.invalid()
}

// ipProtoPrinter returns the printer of what follows IP protocol number proto,
// nil where there is none. Extension headers of IPv6 are not among them: IPv6's
// printer walks those.
func ipProtoPrinter(proto int) printFunc {
	switch proto {
	case protoTCP:
		return printTCP
	case protoUDP:
		return printUDP
	case protoICMP:
		return printICMP
	case protoIGMP:
		return printIGMP
	case protoSCTP:
		return printSCTP
	case protoDCCP:
		return printDCCP
	case protoGRE:
		return printGRE
	case protoAH:
		return printAH
	case protoESP:
		return printESP
	case protoIPComp:
		return printIPComp
	case protoICMPv6:
		return printICMPv6
	case protoIPv4:
		return printIPv4
	case protoIPv6:
		return printIPv6
	case protoEthernet:
		return printEthernetPayload
	case protoOSPF:
		return printOSPF
	case protoRSVP:
		return printRSVP
	case protoNHRP:
		return printNHRP
	case protoPGM:
		return printPGM
	case protoPIM:
		return printPIM
	case protoVRRP:
		return printVRRP
	case protoEIGRP:
		return printEIGRP
	case protoIGRP:
		return printIGRP
	case protoEGP:
		return printEGP
	case protoMobile:
		return printMobile
	case protoL2TP:
		return printL2TPv3
	case protoUDPLite:
		return printUDPLite
	case protoRDP:
		return printRDP
	case protoEtherIP:
		return printEtherIP
	case protoMPLS:
		return printMPLS
	}
	return nil
}
