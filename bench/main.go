package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

func main() {
	if status, ok := enter(); ok {
		os.Exit(status)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// options are the flags.
type options struct {
	rounds  int
	match   *regexp.Regexp
	small   bool
	large   bool
	list    bool
	profile bool
	out     string
}

func parseOptions(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.IntVar(&o.rounds, "rounds", 5, "rounds of every case")
	match := flags.String("run", "", "only the cases whose name matches this expression")
	flags.BoolVar(&o.small, "small", false, "tiny inputs and one round, to see that every case works")
	flags.BoolVar(&o.large, "large", false, "also the cases on a file of 2 GB")
	flags.BoolVar(&o.list, "list", false, "list the cases, and run nothing")
	flags.BoolVar(&o.profile, "profile", false, "run our program of each case once more under perf(1)")
	flags.StringVar(&o.out, "out", "", "write bench.md, bench.json and bench.svg to this folder")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if o.rounds < 1 {
		return o, fmt.Errorf("-rounds %d: at least one is needed", o.rounds)
	}
	var err error
	if o.match, err = regexp.Compile(*match); err != nil {
		return o, fmt.Errorf("-run: %w", err)
	}
	if o.small {
		o.rounds = 1
	}
	return o, nil
}

// run measures, and returns the exit status: 0 done, 1 a case failed, 2 usage.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parseOptions(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		_, _ = fmt.Fprintf(stderr, "bench: %v\n", err)
		return 2
	}
	if err := measure(ctx, o, args, stdout, stderr); err != nil {
		_, _ = fmt.Fprintf(stderr, "bench: %v\n", err)
		return 1
	}
	return 0
}

func measure(ctx context.Context, o options, args []string, stdout, stderr io.Writer) (err error) {
	folder, err := os.MkdirTemp("", "pktcap-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	b := &bench{inputs: &inputs{folder: folder, made: map[string]string{}}, scratch: folder, size: fullSize, large: o.large}
	if o.small {
		b.size = smallSize
	}
	cases := selected(allCases(b), o.match)
	if o.list {
		for _, c := range cases {
			_, _ = fmt.Fprintf(stdout, "%-24s %s\n", c.Name, c.Work)
		}
		return nil
	}
	if b.programs, err = build(ctx, folder); err != nil {
		return err
	}
	if missing := b.programs.missing(); missing != nil {
		if os.Getenv("PKTCAP_REQUIRE_PEERS") == "1" {
			return missing
		}
		_, _ = fmt.Fprintf(stderr, "bench: left out: %v\n", missing)
	}
	if b.lab, b.labErr = newLab(); b.labErr != nil {
		if os.Getenv("PKTCAP_REQUIRE_PRIV") == "1" {
			return b.labErr
		}
		_, _ = fmt.Fprintf(stderr, "bench: no capture: %v\n", b.labErr)
	}
	if b.lab != nil {
		b.lab.quiet = b.size.quiet
	}
	report := Report{Command: "go run ./bench " + strings.Join(args, " "), Begun: time.Now().UTC(),
		Machine: thisMachine(), Rounds: o.rounds, Versions: b.programs.versions(ctx)}
	for _, c := range cases {
		result, err := rounds(ctx, c, o.rounds, stderr)
		if err != nil && ctx.Err() != nil {
			// What was measured until then is told all the same.
			_, _ = fmt.Fprintf(stderr, "bench: interrupted in %s\n", c.Name)
			report.Results = append(report.Results, result)
			break
		}
		if err != nil {
			return err
		}
		if o.profile {
			result.profile(ctx, b, stderr)
		}
		report.Results = append(report.Results, result)
	}
	report.Took = time.Since(report.Begun)
	if err := writeMarkdown(stdout, report); err != nil {
		return err
	}
	if o.out == "" {
		return nil
	}
	return report.write(o.out)
}

// allCases are the cases in the order of the table.
func allCases(b *bench) []Case {
	var all []Case
	for _, group := range []func(*bench) []Case{captureCases, starvedCases, readCases, growthCases, filterCases, bytesCases, sendCases} {
		all = append(all, group(b)...)
	}
	return all
}

func selected(cases []Case, match *regexp.Regexp) []Case {
	var list []Case
	for _, c := range cases {
		if match.MatchString(c.Name) {
			list = append(list, c)
		}
	}
	return list
}

// write writes the report in its three forms to a folder.
func (r Report) write(folder string) error {
	for name, write := range map[string]func(io.Writer, Report) error{
		"bench.md": writeMarkdown, "bench.json": writeJSON, "bench.svg": writeSVG,
	} {
		f, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		err = write(f, r)
		if closing := f.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}
