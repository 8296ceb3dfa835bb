package rawip

import (
	"encoding/binary"
	"errors"
	"net"
	"net/netip"
	"os"
	"strconv"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

func TestMain(m *testing.M) {
	netlab.Enter()
	m.Run()
}

// datagram4 returns an IPv4 UDP datagram without a UDP checksum; the header's
// checksum and length are left to the kernel.
func datagram4(src, dst netip.AddrPort, payload string) []byte {
	p := make([]byte, 28, 28+len(payload))
	p[0], p[8], p[9] = 0x45, 64, 17
	copy(p[12:], src.Addr().AsSlice())
	copy(p[16:], dst.Addr().AsSlice())
	binary.BigEndian.PutUint16(p[20:], src.Port())
	binary.BigEndian.PutUint16(p[22:], dst.Port())
	binary.BigEndian.PutUint16(p[24:], uint16(8+len(payload)))
	return append(p, payload...)
}

// datagram6 returns an IPv6 UDP datagram with its checksum.
func datagram6(src, dst netip.AddrPort, payload string) []byte {
	p := make([]byte, 48, 48+len(payload))
	p[0], p[6], p[7] = 0x60, 17, 64
	n := uint16(8 + len(payload))
	binary.BigEndian.PutUint16(p[4:], n)
	copy(p[8:], src.Addr().AsSlice())
	copy(p[24:], dst.Addr().AsSlice())
	binary.BigEndian.PutUint16(p[40:], src.Port())
	binary.BigEndian.PutUint16(p[42:], dst.Port())
	binary.BigEndian.PutUint16(p[44:], n)
	p = append(p, payload...)
	sum := uint32(n) + 17
	even := append(p[8:len(p):len(p)], make([]byte, len(p)&1)...)
	for i := 0; i < len(even); i += 2 {
		sum += uint32(binary.BigEndian.Uint16(even[i:]))
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	binary.BigEndian.PutUint16(p[46:], ^uint16(sum))
	return p
}

func listen(t *testing.T, n *netlab.Namespace, addr netip.AddrPort) *net.UDPConn {
	t.Helper()
	var c *net.UDPConn
	n.Do(func() {
		var err error
		if c, err = net.ListenUDP("udp", net.UDPAddrFromAddrPort(addr)); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func openIn(t *testing.T, n *netlab.Namespace, c Config) *Socket {
	t.Helper()
	var s *Socket
	n.Do(func() {
		var err error
		if s, err = Open(c); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestSendArrives sends a batch that mixes both families, longer than one
// system call takes, and sees every datagram in order at its socket.
func TestSendArrives(t *testing.T) {
	a, b := netlab.Pair(t)
	to4, to6 := netip.AddrPortFrom(netlab.AddrB4, 7000), netip.AddrPortFrom(netlab.AddrB6, 7000)
	c4, c6 := listen(t, b, to4), listen(t, b, to6)
	s := openIn(t, a, Config{})

	const each = MaxBatch + 6
	var packets [][]byte
	for i := range each {
		text := string(rune('A' + i%26))
		packets = append(packets, datagram4(netip.AddrPortFrom(netlab.AddrA4, 9), to4, "four"+text))
		if i%3 != 0 {
			packets = append(packets, datagram6(netip.AddrPortFrom(netlab.AddrA6, 9), to6, "six"+text))
		}
	}
	n, err := s.Send(packets)
	if err != nil || n != len(packets) {
		t.Fatalf("Send = %d, %v; want %d", n, err, len(packets))
	}
	receive := func(c *net.UDPConn, from netip.Addr, want string) {
		t.Helper()
		buf := make([]byte, 100)
		if err := c.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
			t.Fatal(err)
		}
		n, src, err := c.ReadFromUDPAddrPort(buf)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(buf[:n]); got != want || src.Addr().Unmap() != from {
			t.Fatalf("got %q from %v, want %q from %v", got, src, want, from)
		}
	}
	for i := range each {
		text := string(rune('A' + i%26))
		receive(c4, netlab.AddrA4, "four"+text)
		if i%3 != 0 {
			receive(c6, netlab.AddrA6, "six"+text)
		}
	}
}

func TestSendErrors(t *testing.T) {
	a, _ := netlab.Pair(t)
	s := openIn(t, a, Config{})
	from := netip.AddrPortFrom(netlab.AddrA4, 9)
	to := netip.AddrPortFrom(netlab.AddrB4, 9)
	good := datagram4(from, to, "x")
	long := datagram4(from, to, string(make([]byte, 1500)))
	long6 := datagram6(netip.AddrPortFrom(netlab.AddrA6, 9), netip.AddrPortFrom(netlab.AddrB6, 9), string(make([]byte, 1500)))
	away := datagram4(from, netip.MustParseAddrPort("198.51.100.1:9"), "x")
	for _, tt := range []struct {
		name    string
		packets [][]byte
		sent    int
		want    error
	}{
		{"too long", [][]byte{good, long, good}, 1, ErrTooLong},
		{"too long, IPv6", [][]byte{long6}, 0, ErrTooLong},
		{"no route", [][]byte{away}, 0, ErrUnreachable},
	} {
		n, err := s.Send(tt.packets)
		if n != tt.sent || !errors.Is(err, tt.want) {
			t.Errorf("%s: Send = %d, %v; want %d, %v", tt.name, n, err, tt.sent, tt.want)
		}
	}
	for _, bad := range [][]byte{nil, {0x45}, make([]byte, 60), {0x60, 0, 0}} {
		if n, err := s.Send([][]byte{bad}); n != 0 || err == nil {
			t.Errorf("Send(% x) = %d, %v; want an error", bad, n, err)
		}
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	if _, err := s.Send([][]byte{good}); !errors.Is(err, os.ErrClosed) {
		t.Errorf("Send after Close: %v, want os.ErrClosed", err)
	}
}

// TestHoldTCP sees the kernel reset a segment for a port that nobody holds,
// stay silent for the peer that a Hold names, and reset others all the same.
func TestHoldTCP(t *testing.T) {
	a, b := netlab.Pair(t)
	for _, tt := range []struct{ local, remote, other netip.Addr }{
		{netlab.AddrA4, netlab.AddrB4, netip.MustParseAddr("10.99.0.77")},
		{netlab.AddrA6, netlab.AddrB6, netip.MustParseAddr("fd99::77")},
	} {
		b.Run("ip", "addr", "add", tt.other.String()+"/"+strconv.Itoa(tt.other.BitLen()), "dev", netlab.Interface, "nodad")
		local := netip.AddrPortFrom(tt.local, 45000)
		remote := netip.AddrPortFrom(tt.remote, 46000)
		var h *Hold
		a.Do(func() {
			var err error
			if h, err = HoldTCP(local, remote, 0); err != nil {
				t.Fatal(err)
			}
		})
		dial := func(from netip.AddrPort) error {
			var err error
			b.Do(func() {
				d := net.Dialer{LocalAddr: net.TCPAddrFromAddrPort(from), Timeout: 300 * time.Millisecond}
				var c net.Conn
				if c, err = d.Dial("tcp", local.String()); err == nil {
					_ = c.Close()
				}
			})
			return err
		}
		if err := dial(remote); !silent(err) {
			t.Errorf("%v: dial from the held peer: %v, want silence", tt.local, err)
		}
		if err := dial(netip.AddrPortFrom(tt.other, 46000)); !silent(err) {
			t.Errorf("%v: dial from another peer: %v, want silence", tt.local, err)
		}
		if err := errors.Join(h.Close(), h.Close()); err != nil {
			t.Error(err)
		}
		if err := dial(remote); err == nil || silent(err) {
			t.Errorf("%v: dial after the hold: %v, want a reset", tt.local, err)
		}
	}
}

func silent(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

func TestHoldTakesThePort(t *testing.T) {
	n := netlab.New(t)
	n.Do(func() {
		local := netip.MustParseAddrPort("127.0.0.1:45000")
		h, err := HoldUDP(local, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer h.Close()
		if _, err := HoldUDP(local, 0); err == nil {
			t.Error("a second hold of the same port")
		}
	})
}

func TestSendDoesNotAllocate(t *testing.T) {
	n := netlab.New(t)
	s := openIn(t, n, Config{})
	local := netip.MustParseAddrPort("127.0.0.1:9")
	packets := [][]byte{datagram4(local, local, "x"), datagram4(local, local, "y")}
	if a := testing.AllocsPerRun(100, func() {
		if _, err := s.Send(packets); err != nil {
			t.Fatal(err)
		}
	}); a != 0 {
		t.Errorf("sending allocates %v times", a)
	}
}

func BenchmarkSend(b *testing.B) {
	n := netlab.New(b)
	var s *Socket
	n.Do(func() {
		var err error
		if s, err = Open(Config{}); err != nil {
			b.Fatal(err)
		}
	})
	defer s.Close()
	local := netip.MustParseAddrPort("127.0.0.1:9")
	packets := make([][]byte, MaxBatch)
	for i := range packets {
		packets[i] = datagram4(local, local, "x")
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Send(packets); err != nil {
			b.Fatal(err)
		}
	}
}
