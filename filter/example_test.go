package filter_test

import (
	"errors"
	"fmt"
	"net/netip"

	"pktcap/filter"
	"pktcap/linktype"
)

func ExampleCompile() {
	p, err := filter.Compile("icmp and not host 10.0.0.1", filter.Options{LinkType: linktype.Raw})
	if err != nil {
		fmt.Println(err)
		return
	}
	ping := []byte{
		0x45, 0, 0, 28, 0, 0, 0, 0, 64, 1, 0, 0, // IPv4, protocol 1
		192, 0, 2, 1, 192, 0, 2, 2,
		8, 0, 0, 0, 0, 0, 0, 0, // echo request
	}
	fmt.Println(p.Match(ping, len(ping), nil))
	copy(ping[12:], netip.MustParseAddr("10.0.0.1").AsSlice())
	fmt.Println(p.Match(ping, len(ping), nil))
	// Output:
	// true
	// false
}

// A program prints as tcpdump -d prints it.
func ExampleCompile_listing() {
	p, err := filter.Compile("tcp port 80", filter.Options{LinkType: linktype.IPv4, Snaplen: 96})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(p)
	// Output:
	// (000) ldb      [9]
	// (001) jeq      #0x6             jt 2	jf 10
	// (002) ldh      [6]
	// (003) jset     #0x1fff          jt 10	jf 4
	// (004) ldxb     4*([0]&0xf)
	// (005) ldh      [x + 0]
	// (006) jeq      #0x50            jt 9	jf 7
	// (007) ldh      [x + 2]
	// (008) jeq      #0x50            jt 9	jf 10
	// (009) ret      #96
	// (010) ret      #0
}

// An error knows its place in the expression.
func ExampleError() {
	_, err := filter.Compile("tcp prot 80", filter.Options{LinkType: linktype.Ethernet})
	var e *filter.Error
	if errors.As(err, &e) {
		fmt.Println(e.Caret())
		fmt.Println(e)
		fmt.Println(e.Code)
	}
	// Output:
	// tcp prot 80
	//     ^^^^
	// syntax error: expected "and", "or" or the end of the expression, found "prot" (did you mean "port"?)
	// syntax
}

// An expression that no packet can match is refused with the reason.
func ExampleError_rejectsAll() {
	_, err := filter.Compile("arp and tcp port 80", filter.Options{LinkType: linktype.Ethernet})
	fmt.Println(errors.Is(err, filter.ErrRejectsAll))
	fmt.Println(err)
	// Output:
	// true
	// expression rejects all packets (no packet matches both "arp" and "tcp port 80")
}

// A Resolver of one's own gives names to numbers.
func ExampleResolver() {
	p, err := filter.Compile("host printer", filter.Options{LinkType: linktype.IPv4, Resolver: office{filter.NoNames}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(p)
	// Output:
	// (000) ld       [12]
	// (001) jeq      #0xc0000207      jt 4	jf 2
	// (002) ld       [16]
	// (003) jeq      #0xc0000207      jt 4	jf 5
	// (004) ret      #262144
	// (005) ret      #0
}

type office struct{ filter.Resolver }

func (office) LookupHost(name string) ([]netip.Addr, error) {
	if name == "printer" {
		return []netip.Addr{netip.MustParseAddr("192.0.2.7")}, nil
	}
	return nil, filter.ErrNoSuchName
}

// The forms that a filter takes on its way to a program.
func ExampleOptions_trace() {
	opt := filter.Options{LinkType: linktype.IPv4, Trace: func(phase, form string) {
		if phase == "resolve" || phase == "generate" {
			fmt.Printf("%s:\n%s", phase, form)
		}
	}}
	if _, err := filter.Compile("udp dst port 53 or 5353", opt); err != nil {
		fmt.Println(err)
	}
	// Output:
	// resolve:
	// udp dst port 53 or udp dst port 5353
	// generate:
	// 0: P[9] == 0x11 ? 1 : 3
	// 1: P[6:2] & 0x1fff ? 3 : 2
	// 2: P[4*(P[0]&0xf) + 2:2] == 0x35 ? accept : 3
	// 3: P[9] == 0x11 ? 4 : reject
	// 4: P[6:2] & 0x1fff ? reject : 5
	// 5: P[4*(P[0]&0xf) + 2:2] == 0x14e9 ? accept : reject
}
