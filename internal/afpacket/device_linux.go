package afpacket

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// A Device is what the kernel says of a network interface.
type Device struct {
	Name         string
	Index        int
	HardwareType uint16 // ARPHRD_ number of linux/if_arp.h
	Up           bool   // IFF_UP
	Running      bool   // IFF_RUNNING
	Loopback     bool   // IFF_LOOPBACK
	MTU          int    // bytes
}

// FindDevice returns the interface name of this thread's network namespace.
// The error wraps ErrNoDevice if there is none. No privilege is needed.
func FindDevice(name string) (Device, error) {
	// Any socket carries these requests.
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return Device{}, fmt.Errorf("open socket: %w", err)
	}
	defer unix.Close(fd)
	return device(fd, name)
}

// Device returns the interface with the given index of the socket's network
// namespace. The error wraps ErrNoDevice if there is none.
func (s *Socket) Device(ifindex int) (d Device, err error) {
	err = s.Control(func(fd int) error {
		ifr, err := unix.NewIfreq("")
		if err != nil {
			return err
		}
		ifr.SetUint32(uint32(ifindex))
		if err := unix.IoctlIfreq(fd, unix.SIOCGIFNAME, ifr); err != nil {
			return fmt.Errorf("SIOCGIFNAME of interface %d: %w", ifindex, err)
		}
		d, err = device(fd, ifr.Name())
		return err
	})
	return d, err
}

// DeviceByName returns the interface name of the socket's network namespace.
// The error wraps ErrNoDevice if there is none.
func (s *Socket) DeviceByName(name string) (d Device, err error) {
	err = s.Control(func(fd int) error {
		d, err = device(fd, name)
		return err
	})
	return d, err
}

// device asks about the interface name in the namespace of the socket fd,
// netdevice(7).
func device(fd int, name string) (Device, error) {
	d := Device{Name: name}
	ifr, err := unix.NewIfreq(name)
	if err != nil || name == "" {
		// The name has 16 bytes or more, which no interface's has.
		return d, fmt.Errorf("interface name %q: %w", name, ErrNoDevice)
	}
	for _, q := range []struct {
		name    string
		request uint
		take    func()
	}{
		{"SIOCGIFINDEX", unix.SIOCGIFINDEX, func() { d.Index = int(ifr.Uint32()) }},
		{"SIOCGIFHWADDR", unix.SIOCGIFHWADDR, func() { d.HardwareType = ifr.Uint16() }}, // sa_family
		{"SIOCGIFMTU", unix.SIOCGIFMTU, func() { d.MTU = int(ifr.Uint32()) }},
		{"SIOCGIFFLAGS", unix.SIOCGIFFLAGS, func() {
			flags := ifr.Uint16()
			d.Up = flags&unix.IFF_UP != 0
			d.Running = flags&unix.IFF_RUNNING != 0
			d.Loopback = flags&unix.IFF_LOOPBACK != 0
		}},
	} {
		if err := unix.IoctlIfreq(fd, q.request, ifr); err != nil {
			return d, fmt.Errorf("%s %s: %w", q.name, name, err)
		}
		q.take()
	}
	return d, nil
}

// Loopback returns the index of this thread's network namespace's loopback
// interface, 0 if it has none.
func Loopback() (ifindex int, err error) {
	// It is named so by the kernel and cannot be renamed.
	d, err := FindDevice("lo")
	if errors.Is(err, ErrNoDevice) || err == nil && !d.Loopback {
		return 0, nil
	}
	return d.Index, err
}
