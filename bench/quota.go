package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// quotaPeriod is over what time a quota is kept, in microseconds: short, so
// that a reader that has used up its share is stopped for a few milliseconds
// only, which every ring here can hold.
const quotaPeriod = 10000

// A quota is a control group whose processes share a part of a processor.
type quota struct {
	folder string
}

// newQuota makes a control group that gets so much of one processor: by cpu.max
// of version 2 where the cpu controller can be had there, else by
// cpu.cfs_quota_us of version 1. Source: the kernel's
// Documentation/admin-guide/cgroup-v2.rst and scheduler/sched-bwc.rst.
func newQuota(share float64) (*quota, error) {
	micros := strconv.Itoa(int(share * quotaPeriod))
	name := "pktcap-bench-" + strconv.Itoa(os.Getpid())
	var reasons []string
	for _, v := range []struct{ root, file, text, period string }{
		{root: "/sys/fs/cgroup", file: "cpu.max", text: micros + " " + strconv.Itoa(quotaPeriod)},
		{root: "/sys/fs/cgroup/cpu", file: "cpu.cfs_quota_us", text: micros, period: strconv.Itoa(quotaPeriod)},
	} {
		folder := filepath.Join(v.root, name)
		if err := os.Mkdir(folder, 0o755); err != nil {
			reasons = append(reasons, err.Error())
			continue
		}
		var err error
		if v.period != "" {
			err = writeControl(filepath.Join(folder, "cpu.cfs_period_us"), v.period)
		}
		if err == nil {
			err = writeControl(filepath.Join(folder, v.file), v.text)
		}
		if err == nil {
			return &quota{folder: folder}, nil
		}
		reasons = append(reasons, err.Error())
		_ = os.Remove(folder) // it holds no process yet
	}
	return nil, fmt.Errorf("make a control group with a CPU quota: %w: %s", errAbsent, strings.Join(reasons, "; "))
}

// writeControl writes a control file that is there: a file that the root of a
// tmpfs would let us make is none.
func writeControl(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	_, err = f.WriteString(text)
	return err
}

// admit puts a process with all its threads into the group.
func (q *quota) admit(pid int) error {
	return writeControl(filepath.Join(q.folder, "cgroup.procs"), strconv.Itoa(pid))
}

// close removes the group, whose processes have ended.
func (q *quota) close() error { return os.Remove(q.folder) }
