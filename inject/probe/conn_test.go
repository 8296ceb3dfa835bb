package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net/netip"
	"os"
	"testing"
	"time"
)

// A tcpPeer is the other end of a connection, as simple as can be: it takes
// data in order, and sends its own as it is acknowledged. drop says which of
// the segments to it, counted from 0, are lost on the way.
type tcpPeer struct {
	w        world
	drop     map[int]bool
	got      bytes.Buffer // what arrived
	data     []byte       // what it sends when the other end has closed
	overtake bool         // send segments in the wrong order

	segments int
	expect   uint32
	acked    uint32 // what it has sent its data from
	closed   bool
}

const (
	peerSeq  = 0xfffffff0 // so that it wraps
	peerMSS  = 700
	peerPort = 80
	connPort = 4000
)

func (p *tcpPeer) segment(seq uint32, flags uint8, data string) []byte {
	b := tcp(peerPort, connPort, seq, p.expect, flags, data)
	binary.BigEndian.PutUint16(b[14:], 8000)
	return p.w.back(b)
}

func (p *tcpPeer) respond(packet []byte, _ int) []reply {
	n := p.segments
	p.segments++
	if p.drop[n] {
		return nil
	}
	v, _ := viewIP(packet)
	seq, ack := binary.BigEndian.Uint32(v.body[4:]), binary.BigEndian.Uint32(v.body[8:])
	flags, data := v.body[13], payload(v.body)
	if flags&flagSYN != 0 {
		p.expect = seq + 1
		synAck := tcp(peerPort, connPort, peerSeq, p.expect, flagSYN|flagACK, "")
		binary.BigEndian.PutUint16(synAck[14:], 8000)
		synAck[12] = 0x60
		return []reply{{0, p.w.back(append(synAck, 2, 4, peerMSS>>8, peerMSS&0xff))}}
	}
	if seq == p.expect {
		p.got.Write(data)
		p.expect += uint32(len(data))
		if flags&flagFIN != 0 {
			p.expect++
			p.closed = true
		}
	}
	var replies []reply
	if len(data) > 0 || flags&flagFIN != 0 {
		replies = append(replies, reply{0, p.segment(ack, flagACK, "")})
	}
	if p.closed && ack != p.acked {
		p.acked = ack
		replies = append(replies, p.send(ack)...)
	}
	return replies
}

// send returns what follows the acknowledged part of the data.
func (p *tcpPeer) send(ack uint32) []reply {
	at := int(ack - peerSeq - 1)
	if at > len(p.data) {
		return nil // the FIN is acknowledged too
	}
	end := min(at+peerMSS, len(p.data))
	flags := uint8(flagACK)
	if end == len(p.data) {
		flags |= flagFIN
	}
	next := reply{0, p.segment(ack, flags, string(p.data[at:end]))}
	if p.overtake && end < len(p.data) {
		ahead := reply{0, p.segment(ack+uint32(end-at), flagACK, string(p.data[end:min(end+10, len(p.data))]))}
		return []reply{ahead, next}
	}
	return []reply{next}
}

func connect(t *testing.T, w world, respond func([]byte, int) []reply) (*Conn, error) {
	t.Helper()
	line := newWire(respond)
	c, err := Connect(context.Background(), line, line, ConnConfig{
		Local: netip.AddrPortFrom(w.local, connPort), Remote: netip.AddrPortFrom(w.remote, peerPort),
		MSS: 1000, Seq: 0xffffff00, Timeout: 3 * time.Second,
		Build: func(dst []byte, s Segment) ([]byte, error) {
			b := tcp(connPort, peerPort, s.Seq, s.Ack, s.Flags, string(s.Data))
			binary.BigEndian.PutUint16(b[14:], s.Window)
			return append(dst, ip(w.local, w.remote, protoTCP, b)...), nil
		},
	})
	if err == nil {
		t.Cleanup(func() { _ = c.Close() })
	}
	return c, err
}

func TestConn(t *testing.T) {
	data := make([]byte, 20000)
	for i := range data {
		data[i] = byte(i * i >> 4)
	}
	for _, tt := range []struct {
		name string
		peer tcpPeer
	}{
		{"clean", tcpPeer{w: worlds[0]}},
		{"clean, IPv6", tcpPeer{w: worlds[1]}},
		{"lost on the way", tcpPeer{w: worlds[0], drop: map[int]bool{0: true, 4: true, 20: true}}},
		{"out of order", tcpPeer{w: worlds[1], overtake: true}},
		{"nothing to read", tcpPeer{w: worlds[0]}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			peer := tt.peer
			if tt.name != "nothing to read" {
				peer.data = data
			}
			c, err := connect(t, peer.w, peer.respond)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(c.Write(ctx, data), c.CloseWrite(ctx)); err != nil {
				t.Fatal(err)
			}
			var got []byte
			buf := make([]byte, 999)
			for {
				n, err := c.Read(ctx, buf)
				got = append(got, buf[:n]...)
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(got, peer.data) {
				t.Errorf("read %d bytes, want the %d that the peer sent", len(got), len(peer.data))
			}
			if !c.Finished() {
				t.Error("not finished after both ends closed")
			}
			if err := errors.Join(c.Close(), c.Close()); err != nil {
				t.Error(err)
			}
			if !bytes.Equal(peer.got.Bytes(), data) {
				t.Errorf("the peer got %d bytes, want the %d sent", peer.got.Len(), len(data))
			}
			if err := c.Write(ctx, []byte{1}); !errors.Is(err, os.ErrClosed) {
				t.Errorf("write after the end: %v", err)
			}
		})
	}
}

func TestConnErrors(t *testing.T) {
	w := worlds[0]
	if _, err := connect(t, w, func(p []byte, _ int) []reply {
		return []reply{{0, w.back(tcp(peerPort, connPort, 0, 0xffffff01, flagRST|flagACK, ""))}}
	}); !errors.Is(err, ErrRefused) {
		t.Errorf("connection to a closed port: %v, want ErrRefused", err)
	}
	if _, err := connect(t, w, func(p []byte, _ int) []reply {
		return []reply{{0, ip(w.router, w.local, w.icmp, icmp(w.unreachable, 1, 0, p))}}
	}); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("connection to an unreachable address: %v, want the router's word", err)
	}
	if _, err := connect(t, w, func([]byte, int) []reply { return nil }); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("connection to silence: %v, want os.ErrDeadlineExceeded", err)
	}

	peer := tcpPeer{w: w}
	c, err := connect(t, w, func(p []byte, n int) []reply {
		if n < 2 {
			return peer.respond(p, n)
		}
		return []reply{
			{0, w.back(tcp(peerPort, connPort, 12345, 0, flagRST, ""))}, // not where the stream is
			{0, w.back(tcp(peerPort, connPort, peerSeq+1, 0, flagRST, ""))},
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Write(context.Background(), []byte("x")); !errors.Is(err, ErrReset) {
		t.Errorf("write to a peer that resets: %v, want ErrReset", err)
	}
}

func TestMSSOption(t *testing.T) {
	for _, tt := range []struct {
		options []byte
		want    int
	}{
		{nil, 0},
		{[]byte{2, 4, 5, 0xb4}, 1460},
		{[]byte{1, 3, 3, 7, 2, 4, 1, 0, 0, 0, 0, 0}, 256},
		{[]byte{0, 2, 4, 1}, 0},
		{[]byte{3, 0, 2, 4}, 0},
		{[]byte{1, 1, 1, 2}, 0},
	} {
		b := append(tcp(1, 2, 3, 4, flagSYN, ""), tt.options...)
		b[12] = byte(len(b) / 4 << 4)
		if got := mssOption(b); got != tt.want {
			t.Errorf("mssOption(% x) = %d, want %d", tt.options, got, tt.want)
		}
	}
}

func FuzzSegment(f *testing.F) {
	f.Add(tcp(80, connPort, peerSeq+1, 0xffffff01, flagACK|flagFIN, "data"))
	f.Add(append(tcp(80, connPort, peerSeq+1, 0xffffff01, flagSYN|flagACK, ""), 2, 4, 5, 0xb4))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, _, ok := read(view{src: remote4, dst: local4, proto: protoTCP, body: b})
		if !ok {
			return
		}
		mssOption(b)
		for _, established := range []bool{false, true} {
			n := &Conn{
				config: ConnConfig{MSS: 500, Build: func(dst []byte, s Segment) ([]byte, error) { return dst, nil }},
				sender: mute{}, change: make(chan struct{}), timer: time.NewTimer(time.Hour), mss: 500,
				first: 0xffffff00, una: 0xffffff00, next: 0xffffff01, expect: peerSeq + 1, established: established,
			}
			n.arrive(&a, b)
			n.arrive(&a, b)
			if len(n.received) > receiveWindow {
				t.Fatalf("%d bytes received", len(n.received))
			}
		}
	})
}

// mute is a sender that sends nothing.
type mute struct{}

func (mute) Send(packets [][]byte) (int, error) { return len(packets), nil }
func (mute) Close() error                       { return nil }
