package cbpf_test

import (
	"errors"
	"fmt"
	"log"

	"golang.org/x/net/bpf"

	"pktcap/filter/cbpf"
)

func Example() {
	// What "tcpdump -ddd arp" prints for Ethernet.
	insns, err := cbpf.Parse("4\n40 0 0 12\n21 0 1 2054\n6 0 0 262144\n6 0 0 0\n")
	if err != nil {
		log.Fatal(err)
	}
	p, err := cbpf.New(insns)
	if err != nil {
		log.Fatal(err)
	}
	request := make([]byte, 42)
	request[12], request[13] = 0x08, 0x06
	fmt.Println(p.Match(request, len(request), nil))
	fmt.Print(p)
	// Output:
	// true
	// (000) ldh      [12]
	// (001) jeq      #0x806           jt 2	jf 3
	// (002) ret      #262144
	// (003) ret      #0
}

func ExampleNew() {
	_, err := cbpf.New([]cbpf.Instruction{
		{Op: cbpf.LdB, K: 9},
		{Op: cbpf.JeqK, K: 6, Jt: 1, Jf: 2},
		{Op: cbpf.RetK},
	})
	var rule *cbpf.Error
	if errors.As(err, &rule) {
		fmt.Println(rule.PC, rule.Code)
	}
	// Output: 1 jump out of the program
}

// Programs go to x/net/bpf, and with it to sockets, as they are.
func ExampleProgram_Instructions() {
	p, err := cbpf.New([]cbpf.Instruction{{Op: cbpf.LdB, K: 9}, {Op: cbpf.RetA}})
	if err != nil {
		log.Fatal(err)
	}
	for _, in := range p.Instructions() {
		var raw bpf.RawInstruction = in
		fmt.Println(raw.Disassemble())
	}
	// Output:
	// ldb [9]
	// ret a
}

func ExampleProgram_AppendDecimal() {
	p, err := cbpf.New([]cbpf.Instruction{{Op: cbpf.LdB, K: 9}, {Op: cbpf.RetA}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s", p.AppendDecimal(nil))
	// Output:
	// 2
	// 48 0 0 9
	// 22 0 0 0
}
