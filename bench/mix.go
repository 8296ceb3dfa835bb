package main

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net/netip"

	"pktcap/craft"
)

// A mix makes the packets of an office network from a seed: web traffic with
// and without TLS, name queries, video over UDP, pings, and what IPv6, ARP and a
// tagged VLAN add. The same seed gives the same packets.
type mix struct {
	random      *rand.Rand
	text        []byte // what payloads are cut from
	connections [connections]connection
}

// connections are the TCP connections that are open at a time, all the time:
// programs that keep what they know of each have as much to keep as on a
// network.
const connections = 3000

// A connection is one between a client and a web server.
type connection struct {
	v6             bool
	client, server byte
	port           uint16 // the client's
	web            uint16 // the server's, 80 or 443
	seq            [2]uint32
}

const mixSeed = 0x706b74636170

func newMix() *mix {
	m := &mix{random: rand.New(rand.NewPCG(mixSeed, 1))}
	m.text = make([]byte, 64<<10)
	for i := 0; i < len(m.text); i += 8 {
		binary.LittleEndian.PutUint64(m.text[i:], m.random.Uint64())
	}
	for i := range m.connections {
		c := &m.connections[i]
		*c = connection{v6: m.random.IntN(7) == 0, client: m.host(), server: m.host(),
			port: uint16(32768 + m.random.IntN(28000)), web: 443, seq: [2]uint32{m.random.Uint32(), m.random.Uint32()}}
		if i%3 == 0 {
			c.web = 80
		}
	}
	return m
}

func (m *mix) host() byte { return byte(1 + m.random.IntN(250)) }

// A kind is one sort of packet, and how many of a thousand are of it.
type kind struct {
	weight int
	layers func(m *mix) craft.Packet
}

var kinds = []kind{
	{90, (*mix).tcpControl},
	{40, (*mix).httpRequest},
	{250, (*mix).httpData},
	{130, (*mix).tcpAck},
	{20, (*mix).clientHello},
	{180, (*mix).tlsData},
	{45, (*mix).dnsQuery},
	{45, (*mix).dnsAnswer},
	{120, (*mix).udpData},
	{25, (*mix).ping},
	{25, (*mix).arp},
	{30, (*mix).ping6},
}

// next returns the next packet's bytes, appended to dst.
func (m *mix) next(dst []byte) ([]byte, error) {
	n := m.random.IntN(1000)
	for _, k := range kinds {
		if n -= k.weight; n < 0 {
			b, err := m.framed(k.layers(m)).AppendTo(dst)
			if err != nil {
				return dst, fmt.Errorf("make a packet of the mix: %w", err)
			}
			return b, nil
		}
	}
	return dst, fmt.Errorf("make a packet of the mix: the weights are %d short of 1000", n+1)
}

// framed puts the Ethernet header before the layers, and before one in twenty a
// VLAN tag too.
func (m *mix) framed(p craft.Packet) craft.Packet {
	frame := craft.Packet{craft.Ethernet{
		Dst: craft.MACFrom([6]byte{2, 0, 0, 0, 1, byte(m.random.IntN(200))}),
		Src: craft.MACFrom([6]byte{2, 0, 0, 0, 2, byte(m.random.IntN(200))})}}
	if m.random.IntN(20) == 0 {
		frame = append(frame, craft.VLAN{ID: uint16(100 + m.random.IntN(4))})
	}
	return append(frame, p...)
}

// ip is the network header of a packet between two hosts: one in seven is IPv6.
func (m *mix) ip() craft.Layer { return m.header(m.random.IntN(7) == 0, m.host(), m.host(), true) }

// header is the network header from the client a to the server b, or back.
func (m *mix) header(v6 bool, a, b byte, there bool) craft.Layer {
	if v6 {
		h := craft.IPv6{Src: host6(1, a), Dst: host6(2, b), FlowLabel: m.random.Uint32N(1 << 20)}
		if !there {
			h.Src, h.Dst = h.Dst, h.Src
		}
		return h
	}
	h := craft.IPv4{Src: netip.AddrFrom4([4]byte{10, 1, 0, a}), Dst: netip.AddrFrom4([4]byte{198, 51, 100, b}),
		ID: uint16(m.random.Uint32()), Flags: craft.DF, TTL: craft.U8(uint8(50 + m.random.IntN(15)))}
	if !there {
		h.Src, h.Dst = h.Dst, h.Src
	}
	return h
}

func host6(net, host byte) netip.Addr {
	return netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 5: net, 15: host})
}

func (m *mix) port() craft.Auto { return craft.U16(uint16(32768 + m.random.IntN(28000))) }

// open picks a connection to a server's port; 0 is any.
func (m *mix) open(web uint16) *connection {
	for {
		if c := &m.connections[m.random.IntN(connections)]; web == 0 || c.web == web {
			return c
		}
	}
}

// segment is a packet of a connection, to its server or back.
func (m *mix) segment(c *connection, toServer bool, flags craft.TCPFlags, data craft.Payload, options ...craft.Option) craft.Packet {
	from := 1
	if toServer {
		from = 0
	}
	if options == nil {
		options = []craft.Option{craft.NOP, craft.NOP, craft.Timestamps(m.random.Uint32(), m.random.Uint32())}
	}
	t := craft.TCP{SrcPort: craft.U16(c.web), DstPort: craft.U16(c.port), Seq: c.seq[from], Ack: c.seq[1-from], Flags: flags,
		Window: craft.U16(uint16(500 + m.random.IntN(60000))), Options: options}
	if toServer {
		t.SrcPort, t.DstPort = t.DstPort, t.SrcPort
	}
	c.seq[from] += uint32(len(data))
	p := craft.Packet{m.header(c.v6, c.client, c.server, toServer), t}
	if len(data) > 0 {
		p = append(p, data)
	}
	return p
}

func (m *mix) payload(least, most int) craft.Payload {
	n := least + m.random.IntN(most-least+1)
	at := m.random.IntN(len(m.text) - n)
	return craft.Payload(m.text[at : at+n])
}

func (m *mix) tcpControl() craft.Packet {
	flags := []craft.TCPFlags{craft.SYN, craft.SYN | craft.ACK, craft.FIN | craft.ACK, craft.RST | craft.ACK}[m.random.IntN(4)]
	var options []craft.Option
	if flags&craft.SYN != 0 {
		options = []craft.Option{craft.MSS(1460), craft.SACKPermitted, craft.Timestamps(m.random.Uint32(), 0), craft.NOP, craft.WindowScale(7)}
	}
	return m.segment(m.open(0), flags != craft.SYN|craft.ACK, flags, nil, options...)
}

func (m *mix) tcpAck() craft.Packet {
	c := m.open(0)
	if m.random.IntN(10) == 0 {
		ack := c.seq[1]
		return m.segment(c, true, craft.ACK, nil, craft.NOP, craft.NOP, craft.Timestamps(m.random.Uint32(), m.random.Uint32()),
			craft.NOP, craft.NOP, craft.SACK([2]uint32{ack + 1448, ack + 2896}))
	}
	return m.segment(c, true, craft.ACK, nil)
}

func (m *mix) httpRequest() craft.Packet {
	text := fmt.Sprintf("GET /page/%d HTTP/1.1\r\nHost: www%d.example.com\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n",
		m.random.IntN(10000), m.random.IntN(50))
	return m.segment(m.open(80), true, craft.PSH|craft.ACK, craft.Payload(text))
}

func (m *mix) httpData() craft.Packet {
	data := m.payload(200, 1428)
	if m.random.IntN(6) == 0 {
		data = append(craft.Payload("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 41230\r\n\r\n"), data[:min(len(data), 1300)]...)
	}
	return m.segment(m.open(80), false, craft.ACK, data)
}

// clientHello is a TLS record (RFC 8446 section 5.1) with the first message of a
// handshake, server name included.
func (m *mix) clientHello() craft.Packet {
	name := fmt.Sprintf("www%d.example.com", m.random.IntN(50))
	sni := append([]byte{0, 0, 0, byte(len(name) + 5), 0, byte(len(name) + 3), 0, 0, byte(len(name))}, name...)
	body := append([]byte{3, 3}, m.text[:32]...)                                  // version, random
	body = append(body, 0, 0, 4, 0x13, 0x01, 0x13, 0x02, 1, 0, 0, byte(len(sni))) // session, suites, compression
	body = append(body, sni...)                                                   // extensions
	record := append([]byte{22, 3, 1, 0, byte(len(body) + 4), 1, 0, 0, byte(len(body))}, body...)
	return m.segment(m.open(443), true, craft.PSH|craft.ACK, craft.Payload(record))
}

func (m *mix) tlsData() craft.Packet {
	data := m.payload(40, 1400)
	record := append(craft.Payload{23, 3, 3, byte(len(data) >> 8), byte(len(data))}, data...)
	return m.segment(m.open(443), m.random.IntN(4) == 0, craft.PSH|craft.ACK, record)
}

func (m *mix) dnsName() string { return fmt.Sprintf("host%d.example.com", m.random.IntN(3000)) }

func (m *mix) dnsQuery() craft.Packet {
	return craft.Packet{m.ip(), craft.UDP{SrcPort: m.port(), DstPort: 53},
		craft.DNS{ID: uint16(m.random.Uint32()), RecursionDesired: true,
			Questions: []craft.DNSQuestion{{Name: m.dnsName(), Type: craft.U16(1)}}}}
}

func (m *mix) dnsAnswer() craft.Packet {
	name := m.dnsName()
	return craft.Packet{m.ip(), craft.UDP{SrcPort: 53, DstPort: m.port()},
		craft.DNS{ID: uint16(m.random.Uint32()), Response: true, RecursionDesired: true, RecursionAvailable: true, Compress: true,
			Questions: []craft.DNSQuestion{{Name: name, Type: craft.U16(1)}},
			Answers: []craft.DNSRecord{{Name: name, Type: craft.U16(1), TTL: 300,
				Data: []byte{203, 0, 113, byte(m.random.IntN(256))}}}}}
}

func (m *mix) udpData() craft.Packet {
	return craft.Packet{m.ip(), craft.UDP{SrcPort: m.port(), DstPort: craft.U16(uint16(40000 + m.random.IntN(2000)))}, m.payload(20, 1200)}
}

func (m *mix) ping() craft.Packet {
	a := netip.AddrFrom4([4]byte{10, 1, 0, byte(1 + m.random.IntN(250))})
	return craft.Packet{craft.IPv4{Src: a, Dst: netip.MustParseAddr("198.51.100.1")},
		craft.ICMPv4{ID: uint16(m.random.Uint32()), Seq: uint16(m.random.IntN(1000))}, m.payload(56, 56)}
}

func (m *mix) ping6() craft.Packet {
	a := byte(1 + m.random.IntN(250))
	if m.random.IntN(2) == 0 {
		return craft.Packet{craft.IPv6{Src: host6(1, a), Dst: host6(1, 254)},
			craft.ICMPv6{Type: craft.ICMPv6NeighborSolicitation, Target: host6(1, 254),
				Options: []craft.Option{craft.SourceLinkAddr(craft.MACFrom([6]byte{2, 0, 0, 0, 2, a}))}}}
	}
	return craft.Packet{craft.IPv6{Src: host6(1, a), Dst: host6(2, 1)},
		craft.ICMPv6{ID: uint16(m.random.Uint32()), Seq: uint16(m.random.IntN(1000))}, m.payload(56, 56)}
}

func (m *mix) arp() craft.Packet {
	a := byte(1 + m.random.IntN(250))
	return craft.Packet{craft.ARP{SenderMAC: craft.MACFrom([6]byte{2, 0, 0, 0, 2, a}),
		SenderIP: netip.AddrFrom4([4]byte{10, 1, 0, a}), TargetIP: netip.AddrFrom4([4]byte{10, 1, 0, 254})}}
}
