package capture

import (
	"context"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"pktcap/internal/netlab"
)

// TestLiveSeesSuperFrames captures a transfer of TCP between two namespaces
// with segmentation left to the NIC: several segments come as one packet, which
// is marked, with the length that it has.
func TestLiveSeesSuperFrames(t *testing.T) {
	a, b := netlab.Pair(t)
	var nameA string
	a.Do(func() { nameA = pairName(t) })
	a.Offloads(nameA, true)
	var l *Live
	a.Do(func() {
		var err error
		if l, err = OpenLive(LiveConfig{Interface: nameA}); err != nil {
			t.Fatal(err)
		}
	})
	t.Cleanup(func() { _ = l.Close() })
	const size = 1 << 20
	transfer(t, a, b, size)
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	super, partial, payload := 0, 0, 0
	for p, err := range l.Borrow(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if p.Direction != DirectionOut || p.Protocol != 0x0800 || len(p.Data) < 54 || p.Data[23] != 6 {
			continue
		}
		if p.Checksum == ChecksumPartial {
			partial++
		}
		ip := p.Data[14:]
		total := int(ip[2])<<8 | int(ip[3])
		payload += p.Length - 14 - int(ip[0]&15)*4 - int(ip[int(ip[0]&15)*4+12]>>4)*4
		if p.GSO {
			super++
			if p.Length <= 1514 || total != p.Length-14 || len(p.Data) != p.Length {
				t.Errorf("a super-frame of %d bytes, %d captured, IP length %d", p.Length, len(p.Data), total)
			}
		} else if p.Length > 1514 {
			t.Errorf("%d bytes, and not marked as a super-frame", p.Length)
		}
	}
	if super == 0 || partial == 0 || payload < size {
		t.Errorf("%d super-frames, %d checksums left to the NIC, %d bytes of payload of %d", super, partial, payload, size)
	}
}

func pairName(t *testing.T) string {
	t.Helper()
	ifis, err := net.Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range ifis {
		if i.Flags&net.FlagLoopback == 0 {
			return i.Name
		}
	}
	t.Fatal("no interface but loopback")
	return ""
}

// transfer sends n bytes from a to b by TCP.
func transfer(t *testing.T, a, b *netlab.Namespace, n int) {
	t.Helper()
	var listener net.Listener
	b.Do(func() {
		var err error
		if listener, err = net.Listen("tcp4", net.JoinHostPort(netlab.AddrB4.String(), "9")); err != nil {
			t.Fatal(err)
		}
	})
	defer listener.Close()
	received := make(chan int64, 1)
	go func() {
		c, err := listener.Accept()
		if err != nil {
			received <- 0
			return
		}
		defer c.Close()
		got, _ := io.Copy(io.Discard, c)
		received <- got
	}()
	a.Do(func() {
		c, err := net.DialTimeout("tcp4", listener.Addr().String(), patience)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Write(make([]byte, n)); err != nil {
			t.Error(err)
		}
		_ = c.Close()
	})
	select {
	case got := <-received:
		if got != int64(n) {
			t.Errorf("%d bytes arrived of %d", got, n)
		}
	case <-time.After(patience):
		t.Fatal("the transfer does not end")
	}
}

// TestLiveTagsAsTcpdump sends frames with one tag, two, a priority tag and none,
// and compares their bytes with those in tcpdump's file: where they arrive, which
// is where the kernel takes tags out in software, whatever rxvlan says; and
// where they are sent, whose frames keep their tags.
func TestLiveTagsAsTcpdump(t *testing.T) {
	tcpdump := netlab.Peer(t, "tcpdump")
	const addresses = "\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01"
	payload := string(make([]byte, 60))
	sent := [][]byte{
		[]byte(addresses + "\x81\x00\x60\x2a\x08\x00one tag" + payload),
		[]byte(addresses + "\x88\xa8\x00\x64\x81\x00\x00\x07\x08\x00two tags" + payload),
		[]byte(addresses + "\x81\x00\xa0\x00\x08\x00priority" + payload),
		[]byte(addresses + "\x81\x00\x00\x05\x81\x00\x00\x06\x08\x00twice the same" + payload),
		[]byte(addresses + "\x91\x00\x00\x05\x08\x00a tag that Linux does not know" + payload),
		[]byte(addresses + "\x08\x00none" + payload),
	}
	for _, tt := range []struct {
		name, end string
		stripped  int // tags that the kernel takes out
	}{
		{"stripped", "b", 4},
		{"kept", "a", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := netlab.New(t)
			n.Veth("a", "b")
			file := filepath.Join(t.TempDir(), "theirs.pcap")
			cmd := n.Command(tcpdump, "-Z", "root", "-i", tt.end, "-c", "6", "--immediate-mode", "-U", "-w", file)
			stderr, err := cmd.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			listening(t, cmd, stderr)
			l := open(t, n, LiveConfig{Interface: tt.end})
			n.Send("a", sent...)
			got := take(t, l, 6, patience)
			_ = cmd.Wait()
			f, err := OpenFile(file, FileConfig{})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			want := take(t, f, 6, patience)
			if len(got) != 6 || len(want) != 6 {
				t.Fatalf("%d packets, tcpdump has %d", len(got), len(want))
			}
			stripped := 0
			for i := range want {
				if string(got[i].Data) != string(want[i].Data) || string(got[i].Data) != string(sent[i]) || got[i].Length != want[i].Length {
					t.Errorf("packet %d\n got %x\nwant %x", i, got[i].Data, want[i].Data)
				}
				if got[i].VLANStripped {
					stripped++
					if tpid := uint16(got[i].Data[12])<<8 | uint16(got[i].Data[13]); tpid != got[i].VLANTPID {
						t.Errorf("packet %d: TPID %#x, in the frame %#x", i, got[i].VLANTPID, tpid)
					}
				}
			}
			if stripped != tt.stripped {
				t.Errorf("the kernel has stripped %d tags, and this test is about %d", stripped, tt.stripped)
			}
		})
	}
}

// listening waits until tcpdump says that it is.
func listening(t *testing.T, cmd *exec.Cmd, stderr io.Reader) {
	t.Helper()
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	said := make(chan error, 1)
	go func() {
		_, err := stderr.Read(make([]byte, 1000))
		said <- err
		_, _ = io.Copy(io.Discard, stderr)
	}()
	select {
	case err := <-said:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(patience):
		t.Fatal("tcpdump does not listen")
	}
}
