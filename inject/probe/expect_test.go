package probe

import (
	"net/netip"
	"testing"
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
				" or (icmp6 and dst host fe80::1 and ip6[40] < 128 and ip6[72:4] = 0xfd000000 and ip6[76:4] = 0x00000000 and ip6[80:4] = 0x00000000 and ip6[84:4] = 0x00000002)"},
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
