package doctor

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// Interface returns the findings about the network interface of the given name.
func Interface(h *Host, name string) []Finding {
	l := &list{about: name}
	i := &examined{Host: h, list: l, name: name, device: deviceFolder(h.Net, name)}
	i.link()
	i.driver()
	i.rings()
	i.queues()
	i.interrupts()
	i.steering()
	i.offloads()
	i.timestamps()
	i.node()
	i.drops()
	i.listeners()
	return l.findings
}

// An examined interface.
type examined struct {
	*Host
	*list
	name   string
	device string // folder of its device in Net; "" where it has none, as veth
}

// deviceFolder returns the folder of an interface's device in sysfs: that above
// the net/NAME to which class/net/NAME leads.
func deviceFolder(files fs.FS, name string) string {
	if files == nil {
		return ""
	}
	link, err := fs.ReadLink(files, path.Join("class/net", name))
	if err != nil {
		return ""
	}
	folder := path.Dir(path.Join("class/net", link))
	if path.Base(folder) != "net" || strings.HasPrefix(folder, "devices/virtual/") {
		return ""
	}
	return path.Dir(folder)
}

// attribute returns one of the interface's own files of sysfs.
func (i *examined) attribute(name string) (string, error) {
	return text(i.Net, path.Join("class/net", i.name, name))
}

// namespaced returns a command as it reaches the interface's namespace.
func (i *examined) namespaced(command string) string {
	if i.Enter == "" {
		return command
	}
	return i.Enter + " " + command
}

// echo returns the command that writes to one of the interface's files of
// sysfs.
func (i *examined) echo(value, attribute string) string {
	write := fmt.Sprintf("echo %s > /sys/class/net/%s/%s", value, i.name, attribute)
	switch {
	case i.Enter == "":
		return write
	case i.SysfsFollows:
		return fmt.Sprintf("%s sh -c '%s'", i.Enter, write)
	}
	return fmt.Sprintf("%s unshare --mount sh -c 'mount -t sysfs sysfs /sys && %s'", i.Enter, write)
}

func (i *examined) link() {
	state, err := i.attribute("operstate")
	if err != nil {
		i.unknown("state", "state", err)
	} else {
		f := Finding{Key: "state", Name: "state", Value: state, Text: state}
		if mtu, err := i.attribute("mtu"); err == nil {
			f.Text += ", MTU " + mtu
		}
		if state == "down" || state == "lowerlayerdown" {
			f.Level, f.Advice = Warning, "nothing is received"
			f.Commands = []string{i.namespaced("ip link set dev " + i.name + " up")}
		}
		i.add(f)
	}
	if i.NIC == nil {
		i.unknown("speed", "speed", errHidden)
		return
	}
	mbit, err := i.NIC.Speed(i.name)
	switch {
	case err != nil:
		i.unknown("speed", "speed", err)
	case mbit == 0:
		i.add(Finding{Key: "speed", Name: "speed", Text: "the link has none"})
	default:
		i.add(Finding{Key: "speed", Name: "speed", Value: map[string]int{"mbit": mbit},
			Text: fmt.Sprintf("%d Mbit/s, up to %.3g million packets/s", mbit, smallest(mbit))})
	}
}

// smallest returns how many million frames of the least length a second an
// Ethernet of so many Mbit/s carries: 64 bytes, the preamble of 8 and the gap of
// 12 (IEEE 802.3).
func smallest(mbit int) float64 { return float64(mbit) / ((64 + 8 + 12) * 8) }

func (i *examined) driver() {
	if i.NIC == nil {
		i.unknown("driver", "driver", errHidden)
		return
	}
	d, err := i.NIC.Driver(i.name)
	if err != nil {
		i.unknown("driver", "driver", err)
		return
	}
	f := Finding{Key: "driver", Name: "driver", Value: d, Text: d.Name}
	if d.Bus != "" {
		f.Text += " at " + d.Bus
	}
	i.add(f)
}

func (i *examined) rings() {
	if i.NIC == nil {
		i.unknown("nic-ring", "NIC ring", errHidden)
		return
	}
	r, err := i.NIC.Rings(i.name)
	if err != nil {
		i.unknown("nic-ring", "NIC ring", err)
		return
	}
	f := Finding{Key: "nic-ring", Name: "NIC ring", Value: r, Text: fmt.Sprintf("%d packets of at most %d", r.RX, r.RXMax)}
	if r.RX < r.RXMax {
		f.Level = Note
		f.Advice = "a longer one holds bursts while the CPU is elsewhere; setting it interrupts the link for a moment"
		f.Commands = []string{i.namespaced(fmt.Sprintf("ethtool -G %s rx %d", i.name, r.RXMax))}
	}
	i.add(f)
}

func (i *examined) node() {
	if i.device == "" {
		return
	}
	node, local := -1, ""
	for folder := i.device; folder != "." && node < 0; folder = path.Dir(folder) {
		if n, err := number(i.Net, path.Join(folder, "numa_node")); err == nil && n >= 0 {
			node = n
			local, _ = text(i.Net, path.Join(folder, "local_cpulist")) // not every bus has it
		}
	}
	f := Finding{Key: "numa-node", Name: "NUMA node", Value: node, Text: "none"}
	if node >= 0 {
		f.Text = fmt.Sprintf("%d", node)
		if local != "" {
			f.Text += ", CPUs " + local
		}
	}
	online, err := onlineCPUs(i.Host)
	if cpus, err2 := parseCPUs(local); err == nil && err2 == nil && local != "" && len(cpus) < len(online) {
		f.Level = Note
		f.Advice = fmt.Sprintf("a capture on another node's CPUs reads every packet across: run it as taskset -c %s pktcap ...", local)
	}
	i.add(f)
}

func (i *examined) timestamps() {
	if i.NIC == nil {
		return
	}
	hardware, err := i.NIC.HardwareTimestamps(i.name)
	if err != nil {
		i.unknown("hardware-timestamps", "timestamps", err)
		return
	}
	text := "the kernel's"
	if hardware {
		text = "the NIC can take them of all packets"
	}
	i.add(Finding{Key: "hardware-timestamps", Name: "timestamps", Value: hardware, Text: text})
}

// listeners tells of packet sockets on the interface: each one costs every
// packet a clone and a run of its filter.
func (i *examined) listeners() {
	index, err := i.attribute("ifindex")
	if err != nil {
		i.unknown("listeners", "other captures", err)
		return
	}
	table, err := text(i.Proc, "thread-self/net/packet")
	if err != nil {
		i.unknown("listeners", "other captures", err)
		return
	}
	n := countListeners(table, index)
	f := Finding{Key: "listeners", Name: "other captures", Value: n, Text: fmt.Sprintf("%d packet %s on it", n, plural(n, "socket"))}
	if n > 0 {
		f.Level, f.Advice = Note, "every one costs time for each packet; ss -0 -p lists their programs"
	}
	i.add(f)
}

// countListeners counts the sockets of /proc/net/packet that receive from the
// interface with an index, or from all: the columns are named in its first line.
func countListeners(table, index string) (n int) {
	const protocol, ifindex, running = 3, 4, 5
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) <= running || f[0] == "sk" {
			continue
		}
		if f[protocol] != "0000" && f[running] == "1" && (f[ifindex] == index || f[ifindex] == "0") {
			n++
		}
	}
	return n
}

// lossCounters are those of sysfs that count packets which no capture saw.
var lossCounters = []string{"rx_dropped", "rx_missed_errors", "rx_fifo_errors", "rx_over_errors", "rx_errors", "rx_nohandler"}

func (i *examined) drops() {
	counts := map[string]uint64{}
	for _, name := range lossCounters {
		s, err := i.attribute("statistics/" + name)
		if err != nil {
			i.unknown("drops", "losses", err)
			return
		}
		var n uint64
		if _, err := fmt.Sscan(s, &n); err == nil && n > 0 {
			counts[name] = n
		}
	}
	if i.NIC != nil {
		// A driver without counters of its own has said all in sysfs.
		if all, err := i.NIC.Counters(i.name); err == nil {
			for name, n := range all {
				if n > 0 && isLoss(name) {
					counts["driver: "+name] = n
				}
			}
		}
	}
	f := Finding{Key: "drops", Name: "losses", Value: counts, Text: "none since it was made"}
	if len(counts) > 0 {
		var parts []string
		for name, n := range counts {
			parts = append(parts, fmt.Sprintf("%s %d", name, n))
		}
		sort.Strings(parts)
		f.Level, f.Text = Warning, strings.Join(parts, ", ")
		f.Advice = "packets that no capture saw: missed, fifo, over and no buffer ask for a longer NIC ring or more queues, nohandler for nothing"
		if _, other := counts["rx_nohandler"]; other && len(counts) == 1 {
			f.Level, f.Advice = Note, "packets of protocols that nobody here listens to"
		}
	}
	i.add(f)
}

// isLoss reports whether a driver's counter, by its name, counts packets that
// were received and lost. Names are the drivers' own; these words are usual.
func isLoss(name string) bool {
	name = strings.ToLower(name)
	if strings.Contains(name, "tx") && !strings.Contains(name, "rx") {
		return false
	}
	for _, word := range []string{"drop", "miss", "no_buf", "nobuf", "out_of_buffer", "no_dma", "fifo", "overrun", "overflow", "discard"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
