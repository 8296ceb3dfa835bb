package craft_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"

	"github.com/google/gopacket/layers"

	"pktcap/craft"
	"pktcap/linktype"
)

func ExamplePacket_AppendTo() {
	syn := craft.Packet{
		craft.IPv4{Src: netip.MustParseAddr("10.0.0.1"), Dst: netip.MustParseAddr("10.0.0.2"), Flags: craft.DF},
		craft.TCP{SrcPort: 40000, DstPort: 80, Seq: 1, Flags: craft.SYN,
			Options: []craft.Option{craft.MSS(1460), craft.SACKPermitted, craft.NOP, craft.WindowScale(7)}},
	}
	b, err := syn.AppendTo(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(hex.Dump(b))
	// Output:
	// 00000000  45 00 00 34 00 00 40 00  40 06 26 c2 0a 00 00 01  |E..4..@.@.&.....|
	// 00000010  0a 00 00 02 9c 40 00 50  00 00 00 01 00 00 00 00  |.....@.P........|
	// 00000020  80 02 fa f0 c4 8d 00 00  02 04 05 b4 04 02 01 03  |................|
	// 00000030  03 07 00 00                                       |....|
}

// A field that is given is obeyed, even when it is wrong.
func ExampleU16() {
	p := craft.Packet{
		craft.IPv4{Dst: netip.MustParseAddr("10.0.0.2")},
		craft.UDP{DstPort: 9, Length: 1, Checksum: craft.U16(0)},
		craft.Payload("hello"),
	}
	fmt.Println(p)
	_, err := craft.Packet{craft.IPv4{TTL: 300}}.Bytes()
	fmt.Println(err)
	// Output:
	// ip(dst=10.0.0.2)/udp(dport=9,len=1,chksum=0)/"hello"
	// build packet: layer 1 (ip): ttl: 300 does not fit in 8 bits (at most 255)
}

func ExampleParsePacket() {
	p, err := craft.ParsePacket(`eth(dst=00:53:00:00:00:02)/ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(id=7,seq=1)/"ping"`)
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := p.Bytes()
	fmt.Print(hex.Dump(b))
	// Output:
	// 00000000  00 53 00 00 00 02 00 00  00 00 00 00 86 dd 60 00  |.S............`.|
	// 00000010  00 00 00 0c 3a 40 20 01  0d b8 00 00 00 00 00 00  |....:@ .........|
	// 00000020  00 00 00 00 00 01 20 01  0d b8 00 00 00 00 00 00  |...... .........|
	// 00000030  00 00 00 00 00 02 80 00  45 6b 00 07 00 01 70 69  |........Ek....pi|
	// 00000040  6e 67                                             |ng|
}

// Values that vary combine, those of the last field fastest.
func ExampleParse() {
	spec, err := craft.Parse(`ip(src=192.0.2.1,dst=192.0.2.2,ttl=1..2)/udp(sport=9,dport=[53,123])/"x"`)
	if err != nil {
		fmt.Println(err)
		return
	}
	template, err := spec.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	var b []byte
	for k := range template.Count() {
		b, _ = template.AppendTo(b[:0], k)
		fmt.Println(craft.Show(b, linktype.Raw))
	}
	// Output:
	// ip(ttl=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=9,dport=53)/"x"
	// ip(ttl=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=9,dport=123)/"x"
	// ip(ttl=2,src=192.0.2.1,dst=192.0.2.2)/udp(sport=9,dport=53)/"x"
	// ip(ttl=2,src=192.0.2.1,dst=192.0.2.2)/udp(sport=9,dport=123)/"x"
}

func ExampleParseError_Caret() {
	_, err := craft.Parse(`ip(dst=10.0.0.1)/tcp(dprt=80)`)
	var at *craft.ParseError
	if errors.As(err, &at) {
		fmt.Println(at.Msg)
		fmt.Print(at.Caret())
	}
	// Output:
	// unknown field "dprt"; did you mean "dport"?
	// ip(dst=10.0.0.1)/tcp(dprt=80)
	//                      ^^^^
}

// What is computed as it stands is left out, and what is wrong is shown.
func ExampleShow() {
	packet, _ := hex.DecodeString("4500001d0000000040110000c0000201c0000202000100090009beef78")
	fmt.Println(craft.Show(packet, linktype.Raw))
	// Output:
	// ip(chksum=0,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1,dport=9,chksum=48879)/"x"
}

func ExamplePacket_Fragments() {
	p, _ := craft.ParsePacket(`ip(id=7,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1,dport=9)/fill(ip=3000)`)
	fragments, err := p.Fragments(1500)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range fragments {
		ip := craft.Dissect(b, linktype.Raw)[0].(*craft.IPv4)
		fmt.Println(len(b), "bytes at", 8*int(ip.FragmentOffset), "more:", ip.Flags&craft.MF != 0)
	}
	// Output:
	// 1500 bytes at 0 more: true
	// 1500 bytes at 1480 more: true
	// 40 bytes at 2960 more: false
}

func ExampleGopacket() {
	query := &layers.DNS{ID: 7, RD: true, Questions: []layers.DNSQuestion{
		{Name: []byte("example.com"), Type: layers.DNSTypeA, Class: layers.DNSClassIN}}}
	b, err := craft.Packet{
		craft.IPv4{Src: netip.MustParseAddr("192.0.2.1"), Dst: netip.MustParseAddr("192.0.2.53")},
		craft.UDP{SrcPort: 40000},
		craft.Gopacket(query),
	}.Bytes()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(craft.Show(b, linktype.Raw))
	// Output:
	// ip(src=192.0.2.1,dst=192.0.2.53)/udp(sport=40000)/dns(id=7,rd=1,qd=[(name=example.com)])
}

// An error message of a router that the packet left through an MPLS tunnel.
func ExampleICMPExtensions() {
	quoted, _ := craft.ParsePacket(`ip(ttl=1,src=192.0.2.1,dst=198.51.100.1)/udp(sport=40000,dport=33434)`)
	b, err := craft.Packet{
		craft.IPv4{Src: netip.MustParseAddr("192.0.2.254"), Dst: netip.MustParseAddr("192.0.2.1")},
		craft.ICMPv4{Type: craft.ICMPv4TimeExceeded},
	}.With(quoted...).With(craft.ICMPExtensions{Objects: []craft.ICMPObject{
		craft.LabelStack(craft.MPLS{Label: 16, TTL: 1}),
		craft.InterfaceInfo{Name: "eth0", MTU: 1500}.Object(),
	}}).Bytes()
	fmt.Println(len(b), err)
	fmt.Println(craft.Dissect(b, linktype.Raw)[4:])
	// Output:
	// 184 <nil>
	// icmpext(objects=[labels((label=16,ttl=1)),ifinfo(name="eth0",mtu=1500)])
}

// What the text form may have is known to programs too.
func ExampleLayers() {
	for _, l := range craft.Layers() {
		if l.Name == "udp" {
			for _, f := range l.Fields {
				fmt.Println(f.Name, f.Bits, f.What)
			}
		}
	}
	// Output:
	// sport 16 a number of 16 bits
	// dport 16 a number of 16 bits
	// len 16 a number of 16 bits
	// chksum 16 a number of 16 bits
}

// Dissect finds the layers of a packet; changed ones make another packet, with
// what follows from the change computed anew.
func ExampleDissect() {
	packet, _ := hex.DecodeString("4500001d000000004011f6cdc0000201c000020200010009000903ce78")
	layers := craft.Dissect(packet, linktype.Raw)
	layers[1].(*craft.UDP).DstPort = 53
	again, err := layers.Bytes()
	fmt.Printf("%x %v\n", again[20:], err)
	// Output: 00010035000903a278 <nil>
}

// Options of TCP, an IPv6 extension header, and a checksum that is wrong on
// purpose.
func ExamplePacket() {
	p := craft.Packet{
		craft.IPv6{Src: netip.MustParseAddr("2001:db8::1"), Dst: netip.MustParseAddr("2001:db8::2"), HopLimit: 3},
		craft.HopByHop{Options: []craft.Option{craft.RouterAlert6(0)}},
		craft.TCP{SrcPort: 40000, DstPort: 80, Checksum: 0xbad, Options: []craft.Option{craft.MSS(1440), craft.SACKPermitted, craft.Timestamps(1, 0)}},
	}
	b, err := p.Bytes()
	fmt.Println(p, len(b), err)
	// Output: ip6(hlim=3,src=2001:db8::1,dst=2001:db8::2)/hopopts(opts=[ra(0)])/tcp(sport=40000,dport=80,chksum=2989,opts=[mss(1440),sackok,ts(1,0)]) 84 <nil>
}

// A template makes packets without allocating: only what varies is written, and
// the checksums follow.
func ExampleTemplate_Rewrite() {
	spec, err := craft.Parse(`ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1024..65535,dport=80,flags=S,seq=inc(1000,7))`)
	if err != nil {
		fmt.Println(err)
		return
	}
	template, err := spec.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	packet, _ := template.AppendTo(nil, 0)
	for k := range uint64(3) {
		if template.Rewrite(packet, k) {
			fmt.Println(craft.Show(packet, linktype.Raw))
		}
	}
	// Output:
	// ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1024,dport=80,seq=1000)
	// ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1025,dport=80,seq=1007)
	// ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1026,dport=80,seq=1014)
}
