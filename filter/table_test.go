package filter

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"pktcap/internal/netlab"
	"pktcap/linktype"
)

// tableExpressions are expressions as people write them. Each gives the verdict
// of libpcap on every packet of the corpus.
var tableExpressions = []string{
	// Protocols.
	"", "ip", "ip6", "arp", "rarp", "tcp", "udp", "icmp", "icmp6", "sctp", "igmp", "pim", "vrrp", "carp", "ah", "esp",
	"not ip", "not arp and not ip6", "ip or ip6", "tcp or udp", "ip and udp", "ip6 and tcp", "ip proto 6", "ip6 proto 58", "proto 17", "proto 132",
	"ip proto \\icmp", "ether proto 0x0800", "ether proto \\arp", "ether proto 0x88cc", "ether proto \\ip6", "link proto \\ip",
	"stp", "ipx", "netbeui", "atalk", "aarp", "lat", "iso", "clnp", "esis", "isis", "llc", "llc u", "llc ui",

	// Hosts and networks.
	"host 10.0.0.1", "host 192.168.1.1", "src host 10.0.0.1", "dst host 192.168.1.1", "src or dst host 127.0.0.1", "src and dst host 127.0.0.1",
	"host 127.0.0.1 or ::1", "host ::1", "ip6 host fe80::1", "src host fe80::1", "host ff02::1", "dst host ff02::2", "arp host 10.0.0.1",
	"not host 127.0.0.1", "host 10.0.0.1 and not 10.0.0.2", "host 224.0.0.1 or 224.0.0.2 or 224.0.0.5",
	"net 10", "net 10.0.0.0/8", "net 192.168", "net 192.168.0.0/16", "src net 172.16.0.0/12", "dst net 224.0.0.0/4", "net 127.0.0.0 mask 255.0.0.0",
	"net 0.0.0.0/0", "ip6 net fe80::/10", "net 2001::/16", "dst net ff00::/8", "net ::/0", "src and dst net 10.0.0.0/8", "net 10.0.0.0 mask 255.0.0.255",
	"src 10.0.0.1", "dst 10.0.0.1 or dst 10.0.0.2", "ip host 1.1.1.1", "host 0x7f000001",

	// Ports.
	"port 80", "port 53", "tcp port 80", "udp port 53", "sctp port 2905", "src port 53", "dst port 53", "tcp src port 80", "tcp dst port 179",
	"port 80 or 443", "port 67 or port 68", "not port 22", "tcp port (21 or 22 or 23)", "src and dst port 520", "src or dst port 500",
	"portrange 0-1023", "tcp portrange 1024-65535", "udp portrange 5000-6000", "dst portrange 30000-40000", "src portrange 1-100 or 200",
	"port domain", "tcp port http", "udp port snmp", "port bgp", "tcp and port 179 and not host 10.0.0.1",

	// Lengths.
	"less 64", "greater 100", "len > 500", "len <= 60", "len = 60", "greater 60 and less 100", "ip and greater 1000", "len - 14 > 100",

	// Link-layer addresses.
	"ether broadcast", "broadcast", "ether multicast", "multicast", "ip multicast", "ip6 multicast", "not multicast", "not broadcast and not multicast",
	"ether host ff:ff:ff:ff:ff:ff", "ether dst 01:80:c2:00:00:00", "ether src 00:00:00:00:00:00", "ether host 00-00-5e-00-01-01",
	"ether[0] & 1 != 0", "ether[0] & 1 = 0 and ip[16] >= 224", "ether[12:2] > 1500", "ether[6:4] = 0",

	// Bytes.
	"tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "tcp[tcpflags] == tcp-syn", "tcp[13] & 2 != 0", "tcp[tcpflags] & (tcp-rst|tcp-ack) == (tcp-rst|tcp-ack)",
	"tcp[2:2] = 80", "tcp[0:2] > 1023", "tcp[12] >> 4 > 5", "tcp[tcpflags] & tcp-push != 0 and not port 22",
	"udp[4:2] > 100", "udp[0:2] = udp[2:2]", "udp[8:2] & 0x8000 != 0",
	"icmp[icmptype] = icmp-echo", "icmp[icmptype] != icmp-echo and icmp[icmptype] != icmp-echoreply", "icmp[icmpcode] = 3", "icmp[0] = 3 and icmp[1] = 4",
	"icmp6[icmp6type] = icmp6-neighborsolicit", "icmp6[0] >= 133 and icmp6[0] <= 137", "icmp6[icmp6type] = icmp6-echo",
	"ip[0] & 0xf != 5", "ip[6:2] & 0x1fff = 0", "ip[6:2] & 0x3fff != 0", "ip[8] < 5", "ip[8] = 1", "ip[2:2] > 576", "ip[1] & 0xfc >> 2 = 46", "ip[9] = 6", "ip[12:4] = ip[16:4]",
	"ip6[6] = 0", "ip6[7] = 255", "ip6[4:2] > 100", "ip6[0] & 0xf0 != 0x60", "ip6[40] = 0",
	"arp[6:2] = 1", "arp[7] = 2", "igmp[0] = 0x11", "sctp[12] = 0", "vrrp[0] & 0x0f = 1",
	"tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)",
	"(ip[0] & 0x0f) * 4 > 20", "ip[2:2] % 4 = 1", "ip[10:2] ^ 0xffff > 0x8000", "len / 2 > 50", "- ip[8] & 0xff > 200", "1 + 2 = 3", "1 > 2 or ip",
	"byte 12 = 8", "byte 0 < 4", "byte 23 > 16",

	// Tunnels.
	"vlan", "vlan 1", "vlan 100", "vlan and ip", "vlan and vlan", "vlan 5 or vlan 8", "vlan and tcp port 80", "not vlan", "ip or vlan",
	"mpls", "mpls 16", "mpls and ip", "mpls and mpls", "mpls and host 10.0.0.1", "pppoed", "pppoes", "pppoes and ip", "pppoes and tcp port 80", "pppoes 1",
	"geneve", "geneve and ip", "geneve 10 and icmp",

	// Together.
	"ip and not net 10.0.0.0/8", "(tcp or udp) and (port 53 or port 80) and not host 127.0.0.1", "not (tcp port 80 or tcp port 443)",
	"tcp and (src net 10 or dst net 10)", "!(ip || ip6) && !arp", "host 10.0.0.1 && (port 80 || icmp)", "udp and not (port 53 or 123 or 161)",
	"icmp or icmp6 or arp", "ip[0] & 0xf > 5 or ip6 proto 0", "tcp[tcpflags] & tcp-syn != 0 and not src and dst net 192.168.0.0/16",
	"not (src host 10.0.0.1 and dst port 80) or udp", "ip and ip[6:2] & 0x1fff != 0 or ip6 proto 44",
}

// tableLinkTypes are the link types that the table is compiled for; each
// expression for those that it is accepted on.
var tableLinkTypes = []linktype.Type{
	linktype.Ethernet, linktype.Raw, linktype.Null, linktype.Loop, linktype.LinuxSLL, linktype.LinuxSLL2, linktype.PPP, linktype.IEEE80211,
	linktype.IEEE80211Radio, linktype.CHDLC, linktype.FrameRelay, linktype.IPv4, linktype.IPv6, linktype.PFLog,
}

// TestTable gives each expression of the table the verdict of libpcap on every
// packet of the corpus, and the kernel's.
func TestTable(t *testing.T) {
	if len(tableExpressions) < 150 {
		t.Fatalf("only %d expressions", len(tableExpressions))
	}
	d := newTcpdump(t)
	packets := corpusPackets(t)
	kernel := newKernel(t)
	programs, verdicts := 0, 0
	theirs := compileAll(t, d, tableLinkTypes, tableExpressions)
	for _, lt := range tableLinkTypes {
		if len(packets[lt]) == 0 {
			continue
		}
		for _, expr := range tableExpressions {
			what := expr + " on " + lt.String()
			p, err := Compile(expr, Options{LinkType: lt, Resolver: NewFileResolver("/etc", nil)})
			o := theirs[lt][expr]
			switch {
			case o == nil:
				continue
			case errors.Is(err, ErrRejectsAll):
				p = rejectsAll // libpcap may not have seen it, but it must be true
			case (err == nil) != (o.optimized != nil):
				t.Errorf("%s: %v, libpcap: %s", what, err, o.message)
			}
			if p == nil || o.plain == nil {
				continue
			}
			programs++
			for i, packet := range packets[lt] {
				got := p.Match(packet.data, packet.length, nil)
				if o.holds(p, packet.data, packet.length) == differs {
					t.Errorf("%s: %v for %x, libpcap says %v\n%v\n%v", what, got, packet.data, !got, p, o.plain)
					break
				}
				verdicts++
				// The kernel is slower to ask.
				if i%(1+len(packets[lt])/20) == 0 {
					kernel.compare(t, what, p, packet.data)
				}
			}
		}
	}
	t.Logf("%d expressions, %d programs, %d verdicts, %d of them asked of the kernel too", len(tableExpressions), programs, verdicts, kernel.asked())
}

// compileAll compiles expressions with libpcap, two at a time.
func compileAll(t testing.TB, d tcpdump, types []linktype.Type, exprs []string) map[linktype.Type]map[string]*oracle {
	type job struct {
		lt   linktype.Type
		expr string
	}
	jobs := make(chan job)
	var mu sync.Mutex
	var wg sync.WaitGroup
	all := make(map[linktype.Type]map[string]*oracle)
	for _, lt := range types {
		all[lt] = make(map[string]*oracle)
	}
	for range 2 {
		wg.Go(func() {
			for j := range jobs {
				o, _ := newOracle(t, d, j.lt.String(), j.expr)
				mu.Lock()
				all[j.lt][j.expr] = o
				mu.Unlock()
			}
		})
	}
	for _, lt := range types {
		for _, expr := range exprs {
			jobs <- job{lt, expr}
		}
	}
	close(jobs)
	wg.Wait()
	return all
}

// TestCorpusKernel runs the programs of the corpus in the kernel as well.
func TestCorpusKernel(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(netlab.Corpus(t), "filters", "accept.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []acceptRow
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	kernel, names, r := newKernel(t), corpusNames(t), newRand(7)
	for _, row := range rows {
		opt := row.options(t, names)
		if opt.Live {
			continue // a Unix socket's packets have no VLAN tags and no interface
		}
		p, err := Compile(row.Expressions[0], opt)
		if err != nil {
			t.Errorf("%s: %v", row.Label, err)
			continue
		}
		for range 6 {
			if packet := probe(r, p.Instructions(), nil); len(packet) > 0 {
				kernel.compare(t, row.Label, p, packet)
			}
		}
	}
	t.Logf("%d verdicts", kernel.asked())
}
