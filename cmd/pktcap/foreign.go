package main

import (
	"net/netip"

	"pktcap/capture"
	"pktcap/decode"
)

// domesticNames are names with -f: IPv4 addresses of other networks have none.
type domesticNames struct {
	decode.Names
	local netip.Prefix // the zero value leaves all their names
}

// AppendHost implements [decode.Names].
func (n domesticNames) AppendHost(dst, addr []byte) []byte {
	if a, ok := netip.AddrFromSlice(addr); ok && a.Is4() && n.local.IsValid() && !n.local.Contains(a) {
		return dst
	}
	return n.Names.AppendHost(dst, addr)
}

// localNetwork returns the IPv4 network of the interface that is captured on,
// the zero value for a file's and for one without.
func (o *options) localNetwork(source capture.Source) (local netip.Prefix) {
	if o.source.file != "" {
		return local
	}
	name := source.Interfaces()[0].Name
	// An interface that cannot be looked at has no network.
	_ = capture.InNamespace(o.source.namespace(), func() error {
		devices, err := capture.Devices()
		for _, d := range devices {
			for _, a := range d.Addresses {
				if d.Name == name && a.Addr().Is4() && !local.IsValid() {
					local = a.Masked()
				}
			}
		}
		return err
	})
	return local
}
