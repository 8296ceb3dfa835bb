package doctor

import (
	"errors"
	"fmt"
	"net"
	"os"

	"github.com/safchain/ethtool"

	"pktcap/internal/afpacket"
	"pktcap/ringmmap"
)

// ThisHost opens the machine that the program runs on, with the network
// namespace of the calling thread: call it, and Interface with what it returns,
// on a thread that stays there. Close gives back what it holds.
func ThisHost() (*Host, func()) {
	h := &Host{Proc: os.DirFS("/proc"), Sys: os.DirFS("/sys"), TryRing: tryOneRing}
	var closers []func()
	if sysfs, err := afpacket.OpenSysfs(); err == nil {
		h.Net = os.DirFS(fmt.Sprintf("/proc/self/fd/%d", sysfs.Fd()))
		closers = append(closers, func() { _ = sysfs.Close() })
	} else if showsThisNamespace() {
		h.Net = h.Sys
	}
	if e, err := ethtool.NewEthtool(); err == nil {
		h.NIC = ethtoolNIC{e}
		closers = append(closers, e.Close)
	}
	return h, func() {
		for _, c := range closers {
			c()
		}
	}
}

// showsThisNamespace reports whether the interfaces of /sys are those of the
// calling thread's network namespace: sysfs shows those of the namespace that it
// was mounted in. Two namespaces may each have an eth0 with the same index, so
// the addresses are compared too.
func showsThisNamespace() bool {
	entries, err := os.ReadDir("/sys/class/net")
	all, err2 := net.Interfaces()
	if err != nil || err2 != nil || len(all) == 0 {
		return false
	}
	folders := 0
	for _, e := range entries {
		if e.Name() != "bonding_masters" {
			folders++
		}
	}
	if folders != len(all) {
		return false
	}
	for _, ifc := range all {
		n, err := number(os.DirFS("/sys/class/net"), ifc.Name+"/ifindex")
		if err != nil || n != ifc.Index {
			return false
		}
		address, err := text(os.DirFS("/sys/class/net"), ifc.Name+"/address")
		if err != nil || len(ifc.HardwareAddr) > 0 && address != ifc.HardwareAddr.String() {
			return false
		}
	}
	return true
}

// tryOneRing maps a ring of one block on a socket that is bound to nothing.
func tryOneRing() error {
	s, err := afpacket.Open(afpacket.Raw)
	if errors.Is(err, os.ErrPermission) {
		return errors.New("opening a packet socket needs CAP_NET_RAW")
	} else if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	return s.Control(func(fd int) error {
		r, err := ringmmap.Open(fd, ringmmap.Config{BlockSize: os.Getpagesize(), Blocks: 1})
		if err != nil {
			return err
		}
		return r.Close()
	})
}
