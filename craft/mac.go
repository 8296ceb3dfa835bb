package craft

import (
	"fmt"
	"strings"
)

// A MAC is a 48-bit Ethernet address, or absent: like [netip.Addr], the zero
// value is no address, and the all-zero address is a value of its own. MACs
// compare with ==.
type MAC struct {
	addr [6]byte
	set  bool
}

// Broadcast is the Ethernet broadcast address, ff:ff:ff:ff:ff:ff.
var Broadcast = MACFrom([6]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff})

// MACFrom returns the MAC of six bytes in the order of transmission. A
// [net.HardwareAddr] of six bytes converts with MACFrom([6]byte(hw)).
func MACFrom(b [6]byte) MAC { return MAC{b, true} }

// ParseMAC reads six hexadecimal bytes with colons or hyphens between them, as
// "00:53:00:12:34:5a"; a byte may be one digit, as tcpdump and ip(8) allow.
func ParseMAC(s string) (MAC, error) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ':' || r == '-' })
	m := MAC{set: true}
	ok := len(parts) == 6 && strings.Count(s, ":")+strings.Count(s, "-") == 5
	for i, part := range parts {
		if !ok {
			break
		}
		var v uint64
		if v, ok = parseHex(part); ok && len(part) <= 2 {
			m.addr[i] = byte(v)
		} else {
			ok = false
		}
	}
	if !ok {
		return MAC{}, fmt.Errorf("parse MAC address %q: want six bytes, as 00:53:00:12:34:5a", s)
	}
	return m, nil
}

// MustParseMAC is [ParseMAC] for constants: it panics on an error.
func MustParseMAC(s string) MAC {
	m, err := ParseMAC(s)
	if err != nil {
		panic(err)
	}
	return m
}

func parseHex(s string) (v uint64, ok bool) {
	for _, r := range []byte(s) {
		switch {
		case r >= '0' && r <= '9':
			r -= '0'
		case r >= 'a' && r <= 'f':
			r -= 'a' - 10
		case r >= 'A' && r <= 'F':
			r -= 'A' - 10
		default:
			return 0, false
		}
		if v>>60 != 0 {
			return 0, false
		}
		v = v<<4 | uint64(r)
	}
	return v, s != ""
}

// IsValid reports whether m is an address; the zero MAC is not.
func (m MAC) IsValid() bool { return m.set }

// IsMulticast reports whether m's group bit is set, as in a broadcast.
func (m MAC) IsMulticast() bool { return m.addr[0]&1 != 0 }

// As6 returns m's bytes in the order of transmission, zeros where m is absent.
func (m MAC) As6() [6]byte { return m.addr }

// String returns m as "00:53:00:12:34:5a", or "invalid MAC" where m is absent.
func (m MAC) String() string {
	if !m.set {
		return "invalid MAC"
	}
	a := m.addr
	return fmt.Sprintf("%02x:%02x:%02x:%02x:%02x:%02x", a[0], a[1], a[2], a[3], a[4], a[5])
}

func (m MAC) uint64() (v uint64) {
	for _, b := range m.addr {
		v = v<<8 | uint64(b)
	}
	return v
}

func macFrom48(v uint64) MAC {
	return MACFrom([6]byte{byte(v >> 40), byte(v >> 32), byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)})
}
