package decode

import (
	"encoding/binary"
)

// addr4 prints the IPv4 address at off, or its name.
func (p *Printer) addr4(v view, off int) { p.host(v.bytes(off, 4)) }

// addr6 prints the IPv6 address at off, or its name.
func (p *Printer) addr6(v view, off int) { p.host(v.bytes(off, 16)) }

// addr6After prints text and the IPv6 address at off, neither where the address
// was not captured.
func (p *Printer) addr6After(text string, v view, off int) {
	addr := v.bytes(off, 16)
	p.str(text)
	p.host(addr)
}

// host prints an address of 4 or 16 bytes, or its name.
func (p *Printer) host(addr []byte) {
	if p.opt.Names != nil {
		before := len(p.out)
		p.out = p.opt.Names.AppendHost(p.out, addr)
		if len(p.out) > before {
			return
		}
	}
	p.out = appendIP(p.out, addr)
}

// appendIP appends the address of 4 or 16 bytes: dotted, or as inet_ntop(3)
// writes IPv6, the form of RFC 5952 with IPv4-mapped and IPv4-compatible
// addresses dotted at the end.
func appendIP(dst, addr []byte) []byte {
	if len(addr) == 4 {
		for i, c := range addr {
			if i > 0 {
				dst = append(dst, '.')
			}
			dst = appendOctet(dst, c)
		}
		return dst
	}
	return appendIPv6(dst, addr)
}

// appendOctet appends n in decimal.
func appendOctet(dst []byte, n byte) []byte {
	if n >= 100 {
		return append(dst, '0'+n/100, digitPairs[n%100*2], digitPairs[n%100*2+1])
	}
	if n >= 10 {
		return append(dst, digitPairs[n*2], digitPairs[n*2+1])
	}
	return append(dst, '0'+n)
}

// appendIPv6 appends the 16 bytes of addr as an IPv6 address.
func appendIPv6(dst, addr []byte) []byte {
	var words [8]uint16
	for i := range words {
		words[i] = binary.BigEndian.Uint16(addr[2*i:])
	}
	// The longest run of at least two zero words, the first of equals.
	zeros, length := -1, 1
	for i := 0; i < len(words); i++ {
		j := i
		for j < len(words) && words[j] == 0 {
			j++
		}
		if j-i > length {
			zeros, length = i, j-i
		}
		if j > i {
			i = j
		}
	}
	for i := 0; i < len(words); i++ {
		if i == zeros {
			dst = append(dst, ':')
			i += length - 1
			if i == len(words)-1 {
				dst = append(dst, ':')
			}
			continue
		}
		if i > 0 {
			dst = append(dst, ':')
		}
		if i == 6 && zeros == 0 && (length == 6 || length == 5 && words[5] == 0xffff) {
			return appendIP(dst, addr[12:16])
		}
		dst = appendHex(dst, uint64(words[i]), 0, lowerHex)
	}
	return dst
}

// mac prints the 48-bit MAC address at off.
func (p *Printer) mac(v view, off int) { p.macAddr(v.bytes(off, 6)) }

// macAddr prints a 48-bit MAC address, or its name.
func (p *Printer) macAddr(addr []byte) {
	if p.opt.Names != nil {
		before := len(p.out)
		p.out = p.opt.Names.AppendMAC(p.out, addr)
		if len(p.out) > before {
			return
		}
	}
	p.out = appendMAC(p.out, addr)
	if p.opt.Names != nil {
		p.str(" (oui ")
		before := len(p.out)
		p.out = p.opt.Names.AppendVendor(p.out, uint32(addr[0])<<16|uint32(addr[1])<<8|uint32(addr[2]))
		if len(p.out) == before {
			p.str("Unknown")
		}
		p.byte(')')
	}
}

// appendMAC appends the bytes of addr in hex with colons between them.
func appendMAC(dst, addr []byte) []byte {
	for i, c := range addr {
		if i > 0 {
			dst = append(dst, ':')
		}
		dst = append(dst, lowerHex[c>>4], lowerHex[c&15])
	}
	return dst
}

// prefix6 prints an IPv6 address of which n bytes at off are given, the others
// being zero.
func (p *Printer) prefix6(v view, off, n int) {
	var addr [16]byte
	copy(addr[:], v.bytes(off, n))
	p.host(addr[:])
}

// udpPort and tcpPort print a port number or its name.
func (p *Printer) udpPort(port int) { p.portName(17, port) }
func (p *Printer) tcpPort(port int) { p.portName(6, port) }

func (p *Printer) portName(proto uint8, port int) {
	if p.opt.Names != nil {
		before := len(p.out)
		p.out = p.opt.Names.AppendPort(p.out, proto, uint16(port))
		if len(p.out) > before {
			return
		}
	}
	p.dec(port)
}
