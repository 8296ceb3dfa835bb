package doctor

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// files makes a file system of texts; a text that begins with "-> " is a symbolic
// link.
func files(texts map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range texts {
		if to, ok := strings.CutPrefix(text, "-> "); ok {
			m[name] = &fstest.MapFile{Data: []byte(to), Mode: fs.ModeSymlink | 0o777}
			continue
		}
		m[name] = &fstest.MapFile{Data: []byte(text + "\n")}
	}
	return m
}

// A fakeNIC is a driver with one interface; a nil field is what it does not
// know.
type fakeNIC struct {
	speed    int
	rings    *Rings
	channels *Channels
	features map[string]Feature
	counters map[string]uint64
	hardware bool
}

var errNo = fmt.Errorf("no: %w", errors.ErrUnsupported)

func (n fakeNIC) Driver(string) (Driver, error) { return Driver{"ixgbe", "0000:03:00.0"}, nil }
func (n fakeNIC) Speed(string) (int, error)     { return n.speed, nil }
func (n fakeNIC) Rings(string) (Rings, error) {
	if n.rings == nil {
		return Rings{}, errNo
	}
	return *n.rings, nil
}
func (n fakeNIC) Channels(string) (Channels, error) {
	if n.channels == nil {
		return Channels{}, errNo
	}
	return *n.channels, nil
}
func (n fakeNIC) Features(string) (map[string]Feature, error) { return n.features, nil }
func (n fakeNIC) Counters(string) (map[string]uint64, error)  { return n.counters, nil }
func (n fakeNIC) HardwareTimestamps(string) (bool, error)     { return n.hardware, nil }

// badProc and badSys are a machine on which about everything is in the way of
// captures.
var badProc = map[string]string{
	"sys/kernel/osrelease":             "6.1.0-18-amd64",
	"self/status":                      "Name:\tpktcap\nCapEff:\t0000000000002000\nSeccomp:\t0",
	"self/limits":                      "Limit Soft Hard Units\nMax locked memory         65536                65536                bytes",
	"meminfo":                          "MemTotal: 1000000 kB\nMemAvailable:     100000 kB",
	"sys/net/core/bpf_jit_enable":      "0",
	"sys/net/core/optmem_max":          "20480",
	"sys/net/core/rmem_max":            "212992",
	"sys/net/core/netdev_max_backlog":  "1000",
	"sys/net/core/netdev_budget":       "300",
	"sys/net/core/netdev_budget_usecs": "8000",
	"net/softnet_stat":                 "00001000 00000007 00000020 0 0\n00000800 00000001 00000000 0 0",
	"thread-self/net/packet":           "sk RefCnt Type Proto Iface R Rmem User Inode\nffff 3 3 0003 2 1 0 0 100\nffff 3 3 0003 0 1 0 0 101\nffff 3 3 0003 5 1 0 0 102\nffff 3 3 0000 2 0 0 0 103",
	"interrupts": "      CPU0 CPU1 CPU2 CPU3\n 50: 1 2 3 4 PCI-MSI 1-edge eth9-TxRx-0\n 51: 1 2 3 4 PCI-MSI 2-edge eth9-TxRx-1\n" +
		" 52: 0 0 0 1 PCI-MSI 3-edge eth9-async\nNMI: 0 0 0 0 Non-maskable interrupts",
	"irq/50/smp_affinity_list": "0-3", "irq/50/effective_affinity_list": "0",
	"irq/51/smp_affinity_list": "0", "irq/51/effective_affinity_list": "0",
	"irq/52/smp_affinity_list": "3", "irq/52/effective_affinity_list": "3",
}

var badSys = map[string]string{
	"devices/system/cpu/online":                                     "0-3",
	"devices/system/node/online":                                    "0-1",
	"devices/system/cpu/cpu0/cpufreq/scaling_governor":              "powersave",
	"devices/system/clocksource/clocksource0/current_clocksource":   "hpet",
	"devices/system/clocksource/clocksource0/available_clocksource": "tsc hpet acpi_pm",
	"class/net/eth9": "-> ../../devices/pci0000:00/0000:03:00.0/net/eth9",
	"devices/pci0000:00/0000:03:00.0/net/eth9/ifindex":                     "2",
	"devices/pci0000:00/0000:03:00.0/net/eth9/operstate":                   "down",
	"devices/pci0000:00/0000:03:00.0/net/eth9/mtu":                         "9000",
	"devices/pci0000:00/0000:03:00.0/net/eth9/statistics/rx_missed_errors": "5",
	"devices/pci0000:00/0000:03:00.0/net/eth9/statistics/rx_dropped":       "0",
	"devices/pci0000:00/0000:03:00.0/net/eth9/statistics/rx_fifo_errors":   "0",
	"devices/pci0000:00/0000:03:00.0/net/eth9/statistics/rx_over_errors":   "0",
	"devices/pci0000:00/0000:03:00.0/net/eth9/statistics/rx_errors":        "0",
	"devices/pci0000:00/0000:03:00.0/net/eth9/statistics/rx_nohandler":     "0",
	"devices/pci0000:00/0000:03:00.0/net/eth9/queues/rx-0/rps_cpus":        "0",
	"devices/pci0000:00/0000:03:00.0/net/eth9/queues/rx-1/rps_cpus":        "0",
	"devices/pci0000:00/0000:03:00.0/net/eth9/queues/tx-0/xps_cpus":        "0",
	"devices/pci0000:00/0000:03:00.0/numa_node":                            "1",
	"devices/pci0000:00/0000:03:00.0/local_cpulist":                        "2-3",
	"devices/pci0000:00/0000:03:00.0/msi_irqs/50":                          "msix",
	"devices/pci0000:00/0000:03:00.0/msi_irqs/51":                          "msix",
	"devices/pci0000:00/0000:03:00.0/msi_irqs/52":                          "msix",
}

func badHost() *Host {
	sys := files(badSys)
	return &Host{
		Proc: files(badProc), Sys: sys, Net: sys,
		TryRing: func() error { return errors.New("no memory") },
		NIC: fakeNIC{
			speed: 10000, rings: &Rings{512, 4096}, channels: &Channels{Combined: 2, CombinedMax: 63}, hardware: true,
			features: map[string]Feature{
				"rx-gro": {On: true}, "rx-lro": {On: true}, "rx-gro-hw": {On: true, Fixed: true},
				"tx-tcp-segmentation": {Fixed: true}, "tx-tcp6-segmentation": {On: true}, "tx-generic-segmentation": {},
				"rx-vlan-hw-parse": {On: true}, "rx-all": {},
			},
			counters: map[string]uint64{"rx_no_buffer_count": 9, "rx_packets": 1000, "tx_dropped": 4},
		},
	}
}

// find returns the finding of a key.
func find(t *testing.T, findings []Finding, key string) Finding {
	t.Helper()
	for _, f := range findings {
		if f.Key == key {
			return f
		}
	}
	t.Fatalf("nothing found about %s", key)
	return Finding{}
}

func TestFindsWhatIsInTheWay(t *testing.T) {
	h := badHost()
	findings := append(System(h), Interface(h, "eth9")...)
	tests := []struct {
		key      string
		level    Level
		text     string
		commands string
	}{
		{"kernel", OK, "Linux 6.1.0-18-amd64", ""},
		{"tpacket-v3", Warning, "cannot be mapped", ""},
		{"capabilities", Note, "CAP_NET_RAW", ""},
		{"memory-lock", OK, "64 KiB; packet rings do not count against it", ""},
		{"memory", Warning, "97 MiB available for rings", ""},
		{"cpus", Note, "4 online (0-3), 2 NUMA nodes, governor powersave", "for g in /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor; do echo performance > $g; done"},
		{"clocksource", Warning, "hpet", "echo tsc > /sys/devices/system/clocksource/clocksource0/current_clocksource"},
		{"bpf-jit-enable", Warning, "off", "sysctl -w net.core.bpf_jit_enable=1"},
		{"optmem-max", Note, "20480 bytes of program", "sysctl -w net.core.optmem_max=131072"},
		{"softnet", Warning, "8 dropped of 6144 since the start, 1000 fit", "sysctl -w net.core.netdev_max_backlog=10000"},
		{"softnet-budget", Note, "used up 32 times, 300 packets or 8000 µs", "sysctl -w net.core.netdev_budget=600 net.core.netdev_budget_usecs=16000"},
		{"state", Warning, "down, MTU 9000", "ip link set dev eth9 up"},
		{"speed", OK, "10000 Mbit/s, up to 14.9 million packets/s", ""},
		{"driver", OK, "ixgbe at 0000:03:00.0", ""},
		{"nic-ring", Note, "512 packets of at most 4096", "ethtool -G eth9 rx 4096"},
		{"queues", Note, "2 of at most 63", "ethtool -L eth9 combined 4"},
		{"irqs", Note, "50 (eth9-TxRx-0) on CPU 0, 51 (eth9-TxRx-1) on CPU 0, 52 (eth9-async) on CPU 3",
			"echo 0 > /proc/irq/50/smp_affinity_list\necho 1 > /proc/irq/51/smp_affinity_list"},
		{"rps", Note, "off", "echo f > /sys/class/net/eth9/queues/rx-0/rps_cpus\necho f > /sys/class/net/eth9/queues/rx-1/rps_cpus"},
		{"gro", Note, "on", "ethtool -K eth9 gro off"},
		{"gro-hw", Note, "on, and cannot be switched off", ""},
		{"lro", Warning, "on", "ethtool -K eth9 lro off"},
		{"tso", Note, "on", "ethtool -K eth9 tso off"},
		{"gso", OK, "off", ""},
		{"rx-vlan", OK, "on", ""},
		{"hardware-timestamps", OK, "the NIC can take them of all packets", ""},
		{"numa-node", Note, "1, CPUs 2-3", ""},
		{"drops", Warning, "driver: rx_no_buffer_count 9, rx_missed_errors 5", ""},
		{"listeners", Note, "2 packet sockets on it", ""},
	}
	for _, tt := range tests {
		f := find(t, findings, tt.key)
		if got := strings.Join(f.Commands, "\n"); f.Level != tt.level || f.Text != tt.text || got != tt.commands {
			t.Errorf("%s: %v %q %q\nwant %v %q %q", tt.key, f.Level, f.Text, got, tt.level, tt.text, tt.commands)
		}
		if f.Level != OK && f.Level != Unknown && f.Advice == "" {
			t.Errorf("%s: no advice", tt.key)
		}
	}
	commands := string(AppendCommands(nil, findings))
	if strings.Contains(commands, "rx-all") || !strings.Contains(commands, "# eth9, NIC ring: 512 packets of at most 4096\n") {
		t.Errorf("commands:\n%s", commands)
	}
	report := string(AppendText(nil, findings))
	for _, want := range []string{"system\n  ok       kernel: Linux", "\n\neth9\n  warning  state: down", "\n             ethtool -G eth9 rx 4096\n"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report lacks %q:\n%s", want, report)
		}
	}
}

func TestCommandsReachTheNamespace(t *testing.T) {
	h := badHost()
	h.Enter = "nsenter --net=/proc/7/ns/net"
	all := Interface(h, "eth9")
	if got, want := find(t, all, "gro").Commands[0], "nsenter --net=/proc/7/ns/net ethtool -K eth9 gro off"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	want := "nsenter --net=/proc/7/ns/net unshare --mount sh -c 'mount -t sysfs sysfs /sys && echo f > /sys/class/net/eth9/queues/rx-0/rps_cpus'"
	if got := find(t, all, "rps").Commands[0]; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	h.Enter, h.SysfsFollows = "ip netns exec blue", true
	want = "ip netns exec blue sh -c 'echo f > /sys/class/net/eth9/queues/rx-0/rps_cpus'"
	if got := find(t, Interface(h, "eth9"), "rps").Commands[0]; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := find(t, Interface(h, "eth9"), "irqs").Commands[0]; strings.Contains(got, "blue") {
		t.Errorf("interrupts have no namespace: %s", got)
	}
}

// TestSaysWhatItCannotSee: on a machine that shows nothing, and for an interface
// that is not there, every finding is unknown and says why.
func TestSaysWhatItCannotSee(t *testing.T) {
	for _, h := range []*Host{
		{Proc: files(nil), Sys: files(nil)},
		{Proc: files(nil), Sys: files(nil), Net: files(nil), NIC: fakeNIC{}},
	} {
		findings := append(System(h), Interface(h, "eth0")...)
		if len(findings) < 15 {
			t.Errorf("%d findings", len(findings))
		}
		for _, f := range findings {
			if h.NIC == nil && (f.Level != Unknown || f.Advice == "" && f.Text == "cannot be seen") {
				t.Errorf("%s: %v %q %q", f.Key, f.Level, f.Text, f.Advice)
			}
			if len(f.Commands) > 0 {
				t.Errorf("%s: %q without knowing", f.Key, f.Commands)
			}
		}
	}
	if r := reason(fmt.Errorf("x: %w", fs.ErrPermission)); r != "reading it needs root" {
		t.Error(r)
	}
}

// TestVirtualInterface has no device, so no interrupts and no node.
func TestVirtualInterface(t *testing.T) {
	sys := files(map[string]string{
		"devices/system/cpu/online":                      "0-1",
		"class/net/veth0":                                "-> ../../devices/virtual/net/veth0",
		"devices/virtual/net/veth0/ifindex":              "4",
		"devices/virtual/net/veth0/operstate":            "up",
		"devices/virtual/net/veth0/queues/rx-0/rps_cpus": "2",
	})
	all := Interface(&Host{Proc: files(nil), Sys: sys, Net: sys, NIC: fakeNIC{}}, "veth0")
	for _, f := range all {
		if f.Key == "irqs" || f.Key == "numa-node" {
			t.Errorf("finding about %s: %s", f.Key, f.Text)
		}
	}
	if f := find(t, all, "rps"); f.Text != "on for 1 of 1 queue" || f.Level != OK {
		t.Errorf("%v %s", f.Level, f.Text)
	}
	if f := find(t, all, "queues"); f.Text != "1" {
		t.Errorf("queues: %s", f.Text)
	}
}

func TestJSON(t *testing.T) {
	b, err := json.Marshal(System(badHost()))
	if err != nil {
		t.Fatal(err)
	}
	var back []struct{ About, Key, Level, Text string }
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if len(back) == 0 || back[1].Key != "tpacket-v3" || back[1].Level != "warning" || back[1].About != "system" {
		t.Errorf("%+v", back)
	}
}

func TestCPULists(t *testing.T) {
	for _, s := range []string{"0", "0-3", "0-3,8", "1,3,5-6"} {
		cpus, err := parseCPUs(s)
		if err != nil || formatCPUs(cpus) != s {
			t.Errorf("%s: %v, %v", s, cpus, err)
		}
	}
	for _, s := range []string{"x", "3-1", "-1", "0-99999999", "1-", strings.Repeat("0-8191,", 3)} {
		if cpus, err := parseCPUs(s); err == nil {
			t.Errorf("%s: %d CPUs", s, len(cpus))
		}
	}
	if got := formatMask([]int{0, 1, 33}); got != "2,00000003" {
		t.Errorf("mask %s", got)
	}
	if !emptyMask("00000000,00000000") || emptyMask("00000001,00000000") {
		t.Error("emptyMask")
	}
}

// FuzzReads: whatever the kernel's files hold, the doctor ends without a panic,
// and a list of CPUs that is read is written back with the same meaning.
func FuzzReads(f *testing.F) {
	for _, s := range badProc {
		f.Add(s)
	}
	f.Add("0-3,8")
	f.Fuzz(func(t *testing.T, s string) {
		proc, sys := map[string]string{}, map[string]string{}
		for name := range badProc {
			proc[name] = s
		}
		for name, text := range badSys {
			if !strings.HasPrefix(text, "-> ") {
				text = s
			}
			sys[name] = text
		}
		m := files(sys)
		h := &Host{Proc: files(proc), Sys: m, Net: m, NIC: fakeNIC{}}
		_ = AppendText(nil, append(System(h), Interface(h, "eth9")...))
		if cpus, err := parseCPUs(s); err == nil && len(cpus) > 0 {
			_ = formatMask(cpus)
			_ = formatCPUs(cpus)
		}
	})
}
