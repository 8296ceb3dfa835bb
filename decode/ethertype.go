package decode

// EtherTypes: the registry of the IEEE and what is in use beside it.
const (
	typePUP       = 0x0200
	typeIPv4      = 0x0800
	typeARP       = 0x0806
	typeTrail     = 0x1000
	typeRARP      = 0x8035
	typeVLAN      = 0x8100
	typeIPX       = 0x8137
	typeIPv6      = 0x86dd
	typeMPCP      = 0x8808
	typeSlow      = 0x8809
	typePPP       = 0x880b
	typeMPLS      = 0x8847
	typeMPLSMulti = 0x8848
	typePPPoED    = 0x8863
	typePPPoES    = 0x8864
	typeNLB       = 0x886f
	typeJumbo     = 0x8870
	typeEAPOL     = 0x888e
	typeRRCP      = 0x8899
	typeAoE       = 0x88a2
	typeQinQ      = 0x88a8
	typeTIPC      = 0x88ca
	typeLLDP      = 0x88cc
	type1905      = 0x893a
	typeMACsec    = 0x88e5
	typePTP       = 0x88f7
	typeCFM       = 0x8902
	typeNSH       = 0x894f
	typeLoopback  = 0x9000
	typeVLAN9100  = 0x9100
	typeVLAN9200  = 0x9200
	typeArista    = 0xd28b
	typeOSI       = 0xfefe
	typeTEB       = 0x6558
	typeGeoNet    = 0x8947
	typeGeoNetOld = 0x0707
	typeCALMFast  = 0x04e0
	typeATalk     = 0x809b
	typeAARP      = 0x80f3
	typeDECnet    = 0x6003
	typeCFMOld    = 0x8903
)

// etherTypeNames are the names that -e prints.
var etherTypeNames = names{
	{typeIPv4, "IPv4"},
	{typeIPv6, "IPv6"},
	{typeARP, "ARP"},
	{typeVLAN, "802.1Q"},
	{typeMPLS, "MPLS unicast"},
	{typeMPLSMulti, "MPLS multicast"},
	{typeVLAN9100, "802.1Q-9100"},
	{typeQinQ, "802.1Q-QinQ"},
	{typeVLAN9200, "802.1Q-9200"},
	{typeMACsec, "802.1AE MACsec"},
	{0x81ff, "VMAN"},
	{typePUP, "PUP"},
	{typeRARP, "Reverse ARP"},
	{0x0600, "NS"},
	{0x0500, "Sprite"},
	{typeTrail, "Trail"},
	{0x6001, "MOP DL"},
	{0x6002, "MOP RC"},
	{typeDECnet, "DN"},
	{0x6004, "LAT"},
	{0x6007, "SCA"},
	{typeTEB, "TEB"},
	{0x8038, "Lanbridge"},
	{0x803c, "DEC DNS"},
	{0x803e, "DEC DTS"},
	{0x805b, "VEXP"},
	{0x805c, "VPROD"},
	{typeATalk, "Appletalk"},
	{typeAARP, "Appletalk ARP"},
	{typeIPX, "IPX"},
	{typePPP, "PPP"},
	{typeMPCP, "MPCP"},
	{typeSlow, "Slow Protocols"},
	{typePPPoED, "PPPoE D"},
	{typePPPoES, "PPPoE S"},
	{typeEAPOL, "EAPOL"},
	{typeRRCP, "Realtek protocols"},
	{typeNLB, "MS NLB heartbeat"},
	{typeJumbo, "Jumbo"},
	{typeNSH, "NSH"},
	{typeLoopback, "Loopback"},
	{typeOSI, "OSI"},
	{0x00fe, "GRE-OSI"},
	{typeCFMOld, "CFM (old)"},
	{typeCFM, "CFM"},
	{type1905, "IEEE1905.1"},
	{typeLLDP, "LLDP"},
	{typeTIPC, "TIPC"},
	{typeGeoNetOld, "GeoNet (old)"},
	{typeGeoNet, "GeoNet"},
	{typeCALMFast, "CALM FAST"},
	{typeAoE, "AoE"},
	{typePTP, "PTP"},
	{typeArista, "Arista Vendor Specific Protocol"},
}

// etherTypePrinter returns the printer of what follows EtherType t, nil where
// there is none.
func etherTypePrinter(t int) printFunc {
	switch t {
	case typeIPv4:
		return printIPv4
	case typeIPv6:
		return printIPv6
	case typeEAPOL:
		return printEAPOL
	case typeMPLS, typeMPLSMulti:
		return printMPLS
	case typePPPoED, typePPPoES:
		return printPPPoE
	case typeLoopback:
		return printLoopback
	case typePPP:
		return printPPPPayload
	case typeIPX:
		return printEthernetIPX
	case typeARP, typeRARP:
		return printARP
	case typeLLDP:
		return printLLDP
	case typeNLB:
		return printNLB
	case typeNSH:
		return printNSH
	case typeOSI:
		return printPaddedOSI
	case typeCFM, typeCFMOld:
		return printCFM
	case typePTP:
		return printPTP
	case typeTIPC:
		return printTIPC
	case typeATalk:
		return printEtherTalk
	case typeAARP:
		return printAARP
	case typeGeoNet, typeGeoNetOld:
		return printGeoNet
	case typeCALMFast:
		return printCALMFast
	case typeMPCP:
		return printMPCP
	case typeAoE:
		return printAoE
	case typeRRCP:
		return printRealtek
	case typeDECnet:
		return printDECnet
	case typeSlow:
		return printSlow
	case typeTEB:
		return printEthernetPayload
	}
	return nil
}
