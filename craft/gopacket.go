package craft

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/google/gopacket"
)

// Gopacket makes a layer of a gopacket one, which serializes itself with lengths
// and checksums fixed. The original is not changed. The layers below announce
// it by the number that goes with its gopacket type where there is one here,
// and a header of gopacket's announces the layer above as its own fields say.
func Gopacket(l gopacket.SerializableLayer) Layer { return foreign{l} }

type foreign struct {
	layer gopacket.SerializableLayer
}

// protocol borrows the numbers of our own protocol of the same name.
func (g foreign) protocol() *protocol {
	if g.layer == nil {
		return &protocol{name: "gopacket"}
	}
	name := g.layer.LayerType().String()
	p := protocol{name: name}
	if ours := protocolByName(gopacketNames[name]); ours != nil {
		p.link, p.ether, p.ip, p.udp, p.udpSource, p.ppp = ours.link, ours.ether, ours.ip, ours.udp, ours.udpSource, ours.ppp
		if ours.addresses != nil {
			p.addresses = ours.addresses
		}
	}
	return &p
}

// gopacketNames are our names for gopacket's layer types.
var gopacketNames = map[string]string{
	"Ethernet": "eth", "Dot1Q": "vlan", "ARP": "arp", "MPLS": "mpls", "LLC": "llc", "SNAP": "snap", "PPPoE": "pppoe", "PPP": "ppp",
	"IPv4": "ip", "IPv6": "ip6", "IPv6HopByHop": "hopopts", "IPv6Destination": "dstopts", "IPv6Routing": "route", "IPv6Fragment": "frag",
	"ICMPv4": "icmp", "ICMPv6": "icmp6", "IGMP": "igmp", "TCP": "tcp", "UDP": "udp", "SCTP": "sctp", "GRE": "gre",
	"IPSecAH": "ah", "IPSecESP": "esp", "VXLAN": "vxlan", "Geneve": "geneve", "GTPv1U": "gtpu", "DNS": "dns", "DHCPv4": "dhcp", "NTP": "ntp",
}

// serialize returns the layer's header around payload.
func (g foreign) serialize(payload []byte) (header []byte, err error) {
	if g.layer == nil {
		return nil, errors.New("no gopacket layer")
	}
	l := g.layer
	// Serializing writes lengths and checksums into the layer: into a copy.
	if v := reflect.ValueOf(l); v.Kind() == reflect.Pointer && !v.IsNil() {
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(v.Elem())
		l = c.Interface().(gopacket.SerializableLayer)
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("gopacket: %v", r)
		}
	}()
	buf := &countingBuffer{SerializeBuffer: gopacket.NewSerializeBuffer()}
	if err := gopacket.Payload(payload).SerializeTo(buf.SerializeBuffer, gopacket.SerializeOptions{}); err != nil {
		return nil, err
	}
	if err := l.SerializeTo(buf, gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}); err != nil {
		return nil, err
	}
	n := len(buf.Bytes()) - len(payload) - buf.appended
	switch {
	case n < 0:
		return nil, errors.New("serializing made the packet shorter")
	case buf.appended > 0 && !g.protocol().link:
		return nil, errors.New("a trailer behind the payload is not supported")
	}
	return buf.Bytes()[:n], nil // a link layer's trailer is padding, which is a layer of its own here
}

// A countingBuffer knows how much was put behind the payload.
type countingBuffer struct {
	gopacket.SerializeBuffer
	appended int
}

func (b *countingBuffer) AppendBytes(n int) ([]byte, error) {
	b.appended += n
	return b.SerializeBuffer.AppendBytes(n)
}

func (g foreign) walk(c *coder) {
	switch c.op {
	case opEncode:
		header, err := g.serialize(nil)
		if err != nil {
			c.fail("", err)
			return
		}
		c.buf = append(c.buf, header...)
	case opPrint:
		c.text.begin("contents")
		c.text.out = append(c.text.out, strings.ReplaceAll(fmt.Sprintf("%T", g.layer), "*", "")...)
	}
}

func (g foreign) finish(f *frame) {
	payload := f.b.c.buf[f.body:f.end]
	header, err := g.serialize(payload)
	switch {
	case err != nil:
		f.b.c.fail("", err)
	case len(header) != f.body-f.start:
		f.b.c.fail("", fmt.Errorf("the header has %d bytes around %d bytes of payload and %d around none",
			len(header), len(payload), f.body-f.start))
	default:
		copy(f.header(), header)
	}
}
