// Command pktcap captures packets and prints them, or writes them to a file.
// Its flags and its output are tcpdump's.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// version is set when the program is linked.
var version = "unknown"

func main() {
	if os.Args[0] == runnerName {
		os.Exit(runCommands(os.Args[1:]))
	}
	// A reader of our output that goes away is an error of the write, to be
	// reported with the totals, instead of a silent end.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, confine: confine}
	os.Exit(p.main(ctx, os.Args[1:]))
}
