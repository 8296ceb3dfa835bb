package filter

import (
	"errors"
	"net/netip"
)

// A Resolver turns the names in an expression into numbers. A compilation asks
// it for names only, never for what is already a number, and for each name when
// it comes to it. Methods return an error that wraps [ErrNoSuchName] for a name
// that does not exist; any other error says that the question could not be
// answered.
//
// Letter case matters as little as it does to the name's registry.
type Resolver interface {
	// LookupHost returns the IPv4 and IPv6 addresses of a host.
	LookupHost(name string) ([]netip.Addr, error)

	// LookupEther returns the 48-bit MAC address of a host, as in ethers(5).
	LookupEther(name string) ([6]byte, error)

	// LookupNetwork returns the addresses of an IPv4 network, as in
	// networks(5).
	LookupNetwork(name string) (netip.Prefix, error)

	// LookupPort returns the port of a service, as in services(5), for
	// protocol "tcp", "udp" or "sctp".
	LookupPort(name, protocol string) (uint16, error)

	// LookupProtocol returns the number of an IP protocol, as in
	// protocols(5).
	LookupProtocol(name string) (uint8, error)
}

// ErrNoSuchName is what a [Resolver]'s error wraps when a name does not exist.
var ErrNoSuchName = errors.New("no such name")

// NoNames is a Resolver that knows no names: expressions compile without a look
// at the system.
var NoNames Resolver = noNames{}

type noNames struct{}

func (noNames) LookupHost(string) ([]netip.Addr, error)       { return nil, ErrNoSuchName }
func (noNames) LookupEther(string) ([6]byte, error)           { return [6]byte{}, ErrNoSuchName }
func (noNames) LookupNetwork(string) (netip.Prefix, error)    { return netip.Prefix{}, ErrNoSuchName }
func (noNames) LookupPort(string, string) (uint16, error)     { return 0, ErrNoSuchName }
func (noNames) LookupProtocol(name string) (p uint8, _ error) { return p, ErrNoSuchName }
