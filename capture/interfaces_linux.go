package capture

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"

	"pktcap/internal/afpacket"
	"pktcap/linktype"
)

const anyDescription = "Pseudo-device that captures on all interfaces"

// A Device is a network interface of this machine that can be captured from.
type Device struct {
	Interface
	HardwareType uint16 // ARPHRD_ number of linux/if_arp.h
	Up           bool
	Running      bool // it has a carrier
	Loopback     bool
	MTU          int // bytes
	Addresses    []netip.Prefix
}

// Devices returns the network interfaces of this thread's network namespace
// in the order of their indexes, and AnyInterface after them. It needs no
// privilege.
func Devices() ([]Device, error) {
	ifis, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list interfaces: %w", err)
	}
	var devices []Device
	for _, ifi := range ifis {
		d, err := device(ifi.Name)
		if errors.Is(err, ErrNoInterface) {
			continue // removed since
		}
		if err != nil {
			return nil, fmt.Errorf("list interfaces: %w", err)
		}
		addrs, err := ifi.Addrs()
		if err != nil {
			return nil, fmt.Errorf("list addresses of %s: %w", ifi.Name, err)
		}
		for _, a := range addrs {
			if p, err := netip.ParsePrefix(a.String()); err == nil {
				d.Addresses = append(d.Addresses, p)
			}
		}
		devices = append(devices, d)
	}
	return append(devices, anyDevice()), nil
}

// InterfaceByName returns what packets captured on the interface name are: its
// link type above all. AnyInterface is a name too. An unknown name is an
// [*InterfaceError] with ErrNoInterface. It needs no privilege.
func InterfaceByName(name string) (Interface, error) {
	if name == AnyInterface {
		return anyDevice().Interface, nil
	}
	d, err := device(name)
	return d.Interface, err
}

func device(name string) (Device, error) {
	d, err := afpacket.FindDevice(name)
	if errors.Is(err, afpacket.ErrNoDevice) {
		return Device{}, &InterfaceError{Name: name, Err: ErrNoInterface, Hint: knownInterfaces()}
	}
	if err != nil {
		return Device{}, fmt.Errorf("interface %s: %w", name, err)
	}
	t, _ := linkTypeOf(d.HardwareType)
	return Device{
		Interface: Interface{
			Name: d.Name, Index: d.Index, LinkType: t,
			Snaplen: DefaultSnaplen, Resolution: 1e9,
		},
		HardwareType: d.HardwareType,
		Up:           d.Up,
		Running:      d.Running,
		Loopback:     d.Loopback,
		MTU:          d.MTU,
	}, nil
}

func anyDevice() Device {
	return Device{
		Interface: Interface{
			Name: AnyInterface, Description: anyDescription, LinkType: linktype.LinuxSLL2,
			Snaplen: DefaultSnaplen, Resolution: 1e9,
		},
		Up:      true,
		Running: true,
	}
}

// WaitInterface returns when the interface name of this thread's network
// namespace is there and up, or with ctx's error when that is done. It needs no
// privilege.
func WaitInterface(ctx context.Context, name string) error {
	tick := time.NewTicker(waitTick)
	defer tick.Stop()
	for {
		// Each round is in the goroutine's own thread: the namespace is the
		// thread's where the caller has locked it.
		d, err := afpacket.FindDevice(name)
		if err == nil && d.Up || name == AnyInterface {
			return nil
		}
		if err != nil && !errors.Is(err, afpacket.ErrNoDevice) {
			return fmt.Errorf("wait for interface %s: %w", name, err)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for interface %s: %w", name, ctx.Err())
		case <-tick.C:
		}
	}
}

// waitTick is how often WaitInterface looks.
const waitTick = 50 * time.Millisecond

// interfaceNames returns the names of this thread's network namespace's
// interfaces in the order of their indexes.
func interfaceNames() ([]string, error) {
	ifis, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list interfaces: %w", err)
	}
	var names []string
	for _, ifi := range ifis {
		names = append(names, ifi.Name)
	}
	return names, nil
}

// knownInterfaces says which interfaces there are, as a hint for a name that
// is none of them.
func knownInterfaces() string {
	names, err := interfaceNames()
	if err != nil || len(names) == 0 {
		return ""
	}
	const most = 12
	if len(names) > most {
		names = append(names[:most], "...")
	}
	return "there are " + strings.Join(names, ", ") + " and " + AnyInterface
}
