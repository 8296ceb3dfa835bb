package decode

// snapLen is the length of a SNAP header: an OUI and a protocol number under it.
const snapLen = 5

// Protocol numbers under Cisco's OUI, and under that of RFC 2684 section 5.
const (
	ciscoUDLD       = 0x0111
	ciscoPVST       = 0x010b
	ciscoVLANBridge = 0x010c
	ciscoCDP        = 0x2000
	ciscoVTP        = 0x2003
	ciscoDTP        = 0x2004

	bridgedEthernetFCS = 0x0001
	bridgedEthernet    = 0x0007
	bridgedBPDU        = 0x000e
)

var ciscoNames = names{
	{ciscoCDP, "CDP"},
	{ciscoDTP, "DTP"},
	{ciscoUDLD, "UDLD"},
	{ciscoVTP, "VTP"},
	{ciscoPVST, "PVST"},
	{ciscoVLANBridge, "VLAN Bridge"},
}

var bridgedNames = names{
	{bridgedEthernetFCS, "Ethernet + FCS"},
	{0x0002, "802.4 + FCS"},
	{0x0003, "Token Ring + FCS"},
	{0x0004, "FDDI + FCS"},
	{0x0005, "802.6 + FCS"},
	{bridgedEthernet, "Ethernet w/o FCS"},
	{0x0008, "802.4 w/o FCS"},
	{0x0009, "Token Ring w/o FCS"},
	{0x000a, "FDDI w/o FCS"},
	{0x000b, "802.6 w/o FCS"},
	{bridgedBPDU, "BPDU"},
}

// snapPrinter returns the printer of what follows a SNAP header with this OUI
// and protocol number, nil where there is none.
func snapPrinter(oui, protocol int) printFunc {
	switch oui {
	case ouiEthernet, ouiCisco90:
		return etherTypePrinter(protocol)
	case ouiAppleTalk:
		if protocol == typeATalk {
			return etherTypePrinter(protocol)
		}
	case ouiCisco:
		return ciscoPrinter(protocol)
	case ouiBridged:
		if protocol == bridgedBPDU {
			return llcPrinter(sapSTP)
		}
	}
	return nil
}

// ciscoPrinter returns the printer of what follows a SNAP header with Cisco's
// OUI and this protocol number, nil where there is none.
func ciscoPrinter(protocol int) printFunc {
	switch protocol {
	case ciscoPVST, ciscoVLANBridge:
		return llcPrinter(sapSTP)
	case ciscoCDP:
		return printCDP
	case ciscoDTP:
		return printDTP
	case ciscoUDLD:
		return printUDLD
	case ciscoVTP:
		return printVTP
	}
	return nil
}

// snap prints a SNAP header and what follows it, and reports whether it could.
// padding is how many bytes precede a bridged frame: RFC 2684, section 5.2.
func (p *Printer) snap(v view, padding int) bool {
	p.protocol = "snap"
	if !v.has(0, snapLen) || v.n < snapLen {
		p.truncated()
		return true
	}
	oui, protocol := v.u24(0), v.u16(3)
	if p.opt.Link {
		p.snapHeader(oui, protocol, v.n-snapLen)
	}
	body := v.from(snapLen)
	if oui == ouiBridged && (protocol == bridgedEthernet || protocol == bridgedEthernetFCS) {
		printEthernetPayload(p, body.from(padding))
		return true
	}
	if printer := snapPrinter(oui, protocol); printer != nil {
		printer(p, body)
		return true
	}
	if !p.opt.Link {
		if p.link.src != nil {
			p.macAddr(p.link.src)
			p.str(" > ")
			p.macAddr(p.link.dst)
			p.byte(' ')
		}
		p.str("SNAP, ")
		if oui == ouiEthernet {
			p.str("ethertype ")
			p.name(etherTypeNames, "Unknown", protocol)
			p.printf(" (0x%04x), length %d: ", protocol, body.n)
		} else {
			p.snapHeader(oui, protocol, body.n)
		}
	}
	return false
}

// snapHeader prints what a SNAP header holds.
func (p *Printer) snapHeader(oui, protocol, length int) {
	p.str("oui ")
	p.name(ouiNames, "Unknown", oui)
	p.printf(" (0x%06x), ", oui)
	table, word := names(nil), "pid"
	switch oui {
	case ouiEthernet:
		table, word = etherTypeNames, "ethertype"
	case ouiCisco90, ouiAppleTalk:
		table = etherTypeNames
	case ouiCisco:
		table = ciscoNames
	case ouiBridged:
		table = bridgedNames
	}
	p.str(word)
	p.byte(' ')
	p.name(table, "Unknown", protocol)
	p.printf(" (0x%04x), length %d: ", protocol, length)
}
