package filter

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"pktcap/linktype"
)

// manual has the primitives of pcap-filter(7) in the order of that page, with
// each of their qualifiers and of the names that they take.
var manual = []struct {
	dlt   string
	terms string // one a line
}{
	{dlt: "EN10MB", terms: `
		host 10.0.0.1
		src host 10.0.0.1
		dst host 10.0.0.1
		src or dst host 10.0.0.1
		src and dst host 10.0.0.1
		dst or src host 10.0.0.1
		dst and src host 10.0.0.1
		host fe80::1
		host loopback.test
		src 10.0.0.1
		dst 10.0.0.1
		ip host 10.0.0.1
		ip6 host ::1
		arp host 10.0.0.1
		rarp dst host 10.0.0.1
		ip src 10.0.0.1
		ether host 0:1:2:3:4:5
		ether src 00:01:02:03:04:05
		ether dst 00-01-02-03-04-05
		ether src host 0001.0203.0405
		ether dst host 000102030405
		ether host 00.01.02.03.04.05
		net 10
		net 10.1
		net 10.1.2
		net 10.0.0.0/8
		net 10.0.0.0 mask 255.0.0.0
		src net 10
		dst net 10
		net fe80::/10
		src net 2001:db8::/32
		net localnet.test
		ip net 10
		arp src net 10
		ip6 dst net fe80::/10
		port 80
		src port 80
		dst port 80
		tcp port 80
		udp src port 53
		sctp dst port 2905
		port http
		tcp port smtp
		portrange 6000-6008
		src portrange 6000-6008
		dst portrange 6000-6008
		tcp portrange 20-http
		less 100
		greater 100
		ip proto 6
		ip proto \tcp
		ip proto \icmp
		ip proto \igmp
		ip6 proto 58
		ip6 proto \udp
		proto 132
		proto \sctp
		icmp
		icmp6
		ah
		esp
		pim
		sctp
		tcp
		udp
		igmp
		igrp
		vrrp
		carp
		ip protochain 6
		ip6 protochain 6
		protochain \udp
		ether broadcast
		broadcast
		ether multicast
		multicast
		ip multicast
		ip6 multicast
		ether proto 0x0800
		ether proto \ip
		ether proto \ip6
		ether proto \arp
		ether proto \rarp
		ether proto \atalk
		ether proto \aarp
		ether proto \decnet
		ether proto \sca
		ether proto \lat
		ether proto \mopdl
		ether proto \moprc
		ether proto \iso
		ether proto \stp
		ether proto \ipx
		ether proto \netbeui
		ether proto \loopback
		ip
		ip6
		arp
		rarp
		atalk
		aarp
		decnet
		iso
		stp
		ipx
		netbeui
		lat
		moprc
		mopdl
		sca
		decnet src 1.1
		decnet dst 1.1
		decnet host 10.123
		llc
		llc i
		llc s
		llc u
		llc rr
		llc rnr
		llc rej
		llc ui
		llc ua
		llc disc
		llc sabme
		llc test
		llc xid
		llc frmr
		vlan
		vlan 100
		vlan 100 && vlan 200
		vlan && vlan 300 && ip
		mpls
		mpls 100000
		mpls 100000 && mpls 1024
		mpls && mpls 1024 && host 192.9.200.1
		pppoed
		pppoes
		pppoes 0x27
		pppoes 0x27 && ip
		geneve
		geneve 0xb
		geneve 0xb && ip
		iso proto 0x83
		iso proto \clnp
		iso proto \esis
		iso proto \isis
		clnp
		esis
		isis
		l1
		l2
		iih
		lsp
		snp
		csnp
		psnp
		isis proto 18
		ip[0] = 1
		ip6[0] = 1
		arp[0] = 1
		rarp[0] = 1
		tcp[0] = 1
		udp[0] = 1
		sctp[0] = 1
		icmp[0] = 1
		icmp6[0] = 1
		igmp[0] = 1
		igrp[0] = 1
		pim[0] = 1
		vrrp[0] = 1
		carp[0] = 1
		ether[0] = 1
		link[0] = 1
		atalk[0] = 1
		decnet[0] = 1
		lat[0] = 1
		mopdl[0] = 1
		moprc[0] = 1
		sca[0] = 1
		ether[0:1] = 1
		ether[0:2] = 1
		ether[0:4] = 1
		len > 5
		length > 5
		len + 1 - 2 * 3 / 4 % 5 & 6 | 7 ^ 8 << 9 >> 1 > 0
		- len + 1 < 5
		(len + 5) * 2 >= 100
		len <= 0x10
		len != 010
		len == 10
		ether[0] & 1 != 0
		ip[0] & 0xf != 5
		ip[6:2] & 0x1fff = 0
		byte 5 = 3
		byte 5 < 3
		byte 5 > 3
		tcp[tcpflags] & (tcp-syn|tcp-fin) != 0
		host 10.0.0.1 and not port ftp and not port ftp-data
		host 10.0.0.1 && ! port ftp && ! port ftp-data
		tcp dst port ftp or ftp-data or domain
		not (host 10.0.0.1 or host 10.0.0.2) || arp
		ip host 10.0.0.1 and not 10.0.0.2
		tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net localnet.test
		tcp[tcpflags] & (tcp-rst|tcp-ack) == (tcp-rst|tcp-ack)
		tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)
		ip[2:2] > 576
		ether[0] & 1 = 0 and ip[16] >= 224
		icmp[icmptype] != icmp-echo and icmp[icmptype] != icmp-echoreply
		icmp6[icmp6type] != icmp6-echo and icmp6[icmp6type] != icmp6-echoreply`},
	{dlt: "EN10MB", terms: `
		vxlan
		vxlan 0xb
		vxlan 0xb && ip
		geneve && vxlan 7 && host 10.0.0.1
		ip broadcast
		gateway router.test
		inbound
		outbound
		ifindex 3`},
	{dlt: "FDDI", terms: `
		fddi proto \arp
		fddi host 0:1:2:3:4:5
		fddi broadcast
		fddi multicast
		fddi[0] = 1
		llc u
		iso`},
	{dlt: "IEEE802", terms: `
		tr proto \arp
		tr src 0:1:2:3:4:5
		tr broadcast
		tr multicast
		tr[0] = 1
		llc i`},
	{dlt: "IEEE802_11", terms: `
		wlan host 0:1:2:3:4:5
		wlan src 0:1:2:3:4:5
		wlan dst 0:1:2:3:4:5
		wlan ra 0:1:2:3:4:5
		wlan ta 0:1:2:3:4:5
		wlan addr1 0:1:2:3:4:5
		wlan addr2 0:1:2:3:4:5
		wlan addr3 0:1:2:3:4:5
		wlan addr4 0:1:2:3:4:5
		wlan broadcast
		wlan multicast
		wlan proto \ip
		wlan[0] = 1
		dir nods
		dir tods
		dir fromds
		dir dstods
		dir 3
		wlan dir 1
		wlan type mgt
		type 0
		type mgt subtype 0x80
		subtype beacon
		llc ui`},
	{dlt: "IEEE802_11_RADIO", terms: `
		radio[2] = 8
		type data and ip
		wlan host 0:1:2:3:4:5 and tcp port 80`},
	{dlt: "PFLOG", terms: `
		ifname en0
		on en0
		rnr 5
		rulenum 5
		rset foo
		ruleset foo
		srnr 5
		subrulenum 5
		reason match
		reason bad-offset
		reason fragment
		reason short
		reason normalize
		reason memory
		action pass
		action block
		inbound
		outbound
		tcp port 80`},
	{dlt: "SUNATM", terms: `
		vpi 5
		vci 5
		vci > 5
		vpi (1 or 2)
		lane
		oamf4sc
		oamf4ec
		oamf4
		oam
		metac
		bcc
		sc
		ilmic
		connectmsg
		metaconnect
		llc
		ip`},
	{dlt: "MTP2", terms: `
		fisu
		lssu
		lsu
		msu
		hfisu
		hlssu
		hmsu
		sio 3
		hsio 3
		opc 5
		hopc 5
		dpc 5
		hdpc 5
		sls 3
		hsls 3
		sio (3 or 4)`},
	{dlt: "ARCNET", terms: `
		link host $01
		link src $01
		link dst $01
		broadcast
		ip`},
	{dlt: "LINUX_SLL", terms: `
		inbound
		outbound
		ip
		vlan 5
		tcp port 80`},
	{dlt: "LINUX_SLL2", terms: `
		inbound
		outbound
		ifindex 3
		udp port 53`},
}

// manualTerms are the terms of the table and those that have names which this
// package has in tables of its own: each of them once.
func manualTerms() map[string][]string {
	all := make(map[string][]string)
	for _, row := range manual {
		for _, line := range strings.Split(row.terms, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				all[row.dlt] = append(all[row.dlt], line)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		proto := map[bool]string{true: "icmp6", false: "icmp"}[strings.HasPrefix(name, "icmp6")]
		if strings.HasPrefix(name, "tcp") {
			proto = "tcp"
		}
		all["EN10MB"] = append(all["EN10MB"], fmt.Sprintf("%s[%s] = 1", proto, name), fmt.Sprintf("%s[0] = %s", proto, name))
	}
	for _, kind := range slices.Sorted(maps.Keys(wlanTypes)) {
		all["IEEE802_11"] = append(all["IEEE802_11"], "type "+kind)
		for _, subtype := range slices.Sorted(maps.Keys(wlanSubtypes[wlanTypes[kind]])) {
			all["IEEE802_11"] = append(all["IEEE802_11"], "type "+kind+" subtype "+subtype, "subtype "+subtype)
		}
	}
	return all
}

// manualNames are the names of the table.
func manualNames() Resolver {
	return fixedNames{
		hosts: map[string][]netip.Addr{
			"loopback.test": {netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("::1")},
			"router.test":   {netip.MustParseAddr("10.0.0.254")},
		},
		Resolver: NewFileResolver("/etc", nil),
	}
}

// fixedNames knows hosts, the router's MAC address and a network, and of the
// rest what another Resolver knows.
type fixedNames struct {
	hosts map[string][]netip.Addr
	Resolver
}

func (f fixedNames) LookupHost(name string) ([]netip.Addr, error) { return f.hosts[name], nil }
func (f fixedNames) LookupEther(string) ([6]byte, error)          { return [6]byte{0, 1, 2, 3, 4, 5}, nil }
func (f fixedNames) LookupNetwork(string) (netip.Prefix, error) {
	return netip.MustParsePrefix("10.1.0.0/16"), nil
}

// TestManual compiles each primitive of the manual, with the optimiser and
// without, and runs the programs in the kernel; where libpcap 1.10.3 knows it,
// it has libpcap's verdicts.
func TestManual(t *testing.T) {
	d := newTcpdump(t)
	kernel := newKernel(t)
	c := comparison1103{t: t, d: d, r: newRand(11), count: make(map[string]int)}
	n, known := 0, 0
	for dlt, terms := range manualTerms() {
		lt, ok := linktype.ByName(dlt)
		if !ok {
			t.Fatalf("no link type %s", dlt)
		}
		for _, expr := range terms {
			n++
			opt := Options{LinkType: lt, Resolver: manualNames(), Netmask: netip.MustParseAddr("255.0.0.0")}
			p, err := Compile(expr, opt)
			if err != nil {
				// Only a live socket has it, or no packet.
				opt.Live = true
				if p, err = Compile(expr, opt); err != nil {
					t.Errorf("%s on %s: %v", expr, dlt, err)
					continue
				}
			}
			opt.NoOptimize = true
			plain, err := Compile(expr, opt)
			if err != nil {
				t.Errorf("%s on %s, not optimised: %v", expr, dlt, err)
				continue
			}
			c.verdicts(dlt, expr, p, &oracle{plain: plain, asked: question{dlt, expr}})
			if !opt.Live {
				for range 4 {
					kernel.compare(t, expr, p, probe(c.r, p.Instructions(), nil))
					kernel.compare(t, expr, plain, probe(c.r, plain.Instructions(), nil))
				}
			}
			if strings.Contains(expr, ".test") || strings.Contains(expr, "protochain") || expr == "ip broadcast" {
				continue // names that tcpdump does not know, loops, a netmask
			}
			if o, _ := newOracle(t, d, dlt, expr); o != nil && o.plain != nil && !opt.Live {
				c.verdicts(dlt, expr, p, o)
				known++
			}
		}
	}
	t.Logf("%d expressions, %d of them compared with libpcap, %d verdicts of the kernel", n, known, kernel.asked())
}
