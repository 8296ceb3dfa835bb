package capture

import (
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
	"pktcap/linktype"
)

// compiled compiles an expression for a live capture on an interface.
func compiled(t testing.TB, expr string) func(Interface) (*cbpf.Program, error) {
	return func(ifc Interface) (*cbpf.Program, error) {
		return filter.Compile(expr, filter.Options{LinkType: ifc.LinkType, Live: true})
	}
}

func TestLiveAny(t *testing.T) {
	for _, want := range []linktype.Type{linktype.LinuxSLL2, linktype.LinuxSLL} {
		t.Run(want.String(), func(t *testing.T) {
			n := netlab.New(t)
			n.Veth("a", "b")
			n.Veth("c", "d")
			l := open(t, n, LiveConfig{Interface: AnyInterface, LinkType: want, Direction: DirectionIn})
			payload := "payload of the packet"
			n.Send("a", []byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01\x88\xb5"+payload))
			n.Send("c", []byte("\x02\x00\x00\x00\x00\x04\x02\x00\x00\x00\x00\x03\x81\x00\x00\x64\x88\xb5"+payload))
			n.Send("lo", []byte("\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x88\xb5"+payload))
			got := take(t, l, 4, 200*time.Millisecond)
			if len(got) != 3 {
				t.Fatalf("%d packets, want 3", len(got))
			}
			for i, name := range []string{"b", "d", "lo"} {
				p := got[i]
				ifc := l.Interfaces()[p.Interface]
				if ifc.Name != name || ifc.Index != n.Interface(name).Index || ifc.LinkType != want {
					t.Errorf("packet %d is from %+v, want %s", i, ifc, name)
				}
				header, tag := len(p.Data)-len(payload), ""
				if name == "d" {
					header, tag = header-4, "\x00\x64\x88\xb5"
				}
				if header != cookedLen(want) || string(p.Data[header:]) != tag+payload || p.Length != len(p.Data) {
					t.Errorf("packet %d = %x", i, p.Data)
				}
				if want == linktype.LinuxSLL2 && int(binary.BigEndian.Uint32(p.Data[4:])) != ifc.Index {
					t.Errorf("packet %d tells interface %x", i, p.Data[4:8])
				}
			}
			if first := l.Interfaces()[0]; first.Name != AnyInterface || first.Index != 0 || first.LinkType != want {
				t.Errorf("first interface %+v", first)
			}
		})
	}
}

// udp returns an Ethernet frame with a UDP datagram, tagged if tag is not "".
func udp(port uint16, tag string, n int) []byte {
	f := []byte("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01" + tag + "\x08\x00")
	ip := []byte("\x45\x00\x00\x00\x00\x00\x00\x00\x40\x11\x00\x00\x0a\x00\x00\x01\x0a\x00\x00\x02")
	binary.BigEndian.PutUint16(ip[2:], uint16(28+n))
	f = append(f, ip...)
	f = binary.BigEndian.AppendUint16(f, 1000)
	f = binary.BigEndian.AppendUint16(f, port)
	f = binary.BigEndian.AppendUint16(f, uint16(8+n))
	f = append(f, 0, 0)
	return append(f, make([]byte, n)...)
}

// TestLiveAnyFilters has filters on cooked packets, which the kernel sees
// without their header, decide as they do on the packets themselves.
func TestLiveAnyFilters(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	const tag = "\x81\x00\x00\x64"
	sent := [][]byte{udp(53, "", 20), udp(80, "", 20), udp(53, tag, 20), udp(80, tag, 300)}
	for _, tt := range []struct {
		expr   string
		want   string // the numbers of the packets
		kernel bool   // the kernel decides alone
	}{
		{"udp port 53", "0 2", true},
		{"udp and not port 53", "1 3", true},
		{"ip host 10.0.0.2", "0 1 2 3", true},
		{"tcp", "", true},
		{"vlan", "2 3", true},
		{"vlan and udp port 80", "3", false},
		{"vlan 100", "2 3", true},
		{"vlan 7", "", true},
		{"greater 200", "3", false},
		{"less 200", "0 1 2", false},
		{"udp[4:2] > 100", "3", true},
		{"ether proto \\ip and inbound", "0 1 2 3", true},
	} {
		t.Run(tt.expr, func(t *testing.T) {
			l, err := tryOpen(n, LiveConfig{Interface: AnyInterface, FilterFor: compiled(t, tt.expr), Direction: DirectionIn, BufferSize: 1 << 20, Immediate: true})
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			if kernel := l.filter.Load().check == nil; kernel != tt.kernel {
				t.Errorf("the kernel decides alone: %v, want %v", kernel, tt.kernel)
			}
			n.Send("a", sent...)
			var got []string
			for _, p := range take(t, l, len(sent), 60*time.Millisecond) {
				for i, s := range sent {
					if strings.HasSuffix(string(s), string(p.Data[20:])) && (p.VLANStripped == (i > 1)) {
						got = append(got, string(rune('0'+i)))
						break
					}
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("packets %v, want %v", got, tt.want)
			}
		})
	}
}

// TestLiveFilterSeesTag has filters on an Ethernet interface find a VLAN tag
// that the kernel took out of the frame, and what it carries.
func TestLiveFilterSeesTag(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	sent := [][]byte{udp(53, "", 20), udp(53, "\x81\x00\x00\x64", 20), udp(53, "\x88\xa8\x00\x07\x81\x00\x00\x64", 20)}
	for expr, want := range map[string]int{
		"vlan":                       2,
		"vlan 100":                   1,
		"vlan 7":                     1,
		"vlan and vlan":              1,
		"vlan 7 and vlan 100":        1,
		"vlan and udp port 53":       1,
		"vlan 100 and host 10.0.0.1": 1,
	} {
		l, err := tryOpen(n, LiveConfig{Interface: "b", FilterFor: compiled(t, expr), BufferSize: 1 << 20, Immediate: true})
		if err != nil {
			t.Fatal(err)
		}
		n.Send("a", sent...)
		got := take(t, l, len(sent), 60*time.Millisecond)
		if len(got) != want {
			t.Errorf("%s: %d packets, want %d", expr, len(got), want)
		}
		for _, p := range got {
			whole := false
			for _, s := range sent {
				whole = whole || string(s) == string(p.Data)
			}
			if !whole {
				t.Errorf("%s: %x is not as it was sent", expr, p.Data)
			}
		}
		_ = l.Close()
	}
}
