package doctor

import "io/fs"

// A Host is where findings come from.
type Host struct {
	Proc fs.FS // proc(5), usually /proc
	Sys  fs.FS // sysfs(5), usually /sys

	// Net is the sysfs whose class/net has the interfaces of the network
	// namespace that is looked at, which need not be those of Sys; nil where it
	// cannot be seen.
	Net fs.FS

	// NIC asks drivers, in that network namespace; nil where that is not
	// possible.
	NIC NIC

	// TryRing, if not nil, maps a small receive ring and unmaps it, and returns
	// why that does not work.
	TryRing func() error

	// Enter is the command that runs another in that network namespace, as "ip
	// netns exec blue"; "" where the shell is in it. SysfsFollows says that the
	// command brings a sysfs of that namespace along.
	Enter        string
	SysfsFollows bool
}

// A NIC asks the driver of a network interface what ethtool(8) asks. A driver
// that does not know answers with an error that wraps [errors.ErrUnsupported].
type NIC interface {
	Driver(ifc string) (Driver, error)
	Speed(ifc string) (mbit int, err error) // 0 where the link has none
	Rings(ifc string) (Rings, error)
	Channels(ifc string) (Channels, error)
	Features(ifc string) (map[string]Feature, error) // by the kernel's names, as "rx-gro"
	Counters(ifc string) (map[string]uint64, error)
	HardwareTimestamps(ifc string) (bool, error) // of all received packets
}

// A Driver is what serves an interface.
type Driver struct {
	Name string `json:"name"`
	Bus  string `json:"bus,omitempty"` // address of the device
}

// Rings are the sizes of an interface's receive descriptor ring, in packets.
type Rings struct {
	RX    int `json:"rx"`
	RXMax int `json:"rxMax"`
}

// Channels are an interface's queues: those for receiving alone and those for
// both directions.
type Channels struct {
	RX          int `json:"rx"`
	RXMax       int `json:"rxMax"`
	Combined    int `json:"combined"`
	CombinedMax int `json:"combinedMax"`
}

// A Feature is the state of something that the driver or the NIC does.
type Feature struct {
	On    bool `json:"on"`
	Fixed bool `json:"fixed"` // nobody can change it
}
