package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

// A Machine is what the figures were measured on. It has no name.
type Machine struct {
	CPU    string  `json:"cpu"`
	Cores  int     `json:"cores"`
	Memory int64   `json:"memory"` // bytes
	Kernel string  `json:"kernel"`
	Go     string  `json:"go"`
	Load   float64 `json:"load"` // runnable processes when the run began: what else the machine did
}

func thisMachine() Machine {
	m := Machine{Cores: runtime.NumCPU(), Go: runtime.Version(), CPU: runtime.GOARCH, Kernel: runtime.GOOS}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if name := cpuModel(string(text)); name != "" {
			m.CPU = name
		}
	}
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		if kib, ok := field(string(text), "MemTotal:"); ok {
			m.Memory = kib << 10
		}
	}
	if text, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		m.Kernel = "Linux " + kernelVersion(strings.TrimSpace(string(text)))
	}
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		m.Load = loadAverage(string(text))
	}
	return m
}

// cpuModel returns the name of the first processor in /proc/cpuinfo.
func cpuModel(text string) string {
	for line := range strings.Lines(text) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// kernelVersion leaves what a builder added to the version away: 6.18.44-x is
// 6.18.44.
func kernelVersion(release string) string {
	v, _, _ := strings.Cut(release, "-")
	return v
}

// loadAverage returns the average of the last minute in /proc/loadavg.
func loadAverage(text string) float64 {
	first, _, _ := strings.Cut(text, " ")
	v, _ := strconv.ParseFloat(first, 64) // 0 is what nothing tells
	return v
}
