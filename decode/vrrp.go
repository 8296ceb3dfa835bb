package decode

import "pktcap/checksum"

const vrrpAdvertisement = 1

var vrrpAuths = names{{0, "none"}, {1, "simple"}, {2, "ah"}}

// printVRRP prints a Virtual Router Redundancy Protocol packet, of version 2 (RFC
// 3768) or 3 (RFC 9568), or where -T says so a CARP one, which has the same
// protocol number.
//
//	0       1      2          3       4               6
//	+-------+------+----------+-------+---------------+----------+-----------
//	| v|type| VRID | priority | count | auth, interval| checksum | addresses
//	+-------+------+----------+-------+---------------+----------+-----------
func printVRRP(p *Printer, v view) {
	if p.opt.Payload == PayloadCARP {
		printCARP(p, v)
		return
	}
	p.enter("vrrp", v)
	version, kind := v.u8(0)>>4, v.u8(0)&0xf
	p.printf("VRRPv%d, ", version)
	p.name(names{{vrrpAdvertisement, "Advertisement"}}, "unknown type (%d)", kind)
	if p.ip.ttl != 255 {
		p.printf(", (ttl %d)", p.ip.ttl)
	}
	if version < 2 || version > 3 || kind != vrrpAdvertisement {
		return
	}
	p.printf(", vrid %d, prio %d", v.u8(1), v.u8(2))
	auth := v.u8(4)
	if version == 2 {
		interval := v.u8(5)
		p.str(", authtype ")
		p.name(vrrpAuths, "#%d", auth)
		p.printf(", intvl %ds, length %d", interval, v.n)
	} else {
		p.printf(", intvl %dcs, length %d", v.u16(4)&0xfff, v.n)
	}
	if p.v == 0 {
		return
	}
	if v.has(0, v.n) {
		wrong := uint16(0)
		if version == 2 {
			wrong = checksum.Checksum(v.b[:v.n])
		} else {
			wrong = p.transportChecksum(v, v.n, protoVRRP)
		}
		if wrong != 0 {
			p.printf(", (bad vrrp cksum %x)", v.u16(6))
		}
	}
	p.vrrpAddresses(v, version == 2 && auth == 1)
}

// vrrpAddresses prints the addresses that a router stands in for, and a password.
func (p *Printer) vrrpAddresses(v view, password bool) {
	count := v.u8(3)
	p.str(", addrs")
	if count > 1 {
		p.printf("(%d)", count)
	}
	p.byte(':')
	size := 4
	if p.ip.version == 6 {
		size = 16
	}
	sep, off := byte(' '), 8
	for range count {
		addr := v.bytes(off, size)
		p.byte(sep)
		p.host(addr)
		sep = ','
		off += size
	}
	if password {
		v.need(off, 8)
		p.str(` auth "`)
		p.text(v, off, 8)
		p.byte('"')
	}
}

// printCARP prints a Common Address Redundancy Protocol packet: carp(4) of
// OpenBSD.
func printCARP(p *Printer, v view) {
	p.enter("carp", v)
	version, kind := v.u8(0)>>4, v.u8(0)&0xf
	p.printf("CARPv%d-%s %d: ", version, choose(kind == 1, "advertise", "unknown"), v.n)
	if p.ip.ttl != 255 {
		p.printf("[ttl=%d!] ", p.ip.ttl)
	}
	if version != 2 || kind != 1 {
		return
	}
	p.printf("vhid=%d advbase=%d advskew=%d authlen=%d ", v.u8(1), v.u8(5), v.u8(2), v.u8(3))
	if p.v > 0 && v.has(0, v.n) && checksum.Checksum(v.b[:v.n]) != 0 {
		p.printf(" (bad carp cksum %x!)", v.u16(6))
	}
	p.printf("counter=%d", v.u64(8))
}
