package main

import (
	"math/rand/v2"
	"net/netip"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject"
)

// ipFlags are the fields of the IP header that a command lets the user set.
type ipFlags struct {
	ttl craft.Auto
	tos craft.Auto
	id  craft.Auto
	df  bool
}

func (h *ipFlags) flags(f *pflag.FlagSet) {
	autoVar(f, &h.ttl, "ttl", 8, "time to live, or hop limit (default 64)")
	autoVar(f, &h.tos, "tos", 8, "type of service, or traffic class: DSCP and ECN")
	autoVar(f, &h.id, "id", 16, "IPv4 identification (default: random)")
	f.BoolVar(&h.df, "df", false, "IPv4: set the don't-fragment flag")
}

// layer returns the IP header for packets of the route.
func (h *ipFlags) layer(r inject.Route) craft.Layer {
	dscp, ecn := uint8(h.tos.Value()>>2), uint8(h.tos.Value()&3)
	if r.Destination.Is6() {
		return craft.IPv6{Src: r.Source, Dst: r.Destination, HopLimit: h.ttl, DSCP: dscp, ECN: ecn}
	}
	ip := craft.IPv4{Src: r.Source, Dst: r.Destination, TTL: h.ttl, DSCP: dscp, ECN: ecn}
	// An identification of 0 would be the kernel's to fill in.
	ip.ID = uint16(h.id.Or(uint64(1 + rand.N[uint16](65535))))
	if h.df {
		ip.Flags = craft.DF
	}
	return ip
}

// ipHeaderSize returns the bytes of an IP header without options.
func ipHeaderSize(dst netip.Addr) int {
	if dst.Is6() {
		return 40
	}
	return 20
}
