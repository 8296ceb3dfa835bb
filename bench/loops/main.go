// Command loops does one piece of work in this process again and again, and
// prints what once costs: nanoseconds of processor time, which what else runs
// on the machine changes less than the time on the clock.
//
//	loops WORK [SIZE] -for TIME
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A work prepares itself for a size, and returns what is to be measured and how
// many things (packets, bytes, programs) one call of it does.
type work func(size int) (once func(), things int, err error)

// results keeps what the works compute, so that none of it is optimised away.
var results struct {
	ok  bool
	sum uint16
}

var works = map[string]work{
	"match": matchOurs, "match-xnet": matchXNet,
	"compile":  compileHosts,
	"checksum": checksumOurs, "checksum-plain": checksumPlain, "checksum-gopacket": checksumGopacket,
	"hexdump": hexdumpOurs, "hexdump-std": hexdumpStd,
	"template": templateOurs, "build": buildOurs, "build-gopacket": buildGopacket,
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "loops: %v\n", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range works {
			if !yield(name) {
				return
			}
		}
	})
	if len(args) == 0 || works[args[0]] == nil {
		return errors.New("usage: loops WORK [SIZE] -for TIME; works are " + strings.Join(names, ", "))
	}
	w, size := works[args[0]], 0
	args = args[1:]
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		var err error
		if size, err = strconv.Atoi(args[0]); err != nil {
			return err
		}
		args = args[1:]
	}
	flags := flag.NewFlagSet("loops", flag.ContinueOnError)
	length := flags.Duration("for", 300*time.Millisecond, "how long to go on")
	if err := flags.Parse(args); err != nil {
		return err
	}
	once, things, err := w(size)
	if err != nil {
		return err
	}
	cost, err := measure(once, *length)
	if err != nil {
		return err
	}
	fmt.Printf("%.4f ns\n", cost/float64(things))
	return nil
}

// measure returns the processor time of one call in nanoseconds. It calls once
// to warm up, and then in batches that grow until length has passed.
func measure(once func(), length time.Duration) (float64, error) {
	once()
	start, err := processorTime()
	if err != nil {
		return 0, err
	}
	calls, begun := 0, time.Now()
	for batch := 1; time.Since(begun) < length; batch = min(2*batch, 1<<16) {
		for range batch {
			once()
		}
		calls += batch
	}
	end, err := processorTime()
	runtime.KeepAlive(&results)
	if err != nil {
		return 0, err
	}
	return float64(end-start) / float64(calls), nil
}

// processorTime is the user and system time of this process.
func processorTime() (time.Duration, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, err
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), nil
}
