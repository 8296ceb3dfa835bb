package main

import (
	"fmt"
	"strings"

	"golang.org/x/net/bpf"

	"pktcap/craft"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/linktype"
)

// expression is the filter that packets are matched with, and packet one that it
// accepts at its last port test.
const expression = "tcp port 80"

func packet() ([]byte, error) {
	p, err := craft.ParsePacket(`eth/ip(src=10.0.0.1,dst=10.0.0.2)/tcp(sport=40000,dport=80,flags=A)/fill(ip=576)`)
	if err != nil {
		return nil, err
	}
	return p.Bytes()
}

func program() (*cbpf.Program, error) {
	return filter.Compile(expression, filter.Options{LinkType: linktype.Ethernet})
}

func matchOurs(int) (func(), int, error) {
	data, err := packet()
	if err != nil {
		return nil, 0, err
	}
	p, err := program()
	if err != nil {
		return nil, 0, err
	}
	if !p.Match(data, len(data), nil) {
		return nil, 0, fmt.Errorf("%s does not match its packet", expression)
	}
	return func() { results.ok = p.Match(data, len(data), nil) }, 1, nil
}

func matchXNet(int) (func(), int, error) {
	data, err := packet()
	if err != nil {
		return nil, 0, err
	}
	p, err := program()
	if err != nil {
		return nil, 0, err
	}
	var instructions []bpf.Instruction
	for _, in := range p.Instructions() {
		instructions = append(instructions, in.Disassemble())
	}
	vm, err := bpf.NewVM(instructions)
	if err != nil {
		return nil, 0, err
	}
	if n, err := vm.Run(data); err != nil || n == 0 {
		return nil, 0, fmt.Errorf("x/net/bpf: %s does not match its packet: %w", expression, err)
	}
	return func() { n, _ := vm.Run(data); results.ok = n != 0 }, 1, nil
}

// compileHosts compiles an expression of so many host terms.
func compileHosts(terms int) (func(), int, error) {
	hosts := make([]string, terms)
	for i := range hosts {
		hosts[i] = fmt.Sprintf("host 10.%d.%d.%d", i>>16, i>>8&255, i&255)
	}
	expr := strings.Join(hosts, " or ")
	compile := func() error {
		_, err := filter.Compile(expr, filter.Options{LinkType: linktype.Ethernet})
		return err
	}
	if err := compile(); err != nil {
		return nil, 0, err
	}
	return func() { results.ok = compile() == nil }, 1, nil
}
