package probe

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/netip"
	"testing"
	"time"

	"pktcap/capture"
	"pktcap/inject"
	"pktcap/linktype"
)

const timeout = 50 * time.Millisecond

// run probes over the wire and returns the events as text.
func run(t *testing.T, w *wire, c Config, packets iter.Seq[inject.Due]) ([]string, Summary) {
	t.Helper()
	if c.Timeout == 0 {
		c.Timeout = timeout
	}
	c.Latency = 100 * time.Millisecond // more than a busy machine holds a test up
	c.Loopback = w.loopback
	s, err := New(w, w, c)
	if err != nil {
		t.Fatal(err)
	}
	var events []string
	sum, err := s.Run(context.Background(), packets, func(e Event) {
		text := fmt.Sprintf("%d %v", e.Probe, e.Kind)
		switch e.Kind {
		case Answered, Late, Duplicate, Foreign:
			text += fmt.Sprintf(" %v from %v", e.Answer.Kind, e.Answer.From)
			if e.Kind == Answered || e.Kind == Late {
				text += fmt.Sprint(" ", e.RTT)
			}
		}
		events = append(events, text)
	})
	if err != nil {
		t.Fatal(err)
	}
	return events, sum
}

func equal(t *testing.T, got []string, want ...string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("event %d: %s, want %s", i, g, w)
		}
	}
}

// A world is the addresses of one family.
type world struct {
	local, remote, router netip.Addr
	icmp                  uint8
	unreachable           uint8
}

var worlds = []world{
	{local4, remote4, router4, protoICMP, icmpUnreachable},
	{local6, remote6, router6, protoICMPv6, icmp6Unreachable},
}

func (w world) syn(sport uint16, seq uint32) []byte {
	return ip(w.local, w.remote, protoTCP, tcp(sport, 80, seq, 0, flagSYN, ""))
}

func (w world) back(body []byte) []byte { return ip(w.remote, w.local, protoTCP, body) }

func TestAnswersToSYN(t *testing.T) {
	const ms = time.Millisecond
	for _, w := range worlds {
		t.Run(w.local.String(), func(t *testing.T) {
			line := newWire(func(p []byte, n int) []reply {
				synAck := w.back(tcp(80, 4000+uint16(n), 9000, uint32(100*n)+1, flagSYN|flagACK, ""))
				switch n {
				case 0: // open
					return []reply{{3 * ms, synAck}}
				case 1: // closed
					return []reply{{4 * ms, w.back(tcp(80, 4001, 0, 101, flagRST|flagACK, ""))}}
				case 2: // a router's word, which quotes no more than it must
					header := len(p) - 20
					return []reply{{5 * ms, ip(w.router, w.local, w.icmp, icmp(w.unreachable, 1, 0, p[:header+8]))}}
				case 3: // silence
				case 4: // twice
					return []reply{{1 * ms, synAck}, {2 * ms, synAck}}
				case 5: // too late
					return []reply{{60 * ms, synAck}}
				case 6: // the wrong sequence number, then the right one
					return []reply{
						{1 * ms, w.back(tcp(80, 4006, 9000, 1234, flagSYN|flagACK, ""))},
						{2 * ms, synAck},
					}
				case 7: // other flows and other quotes are not ours
					return []reply{
						{1 * ms, w.back(tcp(81, 4007, 9000, 701, flagSYN|flagACK, ""))},
						{1 * ms, w.back(tcp(80, 5007, 9000, 701, flagSYN|flagACK, ""))},
						{1 * ms, ip(w.router, w.local, w.icmp, icmp(w.unreachable, 1, 0, w.syn(5007, 700)))},
						{1 * ms, ip(w.router, w.local, w.icmp, icmp(w.unreachable, 1, 0, nil))},
						{6 * ms, synAck},
					}
				}
				return nil
			})
			var packets [][]byte
			for n := range 8 {
				packets = append(packets, w.syn(4000+uint16(n), uint32(100*n)))
			}
			events, sum := run(t, line, Config{}, probes(packets...))
			remote, router := w.remote.String(), w.router.String()
			equal(t, events,
				"0 left", "0 answered SYN-ACK from "+remote+" 3ms",
				"1 left", "1 answered RST from "+remote+" 4ms",
				"2 left", "2 answered unreachable from "+router+" 5ms",
				"3 left",
				"4 left", "4 answered SYN-ACK from "+remote+" 1ms", "4 duplicate SYN-ACK from "+remote,
				"5 left", "5 timed out", "5 late SYN-ACK from "+remote+" 60ms",
				"6 left", "-1 foreign SYN-ACK from "+remote, "6 answered SYN-ACK from "+remote+" 2ms",
				"7 left", "7 answered SYN-ACK from "+remote+" 6ms",
				"3 timed out",
			)
			want := Summary{Sent: 8, Answered: 6, Errors: 1, TimedOut: 2, Late: 1, Duplicates: 1, Foreign: 1}
			got := sum
			got.RTT, got.Timing, got.Elapsed = RTT{}, inject.Timing{}, 0
			if got != want {
				t.Errorf("summary %+v, want %+v", got, want)
			}
			if sum.RTT.Count() != 6 || sum.RTT.Min() != ms || sum.RTT.Max() != 6*ms || sum.RTT.Mean() != 3500*time.Microsecond {
				t.Errorf("RTT count %d min %v max %v mean %v", sum.RTT.Count(), sum.RTT.Min(), sum.RTT.Max(), sum.RTT.Mean())
			}
		})
	}
}

func TestAnswersByProtocol(t *testing.T) {
	w4, w6 := worlds[0], worlds[1]
	target := netip.MustParseAddr("fd00::7")
	group := netip.MustParseAddr("ff02::1:ff00:7")
	solicit := ip(local6, group, protoICMPv6, icmp(icmp6Solicitation, 0, 0, target.AsSlice()))
	advert := icmp(icmp6Advert, 0, 0x60000000, target.AsSlice())
	advert = append(advert, 2, 1, 2, 0, 0, 0, 0, 9)
	for _, tt := range []struct {
		name          string
		probe, answer []byte
		want          string
	}{
		{"UDP", ip(local4, remote4, protoUDP, udp(5, 6, 1, "hi")), ip(remote4, local4, protoUDP, udp(6, 5, 2, "ho")), "datagram from 10.0.0.2"},
		{"UDP closed", ip(local4, remote4, protoUDP, udp(5, 6, 1, "hi")),
			ip(remote4, local4, protoICMP, icmp(icmpUnreachable, 3, 0, ip(local4, remote4, protoUDP, udp(5, 6, 1, "hi"))[:28])), "unreachable from 10.0.0.2"},
		{"echo", ip(local4, remote4, protoICMP, icmp(icmpEcho, 0, 0x70001, nil)), ip(remote4, local4, protoICMP, icmp(icmpEchoReply, 0, 0x70001, nil)), "echo reply from 10.0.0.2"},
		{"echo, IPv6", ip(local6, remote6, protoICMPv6, icmp(icmp6Echo, 0, 0x70001, nil)), ip(remote6, local6, protoICMPv6, icmp(icmp6EchoReply, 0, 0x70001, nil)), "echo reply from fd00::2"},
		{"timestamp", ip(local4, remote4, protoICMP, icmp(icmpTimestamp, 0, 0x70001, make([]byte, 12))), ip(remote4, local4, protoICMP, icmp(icmpTimestampBack, 0, 0x70001, make([]byte, 12))), "timestamp reply from 10.0.0.2"},
		{"time exceeded", ip(local4, remote4, protoICMP, icmp(icmpEcho, 0, 0x70001, nil)),
			ip(router4, local4, protoICMP, icmp(icmpTimeExceeded, 0, 0, ip(local4, remote4, protoICMP, icmp(icmpEcho, 0, 0x70001, nil)))), "time exceeded from 10.0.0.254"},
		{"too big", w6.syn(1, 2), ip(router6, local6, protoICMPv6, icmp(icmp6TooBig, 0, 1280, w6.syn(1, 2))), "too big from fd00::fe"},
		{"neighbour", solicit, ip(target, local6, protoICMPv6, advert), "hardware address from fd00::7"},
		{"ACK scan", w4.tcp(tcp(1, 80, 5, 77, flagACK, "")), w4.back(tcp(80, 1, 77, 0, flagRST, "")), "RST from 10.0.0.2"},
		{"NULL scan", w4.tcp(tcp(1, 80, 5, 0, 0, "")), w4.back(tcp(80, 1, 0, 5, flagRST|flagACK, "")), "RST from 10.0.0.2"},
		{"Xmas scan", w4.tcp(tcp(1, 80, 5, 0, flagFIN|flagPSH, "")), w4.back(tcp(80, 1, 0, 6, flagRST|flagACK, "")), "RST from 10.0.0.2"},
		{"SYN with data, all acknowledged", w4.tcp(tcp(1, 80, 5, 0, flagSYN, "data")), w4.back(tcp(80, 1, 0, 10, flagRST|flagACK, "")), "RST from 10.0.0.2"},
		{"SYN with data, SYN acknowledged", w4.tcp(tcp(1, 80, 5, 0, flagSYN, "data")), w4.back(tcp(80, 1, 0, 6, flagSYN|flagACK, "")), "SYN-ACK from 10.0.0.2"},
		{"sequence number wraps", w4.syn(1, 1<<32-1), w4.back(tcp(80, 1, 0, 0, flagSYN|flagACK, "")), "SYN-ACK from 10.0.0.2"},
	} {
		line := newWire(func([]byte, int) []reply { return []reply{{time.Millisecond, tt.answer}} })
		events, _ := run(t, line, Config{}, probes(tt.probe))
		t.Run(tt.name, func(t *testing.T) { equal(t, events, "0 left", "0 answered "+tt.want+" 1ms") })
	}
}

func (w world) tcp(body []byte) []byte { return ip(w.local, w.remote, protoTCP, body) }

func TestARP(t *testing.T) {
	frame := func(op uint8, mac byte, src, dst netip.Addr) []byte {
		b := append(make([]byte, 12), 8, 6, 0, 1, 8, 0, 6, 4, 0, op, 2, 0, 0, 0, 0, mac)
		b = append(b, src.AsSlice()...)
		b = append(b, make([]byte, 6)...)
		return append(b, dst.AsSlice()...)
	}
	line := newWire(func([]byte, int) []reply {
		return []reply{{time.Millisecond, frame(arpReply, 9, remote4, local4)}}
	})
	line.link = linktype.Ethernet
	events, _ := run(t, line, Config{LinkType: linktype.Ethernet}, probes(frame(arpRequest, 1, local4, remote4)))
	equal(t, events, "0 left", "0 answered hardware address from 10.0.0.2 1ms")
}

// TestLoopback sees every packet twice, as a packet socket on lo does.
func TestLoopback(t *testing.T) {
	w := world{local: netip.MustParseAddr("127.0.0.1"), remote: netip.MustParseAddr("127.0.0.1")}
	line := newWire(func([]byte, int) []reply {
		return []reply{{time.Millisecond, w.back(tcp(80, 4000, 1, 8, flagSYN|flagACK, ""))}}
	})
	line.loopback = true
	events, sum := run(t, line, Config{}, probes(w.syn(4000, 7)))
	equal(t, events, "0 left", "0 answered SYN-ACK from 127.0.0.1 1ms")
	if sum.Duplicates != 0 {
		t.Errorf("%d duplicates", sum.Duplicates)
	}
}

// TestAmbiguous sends the same packet again and again: answers count for the
// oldest that waits.
func TestAmbiguous(t *testing.T) {
	w := worlds[0]
	line := newWire(func(_ []byte, n int) []reply {
		if n != 2 {
			return nil
		}
		r := w.back(tcp(80, 4000, 1, 8, flagSYN|flagACK, ""))
		return []reply{{1 * time.Millisecond, r}, {2 * time.Millisecond, r}, {3 * time.Millisecond, r}, {4 * time.Millisecond, r}}
	})
	_, sum := run(t, line, Config{}, probes(w.syn(4000, 7), w.syn(4000, 7), w.syn(4000, 7)))
	if sum.Answered != 3 || sum.Duplicates != 1 || sum.Reordered != 0 {
		t.Errorf("summary %+v, want 3 answered and a duplicate", sum)
	}
}

// TestBounded sends many more probes than the table holds, with late answers
// to those long forgotten.
func TestBounded(t *testing.T) {
	w := worlds[0]
	line := newWire(func(p []byte, n int) []reply {
		if n%10 == 3 {
			return nil
		}
		return []reply{{time.Millisecond, w.back(tcp(80, uint16(n), 1, uint32(n)+1, flagSYN|flagACK, ""))}}
	})
	const count = 5000
	events, sum := run(t, line, Config{Outstanding: 64}, func(yield func(inject.Due) bool) {
		for n := range count {
			if !yield(inject.Due{Packet: w.syn(uint16(n), uint32(n))}) {
				return
			}
		}
	})
	if sum.Sent != count || sum.Answered != count*9/10 || sum.TimedOut != count/10 || sum.Foreign+sum.Late+sum.Duplicates != 0 {
		t.Errorf("summary %+v", sum)
	}
	if len(events) != 2*count {
		t.Errorf("%d events, want %d", len(events), 2*count)
	}
}

func TestUnsent(t *testing.T) {
	w := worlds[0]
	refused := errors.New("no")
	line := newWire(func(p []byte, n int) []reply { return nil })
	line.refuse = func(n int) error {
		if n == 0 {
			return refused
		}
		return nil
	}
	events, sum := run(t, line, Config{}, probes(w.syn(1, 1), w.syn(2, 2)))
	equal(t, events, "0 unsent", "1 left", "1 timed out")
	if sum.Sent != 1 || sum.Unsent != 1 {
		t.Errorf("summary %+v", sum)
	}
}

func TestRunErrors(t *testing.T) {
	w := newWire(func([]byte, int) []reply { return nil })
	s, err := New(w, w, Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range [][]byte{nil, {1}, ip(local4, remote4, 99, make([]byte, 20)), ip(local4, remote4, protoTCP, make([]byte, 4))} {
		if _, err := s.Run(context.Background(), probes(bad), func(Event) {}); err == nil {
			t.Errorf("probing with % x is no error", bad)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	begin := time.Now()
	if _, err := s.Run(ctx, probes(worlds[0].syn(1, 1)), func(Event) {}); err != nil {
		t.Errorf("a run ended by its context: %v", err)
	}
	if took := time.Since(begin); took > 900*time.Millisecond {
		t.Errorf("a run ended by its context took %v", took)
	}
	for _, c := range []Config{{Timeout: -1}, {Outstanding: -1}, {LinkType: linktype.LinuxSLL}} {
		if _, err := New(w, w, c); err == nil {
			t.Errorf("New(%+v) is no error", c)
		}
	}
}

// TestProbingDoesNotAllocate takes one probe after the other through its whole
// life.
func TestProbingDoesNotAllocate(t *testing.T) {
	w := worlds[0]
	s := &Session{
		config: Config{Timeout: time.Second}, table: newTable(64, time.Second),
		news: make(chan struct{}, 1), drained: make(chan struct{}, 1), room: make(chan struct{}, 1), links: []linktype.Type{linktype.Raw},
	}
	syn, answer := w.syn(4000, 7), w.back(tcp(80, 4000, 1, 8, flagSYN|flagACK, ""))
	var keys [maximumKeys]key
	n, events := 0, 0
	life := func() {
		v, _ := viewIP(syn)
		ks, _ := keysOf(v, keys[:0])
		now := capture.Timestamp(n * 1000)
		s.table.add(n, ks, now)
		s.observe(&capture.Packet{Data: syn, Time: now, Meta: capture.Meta{Direction: capture.DirectionOut}})
		s.observe(&capture.Packet{Data: answer, Time: now + 500, Meta: capture.Meta{Direction: capture.DirectionIn}})
		got, _, _ := s.take(now + 900)
		events += len(got)
		n++
	}
	for range 1000 {
		life()
	}
	if a := testing.AllocsPerRun(1000, life); a != 0 {
		t.Errorf("probing allocates %v times a probe", a)
	}
	if events != 2*n {
		t.Errorf("%d events of %d probes", events, n)
	}
}

func FuzzRead(f *testing.F) {
	w := worlds[1]
	f.Add(w.syn(1, 2))
	f.Add(ip(router6, local6, protoICMPv6, icmp(icmp6TooBig, 0, 1280, w.syn(1, 2))))
	f.Add(ip(local4, remote4, protoICMP, icmp(icmpEcho, 0, 0x70001, nil)))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, link := range []linktype.Type{linktype.Raw, linktype.Ethernet, linktype.LinuxSLL, linktype.LinuxSLL2} {
			v, ok := viewFrame(b, link)
			if !ok {
				continue
			}
			var keys [maximumKeys]key
			if ks, ok := keysOf(v, keys[:0]); ok && len(ks) > maximumKeys {
				t.Fatalf("%d keys", len(ks))
			}
			read(v)
		}
	})
}

func BenchmarkSession(b *testing.B) {
	b.ReportAllocs()
	w := worlds[0]
	line := newWire(func(p []byte, n int) []reply {
		return []reply{{time.Millisecond, w.back(tcp(80, uint16(n), 1, uint32(n)+1, flagSYN|flagACK, ""))}}
	})
	s, err := New(line, line, Config{})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	_, err = s.Run(context.Background(), func(yield func(inject.Due) bool) {
		for b.Loop() {
			if !yield(inject.Due{Packet: w.syn(uint16(n), uint32(n))}) {
				return
			}
			n++
		}
	}, func(Event) {})
	if err != nil {
		b.Fatal(err)
	}
}
