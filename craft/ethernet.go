package craft

// Ethernet is an Ethernet II header, or an IEEE 802.3 one when an [LLC] layer
// follows: then the type field is the length of what follows.
type Ethernet struct {
	Dst  MAC  // absent: by the network layer's destination if that is a group or a broadcast (RFC 1112 section 6.4, RFC 2464 section 7), else all zeros
	Src  MAC  // absent: all zeros
	Type Auto // 16 bits: EtherType or length; absent: by the next layer
}

var protoEthernet = &protocol{name: "eth", aliases: []string{"ether", "ethernet"}, link: true,
	ether: 0x6558, make: func() walker { return new(Ethernet) }}

func (h *Ethernet) fields(c *coder) {
	mac(c, "dst", &h.Dst)
	mac(c, "src", &h.Src)
	auto(c, "type", 16, &h.Type, etherTypes)
}

func (Ethernet) protocol() *protocol { return protoEthernet }
func (h Ethernet) walk(c *coder)     { h.fields(c) }

func (h Ethernet) finish(f *frame) {
	f.etherType("type")
	if p, ok := f.find("dst"); ok {
		if group := groupMAC(f); group != 0 {
			f.b.store(p, group)
		}
	}
}

// etherType computes an EtherType field: the number of the next layer, or the
// length of what follows for LLC, which has no number.
func (f *frame) etherType(name string) {
	if next := f.next(); next != nil && next.proto == protoLLC {
		f.fill(name, f.end-f.body)
		return
	}
	f.fill(name, f.number(etherType, etherTypeExperimental, etherTypeExperimental))
}

// groupMAC returns the Ethernet address of the group or broadcast address that
// the frame's network layer sends to, and 0 for any other.
func groupMAC(f *frame) uint64 {
	buf := f.b.c.buf
	for n := f.next(); n != nil && !n.proto.link; n = n.next() {
		switch n.proto {
		case protoARP:
			f.b.look(n.start+6, n.start+8)
			if buf[n.start+7] == 1 { // a request
				return Broadcast.uint64()
			}
			return 0
		case protoIPv4:
			f.b.look(n.start+16, n.start+20)
			d := buf[n.start+16:]
			switch {
			case d[0]&d[1]&d[2]&d[3] == 0xff:
				return Broadcast.uint64()
			case d[0]>>4 == 0xe:
				return 0x01005e<<24 | uint64(d[1]&0x7f)<<16 | uint64(d[2])<<8 | uint64(d[3])
			}
			return 0
		case protoIPv6:
			f.b.look(n.start+24, n.start+40)
			if d := buf[n.start+24:]; d[0] == 0xff {
				return 0x3333<<32 | uint64(d[12])<<24 | uint64(d[13])<<16 | uint64(d[14])<<8 | uint64(d[15])
			}
			return 0
		}
	}
	return 0
}

// EtherTypes by name, as iana.org/assignments/ieee-802-numbers lists them.
var etherTypes = newWordList(
	word{0x0800, "ip"}, word{0x0806, "arp"}, word{0x86dd, "ip6"}, word{0x8100, "vlan"}, word{0x88a8, "qinq"},
	word{0x8847, "mpls"}, word{0x8848, "mpls-mc"}, word{0x8863, "pppoe-d"}, word{0x8864, "pppoe-s"},
	word{0x6558, "teb"}, word{0x88cc, "lldp"}, word{0x888e, "eapol"}, word{0x88f7, "ptp"}, word{0x88e5, "macsec"},
)
