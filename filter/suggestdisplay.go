package filter

import (
	"fmt"
	"strings"
)

// displayFilters are fields of Wireshark's display filters, and what is written
// here. That is another language, which people take this one for.
var displayFilters = map[string]string{
	"ip.addr": "host", "ip.src": "src host", "ip.dst": "dst host", "ip.host": "host", "ip.proto": "ip proto", "ip.ttl": "ip[8]", "ip.len": "ip[2:2]",
	"ipv6.addr": "ip6 host", "ipv6.src": "ip6 src host", "ipv6.dst": "ip6 dst host", "ipv6.nxt": "ip6 proto",
	"eth.addr": "ether host", "eth.src": "ether src", "eth.dst": "ether dst", "eth.type": "ether proto",
	"tcp.port": "tcp port", "tcp.srcport": "tcp src port", "tcp.dstport": "tcp dst port", "tcp.len": "tcp and greater",
	"udp.port": "udp port", "udp.srcport": "udp src port", "udp.dstport": "udp dst port", "udp.length": "udp[4:2]",
	"sctp.port": "sctp port", "sctp.srcport": "sctp src port", "sctp.dstport": "sctp dst port",
	"icmp.type": "icmp[icmptype]", "icmp.code": "icmp[icmpcode]", "icmpv6.type": "icmp6[icmp6type]", "icmpv6.code": "icmp6[icmp6code]",
	"arp.opcode": "arp[6:2]", "vlan.id": "vlan", "mpls.label": "mpls", "vxlan.vni": "vxlan", "geneve.vni": "geneve",
	"frame.len": "len", "frame.interface_id": "ifindex", "wlan.addr": "wlan host", "wlan.sa": "wlan src", "wlan.da": "wlan dst",
	"dns": "port 53", "http": "tcp port 80", "tls": "tcp port 443", "dhcp": "udp port 67 or 68", "icmpv6": "icmp6", "ipv6": "ip6", "eth": "ether ...",
}

// displayFilter returns a hint if name is a field of a display filter, else "".
func displayFilter(name string) string {
	instead, ok := displayFilters[strings.ToLower(name)]
	switch {
	case ok && !strings.Contains(name, "."):
		return fmt.Sprintf("write %q", instead)
	case ok:
		return fmt.Sprintf("%s is of Wireshark's display filters; here it is %q", name, instead)
	case strings.HasPrefix(name, "tcp.flags"):
		return fmt.Sprintf("%s is of Wireshark's display filters; here it is \"tcp[tcpflags] & tcp-syn != 0\" and its like", name)
	}
	return ""
}

// usualServices are services whose names are often written, and written wrong.
var usualServices = []string{
	"http", "https", "ssh", "domain", "smtp", "telnet", "ftp", "ftp-data", "ntp", "snmp", "snmptrap", "syslog", "bgp", "imap2", "imaps",
	"pop3", "pop3s", "ldap", "ldaps", "bootps", "bootpc", "tftp", "kerberos", "nfs", "mysql", "postgresql", "isakmp", "radius", "sip", "submission",
}

// likeService returns the service that is most like name and that names has, or
// "".
func likeService(name string, known func(name string) bool) string {
	if instead := map[string]string{"dns": "domain", "dhcp": "bootps", "imap": "imap2", "postgres": "postgresql", "ike": "isakmp"}[strings.ToLower(name)]; instead != "" && known(instead) {
		return instead
	}
	if service := nearestOf(name, usualServices); service != "" && known(service) {
		return service
	}
	return ""
}
