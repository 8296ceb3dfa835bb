package capture

import (
	"errors"
	"net/netip"
	"path"
	"slices"
	"strings"
	"testing"

	"pktcap/internal/netlab"
	"pktcap/linktype"
)

func TestMatchInterfaces(t *testing.T) {
	n := netlab.New(t)
	n.Veth("va", "vb")
	n.Veth("wa", "wb")
	n.Down("wb")
	for _, tt := range []struct {
		patterns string
		want     string
	}{
		{"va", "va"},
		{"nosuch0 va va", "nosuch0 va"},
		{"v*", "va vb"},
		{"w?", "wa"},
		{"[vw]a lo", "va wa lo"},
		{"va *", "va lo vb wa"},
	} {
		n.Do(func() {
			got, err := MatchInterfaces(strings.Fields(tt.patterns)...)
			// The kernel numbers the two ends of a pair as it likes.
			want := strings.Fields(tt.want)
			slices.Sort(got)
			slices.Sort(want)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: %q, %v, want %q", tt.patterns, got, err, want)
			}
		})
	}
	n.Do(func() {
		if _, err := MatchInterfaces("x*"); !errors.Is(err, ErrNoInterface) || !strings.Contains(err.Error(), "va") {
			t.Errorf("a pattern that nothing matches: %v", err)
		}
		if _, err := MatchInterfaces("[a"); !errors.Is(err, path.ErrBadPattern) {
			t.Errorf("a pattern that is none: %v", err)
		}
	})
}

func TestDevices(t *testing.T) {
	a, _ := netlab.Pair(t)
	a.Do(func() {
		devices, err := Devices()
		if err != nil {
			t.Fatal(err)
		}
		byName := map[string]Device{}
		for _, d := range devices {
			byName[d.Name] = d
		}
		lo, veth, all := byName["lo"], byName[netlab.Interface], byName[AnyInterface]
		if !lo.Loopback || !lo.Up || lo.LinkType != linktype.Ethernet || len(lo.Addresses) == 0 {
			t.Errorf("lo is %+v", lo)
		}
		if veth.Loopback || !veth.Running || veth.LinkType != linktype.Ethernet || veth.MTU != 1500 ||
			!slices.ContainsFunc(veth.Addresses, func(p netip.Prefix) bool { return p.Addr() == netlab.AddrA4 }) {
			t.Errorf("%s is %+v", netlab.Interface, veth)
		}
		if devices[len(devices)-1].Name != AnyInterface || all.LinkType != linktype.LinuxSLL2 {
			t.Errorf("last is %+v, want %s", devices[len(devices)-1], AnyInterface)
		}
		for name, want := range map[string]linktype.Type{"lo": linktype.Ethernet, AnyInterface: linktype.LinuxSLL2} {
			if ifc, err := InterfaceByName(name); err != nil || ifc.Name != name || ifc.LinkType != want {
				t.Errorf("InterfaceByName(%s) = %+v, %v", name, ifc, err)
			}
		}
		if _, err := InterfaceByName("nosuch0"); !errors.Is(err, ErrNoInterface) {
			t.Errorf("InterfaceByName of an unknown interface: %v", err)
		}
	})
}
