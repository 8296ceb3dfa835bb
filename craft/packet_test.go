package craft

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net/netip"
	"reflect"
	"strings"
	"testing"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"

	"pktcap/checksum"
)

var (
	src4 = netip.MustParseAddr("192.0.2.1")
	dst4 = netip.MustParseAddr("192.0.2.2")
)

// TestErrors has values that do not fit, and which field the error names.
func TestErrors(t *testing.T) {
	for _, tt := range []struct {
		packet Packet
		layer  int
		field  string
		msg    string
	}{
		{Packet{IPv4{TTL: 300}}, 0, "ttl", "300 does not fit in 8 bits (at most 255)"},
		{Packet{IPv4{FragmentOffset: 8192}}, 0, "frag", "13 bits"},
		{Packet{IPv4{Src: netip.IPv6Loopback()}}, 0, "src", "not an IPv4 address"},
		{Packet{IPv6{Dst: dst4}}, 0, "dst", "not an IPv6 address"},
		{Packet{Ethernet{}, IPv4{}, UDP{DstPort: 70000}}, 2, "dport", "16 bits"},
		{Packet{IPv4{}, UDP{}, Payload(make([]byte, 65536))}, 1, "len", "computed as 65544"},
		{Packet{IPv4{}, Payload(make([]byte, 65535))}, 0, "len", "computed as 65555"},
		{Packet{IPv6{}, Payload(make([]byte, 65536))}, 0, "plen", "computed as 65536"},
		{Packet{IPv4{Options: []Option{RecordRoute(10)}}}, 0, "opts", "44 bytes of options do not fit"},
		{Packet{IPv4{}, TCP{Options: []Option{{Kind: 300}}}}, 1, "opts", "kind 300"},
		{Packet{IPv4{}, TCP{Options: []Option{{Kind: 3, Data: make([]byte, 300)}}}}, 1, "opts", "does not fit in 8 bits"},
		{Packet{UDP{}}, 0, "chksum", "without an ip or ip6 layer"},
		{Packet{VLAN{ID: 4096}}, 0, "id", "12 bits"},
		{Packet{MPLS{Label: 1 << 20}}, 0, "label", "20 bits"},
		{Packet{IPv4{}, UDP{}, DNS{Questions: []DNSQuestion{{Name: "a..b"}}}}, 2, "name", "label"},
		{Packet{IPv4{}, UDP{}, DNS{Questions: []DNSQuestion{{Name: strings.Repeat("a", 64)}}}}, 2, "name", "label of 64 bytes"},
		{Packet{IPv4{}, UDP{}, DHCP{ServerName: make([]byte, 65)}}, 2, "sname", "65 bytes do not fit in 64"},
		{Packet{IPv4{}, Fill{}}, 1, "", "wants one of"},
		{Packet{IPv4{}, Fill{Size: 10}}, 1, "size", "10 bytes more"},
		{Packet{Ethernet{}, Fill{IP: 100}}, 1, "ip", "no ip or ip6 layer"},
		{Packet{Ethernet{}, Padding{Size: 1 << 30}}, 1, "size", "more than a packet can have"},
		{Packet{Ethernet{}, nil}, 1, "", "not a layer"},
		{Packet{Gopacket(nil)}, 0, "", "no gopacket layer"},
		{Packet{Gopacket(&layers.IPv4{SrcIP: []byte{1}})}, 0, "", "wrong length of 1 bytes"},
	} {
		before := []byte("kept")
		got, err := tt.packet.AppendTo(before)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%v: got %v, want an Error", tt.packet, err)
			continue
		}
		if e.Layer != tt.layer || e.Field != tt.field || !strings.Contains(err.Error(), tt.msg) {
			t.Errorf("%v: got layer %d, field %q: %v; want %d, %q, %q", tt.packet, e.Layer, e.Field, err, tt.layer, tt.field, tt.msg)
		}
		if string(got) != "kept" {
			t.Errorf("%v: dst became %q", tt.packet, got)
		}
	}
}

// TestObeyed gives every computed field of every layer a wrong value, which has
// to be in the bytes as it is.
func TestObeyed(t *testing.T) {
	for _, proto := range protocols {
		for _, info := range fieldList(proto.make().fields) {
			if info.scalar == nil || info.scalar.kind != kindNumber || proto == protoFill || proto == protoPadding {
				continue
			}
			value := u128{lo: 1}
			w := proto.make()
			c := coder{op: opPut, text: textCoder{want: info.name, value: value}}
			w.fields(&c)
			b := newBuilder(true)
			buf, err := b.build(Packet{IPv4{Src: src4, Dst: dst4}, w, Payload("x")}, nil)
			if err != nil {
				t.Errorf("%s %s: %v", proto.name, info.name, err)
			}
			for _, p := range b.c.trace {
				if p.layer != 1 || p.name != info.name {
					continue
				}
				c := coder{op: opDecode, buf: buf, pos: p.bit, end: len(buf)}
				got := c.get(p.width)
				if proto == protoNull {
					got >>= 24 // little-endian
				}
				if got != 1 {
					t.Errorf("%s %s: %d is on the wire, want 1", proto.name, info.name, got)
				}
				break
			}
			b.release()
		}
	}
}

// TestZeroIsLiteral has zeros that are asked for.
func TestZeroIsLiteral(t *testing.T) {
	b, err := Packet{
		IPv4{TotalLength: U16(0), TTL: U8(0), Checksum: U16(0), Src: src4, Dst: dst4},
		TCP{Flags: NoFlags, Window: U16(0), Checksum: U16(0), DataOffset: U8(0)},
	}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]int{"length": 2, "ttl": 8, "IP checksum": 10, "offset and flags": 32, "window": 34, "TCP checksum": 36} {
		if b[at] != 0 || name != "ttl" && b[at+1] != 0 {
			t.Errorf("%s is %x", name, b[at:at+2])
		}
	}
}

// TestUDPZeroChecksum finds data whose checksum computes to zero, which goes
// out as 0xffff.
func TestUDPZeroChecksum(t *testing.T) {
	p := Packet{IPv4{Src: src4, Dst: dst4}, UDP{SrcPort: 1, DstPort: 2}, Payload{0, 0}}
	b, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	p[2] = Payload(b[26:28]) // what is missing to zero
	if b, err = p.Bytes(); err != nil {
		t.Fatal(err)
	}
	if got := binary.BigEndian.Uint16(b[26:]); got != 0xffff {
		t.Errorf("checksum %#04x, want 0xffff", got)
	}
	if !checksum.Valid(b[20:], checksum.PseudoHeader(src4, dst4, 17, len(b)-20)) {
		t.Error("the checksum is not valid")
	}
}

// TestInputUnchanged builds the packets of every twice at once and compares
// their layers with copies from before.
func TestInputUnchanged(t *testing.T) {
	for _, tt := range every {
		p, err := ParsePacket(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		before, _ := ParsePacket(tt.text)
		done := make(chan []byte)
		go func() {
			b, _ := p.Bytes()
			done <- b
		}()
		b, _ := p.Bytes()
		if !bytes.Equal(b, <-done) {
			t.Errorf("%s: built at once, it gives two results", tt.text)
		}
		if !reflect.DeepEqual(p, before) {
			t.Errorf("%s: building has changed the layers to %v", tt.text, p)
		}
	}
}

// TestStaleBytes builds into memory that holds something else.
func TestStaleBytes(t *testing.T) {
	for _, tt := range every {
		p, err := ParsePacket(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := p.Bytes()
		dirty := bytes.Repeat([]byte{0xee}, 2000)
		got, err := p.AppendTo(dirty[:10])
		if err != nil || !bytes.Equal(got[10:], want) {
			t.Errorf("%s: %v\n got %x\nwant %x", tt.text, err, got[10:], want)
		}
	}
}

func TestGopacket(t *testing.T) {
	dns := &layers.DNS{ID: 7, RD: true, Questions: []layers.DNSQuestion{{Name: []byte("example.com"), Type: layers.DNSTypeA, Class: layers.DNSClassIN}}}
	b, err := Packet{IPv4{Src: src4, Dst: dst4}, UDP{SrcPort: 1000}, Gopacket(dns)}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	want, err := Packet{IPv4{Src: src4, Dst: dst4}, UDP{SrcPort: 1000}, DNS{ID: 7, RecursionDesired: true,
		Questions: []DNSQuestion{{Name: "example.com"}}}}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, want) {
		t.Errorf("as the last layer:\n got %x\nwant %x", b, want)
	}

	// In the middle, with our layers below and above it.
	ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolUDP, SrcIP: src4.AsSlice(), DstIP: dst4.AsSlice()}
	before := *ip
	b, err = Packet{Ethernet{}, Gopacket(ip), UDP{SrcPort: 1000, DstPort: 9}, Payload("x")}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	want, err = Packet{Ethernet{}, IPv4{Src: src4, Dst: dst4}, UDP{SrcPort: 1000, DstPort: 9}, Payload("x")}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, want) {
		t.Errorf("in the middle:\n got %x\nwant %x", b, want)
	}
	if !reflect.DeepEqual(*ip, before) {
		t.Error("serializing has changed the gopacket layer")
	}

	// gopacket pads Ethernet frames; here padding is a layer.
	eth := &layers.Ethernet{SrcMAC: make([]byte, 6), DstMAC: make([]byte, 6), EthernetType: layers.EthernetTypeIPv4}
	if b, err = (Packet{Gopacket(eth), IPv4{}}).Bytes(); err != nil || len(b) != 34 {
		t.Errorf("Ethernet: %d bytes, %v; want 34", len(b), err)
	}
	var _ gopacket.SerializableLayer = eth
}

func TestAppendAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector has sync.Pool drop builders")
	}
	p := Packet{Ethernet{}, IPv4{Src: src4, Dst: dst4}, TCP{DstPort: 80, Options: []Option{MSS(1460), NOP, WindowScale(7)}}, Payload("x")}
	b := make([]byte, 0, 200)
	if n := testing.AllocsPerRun(200, func() { b, _ = p.AppendTo(b[:0]) }); n != 0 {
		t.Errorf("%v allocations a packet", n)
	}
}
