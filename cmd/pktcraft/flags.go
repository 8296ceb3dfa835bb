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

// flagList describes the flags, one a line.
func flagList(f *pflag.FlagSet) string {
	const column = 28
	var s strings.Builder
	f.VisitAll(func(g *pflag.Flag) {
		left := "      --" + g.Name
		if g.Shorthand != "" {
			left = "  -" + g.Shorthand + ", --" + g.Name
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
			left += " " + kind
		}
		switch g.DefValue {
		case "", "false", "0", "0s", "[]":
		default:
			usage += " (default " + g.DefValue + ")"
		}
		fmt.Fprintf(&s, "%-*s %s\n", column, left, usage)
	})
	return s.String()
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
