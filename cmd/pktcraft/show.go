package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"pktcap/capture"
	"pktcap/craft"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// showOptions is the command line of pktcraft show.
type showOptions struct {
	file   string
	filter string
	count  int
	number bool
	json   bool
	output packetOptions
}

func runShow(ctx context.Context, args []string, std streams) error {
	var o showOptions
	f := pflag.NewFlagSet("show", pflag.ContinueOnError)
	f.IntVarP(&o.count, "count", "c", 0, "show so many packets at most")
	f.BoolVarP(&o.number, "number", "#", false, "a packet number before each line")
	o.output.flags(f)
	f.Lookup("verbose").Usage = "print every packet too, as pktcap does; -vv in full"
	f.Lookup("write").Usage = "write the packets, built again from their text, to this pcap `file`"
	f.BoolVar(&o.json, "json", false, "an object a line, with time, size and text")
	if err := parse(f, args, std, help{
		usage: "show FILE [FILTER] [FLAGS]",
		about: "Write the packets of a capture file as text, a line each, that pktcraft send makes the same\nbytes of. FILTER is an expression as pktcap takes. Nothing is sent.",
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
	switch {
	case o.count < 0:
		return usagef("--count %d: must be 0 or more", o.count)
	case o.output.file == "-":
		return usagef("-w -: standard output has the text")
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
	sink, err := o.sink(file, std)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()
	w := bufio.NewWriter(std.out)
	defer func() { err = errors.Join(err, w.Flush()) }()
	n, cut := 0, 0
	for p, err := range file.Borrow(ctx) {
		if err != nil {
			return err
		}
		n++
		text := craft.Show(p.Data, file.Interfaces()[p.Interface].LinkType)
		if o.number && !o.json {
			fmt.Fprintf(w, "%d  ", n)
		}
		if len(p.Data) < p.Length {
			cut++
		}
		if err := o.print(w, n, p, text); err != nil {
			return err
		}
		if sink.wanted() {
			if err := errors.Join(w.Flush(), again(sink, p, text)); err != nil {
				return fmt.Errorf("packet %d: %w", n, err)
			}
		}
		if n == o.count {
			break
		}
	}
	if cut > 0 {
		fmt.Fprintf(std.err, "pktcraft show: of %d packets the file has only the first bytes\n", cut)
	}
	return nil
}

// sink returns where the packets go beside their text.
func (o *showOptions) sink(file *capture.File, std streams) (*packetSink, error) {
	if !o.output.wanted() {
		return openSink(o.output, linktype.Raw, std)
	}
	link, err := linkOf(file)
	if err != nil {
		return nil, err
	}
	return openSink(o.output, link, std)
}

// print writes the text of packet n.
func (o *showOptions) print(w io.Writer, n int, p *capture.Packet, text string) error {
	if !o.json {
		_, err := fmt.Fprintln(w, text)
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Type     string `json:"type"`
		Number   int    `json:"number"`
		Time     string `json:"time"`
		Length   int    `json:"length"`
		Captured int    `json:"captured"`
		Text     string `json:"text"`
	}{"packet", n, p.Time.Time().UTC().Format(time.RFC3339Nano), p.Length, len(p.Data), text})
}

// again builds a packet from its text, for the sink.
func again(sink *packetSink, p *capture.Packet, text string) error {
	built := *p
	built.Data = nil
	if text != "" { // a packet without a byte has none
		layers, err := craft.ParsePacket(text)
		if err == nil {
			built.Data, err = layers.Bytes()
		}
		if err != nil {
			return err
		}
	}
	return sink.put(&built)
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
