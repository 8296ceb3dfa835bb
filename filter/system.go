package filter

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// dnsTimeout bounds how long the name of a host is asked for.
const dnsTimeout = 10 * time.Second

// SystemResolver returns a Resolver that knows what this machine knows:
// /etc/hosts and then the name servers, /etc/ethers, /etc/networks,
// /etc/services and /etc/protocols. Each file is read when a name is first
// looked for in it. It is safe for concurrent use.
//
// On machines without the files of services and protocols, the common names are
// still known.
var SystemResolver = sync.OnceValue(func() Resolver { return NewFileResolver("/etc", lookupDNS) })

// NewFileResolver returns a Resolver that reads the files hosts, ethers,
// networks, services and protocols in directory dir. A host that the file does
// not have is looked for with dns, if that is not nil.
func NewFileResolver(dir string, dns func(name string) ([]netip.Addr, error)) Resolver {
	lazy := func(file string) func() ([][]string, error) {
		return sync.OnceValues(func() ([][]string, error) { return readTable(dir + "/" + file) })
	}
	return &fileResolver{
		hosts: lazy("hosts"), ethers: lazy("ethers"), networks: lazy("networks"),
		services: lazy("services"), protocols: lazy("protocols"), dns: dns,
	}
}

// lookupDNS asks the system's name servers.
func lookupDNS(name string) ([]netip.Addr, error) {
	ctx, cancel := context.WithTimeout(context.Background(), dnsTimeout)
	defer cancel()
	addrs, err := net.DefaultResolver.LookupNetIP(ctx, "ip", name)
	if e, ok := err.(*net.DNSError); ok && e.IsNotFound {
		return nil, ErrNoSuchName
	}
	return addrs, err
}

type fileResolver struct {
	hosts, ethers, networks, services, protocols func() ([][]string, error)

	dns func(name string) ([]netip.Addr, error)
}

// readTable returns the fields of each line of a file, without comments. A file
// that does not exist is empty.
func readTable(name string) ([][]string, error) {
	f, err := os.Open(name)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var table [][]string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if fields := strings.Fields(line); len(fields) >= 2 {
			table = append(table, fields)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return table, nil
}

func (r *fileResolver) LookupHost(name string) ([]netip.Addr, error) {
	table, err := r.hosts()
	if err != nil {
		return nil, err
	}
	var addrs []netip.Addr
	for _, fields := range table {
		if !named(fields[1:], name, strings.EqualFold) {
			continue
		}
		if a, err := netip.ParseAddr(fields[0]); err == nil {
			addrs = append(addrs, a)
		}
	}
	switch {
	case len(addrs) > 0:
		return addrs, nil
	case r.dns == nil:
		return nil, ErrNoSuchName
	}
	return r.dns(name)
}

func (r *fileResolver) LookupEther(name string) ([6]byte, error) {
	table, err := r.ethers()
	if err != nil {
		return [6]byte{}, err
	}
	for _, fields := range table {
		if named(fields[1:2], name, strings.EqualFold) && scanMAC(fields[0]) == len(fields[0]) {
			return parseMAC(fields[0]), nil
		}
	}
	return [6]byte{}, ErrNoSuchName
}

// LookupNetwork returns the network's number with a 32-bit mask, as the C
// library and libpcap take it: /etc/networks has no masks.
func (r *fileResolver) LookupNetwork(name string) (netip.Prefix, error) {
	table, err := r.networks()
	if err != nil {
		return netip.Prefix{}, err
	}
	for _, fields := range table {
		aliases := append([]string{fields[0]}, fields[2:]...)
		if !named(aliases, name, strings.EqualFold) {
			continue
		}
		number := fields[1] + strings.Repeat(".0", max(3-strings.Count(fields[1], "."), 0))
		if a, err := netip.ParseAddr(number); err == nil {
			return netip.PrefixFrom(a, 32), nil
		}
	}
	return netip.Prefix{}, ErrNoSuchName
}

func (r *fileResolver) LookupPort(name, protocol string) (uint16, error) {
	table, err := r.services()
	if err != nil {
		return 0, err
	}
	for _, fields := range table {
		port, proto, _ := strings.Cut(fields[1], "/")
		if proto != protocol || !named(append([]string{fields[0]}, fields[2:]...), name, equal) {
			continue
		}
		if p, err := strconv.ParseUint(port, 10, 16); err == nil {
			return uint16(p), nil
		}
	}
	if row, ok := commonServices[name]; ok && len(table) == 0 && strings.Contains(row.protocols, protocol) {
		return row.port, nil
	}
	return 0, ErrNoSuchName
}

func (r *fileResolver) LookupProtocol(name string) (uint8, error) {
	table, err := r.protocols()
	if err != nil {
		return 0, err
	}
	for _, fields := range table {
		if !named(append([]string{fields[0]}, fields[2:]...), name, equal) {
			continue
		}
		if p, err := strconv.ParseUint(fields[1], 10, 8); err == nil {
			return uint8(p), nil
		}
	}
	if p, ok := commonProtocols[name]; ok && len(table) == 0 {
		return p, nil
	}
	return 0, ErrNoSuchName
}

func named(names []string, name string, same func(a, b string) bool) bool {
	for _, n := range names {
		if same(n, name) {
			return true
		}
	}
	return false
}

func equal(a, b string) bool { return a == b }

// commonServices and commonProtocols stand in for files that are not there, as
// in a container.
var commonServices = map[string]struct {
	port      uint16
	protocols string
}{
	"ftp-data": {20, "tcp"}, "ftp": {21, "tcp"}, "ssh": {22, "tcp"}, "telnet": {23, "tcp"}, "smtp": {25, "tcp"},
	"domain": {53, "tcp udp"}, "bootps": {67, "udp"}, "bootpc": {68, "udp"}, "tftp": {69, "udp"},
	"http": {80, "tcp"}, "www": {80, "tcp"}, "kerberos": {88, "tcp udp"}, "pop3": {110, "tcp"}, "sunrpc": {111, "tcp udp"},
	"ntp": {123, "udp"}, "netbios-ns": {137, "udp"}, "netbios-dgm": {138, "udp"}, "netbios-ssn": {139, "tcp"},
	"imap2": {143, "tcp"}, "imap": {143, "tcp"}, "snmp": {161, "tcp udp"}, "snmp-trap": {162, "tcp udp"},
	"bgp": {179, "tcp"}, "ldap": {389, "tcp udp"}, "https": {443, "tcp udp"}, "microsoft-ds": {445, "tcp udp"},
	"isakmp": {500, "udp"}, "syslog": {514, "udp"}, "ldaps": {636, "tcp udp"}, "imaps": {993, "tcp"}, "pop3s": {995, "tcp"},
	"nfs": {2049, "tcp udp"}, "mysql": {3306, "tcp"}, "ipsec-nat-t": {4500, "udp"}, "sip": {5060, "tcp udp"},
	"mdns": {5353, "udp"}, "postgresql": {5432, "tcp"}, "http-alt": {8080, "tcp udp"},
}

var commonProtocols = map[string]uint8{
	"ip": 0, "icmp": ipICMP, "igmp": ipIGMP, "ipencap": 4, "tcp": ipTCP, "egp": 8, "igp": ipIGRP, "udp": ipUDP,
	"ipv6": 41, "ipv6-route": ipRouting, "ipv6-frag": ipFragment, "rsvp": 46, "gre": 47, "esp": ipESP, "ah": ipAH,
	"ipv6-icmp": ipICMPv6, "ipv6-nonxt": ipNone, "ipv6-opts": ipDestination, "eigrp": 88, "ospf": 89,
	"pim": ipPIM, "ipcomp": 108, "vrrp": ipVRRP, "l2tp": 115, "sctp": ipSCTP, "udplite": 136,
}
