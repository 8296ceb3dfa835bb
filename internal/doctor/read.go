package doctor

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

// maxFile bounds what is read of one file: /proc/interrupts of a machine with
// 1024 CPUs stays below.
const maxFile = 16 << 20

// errHidden is why something of an interface cannot be seen.
var errHidden = errors.New("the sysfs of this network namespace is not mounted, and mounting it needs CAP_SYS_ADMIN")

// text returns the text of a file without white space around it.
func text(files fs.FS, name string) (string, error) {
	if files == nil {
		return "", errHidden
	}
	f, err := files.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(b)), nil
}

// number returns the number that a file holds.
func number(files fs.FS, name string) (int, error) {
	s, err := text(files, name)
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("%s holds %.40q, which is no number", name, s)
	}
	return n, nil
}

// reason words why something could not be read.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "reading it needs root"
	case errors.Is(err, fs.ErrNotExist):
		return "the kernel does not show it here"
	}
	return err.Error()
}

// maxCPU bounds the numbers in a list of CPUs: the kernel's largest NR_CPUS.
const maxCPU = 8192

// parseCPUs reads a list of CPUs as the kernel writes it: "0-3,8".
func parseCPUs(list string) ([]int, error) {
	var cpus []int
	for part := range strings.SplitSeq(strings.TrimSpace(list), ",") {
		if part == "" {
			continue
		}
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		from, err1 := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || from < 0 || to < from || to >= maxCPU {
			return nil, fmt.Errorf("%.40q is no list of CPUs", list)
		}
		if len(cpus)+to-from >= maxCPU {
			return nil, fmt.Errorf("%.40q lists CPUs more than once", list)
		}
		for c := from; c <= to; c++ {
			cpus = append(cpus, c)
		}
	}
	return cpus, nil
}

// formatCPUs is the inverse of parseCPUs, for CPUs in ascending order.
func formatCPUs(cpus []int) string {
	var parts []string
	for i := 0; i < len(cpus); {
		j := i
		for j+1 < len(cpus) && cpus[j+1] == cpus[j]+1 {
			j++
		}
		part := strconv.Itoa(cpus[i])
		if j > i {
			part += "-" + strconv.Itoa(cpus[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ",")
}

// formatMask writes CPUs as the kernel reads masks: hexadecimal, in groups of 32
// bits with commas between, the highest first.
func formatMask(cpus []int) string {
	highest := 0
	for _, c := range cpus {
		highest = max(highest, c)
	}
	words := make([]uint32, highest/32+1)
	for _, c := range cpus {
		words[c/32] |= 1 << (c % 32)
	}
	out := strconv.FormatUint(uint64(words[len(words)-1]), 16)
	for i := len(words) - 2; i >= 0; i-- {
		out += fmt.Sprintf(",%08x", words[i])
	}
	return out
}

// emptyMask reports whether a mask as the kernel writes it has no CPU.
func emptyMask(mask string) bool { return strings.Trim(mask, "0,") == "" }
