package decode

import "testing"

const (
	netBIOSQuery = `8921 0110 0001 0000 0000 0000
		20 454246434543454643414341434143414341434143414341434143414341424c 00 0020 0001`
	netBIOSPositive = `8921 8500 0000 0001 0000 0000
		20 4542464345434546434143414341434143414341434143414341434143414341 05 6c6f63616c 00
		0020 0001 0000012c 000c e000 0a000003 6000 0a000004`
	netBIOSGroup = `11 0e 891d 0a000001 008a 0044 0000
		20 4542464345434546434143414341434143414341434143414341434143414141 00
		20 4142414346504650454e46444543464345504648464445464650465041434142 00`
)

func TestNetBIOS(t *testing.T) {
	tests := []struct {
		name, payload string
		port, v       int
		want          string
	}{
		{"plain", netBIOSQuery, portNetBIOSName, 0, "UDP, length 50"},
		{
			"query", netBIOSQuery, portNetBIOSName, 3,
			"NBT UDP PACKET(137): QUERY; REQUEST; BROADCAST, id 0x8921\n\tquestion: ARBE<1b> NB",
		},
		{
			"response with a scope", netBIOSPositive, portNetBIOSName, 3,
			"NBT UDP PACKET(137): QUERY; POSITIVE; RESPONSE; UNICAST, id 0x8921\n\t" +
				"answer: ARBE<20>.local NB ttl 5m H-node group 10.0.0.3 H-node 10.0.0.4",
		},
		{
			"datagram", netBIOSGroup, portNetBIOSDatagram, 3,
			"NBT UDP PACKET(138): direct group datagram, id 0x891d, H-node, from 10.0.0.1.138, length 68\n\t" +
				`ARBE<00> > \0x01\0x02__MSBROWSE__\0x02<01>`,
		},
		{"no datagram", "17 02 0001 0a000001 008a 82", portNetBIOSDatagram, 3, "UDP, length 11"},
		{
			"datagram error", "13 02 0001 0a000001 008a 82", portNetBIOSDatagram, 3,
			"NBT UDP PACKET(138): datagram error, id 0x1, B-node, from 10.0.0.1.138: destination name not present",
		},
		{"not a name", "8921 0110 0001 0000 0000 0000 0100", portNetBIOSName, 3, "UDP, length 14"},
	}
	for _, tt := range tests {
		got := printedUDP(t, Options{Verbose: tt.v, NoChecksum: true}, tt.port, tt.payload)
		if got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
