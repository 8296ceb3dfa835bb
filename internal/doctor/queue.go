package doctor

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

func (i *examined) queues() {
	cpus := 1
	if online, err := onlineCPUs(i.Host); err == nil {
		cpus = len(online)
	}
	var c Channels
	err := errHidden
	if i.NIC != nil {
		c, err = i.NIC.Channels(i.name)
	}
	if err != nil {
		// The driver has nothing to choose from: sysfs has the number.
		queues, err := i.receiveQueues()
		if err != nil {
			i.unknown("queues", "receive queues", err)
			return
		}
		i.add(Finding{Key: "queues", Name: "receive queues", Value: Channels{RX: len(queues), RXMax: len(queues)}, Text: strconv.Itoa(len(queues))})
		return
	}
	f := Finding{Key: "queues", Name: "receive queues", Value: c}
	f.Text = fmt.Sprintf("%d of at most %d", c.RX+c.Combined, max(c.RXMax, c.CombinedMax))
	if want := min(cpus, c.CombinedMax); c.Combined > 0 && c.Combined < want {
		f.Level = Note
		f.Advice = fmt.Sprintf("one for each of the %d CPUs shares the work; setting it interrupts the link for a moment", cpus)
		f.Commands = []string{i.namespaced(fmt.Sprintf("ethtool -L %s combined %d", i.name, want))}
	} else if want := min(cpus, c.RXMax); c.Combined == 0 && c.RX < want {
		f.Level = Note
		f.Advice = fmt.Sprintf("one for each of the %d CPUs shares the work; setting it interrupts the link for a moment", cpus)
		f.Commands = []string{i.namespaced(fmt.Sprintf("ethtool -L %s rx %d", i.name, want))}
	}
	i.add(f)
}

// receiveQueues returns the names of the interface's receive queues, as "rx-0".
func (i *examined) receiveQueues() ([]string, error) {
	if i.Net == nil {
		return nil, errHidden
	}
	entries, err := fs.ReadDir(i.Net, path.Join("class/net", i.name, "queues"))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "rx-") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// An interrupt of an interface.
type interrupt struct {
	Number   int    `json:"irq"`
	Name     string `json:"name,omitempty"`
	Affinity string `json:"affinity,omitempty"` // CPUs that may serve it
	Serving  string `json:"serving,omitempty"`  // the one that does
}

func (i *examined) interrupts() {
	if i.device == "" {
		return // a virtual interface has none
	}
	numbers, err := i.interruptNumbers()
	if err != nil {
		i.unknown("irqs", "interrupts", err)
		return
	}
	table, err := text(i.Proc, "interrupts")
	if err != nil {
		i.unknown("irqs", "interrupts", err)
		return
	}
	names := parseInterrupts(table)
	var irqs []interrupt
	var parts []string
	serving := map[string][]interrupt{}
	for _, n := range numbers {
		irq := interrupt{Number: n, Name: names[n]}
		irq.Affinity, _ = text(i.Proc, fmt.Sprintf("irq/%d/smp_affinity_list", n))      // needs root
		irq.Serving, _ = text(i.Proc, fmt.Sprintf("irq/%d/effective_affinity_list", n)) // and not every controller tells
		if irq.Name == "" || strings.Contains(irq.Name, "config") || irq.Affinity == "" {
			irqs = append(irqs, irq)
			continue // nothing that receives, or not in use
		}
		if irq.Serving == "" {
			irq.Serving = irq.Affinity
		}
		irqs = append(irqs, irq)
		if receives(irq.Name) {
			serving[irq.Serving] = append(serving[irq.Serving], irq)
		}
		parts = append(parts, fmt.Sprintf("%d (%s) on CPU %s", n, irq.Name, irq.Serving))
	}
	f := Finding{Key: "irqs", Name: "interrupts", Value: irqs, Text: strings.Join(parts, ", ")}
	if f.Text == "" {
		f.Level, f.Text, f.Advice = Unknown, fmt.Sprintf("%d, their CPUs cannot be seen", len(irqs)), "reading them needs root"
	}
	i.spread(&f, serving)
	i.add(f)
}

// spread advises to share the receive queues' interrupts among the CPUs where
// several of them are on one and others have none.
func (i *examined) spread(f *Finding, serving map[string][]interrupt) {
	online, err := onlineCPUs(i.Host)
	if err != nil || len(serving) >= len(online) {
		return
	}
	var all []interrupt
	for _, irqs := range serving {
		all = append(all, irqs...)
	}
	if len(all) <= len(serving) {
		return
	}
	slices.SortFunc(all, func(a, b interrupt) int { return a.Number - b.Number })
	f.Level = Note
	f.Advice = fmt.Sprintf("%d receive interrupts are on %d of %d CPUs: give each a CPU of its own, and keep irqbalance from moving them", len(all), len(serving), len(online))
	for n, irq := range all {
		f.Commands = append(f.Commands, fmt.Sprintf("echo %d > /proc/irq/%d/smp_affinity_list", online[n%len(online)], irq.Number))
	}
}

// receives reports whether an interrupt's name, which the driver chose, is not
// one of those for other things than receiving.
func receives(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"-tx", "output", "event", "async", "ctrl", "misc", "mgmt", "aen", "lsc"} {
		if strings.Contains(name, word) && !strings.Contains(name, "txrx") {
			return false
		}
	}
	return true
}

// interruptNumbers returns those of the interface's device, or of the nearest
// above it that has some: a virtio device has those of its PCI function.
func (i *examined) interruptNumbers() ([]int, error) {
	for folder := i.device; folder != "." && folder != "devices"; folder = path.Dir(folder) {
		entries, err := fs.ReadDir(i.Net, path.Join(folder, "msi_irqs"))
		if err != nil {
			continue
		}
		var numbers []int
		for _, e := range entries {
			if n, err := strconv.Atoi(e.Name()); err == nil {
				numbers = append(numbers, n)
			}
		}
		slices.Sort(numbers)
		return numbers, nil
	}
	n, err := number(i.Net, path.Join(i.device, "irq"))
	if err != nil {
		return nil, err
	}
	return []int{n}, nil
}

// parseInterrupts returns the names in /proc/interrupts by number: a line is the
// number and a colon, a count for each CPU, the controller, how it is triggered,
// and the names of those who handle it.
func parseInterrupts(table string) map[int]string {
	names := map[int]string{}
	cpus := 0
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if cpus == 0 {
			cpus = len(fields) // CPU0 CPU1 ...
			continue
		}
		if len(fields) < cpus+2 {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSuffix(fields[0], ":"))
		if err == nil && strings.HasSuffix(fields[0], ":") {
			names[n] = fields[len(fields)-1]
		}
	}
	return names
}

// steering tells of receive packet steering, by which the CPU of the interrupt
// gives packets to others.
func (i *examined) steering() {
	queues, err := i.receiveQueues()
	if err != nil {
		i.unknown("rps", "packet steering (RPS)", err)
		return
	}
	online, err := onlineCPUs(i.Host)
	if err != nil {
		i.unknown("rps", "packet steering (RPS)", err)
		return
	}
	masks := map[string]string{}
	steered := 0
	for _, q := range queues {
		mask, err := i.attribute("queues/" + q + "/rps_cpus")
		if err != nil {
			i.unknown("rps", "packet steering (RPS)", err)
			return
		}
		masks[q] = mask
		if !emptyMask(mask) {
			steered++
		}
	}
	f := Finding{Key: "rps", Name: "packet steering (RPS)", Value: masks, Text: fmt.Sprintf("on for %d of %d %s", steered, len(queues), plural(len(queues), "queue"))}
	if steered == 0 {
		f.Text = "off"
	}
	// Where there are fewer queues than CPUs, steering is the only way to have
	// the others share the work of receiving.
	if steered == 0 && len(queues) < len(online) && i.device != "" {
		f.Level = Note
		f.Advice = fmt.Sprintf("%d %s for %d CPUs: where one CPU is busy with receiving, this lets the others help", len(queues), plural(len(queues), "queue"), len(online))
		for _, q := range queues {
			f.Commands = append(f.Commands, i.echo(formatMask(online), "queues/"+q+"/rps_cpus"))
		}
	}
	i.add(f)
}
