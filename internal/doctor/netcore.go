package doctor

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A sysctl is one setting of net.core.
type sysctl struct {
	setting string
	name    string
	judge   func(value int, f *Finding)
}

// sysctls are those that matter when packets are captured, but for those that
// softnet judges by what was dropped.
var sysctls = []sysctl{
	{"bpf_jit_enable", "BPF compiler", func(v int, f *Finding) {
		switch v {
		case 0:
			f.Level, f.Text = Warning, "off"
			f.Advice = "every packet's filter is interpreted"
			f.Commands = []string{"sysctl -w net.core.bpf_jit_enable=1"}
		case 1:
			f.Text = "on"
		default:
			f.Level, f.Text = Note, "on, with its output in the kernel's log"
			f.Advice = "that is for debugging the compiler"
			f.Commands = []string{"sysctl -w net.core.bpf_jit_enable=1"}
		}
	}},
	{"optmem_max", "longest filter", func(v int, f *Finding) {
		// A program of the kernel's longest, 4096 classic instructions, can
		// become twice as many of eight bytes, and its header is in it too.
		const enough = 4096*2*8 + 4096
		f.Text = fmt.Sprintf("%d bytes of program", v)
		if v < enough {
			f.Level = Note
			f.Advice = "long filters do not fit in the kernel"
			f.Commands = []string{"sysctl -w net.core.optmem_max=131072"}
		}
	}},
	{"rmem_max", "socket buffer limit", func(v int, f *Finding) {
		f.Text = fmt.Sprintf("%d KiB; packet rings are not bound by it", v>>10)
	}},
}

func networkLimits(h *Host, l *list) {
	for _, s := range sysctls {
		key := strings.ReplaceAll(s.setting, "_", "-")
		v, err := number(h.Proc, "sys/net/core/"+s.setting)
		if err != nil {
			l.unknown(key, s.name, err)
			continue
		}
		f := Finding{Key: key, Name: s.name, Value: v}
		s.judge(v, &f)
		l.add(f)
	}
}

// A cpuBacklog is a CPU's line of /proc/net/softnet_stat, counted since the
// machine started.
type cpuBacklog struct {
	Processed uint32 `json:"processed"`
	Dropped   uint32 `json:"dropped"`  // its backlog was full
	Squeezed  uint32 `json:"squeezed"` // it stopped with packets waiting
}

// parseSoftnet reads /proc/net/softnet_stat: the first three columns, which have
// been the same since Linux 2.6.
func parseSoftnet(s string) ([]cpuBacklog, error) {
	var all []cpuBacklog
	for line := range strings.Lines(s) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			return nil, fmt.Errorf("softnet_stat: a line of %d columns", len(fields))
		}
		var v [3]uint32
		for i := range v {
			n, err := strconv.ParseUint(fields[i], 16, 32)
			if err != nil {
				return nil, fmt.Errorf("softnet_stat: %w", err)
			}
			v[i] = uint32(n)
		}
		all = append(all, cpuBacklog{v[0], v[1], v[2]})
	}
	if len(all) == 0 {
		return nil, errors.New("softnet_stat is empty")
	}
	return all, nil
}

// squeezedOften is how many of the packets, one in so many, may be left waiting
// before it is worth a word.
const squeezedOften = 10_000

func softnet(h *Host, l *list) {
	s, err := text(h.Proc, "net/softnet_stat")
	var backlogs []cpuBacklog
	if err == nil {
		backlogs, err = parseSoftnet(s)
	}
	if err != nil {
		l.unknown("softnet", "backlog of the CPUs", err)
		return
	}
	var processed, dropped, squeezed uint64
	for _, b := range backlogs {
		processed += uint64(b.Processed)
		dropped += uint64(b.Dropped)
		squeezed += uint64(b.Squeezed)
	}
	drops := Finding{Key: "softnet", Name: "backlog of the CPUs", Value: backlogs,
		Text: fmt.Sprintf("%d dropped of %d since the start", dropped, processed)}
	backlog, errBacklog := number(h.Proc, "sys/net/core/netdev_max_backlog")
	if errBacklog == nil {
		drops.Text += fmt.Sprintf(", %d fit", backlog)
	}
	if dropped > 0 {
		drops.Level = Warning
		drops.Advice = "bursts found it full, before any capture saw them: make it longer"
		if errBacklog == nil {
			drops.Commands = []string{fmt.Sprintf("sysctl -w net.core.netdev_max_backlog=%d", min(max(backlog*4, 10_000), 250_000))}
		}
	}
	l.add(drops)

	budget := Finding{Key: "softnet-budget", Name: "budget of the CPUs",
		Value: map[string]uint64{"squeezed": squeezed}, Text: fmt.Sprintf("used up %d times", squeezed)}
	n, errBudget := number(h.Proc, "sys/net/core/netdev_budget")
	usecs, errUsecs := number(h.Proc, "sys/net/core/netdev_budget_usecs")
	if errBudget == nil && errUsecs == nil {
		budget.Text += fmt.Sprintf(", %d packets or %d µs", n, usecs)
	}
	if squeezed*squeezedOften > processed {
		budget.Level = Note
		budget.Advice = "packets waited in the NIC for their CPU's next turn: let a turn be longer"
		if errBudget == nil && errUsecs == nil {
			budget.Commands = []string{fmt.Sprintf("sysctl -w net.core.netdev_budget=%d net.core.netdev_budget_usecs=%d",
				min(max(n*2, 600), 4800), min(max(usecs*2, 8000), 64000))}
		}
	}
	l.add(budget)
}
