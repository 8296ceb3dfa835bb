package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/pflag"

	"pktcap/craft"
)

// autoVar defines a flag for a header field of the given width that is computed
// where the flag is absent, and obeyed where it is there, 0 too. Numbers are
// decimal, or hexadecimal after 0x.
func autoVar(f *pflag.FlagSet, p *craft.Auto, name string, bits int, usage string) {
	f.Var(&flagOf[craft.Auto]{value: p, kind: "n", parse: func(s string) (craft.Auto, error) {
		v, err := strconv.ParseUint(s, 0, bits)
		switch {
		case errors.Is(err, strconv.ErrRange):
			return 0, fmt.Errorf("must be between 0 and %d", uint64(1)<<bits-1)
		case err != nil:
			return 0, errors.New("must be a number")
		}
		return craft.U32(uint32(v)), nil
	}}, name, usage)
}
