package decode

// Ranks of layers: one stands on those of lower rank. A layer that does not
// begins a new level of encapsulation.
const (
	rankNothing     = iota // not a layer of its own
	rankRadio              // what a receiver adds to a frame
	rankLink               // Ethernet and the like
	rankTag                // VLAN tags, LLC
	rankSession            // PPPoE
	rankPPP                // PPP
	rankLabel              // MPLS
	rankNetwork            // IP, ARP
	rankExtension          // IPv6 extension headers
	rankSecurity           // AH, ESP
	rankTransport          // TCP, UDP, ICMP, GRE
	rankTunnel             // VXLAN, Geneve
	rankApplication        // all else
)

// A layerKind is how a layer is written.
type layerKind struct {
	name    string
	rank    int
	repeats bool                      // it is an array
	write   func(r *record, l *layer) // nil: its text
}

// layerOf returns how layers of what Printer.enter names protocol are written.
func layerOf(protocol string) layerKind {
	switch protocol {
	case "", "ipn", "unsupported", "netanalyzer", "netanalyzer_transparent":
		return layerKind{}
	case "ether":
		return layerKind{"eth", rankLink, false, (*record).ethernet}
	case "sll", "sll2":
		return layerKind{"sll", rankLink, false, (*record).cooked}
	case "null":
		return layerKind{"null", rankLink, false, (*record).null}
	case "vlan":
		return layerKind{"vlan", rankTag, true, (*record).vlan}
	case "llc":
		return layerKind{"llc", rankTag, false, (*record).llc}
	case "pppoe":
		return layerKind{"pppoe", rankSession, false, (*record).pppoe}
	case "ppp":
		return layerKind{"ppp", rankPPP, false, (*record).ppp}
	case "mpls":
		return layerKind{"mpls", rankLabel, true, (*record).mpls}
	case "arp":
		return layerKind{"arp", rankNetwork, false, (*record).arp}
	case "ip":
		return layerKind{"ip", rankNetwork, false, (*record).ipv4}
	case "ip6":
		return layerKind{"ipv6", rankNetwork, false, (*record).ipv6}
	case "hbhopt", "dstopt", "rt6", "frag6":
		return layerKind{"ipv6_ext", rankExtension, true, (*record).ipv6Extension}
	case "ah":
		return layerKind{"ah", rankSecurity, false, (*record).ah}
	case "esp":
		return layerKind{"esp", rankSecurity, false, (*record).esp}
	case "tcp":
		return layerKind{"tcp", rankTransport, false, (*record).tcp}
	case "udp":
		return layerKind{"udp", rankTransport, false, (*record).udp}
	case "icmp":
		return layerKind{"icmp", rankTransport, false, (*record).icmp}
	case "icmp6":
		return layerKind{"icmpv6", rankTransport, false, (*record).icmpv6}
	case "igmp":
		return layerKind{"igmp", rankTransport, false, (*record).igmp}
	case "sctp":
		return layerKind{"sctp", rankTransport, false, (*record).sctp}
	case "dccp":
		return layerKind{"dccp", rankTransport, false, (*record).dccp}
	case "gre":
		return layerKind{"gre", rankTransport, false, (*record).gre}
	case "vxlan":
		return layerKind{"vxlan", rankTunnel, false, (*record).vxlan}
	case "geneve":
		return layerKind{"geneve", rankTunnel, false, (*record).geneve}
	case "802.11":
		return layerKind{"wlan", rankLink, false, (*record).wlan}
	case "802.11_radio", "802.11_radio_avs", "prism":
		return layerKind{"radiotap", rankRadio, false, nil}
	}
	if kind := controlOf(protocol); kind.write != nil {
		return kind
	}
	return applicationOf(protocol)
}

// controlOf is layerOf for routing protocols and what bridges tell each other.
func controlOf(protocol string) layerKind {
	var write func(r *record, l *layer)
	switch protocol {
	case "ospf2":
		protocol, write = "ospf", (*record).ospf
	case "bgp":
		write = (*record).bgp
	case "isis":
		write = (*record).isis
	case "rip":
		write = (*record).rip
	case "vrrp":
		write = (*record).vrrp
	case "hsrp":
		write = (*record).hsrp
	case "bfd":
		write = (*record).bfd
	case "eigrp":
		write = (*record).eigrp
	case "pim":
		write = (*record).pim
	case "isakmp":
		write = (*record).isakmp
	case "stp":
		write = (*record).stp
	case "lldp":
		write = (*record).lldp
	case "cdp":
		write = (*record).cdp
	}
	return layerKind{protocol, rankApplication, false, write}
}

// applicationOf is layerOf for protocols above TCP, UDP and the like.
func applicationOf(protocol string) layerKind {
	var write func(r *record, l *layer)
	switch protocol {
	case "domain":
		protocol, write = "dns", (*record).dns
	case "llmnr":
		write = (*record).dns
	case "nbns":
		write = (*record).netBIOSName
	case "nbdgm":
		write = (*record).netBIOSDatagram
	case "bootp":
		protocol, write = "dhcp", (*record).dhcp
	case "dhcp6":
		protocol, write = "dhcpv6", (*record).dhcp6
	case "gtp":
		write = (*record).gtp
	case "ntp":
		write = (*record).ntp
	case "http":
		write = (*record).http
	case "rtsp":
		write = (*record).rtsp
	case "sip":
		write = (*record).sip
	case "ftp":
		write = (*record).ftp
	case "smtp":
		write = (*record).smtp
	case "ssh":
		write = (*record).ssh
	case "tls":
		write = (*record).tls
	case "quic":
		write = (*record).quic
	case "snmp":
		write = (*record).snmp
	case "radius":
		write = (*record).radius
	case "tftp":
		write = (*record).tftp
	case "syslog":
		write = (*record).syslog
	}
	return layerKind{protocol, rankApplication, false, write}
}
