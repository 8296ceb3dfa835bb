package main

import (
	"net/netip"
	"testing"

	"pktcap/capture"
	"pktcap/decode"
	"pktcap/internal/netlab"
)

// A named has the same name for all addresses, and nothing else.
type named struct{ decode.Names }

func (named) AppendHost(dst, _ []byte) []byte { return append(dst, "name"...) }

func TestForeignAddressesHaveNoNames(t *testing.T) {
	n := domesticNames{named{}, netip.MustParsePrefix("10.99.0.0/24")}
	for addr, want := range map[string]string{"10.99.0.7": "name", "10.99.1.7": "", "fd99::1": "name"} {
		if got := n.AppendHost(nil, netip.MustParseAddr(addr).AsSlice()); string(got) != want {
			t.Errorf("%s: %q, want %q", addr, got, want)
		}
	}
	n.local = netip.Prefix{}
	if got := n.AppendHost(nil, []byte{1, 2, 3, 4}); string(got) != "name" {
		t.Errorf("without a network: %q", got)
	}
}

// oneInterface is a source that has an interface and nothing else.
type oneInterface struct{ capture.Source }

func (oneInterface) Interfaces() []capture.Interface {
	return []capture.Interface{{Name: netlab.Interface}}
}

// TestForeignKnowsTheInterface: the network is that of the interface, in its
// namespace.
func TestForeignKnowsTheInterface(t *testing.T) {
	a, _ := netlab.Pair(t)
	o := &options{source: sourceOptions{namespaces: []string{a.Path()}}}
	got := o.localNetwork(oneInterface{})
	if want := netip.PrefixFrom(netlab.AddrA4, 24).Masked(); got != want {
		t.Errorf("network %v, want %v", got, want)
	}
}
