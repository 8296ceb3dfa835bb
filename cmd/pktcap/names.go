package main

import (
	"bufio"
	"encoding/hex"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"pktcap/decode"
)

// names supplies the names that are printed without -n. They come from this
// machine's files, which are read once, and from the name service only where
// --dns asks for it: a capture must not make traffic of its own.
type names struct {
	hosts     map[netip.Addr]string // /etc/hosts
	ports     map[port]string       // /etc/services
	protocols map[uint8]string      // /etc/protocols
	cards     map[[6]byte]string    // /etc/ethers
	dns       *lookups              // nil without --dns
	noDomain  bool                  // -N
}

var _ decode.Names = (*names)(nil)

// A port is a port number of an IP protocol.
type port struct {
	proto  uint8
	number uint16
}

// newNames reads the files. One that is missing has no names.
func newNames(noDomain bool, dns *lookups) *names {
	n := &names{
		hosts:     map[netip.Addr]string{},
		ports:     map[port]string{},
		protocols: map[uint8]string{},
		cards:     map[[6]byte]string{},
		dns:       dns,
		noDomain:  noDomain,
	}
	protocols := map[string]uint8{"tcp": 6, "udp": 17, "sctp": 132, "dccp": 33}
	eachLine("/etc/hosts", func(f []string) {
		if a, err := netip.ParseAddr(f[0]); err == nil {
			setOnce(n.hosts, a, f[1])
		}
	})
	eachLine("/etc/services", func(f []string) {
		number, proto, _ := strings.Cut(f[1], "/")
		if p, err := strconv.ParseUint(number, 10, 16); err == nil && protocols[proto] != 0 {
			setOnce(n.ports, port{protocols[proto], uint16(p)}, f[0])
		}
	})
	eachLine("/etc/protocols", func(f []string) {
		if p, err := strconv.ParseUint(f[1], 10, 8); err == nil {
			setOnce(n.protocols, uint8(p), f[0])
		}
	})
	eachLine("/etc/ethers", func(f []string) {
		if b, err := hex.DecodeString(strings.ReplaceAll(f[0], ":", "")); err == nil && len(b) == 6 {
			setOnce(n.cards, [6]byte(b), f[1])
		}
	})
	return n
}

// setOnce keeps the first of several names: it is the official one.
func setOnce[K comparable](m map[K]string, key K, name string) {
	if _, ok := m[key]; !ok {
		m[key] = name
	}
}

// eachLine calls do with the words of each line of a file that has at least
// two, comments left out.
func eachLine(file string, do func(fields []string)) {
	f, err := os.Open(file)
	if err != nil {
		return
	}
	defer func() { _ = f.Close() }() // it was only read
	for s := bufio.NewScanner(f); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		if fields := strings.Fields(line); len(fields) >= 2 {
			do(fields)
		}
	}
}

func (n *names) AppendHost(dst, addr []byte) []byte {
	a, ok := netip.AddrFromSlice(addr)
	if !ok {
		return dst
	}
	name, known := n.hosts[a]
	if !known && n.dns != nil {
		name = n.dns.name(a)
	}
	if n.noDomain {
		name, _, _ = strings.Cut(name, ".")
	}
	return append(dst, name...)
}

func (n *names) AppendPort(dst []byte, proto uint8, number uint16) []byte {
	return append(dst, n.ports[port{proto, number}]...)
}

func (n *names) AppendMAC(dst, mac []byte) []byte {
	switch {
	case len(mac) != 6:
		return dst
	case [6]byte(mac) == broadcast:
		return append(dst, "Broadcast"...)
	}
	return append(dst, n.cards[[6]byte(mac)]...)
}

// broadcast is the address of all stations of a link.
var broadcast = [6]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}

// AppendVendor knows the vendor number 0 of addresses that nobody assigned; for
// the rest it has tcpdump's word.
func (n *names) AppendVendor(dst []byte, oui uint32) []byte {
	if oui == 0 {
		return append(dst, "Ethernet"...)
	}
	return append(dst, "Unknown"...)
}

func (n *names) AppendProtocol(dst []byte, proto uint8) []byte {
	return append(dst, n.protocols[proto]...)
}
