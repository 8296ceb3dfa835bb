package doctor

import (
	"errors"
	"fmt"
	"strings"

	"github.com/safchain/ethtool"

	"pktcap/internal/afpacket"
)

// ethtoolNIC asks through the ioctl of ethtool(8), by a socket of the network
// namespace that it was opened in.
type ethtoolNIC struct{ e *ethtool.Ethtool }

// wrap makes the driver's way to say that it does not know recognisable.
func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	if afpacket.IsUnsupported(err) {
		err = fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
	}
	return fmt.Errorf("ask for %s: %w", what, err)
}

func (n ethtoolNIC) Driver(ifc string) (Driver, error) {
	d, err := n.e.DriverInfo(ifc)
	return Driver{Name: d.Driver, Bus: strings.TrimPrefix(d.BusInfo, "N/A")}, wrap("driver", err)
}

// unknownSpeed is SPEED_UNKNOWN of <linux/ethtool.h>, and the 16 bits of it that
// older drivers give.
const (
	unknownSpeed      = 1<<32 - 1
	unknownSpeedShort = 1<<16 - 1
)

// Speed asks with the older of the two requests for it: the library's function
// for the newer one may print to standard output.
func (n ethtoolNIC) Speed(ifc string) (int, error) {
	s, err := n.e.CmdGetMapped(ifc)
	if afpacket.IsUnsupported(err) {
		return 0, nil // as the loopback interface
	}
	mbit := s["speed"]
	if mbit == unknownSpeed || mbit == unknownSpeedShort {
		mbit = 0
	}
	return int(mbit), wrap("speed", err)
}

func (n ethtoolNIC) Rings(ifc string) (Rings, error) {
	r, err := n.e.GetRing(ifc)
	return Rings{int(r.RxPending), int(r.RxMaxPending)}, wrap("rings", err)
}

func (n ethtoolNIC) Channels(ifc string) (Channels, error) {
	c, err := n.e.GetChannels(ifc)
	return Channels{int(c.RxCount), int(c.MaxRx), int(c.CombinedCount), int(c.MaxCombined)}, wrap("channels", err)
}

func (n ethtoolNIC) Features(ifc string) (map[string]Feature, error) {
	states, err := n.e.FeaturesWithState(ifc)
	if err != nil {
		return nil, wrap("features", err)
	}
	all := make(map[string]Feature, len(states))
	for name, s := range states {
		all[name] = Feature{On: s.Active, Fixed: s.NeverChanged || !s.Available}
	}
	return all, nil
}

func (n ethtoolNIC) Counters(ifc string) (map[string]uint64, error) {
	all, err := n.e.Stats(ifc)
	return all, wrap("counters", err)
}

func (n ethtoolNIC) HardwareTimestamps(ifc string) (bool, error) {
	info, err := n.e.GetTimestampingInformation(ifc)
	if afpacket.IsUnsupported(err) {
		return false, nil
	}
	const needed = ethtool.SOF_TIMESTAMPING_RX_HARDWARE | ethtool.SOF_TIMESTAMPING_RAW_HARDWARE
	return info.SoTimestamping&needed == needed && info.RxFilters&(1<<ethtool.HWTSTAMP_FILTER_ALL) != 0, wrap("timestamping", err)
}
