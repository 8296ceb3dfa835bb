package decode

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/linktype"
)

func hex16(n int) string { return fmt.Sprintf("%04x", n) }

// ipv4Packet returns an IPv4 packet of protocol proto with payload.
func ipv4Packet(proto byte, payload []byte) []byte {
	ip := []byte{0x45, 0, 0, 0, 0, 1, 0, 0, 64, proto, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2}
	binary.BigEndian.PutUint16(ip[2:], uint16(len(ip)+len(payload)))
	return append(ip, payload...)
}

// udpPacket returns an IPv4 packet with a UDP datagram.
func udpPacket(src, dst int, payload []byte) []byte {
	udp := make([]byte, 8, 8+len(payload))
	binary.BigEndian.PutUint16(udp, uint16(src))
	binary.BigEndian.PutUint16(udp[2:], uint16(dst))
	binary.BigEndian.PutUint16(udp[4:], uint16(len(udp)+len(payload)))
	return ipv4Packet(protoUDP, append(udp, payload...))
}

// tcpPacket returns an IPv4 packet with a TCP segment.
func tcpPacket(src, dst int, payload []byte) []byte {
	tcp := make([]byte, 20, 20+len(payload))
	binary.BigEndian.PutUint16(tcp, uint16(src))
	binary.BigEndian.PutUint16(tcp[2:], uint16(dst))
	tcp[12], tcp[13] = 5<<4, 0x18
	return ipv4Packet(protoTCP, append(tcp, payload...))
}

// printedRaw returns how data, a raw IP packet, is printed.
func printedRaw(opt Options, data []byte) string {
	opt.Time = TimeNone
	p := New(opt)
	p.strict = true
	out := p.AppendPacket(nil, &capture.Packet{Data: data, Length: len(data)}, linktype.Raw)
	return strings.TrimSuffix(string(out), "\n")
}

// printedUDP returns how the payload of a datagram to port is printed. Each
// shorter capture of it is printed too, only to see that it is.
func printedUDP(t *testing.T, opt Options, port int, payload string) string {
	t.Helper()
	data := udpPacket(40000, port, frameBytes(t, payload))
	printTruncated(opt, data)
	return afterEndpoints(t, printedRaw(opt, data), port)
}

// printedTCP returns how the payload of a segment to port is printed, after its
// length.
func printedTCP(t *testing.T, opt Options, port int, payload string) string {
	t.Helper()
	data := tcpPacket(40000, port, frameBytes(t, payload))
	printTruncated(opt, data)
	text := afterEndpoints(t, printedRaw(opt, data), port)
	_, text, _ = strings.Cut(text, ", length ")
	return strings.TrimLeft(text, "0123456789")
}

func afterEndpoints(t *testing.T, text string, port int) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, fmt.Sprintf("10.0.0.1.40000 > 10.0.0.2.%d: ", port))
	if !ok {
		t.Fatalf("no endpoints in %q", text)
	}
	return rest
}

// printTruncated prints every prefix of data as its capture.
func printTruncated(opt Options, data []byte) {
	p := New(opt)
	p.strict = true
	for n := range len(data) {
		p.AppendPacket(nil, &capture.Packet{Data: data[:n:n], Length: len(data)}, linktype.Raw)
	}
}
