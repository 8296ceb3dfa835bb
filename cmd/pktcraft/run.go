package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"pktcap/inject"
)

// A command is one of pktcraft's subcommands.
type command struct {
	name  string
	short string // a line for the list of commands
	run   func(ctx context.Context, args []string, std streams) error
}

// commands are listed in this order.
var commands = []command{
	{"syn", "send TCP SYNs to a port and tell what answers", runSYN},
	{"tcp", "send TCP segments of any kind, or connect by hand", runTCP},
	{"udp", "send UDP datagrams and tell what answers", runUDP},
	{"icmp", "send ICMP messages and tell what answers", runICMP},
	{"icmp6", "send ICMPv6 messages and tell what answers", runICMP6},
	{"dns", "ask a name server", runDNS},
	{"send", "send any packet, written as layers", runSend},
	{"layers", "list the layers and fields that send takes", runLayers},
	{"show", "write the packets of a capture file as text for send", runShow},
	{"ping", "ask a host again and again by ICMP, TCP, UDP, ARP or ND", runPing},
	{"arp", "ask by ARP who has an address, or send any ARP packet", runARP},
	{"trace", "show the routers on the way to a host", runTrace},
	{"scan", "probe the ports of one host with SYNs", runScan},
	{"replay", "send the packets of a capture file, on schedule", runReplay},
}

// streams are the program's standard streams.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Exit statuses.
const (
	exitDone   = 0 // the work is done; something answered
	exitFailed = 1 // it failed, or nothing answered
	exitUsage  = 2
)

// A usageError is a command line that cannot be carried out as it stands.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// errNoAnswer ends a command whose output has said already that nothing
// answered.
var errNoAnswer = errors.New("nothing answered")

// run is the program: it returns its exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	std := streams{stdin, stdout, stderr}
	if len(args) == 0 {
		overview(stderr)
		return exitUsage
	}
	switch args[0] {
	case "-h", "--help", "help":
		if len(args) > 1 {
			return run(ctx, []string{args[1], "--help"}, stdin, stdout, stderr)
		}
		overview(stdout)
		return exitDone
	case "-V", "--version", "version":
		fmt.Fprintf(stdout, "pktcraft %s\n", version)
		return exitDone
	}
	for _, c := range commands {
		if c.name == args[0] {
			return status(c.name, c.run(ctx, args[1:], std), stderr)
		}
	}
	fmt.Fprintf(stderr, "pktcraft: there is no command %q; pktcraft --help lists them\n", args[0])
	return exitUsage
}

// status reports a command's error and returns its exit status.
func status(name string, err error, stderr io.Writer) int {
	var usage usageError
	switch {
	case err == nil || errors.Is(err, pflag.ErrHelp):
		return exitDone
	case errors.Is(err, errNoAnswer):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "pktcraft %s: %v\nTry pktcraft %s --help.\n", name, err, name)
		return exitUsage
	}
	// Errors that were joined are one line all the same.
	line := strings.ReplaceAll(err.Error(), "\n", "; ")
	fmt.Fprintf(stderr, "pktcraft %s: %s%s\n", name, line, wayOut(err))
	return exitFailed
}

// wayOut returns what to do about an error, where that is known.
func wayOut(err error) string {
	var privilege *inject.PrivilegeError
	if !errors.As(err, &privilege) {
		return ""
	}
	name, unknown := os.Executable()
	if unknown != nil {
		name = "pktcraft"
	}
	return fmt.Sprintf("; run as root, or once: sudo setcap %s+ep %s", privilege.Capability, name)
}

func overview(w io.Writer) {
	var s strings.Builder
	s.WriteString(`pktcraft makes packets, right or wrong on purpose, sends them, and tells what answered.

Usage: pktcraft COMMAND [FLAGS]

Commands:
`)
	for _, c := range commands {
		fmt.Fprintf(&s, "  %-8s %s\n", c.name, c.short)
	}
	s.WriteString(`
pktcraft COMMAND --help shows a command's flags and examples.
Exit status: 0 done and answered, 1 failed or unanswered, 2 usage.
`)
	io.WriteString(w, s.String())
}
