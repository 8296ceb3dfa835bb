// Command dump writes standard input to standard output in a style of package
// hexdump: what xxd and hexdump do.
//
//	dump STYLE < FILE
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"pktcap/hexdump"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "dump: %v\n", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 2 {
		return errors.New("usage: dump STYLE < FILE")
	}
	style, ok := hexdump.StyleByName(os.Args[1])
	if !ok {
		return fmt.Errorf("unknown style %q", os.Args[1])
	}
	w, err := hexdump.NewWriter(os.Stdout, style)
	if err != nil {
		return err
	}
	if _, err := io.CopyBuffer(w, struct{ io.Reader }{os.Stdin}, make([]byte, 64<<10)); err != nil {
		return err
	}
	return w.Close()
}
