package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"pktcap/capture"
	"pktcap/craft"
	"pktcap/filter"
	"pktcap/filter/cbpf"
)

// showOptions is the command line of pktcraft show.
type showOptions struct {
	file   string
	filter string
	count  int
	number bool
}

func runShow(ctx context.Context, args []string, std streams) error {
	var o showOptions
	f := pflag.NewFlagSet("show", pflag.ContinueOnError)
	f.IntVarP(&o.count, "count", "c", 0, "show so many packets at most")
	f.BoolVarP(&o.number, "number", "#", false, "a packet number before each line")
	if err := parse(f, args, std, help{
		usage: "show FILE [FILTER] [FLAGS]",
		about: "Write the packets of a capture file as text, a line each, that pktcraft send makes the same\nbytes of. FILTER is an expression as pktcap takes.",
		examples: `pktcraft show web.pcap
pktcraft show web.pcap tcp port 80 and 'tcp[tcpflags] & tcp-syn != 0' -c 1
pktcraft send "$(pktcraft show web.pcap -c 1)" -i veth0
`,
	}); err != nil {
		return err
	}
	if f.NArg() < 1 {
		return usagef("the FILE is missing, - for standard input")
	}
	if o.count < 0 {
		return usagef("--count %d: must be 0 or more", o.count)
	}
	o.file, o.filter = f.Arg(0), strings.Join(f.Args()[1:], " ")
	return o.run(ctx, std)
}

func (o *showOptions) run(ctx context.Context, std streams) (err error) {
	file, err := openFile(o.file, o.filter)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriter(std.out)
	defer func() { err = errors.Join(err, w.Flush()) }()
	n := 0
	for p, err := range file.Borrow(ctx) {
		if err != nil {
			return err
		}
		if n++; o.number {
			fmt.Fprintf(w, "%d  ", n)
		}
		text := craft.Show(p.Data, file.Interfaces()[p.Interface].LinkType)
		if len(p.Data) < p.Length {
			// The text form has no comments; a line of its own keeps the
			// packet's usable.
			fmt.Fprintf(std.err, "pktcraft show: packet %d has %d bytes, the file only the first %d\n", n, p.Length, len(p.Data))
		}
		if _, err := fmt.Fprintln(w, text); err != nil {
			return err
		}
		if n == o.count {
			break
		}
	}
	return nil
}

// indent returns lines of text that show what is wrong where, set off from the
// message before them.
func indent(caret string) string {
	return "\n  " + strings.ReplaceAll(strings.TrimSuffix(caret, "\n"), "\n", "\n  ")
}

// openFile opens a capture file for the packets that pass a filter expression;
// an empty one passes all.
func openFile(name, expr string) (*capture.File, error) {
	var c capture.FileConfig
	if expr != "" {
		c.FilterFor = func(i capture.Interface) (*cbpf.Program, error) {
			p, err := filter.Compile(expr, filter.Options{LinkType: i.LinkType})
			var at *filter.Error
			if errors.As(err, &at) {
				return nil, usagef("%w%s", err, indent(at.Caret()))
			}
			return p, err
		}
	}
	return capture.OpenFile(name, c)
}
