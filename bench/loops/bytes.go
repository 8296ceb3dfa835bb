package main

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"net"

	"github.com/google/gopacket/layers"

	"pktcap/checksum"
	"pktcap/hexdump"
)

// bytes are of no value that a checksum could make use of.
func bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + i>>8)
	}
	return b
}

func checksumOurs(size int) (func(), int, error) {
	b := bytes(size)
	if got, want := checksum.Checksum(b), ^plain(b); got != want {
		return nil, 0, fmt.Errorf("checksum of %d bytes is %#04x, not %#04x", size, got, want)
	}
	return func() { results.sum += checksum.Checksum(b) }, size, nil
}

func checksumPlain(size int) (func(), int, error) {
	b := bytes(size)
	return func() { results.sum += ^plain(b) }, size, nil
}

// plain is the loop of RFC 1071 section 4.1.
func plain(b []byte) uint16 {
	var s uint32
	for ; len(b) > 1; b = b[2:] {
		s += uint32(binary.BigEndian.Uint16(b))
	}
	if len(b) > 0 {
		s += uint32(b[0]) << 8
	}
	for s>>16 != 0 {
		s = s&0xffff + s>>16
	}
	return uint16(s)
}

// checksumGopacket is that of a TCP segment of the size, pseudo-header included,
// which is the only way that gopacket offers it.
func checksumGopacket(size int) (func(), int, error) {
	var t layers.TCP
	t.Contents = bytes(max(size, 20))
	ip := &layers.IPv4{SrcIP: net.IP{10, 0, 0, 1}, DstIP: net.IP{10, 0, 0, 2}}
	if err := t.SetNetworkLayerForChecksum(ip); err != nil {
		return nil, 0, err
	}
	return func() { s, _ := t.ComputeChecksum(); results.sum += s }, size, nil
}

func hexdumpOurs(size int) (func(), int, error) {
	b, out := bytes(size), []byte(nil)
	return func() { out = hexdump.Append(out[:0], hexdump.Canonical, b) }, size, nil
}

func hexdumpStd(size int) (func(), int, error) {
	b := bytes(size)
	return func() {
		d := hex.Dumper(io.Discard)
		_, _ = d.Write(b) // io.Discard fails never
		_ = d.Close()
	}, size, nil
}
