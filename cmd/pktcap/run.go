package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/pflag"

	"pktcap/capture"
	"pktcap/filter"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// main carries out the command line args and returns the exit status.
func (p *program) main(ctx context.Context, args []string) int {
	err := p.run(ctx, args)
	var usage usageError
	switch {
	case err == nil || errors.Is(err, pflag.ErrHelp):
		return exitDone
	case errors.As(err, &usage):
		p.say("%v", err)
		p.say("see pktcap --help")
		return exitUsage
	}
	p.fail(err)
	return exitFailed
}

// A program holds what every part of a run writes to.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	// confine, if not nil, takes from the process what it does not need.
	confine func(confinement) (missing []string)
}

// say writes one line to standard error. There is nowhere to report that this
// did not work.
func (p *program) say(format string, args ...any) {
	_, _ = fmt.Fprintf(p.stderr, "pktcap: "+format+"\n", args...)
}

// fail reports err; a mistake in the expression is shown in it.
func (p *program) fail(err error) {
	p.say("%v", err)
	var wrong *filter.Error
	if errors.As(err, &wrong) {
		_, _ = fmt.Fprintln(p.stderr, wrong.Caret())
	}
}

func (p *program) run(ctx context.Context, args []string) error {
	o, err := parseOptions(args, p.stdout)
	if err != nil {
		return err
	}
	switch {
	case o.version:
		_, err := fmt.Fprintf(p.stdout, "pktcap version %s\n", version)
		return err
	case o.doctor != "":
		return p.doctor(o)
	case o.listInterfaces:
		return capture.InNamespace(o.source.namespace(), p.listInterfaces)
	case o.listLinkTypes:
		return capture.InNamespace(o.source.namespace(), func() error { return p.listLinkTypes(o) })
	case o.live.listStamps:
		return capture.InNamespace(o.source.namespace(), func() error { return p.listTimestampTypes(o) })
	case o.filter.dump > 0 || o.filter.trace:
		return capture.InNamespace(o.source.namespace(), func() error { return p.dumpFilter(o) })
	}
	return p.capture(ctx, o)
}
