// Command pktcraft makes packets, right or wrong on purpose, sends them, and
// tells what answered.
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
	// A reader of our output that goes away is an error of the write instead
	// of a silent end.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
