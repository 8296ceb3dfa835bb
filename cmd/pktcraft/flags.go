package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// A help is what --help shows around the list of flags.
type help struct {
	usage    string // the command line
	about    string
	examples string // one a line
}

// parse reads args into the flags of f. --help prints h and returns
// pflag.ErrHelp; any other error is a usageError.
func parse(f *pflag.FlagSet, args []string, std streams, h help) error {
	f.SortFlags = false
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	f.SetNormalizeFunc(spelling)
	err := f.Parse(args)
	if errors.Is(err, pflag.ErrHelp) {
		fmt.Fprintf(std.out, "%s\n\nUsage: pktcraft %s\n\n%s\nExamples:\n", h.about, h.usage, flagList(f))
		for line := range strings.Lines(h.examples) {
			fmt.Fprintf(std.out, "  %s", line)
		}
		fmt.Fprintln(std.out)
		return err
	}
	if err != nil {
		return usageError{err}
	}
	return nil
}

// spelling takes the names that users of other tools know for ours.
func spelling(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	switch name {
	case "pps":
		name = "rate"
	case "topspeed":
		name = "top-speed"
	}
	return pflag.NormalizedName(name)
}

// together are flags that share a line of the help where a command has both.
var together = []struct{ first, second, usage string }{
	{"ipv4", "ipv6", "of a name's addresses take one of this family"},
	{"seq", "ack", "sequence number (default: random), acknowledgment number"},
	{"ttl", "tos", "time to live or hop limit (default 64), type of service or traffic class"},
}

// flagList describes the flags, one a line.
func flagList(f *pflag.FlagSet) string {
	const column = 28
	var s strings.Builder
	f.VisitAll(func(g *pflag.Flag) {
		if g.Hidden {
			return
		}
		left, usage := flagName(g)
		if g.Shorthand == "" {
			left = "    " + left
		}
		for _, t := range together {
			first, second := f.Lookup(t.first), f.Lookup(t.second)
			if first == nil || second == nil {
				continue
			}
			if g == second {
				return
			}
			if g == first {
				other, _ := flagName(second)
				left, usage = left+", "+other, t.usage+defaultOf(first)
			}
		}
		fmt.Fprintf(&s, "  %-*s %s\n", column-2, left, usage)
	})
	return s.String()
}

// flagName returns how a flag is written, and what it is for.
func flagName(g *pflag.Flag) (name, usage string) {
	name = "--" + g.Name
	if g.Shorthand != "" {
		name = "-" + g.Shorthand + ", " + name
	}
	kind, usage := pflag.UnquoteUsage(g)
	switch g.Value.Type() {
	case "bool", "count":
		kind = ""
	case "int", "uint64", "float64":
		kind = "n"
	case "duration":
		kind = "time"
	}
	if kind != "" {
		name += " " + kind
	}
	return name, usage + defaultOf(g)
}

func defaultOf(g *pflag.Flag) string {
	switch g.DefValue {
	case "", "false", "0", "0s", "[]":
		return ""
	}
	return " (default " + g.DefValue + ")"
}

// A flagOf is a flag of a type that parses itself.
type flagOf[T any] struct {
	value *T
	kind  string // shown in the help
	text  string
	parse func(string) (T, error)
}

func (f *flagOf[T]) String() string { return f.text }
func (f *flagOf[T]) Type() string   { return f.kind }
func (f *flagOf[T]) Set(s string) error {
	v, err := f.parse(s)
	if err != nil {
		return err
	}
	*f.value, f.text = v, s
	return nil
}
