package decode

import (
	"encoding/base32"
	"encoding/base64"
	"time"
)

// Record types whose data tcpdump does not print.
const (
	dnsHINFO      = 13
	dnsMINFO      = 14
	dnsRP         = 17
	dnsAFSDB      = 18
	dnsX25        = 19
	dnsISDN       = 20
	dnsRT         = 21
	dnsSIG        = 24
	dnsKEY        = 25
	dnsPX         = 26
	dnsNAPTR      = 35
	dnsKX         = 36
	dnsCERT       = 37
	dnsDS         = 43
	dnsSSHFP      = 44
	dnsRRSIG      = 46
	dnsNSEC       = 47
	dnsDNSKEY     = 48
	dnsDHCID      = 49
	dnsNSEC3      = 50
	dnsNSEC3PARAM = 51
	dnsTLSA       = 52
	dnsSMIMEA     = 53
	dnsCDS        = 59
	dnsCDNSKEY    = 60
	dnsOPENPGPKEY = 61
	dnsCSYNC      = 62
	dnsZONEMD     = 63
	dnsSVCB       = 64
	dnsHTTPS      = 65
	dnsSPF        = 99
	dnsEUI48      = 108
	dnsEUI64      = 109
	dnsCAA        = 257
	dnsTA         = 32768
	dnsDLV        = 32769
)

// presentation prints the length bytes at off that are the data of a record of
// a type that rdata does not print, in the form that zone files have. Types that
// have none are printed as RFC 3597, 5, has it.
func (d *dnsPrinter) presentation(kind, off, length int) bool {
	m := d.m
	end := off + length
	m.need(off, length)
	v := m.sub(off, length) // without names, which may be compressed
	switch kind {
	case dnsHINFO, dnsX25, dnsISDN, dnsSPF:
		for off < end {
			d.str(` "`)
			off = d.characterString(m, off)
			d.byte('"')
		}
	case dnsMINFO, dnsRP:
		return d.dataNames(off, 2)
	case dnsAFSDB, dnsRT, dnsKX:
		d.printf(" %d", v.u16(0))
		return d.dataNames(off+2, 1)
	case dnsPX:
		d.printf(" %d", v.u16(0))
		return d.dataNames(off+2, 2)
	case dnsNAPTR: // RFC 3403, 4.1
		d.printf(" %d %d", v.u16(0), v.u16(2))
		off += 4
		for range 3 {
			d.str(` "`)
			off = d.characterString(m, off)
			d.byte('"')
		}
		return d.dataNames(off, 1)
	case dnsSIG, dnsRRSIG: // RFC 4034, 3
		d.byte(' ')
		d.name(dnsTypes, "Type%d", v.u16(0))
		d.printf(" %d %d %d ", v.u8(2), v.u8(3), v.u32(4))
		d.dnsTime(v.u32(8))
		d.byte(' ')
		d.dnsTime(v.u32(12))
		d.printf(" %d ", v.u16(16))
		next, ok := d.domainName(m, off+18)
		if !ok {
			return false
		}
		d.base64(m.sub(next, end-next))
	case dnsKEY, dnsDNSKEY, dnsCDNSKEY: // RFC 4034, 2
		d.printf(" %d %d %d", v.u16(0), v.u8(2), v.u8(3))
		d.base64(v.from(4))
	case dnsDS, dnsCDS, dnsTA, dnsDLV: // RFC 4034, 5
		d.printf(" %d %d %d ", v.u16(0), v.u8(2), v.u8(3))
		d.upperHex(v.from(4).b)
	case dnsSSHFP: // RFC 4255, 3.1
		d.printf(" %d %d ", v.u8(0), v.u8(1))
		d.upperHex(v.from(2).b)
	case dnsTLSA, dnsSMIMEA: // RFC 6698, 2.1
		d.printf(" %d %d %d ", v.u8(0), v.u8(1), v.u8(2))
		d.upperHex(v.from(3).b)
	case dnsZONEMD: // RFC 8976, 2.2
		d.printf(" %d %d %d ", v.u32(0), v.u8(4), v.u8(5))
		d.upperHex(v.from(6).b)
	case dnsCERT: // RFC 4398, 2
		d.printf(" %d %d %d", v.u16(0), v.u16(2), v.u8(4))
		d.base64(v.from(5))
	case dnsOPENPGPKEY, dnsDHCID:
		d.base64(v)
	case dnsNSEC: // RFC 4034, 4
		d.byte(' ')
		next, ok := d.domainName(m, off)
		if !ok {
			return false
		}
		d.typeBitmap(m.sub(next, end-next))
	case dnsNSEC3, dnsNSEC3PARAM:
		d.nsec3(kind, v)
	case dnsCSYNC: // RFC 7477, 2.1
		d.printf(" %d %d", v.u32(0), v.u16(4))
		d.typeBitmap(v.from(6))
	case dnsSVCB, dnsHTTPS:
		d.printf(" %d ", v.u16(0))
		next, ok := d.domainName(m, off+2)
		if !ok {
			return false
		}
		d.svcParams(m.sub(next, end-next))
	case dnsEUI48, dnsEUI64: // RFC 7043
		d.byte(' ')
		d.hexBytes(v.b, "-")
	case dnsCAA: // RFC 8659, 4.1
		d.printf(" %d ", v.u8(0))
		d.text(v, 2, v.u8(1))
		d.str(` "`)
		value := v.from(2 + v.u8(1))
		d.text(value, 0, value.n)
		d.byte('"')
	default:
		d.printf(" \\# %d", length)
		if length > 0 {
			d.byte(' ')
			d.hexBytes(v.b, "")
		}
	}
	return true
}

// dataNames prints n names one after the other.
func (d *dnsPrinter) dataNames(off, n int) bool {
	for range n {
		d.byte(' ')
		var ok bool
		if off, ok = d.domainName(d.m, off); !ok {
			return false
		}
	}
	return true
}

// dnsTime prints seconds since 1970 as RFC 4034, 3.2, has it.
func (d *dnsPrinter) dnsTime(seconds uint32) {
	d.out = time.Unix(int64(seconds), 0).UTC().AppendFormat(d.out, "20060102150405")
}

// base64 prints bytes, after a space.
func (d *dnsPrinter) base64(v view) {
	if v.n > 0 {
		d.byte(' ')
		d.out = base64.StdEncoding.AppendEncode(d.out, v.captured())
	}
}

// nsec3 prints an NSEC3 or NSEC3PARAM record: RFC 5155, 3 and 4.
func (d *dnsPrinter) nsec3(kind int, v view) {
	salt := v.u8(4)
	d.printf(" %d %d %d ", v.u8(0), v.u8(1), v.u16(2))
	if salt == 0 {
		d.byte('-')
	} else {
		d.upperHex(v.bytes(5, salt))
	}
	if kind == dnsNSEC3PARAM {
		return
	}
	v = v.from(5 + salt)
	n := v.u8(0)
	d.byte(' ')
	d.out = base32.HexEncoding.WithPadding(base32.NoPadding).AppendEncode(d.out, v.bytes(1, n))
	d.typeBitmap(v.from(1 + n))
}

// typeBitmap prints the types of which the bits are set: RFC 4034, 4.1.2.
func (d *dnsPrinter) typeBitmap(v view) {
	for v.n >= 2 {
		window, n := v.u8(0), v.u8(1)
		for i, c := range v.bytes(2, n) {
			for bit := range 8 {
				if c<<bit&0x80 != 0 {
					d.byte(' ')
					d.name(dnsTypes, "Type%d", window<<8|i<<3|bit)
				}
			}
		}
		v = v.from(2 + n)
	}
}

// Service parameters: RFC 9460, 14.3.2.
const (
	svcMandatory = 0
	svcALPN      = 1
	svcPort      = 3
	svcIPv4Hint  = 4
	svcECH       = 5
	svcIPv6Hint  = 6
	svcDoHPath   = 7
)

var svcParamNames = names{
	{svcMandatory, "mandatory"}, {svcALPN, "alpn"}, {2, "no-default-alpn"}, {svcPort, "port"},
	{svcIPv4Hint, "ipv4hint"}, {svcECH, "ech"}, {svcIPv6Hint, "ipv6hint"}, {svcDoHPath, "dohpath"}, {8, "ohttp"},
}

// svcParams prints the parameters of an SVCB or HTTPS record: RFC 9460, 2.2.
func (d *dnsPrinter) svcParams(v view) {
	for v.n >= 4 {
		key, length := v.u16(0), v.u16(2)
		data := v.sub(4, length)
		data.need(0, length)
		v = v.from(4 + length)
		d.byte(' ')
		d.name(svcParamNames, "key%d", key)
		if length == 0 {
			continue
		}
		d.byte('=')
		switch {
		case key == svcMandatory:
			d.list(data, 2, ',', func(off int) { d.name(svcParamNames, "key%d", data.u16(off)) })
		case key == svcALPN:
			for off := 0; off < data.n; {
				if off > 0 {
					d.byte(',')
				}
				off = d.characterString(data, off)
			}
		case key == svcPort && length == 2:
			d.dec(data.u16(0))
		case key == svcIPv4Hint:
			d.list(data, 4, ',', func(off int) { d.out = appendIP(d.out, data.bytes(off, 4)) })
		case key == svcIPv6Hint:
			d.list(data, 16, ',', func(off int) { d.out = appendIP(d.out, data.bytes(off, 16)) })
		case key == svcECH:
			d.out = base64.StdEncoding.AppendEncode(d.out, data.b)
		default:
			d.text(data, 0, data.n)
		}
	}
}
