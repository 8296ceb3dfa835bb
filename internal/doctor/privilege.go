package doctor

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Capabilities that capturing uses, by their numbers of <linux/capability.h>.
var capabilities = []struct {
	bit    int
	name   string
	what   string
	needed bool // nothing can be captured without
}{
	{13, "CAP_NET_RAW", "capturing", true},
	{12, "CAP_NET_ADMIN", "promiscuous mode", false},
	{21, "CAP_SYS_ADMIN", "other network namespaces (--netns)", false},
}

func privileges(h *Host, l *list) {
	effective, err := effectiveCapabilities(h)
	if err != nil {
		l.unknown("capabilities", "capabilities", err)
		return
	}
	var have, lack, forWhat []string
	level := OK
	for _, c := range capabilities {
		if effective&(1<<c.bit) != 0 {
			have = append(have, c.name)
			continue
		}
		lack = append(lack, c.name)
		forWhat = append(forWhat, c.what)
		level = max(level, Note)
		if c.needed {
			level = Warning
		}
	}
	f := Finding{Key: "capabilities", Name: "capabilities", Level: level}
	f.Value = map[string][]string{"have": have, "lack": lack}
	f.Text = "none of " + strings.Join(lack, ", ")
	if len(have) > 0 {
		f.Text = strings.Join(have, ", ")
	}
	if len(lack) > 0 {
		f.Advice = fmt.Sprintf("without %s there is no %s: run it with sudo, or give them to the program once",
			strings.Join(lack, ", "), strings.Join(forWhat, ", no "))
		if level == Warning {
			f.Commands = []string{`setcap cap_net_raw,cap_net_admin+ep "$(command -v pktcap)"`}
		}
	}
	l.add(f)
	memoryLock(h, l)
}

// effectiveCapabilities returns this process's CapEff.
func effectiveCapabilities(h *Host) (uint64, error) {
	status, err := text(h.Proc, "self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(status) {
		if mask, ok := strings.CutPrefix(line, "CapEff:"); ok {
			return strconv.ParseUint(strings.TrimSpace(mask), 16, 64)
		}
	}
	return 0, errors.New("/proc/self/status has no CapEff")
}

func memoryLock(h *Host, l *list) {
	limits, err := text(h.Proc, "self/limits")
	if err != nil {
		l.unknown("memory-lock", "memory lock limit", err)
		return
	}
	for line := range strings.Lines(limits) {
		rest, ok := strings.CutPrefix(line, "Max locked memory")
		fields := strings.Fields(rest)
		if !ok || len(fields) == 0 {
			continue
		}
		f := Finding{Key: "memory-lock", Name: "memory lock limit", Value: fields[0], Text: fields[0]}
		if n, err := strconv.ParseUint(fields[0], 10, 64); err == nil {
			f.Value = n
			f.Text = fmt.Sprintf("%d KiB; packet rings do not count against it", n>>10)
		}
		l.add(f)
		return
	}
	l.unknown("memory-lock", "memory lock limit", errors.New("/proc/self/limits has none"))
}
