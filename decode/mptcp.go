package decode

// MPTCP subtypes: RFC 8684, section 8.2.
const (
	mptcpCapable   = 0
	mptcpJoin      = 1
	mptcpDSS       = 2
	mptcpAddAddr   = 3
	mptcpRemAddr   = 4
	mptcpPriority  = 5
	mptcpFail      = 6
	mptcpFastClose = 7
)

var mptcpNames = [...]string{"capable", "join", "dss", "add-addr", "rem-addr", "prio", "fail", "fast-close"}

// mptcp prints an MPTCP option (RFC 8684, section 3; RFC 6824 for version 0)
// after its kind and length, and reports whether its length is right for what it
// says.
func (p *Printer) mptcp(v view, flags int) bool {
	if v.n < 1 {
		return false
	}
	subtype := v.u8(0) >> 4
	name := "unknown"
	if subtype < len(mptcpNames) {
		name = mptcpNames[subtype]
	}
	size := v.n + 2 // of the whole option, as the RFC counts
	p.str(" ")
	p.dec(size)
	p.byte(' ')
	p.str(name)
	switch subtype {
	case mptcpCapable:
		return p.mptcpCapable(v, size, flags)
	case mptcpJoin:
		return p.mptcpJoin(v, size, flags)
	case mptcpDSS:
		return p.mptcpDSS(v)
	case mptcpAddAddr:
		return p.mptcpAddAddr(v, size)
	case mptcpRemAddr:
		if size < 4 {
			return false
		}
		p.str(" id")
		for i := 1; i < v.n; i++ {
			p.printf(" %d", v.u8(i))
		}
	case mptcpPriority:
		if size != 3 && size != 4 {
			return false
		}
		p.mptcpBackup(v, " non-backup")
		if size == 4 {
			p.printf(" id %d", v.u8(1))
		}
	case mptcpFail:
		if size != 12 {
			return false
		}
		p.printf(" seq %d", v.u64(2))
	case mptcpFastClose:
		if size != 12 {
			return false
		}
		p.printf(" key 0x%x", v.u64(2))
	}
	return true
}

// mptcpBackup prints whether the B flag is set.
func (p *Printer) mptcpBackup(v view, otherwise string) {
	if v.u8(0)&1 != 0 {
		p.str(" backup")
	} else {
		p.str(otherwise)
	}
}

// mptcpCapable prints an MP_CAPABLE option: RFC 8684, section 3.1.
func (p *Printer) mptcpCapable(v view, size, flags int) bool {
	switch {
	case flags&tcpSYN != 0 && (size == 4 || size == 12):
	case flags&tcpSYN == 0 && flags&tcpACK != 0 && (size == 20 || size == 22 || size == 24):
	default:
		return false
	}
	version, bits := v.u8(0)&15, v.u8(1)
	if version > 1 {
		p.printf(" Unknown Version (%d)", version)
		return true
	}
	p.printf(" v%d flags [", version)
	if bits == 0 {
		p.str("none")
	}
	for i := range 8 {
		if bits<<i&0x80 != 0 {
			p.byte('A' + byte(i))
		}
	}
	p.byte(']')
	if bits&0x80 != 0 {
		p.str(" csum")
	}
	if size >= 12 {
		p.printf(" {0x%x", v.u64(2))
		if size >= 20 {
			p.printf(",0x%x", v.u64(10))
		}
		p.byte('}')
	}
	return true
}

// mptcpJoin prints an MP_JOIN option: RFC 8684, section 3.2.
func (p *Printer) mptcpJoin(v view, size, flags int) bool {
	switch {
	case size == 12 && flags&tcpSYN != 0:
		p.mptcpBackup(v, "")
		p.printf(" id %d token 0x%x nonce 0x%x", v.u8(1), v.u32(2), v.u32(6))
	case size == 16 && flags&(tcpSYN|tcpACK) == tcpSYN|tcpACK:
		p.mptcpBackup(v, "")
		p.printf(" id %d hmac 0x%x nonce 0x%x", v.u8(1), v.u64(2), v.u32(10))
	case size == 24 && flags&tcpACK != 0:
		p.str(" hmac 0x")
		p.hexBytes(v.bytes(2, 20), "")
	default:
		return false
	}
	return true
}

// mptcpDSS prints a Data Sequence Signal: RFC 8684, section 3.3.
func (p *Printer) mptcpDSS(v view) bool {
	const (
		hasAck = 1 << iota
		longAck
		hasSeq
		longSeq
		fin
	)
	if v.n < 2 {
		return false
	}
	bits := v.u8(1)
	if bits&fin != 0 {
		p.str(" fin")
	}
	v = v.from(2)
	number := func(long bool) bool {
		size := 4
		if long {
			size = 8
		}
		if v.n < size {
			return false
		}
		if long {
			p.printf("%d", v.u64(0))
		} else {
			p.printf("%d", v.u32(0))
		}
		v = v.from(size)
		return true
	}
	if bits&hasAck != 0 {
		p.str(" ack ")
		if !number(bits&longAck != 0) {
			return false
		}
	}
	if bits&hasSeq != 0 {
		p.str(" seq ")
		if !number(bits&longSeq != 0) || v.n < 4 {
			return false
		}
		p.printf(" subseq %d", v.u32(0))
		if v.n < 6 {
			return false
		}
		p.printf(" len %d", v.u16(4))
		v = v.from(6)
		if v.n >= 2 {
			p.printf(" csum 0x%x", v.u16(0))
			v = v.from(2)
		}
	}
	return v.n == 0
}

// mptcpAddAddr prints an ADD_ADDR option: RFC 8684, section 3.4.1; of version 0,
// RFC 6824, section 3.4.1.
func (p *Printer) mptcpAddAddr(v view, size int) bool {
	address := 4
	switch size {
	case 8, 10, 16, 18:
	case 20, 22, 28, 30:
		address = 16
	default:
		return false
	}
	switch v.u8(0) & 15 {
	case 0:
		p.str(" v1")
	case 1:
		p.str(" v1-echo")
	case 4:
		p.str(" v0-ip4")
	case 6:
		p.str(" v0-ip6")
	default:
		p.str(" [bad version/echo]")
	}
	p.printf(" id %d ", v.u8(1))
	p.host(v.bytes(2, address))
	v = v.from(2 + address)
	if v.n == 2 || v.n == 10 {
		p.printf(":%d", v.u16(0))
		v = v.from(2)
	}
	if v.n == 8 {
		p.printf(" hmac 0x%x", v.u64(0))
	}
	return true
}
