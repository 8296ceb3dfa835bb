package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"pktcap/craft"
)

// runLayers lists what send's text may have.
func runLayers(_ context.Context, args []string, std streams) (err error) {
	var asJSON bool
	f := pflag.NewFlagSet("layers", pflag.ContinueOnError)
	f.BoolVar(&asJSON, "json", false, "as JSON, a layer a line")
	if err := parse(f, args, std, help{
		usage: "layers [NAME...] [FLAGS]",
		about: "List the layers that send takes, with the names of their fields; or the fields of the layers\nNAME, with their widths and the names of their values.",
		examples: `pktcraft layers
pktcraft layers tcp ip6
`,
	}); err != nil {
		return err
	}
	all := craft.Layers()
	var chosen []craft.LayerInfo
	for _, name := range f.Args() {
		i := slices.IndexFunc(all, func(l craft.LayerInfo) bool {
			return strings.EqualFold(l.Name, name) || slices.ContainsFunc(l.Aliases, func(a string) bool { return strings.EqualFold(a, name) })
		})
		if i < 0 {
			_, err := craft.ParsePacket(name) // says which was meant
			var at *craft.ParseError
			if errors.As(err, &at) {
				return usagef("%s", at.Msg)
			}
			return usagef("%q is no layer", name)
		}
		chosen = append(chosen, all[i])
	}
	w := bufio.NewWriter(std.out)
	defer func() { err = errors.Join(err, w.Flush()) }()
	if asJSON {
		enc := json.NewEncoder(w)
		if len(chosen) == 0 {
			chosen = all
		}
		for _, l := range chosen {
			if err := enc.Encode(jsonLayer(l)); err != nil {
				return err
			}
		}
		return nil
	}
	if len(chosen) == 0 {
		for _, l := range all {
			fmt.Fprintf(w, "%-9s %s\n", l.Name, strings.Join(fieldNames(l), " "))
		}
	}
	for _, l := range chosen {
		listFields(w, l)
	}
	return nil
}

func fieldNames(l craft.LayerInfo) (names []string) {
	for _, f := range l.Fields {
		names = append(names, f.Name)
	}
	return names
}

func jsonLayer(l craft.LayerInfo) any {
	type field struct {
		Name   string   `json:"name"`
		What   string   `json:"what"`
		Bits   int      `json:"bits,omitempty"`
		Values []string `json:"values,omitempty"`
	}
	o := struct {
		Type    string   `json:"type"`
		Name    string   `json:"name"`
		Aliases []string `json:"aliases,omitempty"`
		Fields  []field  `json:"fields"`
	}{"layer", l.Name, l.Aliases, nil}
	for _, f := range l.Fields {
		o.Fields = append(o.Fields, field(f))
	}
	return o
}

// listFields describes the fields of a layer, one a line.
func listFields(w *bufio.Writer, l craft.LayerInfo) {
	fmt.Fprint(w, l.Name)
	if len(l.Aliases) > 0 {
		fmt.Fprintf(w, " (or %s)", strings.Join(l.Aliases, ", "))
	}
	fmt.Fprintln(w)
	for _, f := range l.Fields {
		fmt.Fprintf(w, "  %-12s %s", f.Name, f.What)
		if len(f.Values) > 0 {
			fmt.Fprintf(w, ": %s", strings.Join(f.Values, ", "))
		}
		fmt.Fprintln(w)
	}
}
