package main

import (
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
)

// payloadFlags are the data behind the headers.
type payloadFlags struct {
	text string
	hex  string
	file string
	size int
}

// mostPayload is more than any IP datagram holds.
const mostPayload = 65535

func (p *payloadFlags) flags(f *pflag.FlagSet) {
	f.StringVar(&p.text, "data", "", `payload as `+"`text`"+`; \n, \r, \t, \xHH and \\ are understood`)
	f.StringVar(&p.hex, "data-hex", "", "payload in `hexadecimal`")
	f.StringVar(&p.file, "data-file", "", "payload from a `file`, - for standard input")
	f.IntVar(&p.size, "size", 0, "fill the payload up to so many bytes, or cut it")
}

// bytes returns the payload.
func (p *payloadFlags) bytes(stdin io.Reader) (data []byte, err error) {
	given := 0
	for _, s := range []string{p.text, p.hex, p.file} {
		if s != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return nil, usagef("--data, --data-hex and --data-file exclude each other")
	case p.size < 0 || p.size > mostPayload:
		return nil, usagef("--size %d: must be between 0 and %d", p.size, mostPayload)
	case p.text != "":
		data, err = unescape(p.text)
	case p.hex != "":
		if data, err = hex.DecodeString(strings.NewReplacer(" ", "", ":", "").Replace(p.hex)); err != nil {
			err = usagef("--data-hex: %w", err)
		}
	case p.file != "":
		data, err = p.read(stdin)
	}
	if err != nil {
		return nil, err
	}
	if p.size > 0 {
		data = fill(data, p.size)
	}
	return data, nil
}

func (p *payloadFlags) read(stdin io.Reader) ([]byte, error) {
	in := stdin
	if p.file != "-" {
		f, err := os.Open(p.file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, mostPayload+1))
	if err == nil && len(data) > mostPayload {
		err = fmt.Errorf("payload from %s: more than %d bytes", p.file, mostPayload)
	}
	return data, err
}

// fill cuts data to size bytes, or fills it up with ping's pattern: each byte
// is its own number.
func fill(data []byte, size int) []byte {
	if len(data) >= size {
		return data[:size]
	}
	for len(data) < size {
		data = append(data, byte(len(data)))
	}
	return data
}

// unescape reads the escapes of --data.
func unescape(s string) ([]byte, error) {
	var data []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			data = append(data, s[i])
			continue
		}
		if i++; i == len(s) {
			return nil, usagef(`--data: ends in a single \`)
		}
		switch s[i] {
		case 'n':
			data = append(data, '\n')
		case 'r':
			data = append(data, '\r')
		case 't':
			data = append(data, '\t')
		case '0':
			data = append(data, 0)
		case '\\':
			data = append(data, '\\')
		case 'x':
			b, err := hex.DecodeString(s[min(i+1, len(s)):min(i+3, len(s))])
			if err != nil || len(b) != 1 {
				return nil, usagef(`--data: \x wants two hexadecimal digits`)
			}
			data = append(data, b[0])
			i += 2
		default:
			return nil, usagef(`--data: \%c is no escape; \\ is a single \`, s[i])
		}
	}
	return data, nil
}
