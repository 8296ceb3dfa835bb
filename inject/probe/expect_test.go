package probe

import (
	"encoding/binary"
	"net/netip"
	"testing"

	"pktcap/filter"
	"pktcap/linktype"
)

func TestFilter(t *testing.T) {
	a := netip.MustParseAddr
	for _, tt := range []struct {
		e    Expect
		want string
	}{
		{Expect{Protocol: TCP, Local: a("10.0.0.1"), Remote: a("10.0.0.2"), LocalPorts: PortRange{40000, 40009}, RemotePorts: PortRange{80, 80}},
			"(src host 10.0.0.1 and dst host 10.0.0.2 and tcp and tcp src portrange 40000-40009 and tcp dst port 80)" +
				" or (src host 10.0.0.2 and dst host 10.0.0.1 and tcp and tcp src port 80 and tcp dst portrange 40000-40009)" +
				" or (icmp and dst host 10.0.0.1 and (icmp[0] = 3 or icmp[0] = 4 or icmp[0] = 11 or icmp[0] = 12) and icmp[17] = 6 and icmp[24:4] = 0x0a000002)"},
		{Expect{Protocol: UDP, Local: a("fe80::1%lo"), Remote: a("fd00::2"), RemotePorts: PortRange{53, 53}},
			"(src host fe80::1 and dst host fd00::2 and udp and udp dst port 53)" +
				" or (src host fd00::2 and dst host fe80::1 and udp and udp src port 53)" +
				" or (icmp6 and dst host fe80::1 and ip6[40] < 128 and ip6[72:4] = 0xfd000000 and ip6[76:4] = 0x00000000 and ip6[80:4] = 0x00000000 and ip6[84:4] = 0x00000002)" +
				" or (ip6 and host fe80::1 and host fd00::2 and (ip6[6] = 0 or ip6[6] = 43 or ip6[6] = 44 or ip6[6] = 60))"},
		{Expect{Protocol: ARP, Local: a("10.0.0.1"), Remote: a("10.0.0.2")},
			"(arp[6:2] = 1 and arp src host 10.0.0.1 and arp dst host 10.0.0.2) or (arp[6:2] = 2 and arp src host 10.0.0.2)"},
	} {
		if got, err := tt.e.Filter(); err != nil || got != tt.want {
			t.Errorf("%+v:\n got %s, %v\nwant %s", tt.e, got, err, tt.want)
		}
	}
	for _, e := range []Expect{
		{Protocol: TCP, Local: a("10.0.0.1"), Remote: a("fd00::2")},
		{Protocol: TCP, Remote: a("fd00::2")},
		{Local: a("10.0.0.1"), Remote: a("10.0.0.2")},
	} {
		if got, err := e.Filter(); err == nil {
			t.Errorf("%+v is no error: %s", e, got)
		}
	}
}

// TestFilterPasses compiles filters and runs them on probes, answers and
// strangers.
func TestFilterPasses(t *testing.T) {
	ethernet := func(packet []byte) []byte {
		kind := uint16(etherIPv4)
		if packet[0]>>4 == 6 {
			kind = etherIPv6
		}
		return append(binary.BigEndian.AppendUint16(make([]byte, 12), kind), packet...)
	}
	for _, w := range worlds {
		ports := PortRange{4000, 4009}
		echo, echoReply := uint8(icmpEcho), uint8(icmpEchoReply)
		if w.local.Is6() {
			echo, echoReply = icmp6Echo, icmp6EchoReply
		}
		datagram := ip(w.local, w.remote, protoUDP, udp(4000, 53, 1, ""))
		for _, tt := range []struct {
			name   string
			expect Expect
			packet []byte
			want   bool
		}{
			{"SYN", Expect{Protocol: TCP}, w.syn(4003, 1), true},
			{"SYN-ACK", Expect{Protocol: TCP}, w.back(tcp(80, 4003, 1, 2, flagSYN|flagACK, "")), true},
			{"other local port", Expect{Protocol: TCP}, w.back(tcp(80, 5003, 1, 2, flagSYN|flagACK, "")), false},
			{"other remote port", Expect{Protocol: TCP}, w.back(tcp(81, 4003, 1, 2, flagSYN|flagACK, "")), false},
			{"UDP for TCP", Expect{Protocol: TCP}, ip(w.remote, w.local, protoUDP, udp(80, 4003, 1, "")), false},
			{"from elsewhere", Expect{Protocol: TCP}, ip(w.router, w.local, protoTCP, tcp(80, 4003, 1, 2, flagSYN|flagACK, "")), false},
			{"ICMP error", Expect{Protocol: TCP}, ip(w.router, w.local, w.icmp, icmp(w.unreachable, 1, 0, w.syn(4003, 1))), true},
			{"ICMP error about another", Expect{Protocol: TCP}, ip(w.router, w.local, w.icmp, icmp(w.unreachable, 1, 0, ip(w.local, w.router, protoTCP, tcp(4003, 80, 1, 0, flagSYN, "")))), false},
			{"UDP", Expect{Protocol: UDP, RemotePorts: PortRange{53, 53}}, datagram, true},
			{"UDP back", Expect{Protocol: UDP, RemotePorts: PortRange{53, 53}}, ip(w.remote, w.local, protoUDP, udp(53, 4000, 1, "")), true},
			{"port unreachable", Expect{Protocol: UDP, RemotePorts: PortRange{53, 53}}, ip(w.remote, w.local, w.icmp, icmp(w.unreachable, 4, 0, datagram)), true},
			{"echo", Expect{Protocol: Echo}, ip(w.local, w.remote, w.icmp, icmp(echo, 0, 4000<<16|1, nil)), true},
			{"echo reply", Expect{Protocol: Echo}, ip(w.remote, w.local, w.icmp, icmp(echoReply, 0, 4009<<16|1, nil)), true},
			{"another's echo reply", Expect{Protocol: Echo}, ip(w.remote, w.local, w.icmp, icmp(echoReply, 0, 4010<<16|1, nil)), false},
			{"any echo reply", Expect{Protocol: Echo, LocalPorts: PortRange{0, 65535}}, ip(w.remote, w.local, w.icmp, icmp(echoReply, 0, 4010<<16|1, nil)), true},
		} {
			e := tt.expect
			e.Local, e.Remote = w.local, w.remote
			if e.LocalPorts == (PortRange{}) {
				e.LocalPorts = ports
			}
			if e.RemotePorts == (PortRange{}) && e.Protocol == TCP {
				e.RemotePorts = PortRange{80, 80}
			}
			expr, err := e.Filter()
			if err != nil {
				t.Fatal(err)
			}
			for link, data := range map[linktype.Type][]byte{linktype.Ethernet: ethernet(tt.packet), linktype.Raw: tt.packet} {
				prog, err := filter.Compile(expr, filter.Options{LinkType: link})
				if err != nil {
					t.Fatalf("%s: %v", expr, err)
				}
				if got := prog.Match(data, len(data), nil); got != tt.want {
					t.Errorf("%v %s on %v: %v, want %v\n%s", w.local, tt.name, link, got, tt.want, expr)
				}
			}
		}
	}
}
