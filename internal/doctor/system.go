package doctor

import (
	"fmt"
	"strconv"
	"strings"
)

// System returns the findings about the machine and the kernel.
func System(h *Host) []Finding {
	l := &list{about: SystemSubject}
	kernel(h, l)
	tryRing(h, l)
	privileges(h, l)
	memory(h, l)
	cpus(h, l)
	clock(h, l)
	networkLimits(h, l)
	softnet(h, l)
	return l.findings
}

// oldestKernel has TPACKET_V3 rings for receiving, 3.2.
const oldestKernel = 3<<8 | 2

func kernel(h *Host, l *list) {
	release, err := text(h.Proc, "sys/kernel/osrelease")
	if err != nil {
		l.unknown("kernel", "kernel", err)
		return
	}
	f := Finding{Key: "kernel", Name: "kernel", Value: release, Text: "Linux " + release}
	var major, minor int
	if _, err := fmt.Sscanf(release, "%d.%d", &major, &minor); err == nil && major<<8|min(minor, 255) < oldestKernel {
		f.Level, f.Advice = Warning, "TPACKET_V3 rings came with Linux 3.2: nothing can be captured"
	}
	l.add(f)
}

func tryRing(h *Host, l *list) {
	if h.TryRing == nil {
		return
	}
	f := Finding{Key: "tpacket-v3", Name: "TPACKET_V3 ring", Value: true, Text: "can be mapped"}
	if err := h.TryRing(); err != nil {
		f.Level, f.Value, f.Text = Warning, false, "cannot be mapped"
		f.Advice = err.Error()
	}
	l.add(f)
}

func cpus(h *Host, l *list) {
	online, err := onlineCPUs(h)
	if err != nil {
		l.unknown("cpus", "CPUs", err)
		return
	}
	nodes := 1
	if s, err := text(h.Sys, "devices/system/node/online"); err == nil {
		if n, err := parseCPUs(s); err == nil && len(n) > 0 { // nodes are listed as CPUs are
			nodes = len(n)
		}
	}
	f := Finding{Key: "cpus", Name: "CPUs", Value: map[string]int{"online": len(online), "nodes": nodes}}
	f.Text = fmt.Sprintf("%d online (%s), %d NUMA %s", len(online), formatCPUs(online), nodes, plural(nodes, "node"))
	governor, err := text(h.Sys, "devices/system/cpu/cpu0/cpufreq/scaling_governor")
	if err == nil {
		f.Text += ", governor " + governor
	}
	if governor == "powersave" {
		// Under intel_pstate and amd-pstate this governor is no fixed low
		// frequency, so it is worth a note only.
		f.Level, f.Advice = Note, "a CPU that saves power takes its time to speed up for a burst"
		f.Commands = []string{"for g in /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor; do echo performance > $g; done"}
	}
	l.add(f)
}

func onlineCPUs(h *Host) ([]int, error) {
	s, err := text(h.Sys, "devices/system/cpu/online")
	if err != nil {
		return nil, err
	}
	return parseCPUs(s)
}

func clock(h *Host, l *list) {
	source, err := text(h.Sys, "devices/system/clocksource/clocksource0/current_clocksource")
	if err != nil {
		l.unknown("clocksource", "clock", err)
		return
	}
	f := Finding{Key: "clocksource", Name: "clock", Value: source, Text: source}
	if source == "hpet" || source == "acpi_pm" || source == "jiffies" {
		f.Level = Warning
		f.Advice = "reading this clock for the timestamp costs more than all else that is done for a packet"
		available, err := text(h.Sys, "devices/system/clocksource/clocksource0/available_clocksource")
		if err == nil && strings.Contains(" "+available+" ", " tsc ") {
			f.Commands = []string{"echo tsc > /sys/devices/system/clocksource/clocksource0/current_clocksource"}
		}
	}
	l.add(f)
}

// lowMemory is what should be free for rings, in KiB.
const lowMemory = 256 << 10

func memory(h *Host, l *list) {
	info, err := text(h.Proc, "meminfo")
	if err != nil {
		l.unknown("memory", "memory", err)
		return
	}
	available, ok := meminfo(info, "MemAvailable")
	if !ok {
		l.unknown("memory", "memory", fmt.Errorf("meminfo has no MemAvailable"))
		return
	}
	f := Finding{Key: "memory", Name: "memory", Value: map[string]int{"availableKiB": available}}
	f.Text = fmt.Sprintf("%d MiB available for rings", available>>10)
	if available < lowMemory {
		f.Level, f.Advice = Warning, "rings are memory that is not swapped: choose a small one with -B"
	}
	l.add(f)
}

// meminfo returns a line of /proc/meminfo, in KiB.
func meminfo(info, key string) (int, bool) {
	for line := range strings.Lines(info) {
		name, value, _ := strings.Cut(line, ":")
		if fields := strings.Fields(value); name == key && len(fields) > 0 {
			n, err := strconv.Atoi(fields[0])
			return n, err == nil
		}
	}
	return 0, false
}

// plural returns noun with an s unless n is 1.
func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
