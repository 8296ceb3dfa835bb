package capture

import (
	"errors"
	"fmt"
	"time"

	"pktcap/internal/afpacket"
	"pktcap/ringmmap"
)

// TimestampTypes returns the types that the interface name of this thread's
// network namespace can have, the default first. It needs no privilege.
func TimestampTypes(name string) ([]TimestampType, error) {
	types := []TimestampType{TimestampHost}
	if name == AnyInterface {
		return types, nil
	}
	if _, err := device(name); err != nil {
		return nil, err
	}
	info, err := afpacket.Timestamps(name)
	if afpacket.IsUnsupported(err) || err == nil && !info.Hardware {
		return types, nil
	}
	if err != nil {
		return nil, fmt.Errorf("interface %s: %w", name, err)
	}
	return append(types, TimestampAdapter, TimestampAdapterUnsynced), nil
}

// stamp has packets stamped by the clock that the configuration names.
func (l *Live) stamp() error {
	c := &l.config
	switch c.Timestamps {
	case TimestampHost:
		return nil
	case TimestampAdapter, TimestampAdapterUnsynced:
	default:
		return l.cannotStamp()
	}
	info, err := afpacket.Timestamps(c.Interface)
	if err != nil || !info.Hardware {
		return l.cannotStamp()
	}
	if c.Timestamps == TimestampAdapter {
		if info.Clock < 0 {
			return fmt.Errorf("capture on %s: timestamps of the adapter: its clock cannot be read, and so not be compared with the system's: take its times as they are with adapter_unsynced", c.Interface)
		}
		ahead, tai, err := afpacket.ClockAhead(info.Clock)
		if err != nil {
			return l.refused("CAP_SYS_ADMIN", err)
		}
		if l.ahead, err = adapterAhead(ahead, tai); err != nil {
			return fmt.Errorf("capture on %s: timestamps of the adapter: %w", c.Interface, err)
		}
	}
	if err := l.socket.HardwareTimestamps(c.Interface); err != nil {
		return l.refused("CAP_NET_ADMIN", err)
	}
	return nil
}

func (l *Live) cannotStamp() error {
	return fmt.Errorf("capture on %s: timestamps of type %v: %w by the interface", l.config.Interface, l.config.Timestamps, errors.ErrUnsupported)
}

// timeOf returns the time of a frame in UTC where l.ahead is not 0.
func (l *Live) timeOf(h *ringmmap.Header) Timestamp {
	at := Timestamp(h.Time())
	if h.Status().HardwareTime() {
		at -= Timestamp(l.ahead / time.Nanosecond)
	}
	return at
}
