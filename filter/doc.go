// Package filter compiles the filter language of pcap-filter(7), which tcpdump
// and Wireshark's capture filters speak, into programs for the classic BPF
// machine. It is pure Go: no cgo, no libpcap.
//
//	p, err := filter.Compile("tcp port 80 and not net 10.0.0.0/8", filter.Options{LinkType: linktype.Ethernet})
//	if err != nil {
//		return err
//	}
//	if p.Match(packet, len(packet), nil) { ... }
//
// The language is all of libpcap's development version of 2026: the protocols,
// hosts, networks, ports and their names, arithmetic on header bytes, VLAN,
// MPLS, PPPoE, Geneve and VXLAN, 802.2, 802.11, ATM, SS7, PF's log, and what
// the Linux kernel knows of a packet. The package holds no sockets and reads no
// packets: a [cbpf.Program] is what it gives, for the kernel (see the examples)
// or for the virtual machine of package cbpf.
//
// Compile and programs are safe for concurrent use. The time that Compile takes
// grows like n log n with the expression, its memory like n; nesting and length
// have limits, and no text makes it panic or hang.
//
// # Errors
//
// A mistake in an expression is an [*Error]: where it is, what was expected,
// what might have been meant, and a [Code] for programs. An expression that no
// packet can match is a mistake as well, as it is for libpcap; the error says
// which two terms contradict each other.
//
//	tcp prot 80
//	    ^^^^
//	syntax error: expected "and", "or" or the end of the expression, found "prot" (did you mean "port"?)
//
// # Names
//
// Names are looked up through a [Resolver]. [SystemResolver] reads the files in
// /etc when a name needs them, and asks the name servers for hosts that are not
// in them. [NoNames] keeps a program to numbers.
//
// # How it works
//
// Each phase is a function from one form to the next, and each form can be
// printed; [Options].Trace gets them all:
//
//	text -lex-> tokens -parse-> tree -resolve-> tree of numbers
//	     -generate-> conditions -> graph of tests -passes-> graph -emit-> program
//
// The passes are "thread plainly", which drops tests whose outcome is known as
// libpcap's optimiser knows it, and tells what rejects all packets; "thread",
// which knows ranges and bits of values too; "sink", which drops loads that come
// later anyway; "gather", which brings tests of one value together, so that they
// can become a search. "factor" takes out of the conditions what alternatives
// have in common, for passes over that.
//
// What is known of link types is a table with a row for each. What vlan, mpls,
// pppoes, geneve, vxlan and lane mean for the terms after them is a value that
// is carried from term to term.
//
// # Agreement with libpcap
//
// Programs have the verdicts of libpcap's, byte for byte. The tests say so of
// libpcap's own test suite, of the manual's terms and a table of expressions on
// some thousands of captured packets, and of random expressions: of 100,000 that
// libpcap has a program for, all have its verdicts on packets made to take each
// branch of either program, and about 3 in 1,000 have more instructions than
// libpcap's program, a third of the others fewer. That includes what is
// surprising in libpcap:
//
//   - % and ^ have no precedence: "a % b + c" is "a % (b + c)".
//   - "vlan" and its like change the meaning of all that follows, also after
//     "or" and "not", and outside of the parentheses that they are in.
//   - The protocol that the right operand of an operator needs is not checked:
//     "5 + ip[1] = 7" looks at any packet. Options.Manual checks it.
//   - tcp[...] and its like look at IPv4 alone, and "port" behind IPv6 finds no
//     header after an extension header.
//   - "protochain" loses its way behind an authentication header that another
//     extension header follows. Options.Manual finds it.
//   - "net NAME" compares all 32 bits of a network's number.
//   - A capture of 802.11 or of PF's log that is cut off in its first header is
//     rejected, whatever the expression says next.
//
// It differs where libpcap does not give an answer of its own:
//
//   - "protochain" follows at most ten headers. libpcap's program is a loop,
//     which no kernel accepts; this one runs in the kernel.
//   - After "geneve or" a program of libpcap reads scratch memory that it never
//     wrote, and the kernel refuses it; and so does one with "geneve" on 802.11
//     or PF's log, or with arithmetic there that overwrites the length of the
//     header. Programs of this package look where the terms say.
//   - A packet that is too short for a test has the verdict of libpcap's program
//     or of the one that -O leaves; those two differ at times. But for about 1
//     random expression in 2,000 libpcap's optimiser leaves a test whose outcome
//     does not matter. Programs of this package do not look, and accept a packet
//     that is too short for it, which libpcap's reject. They never reject what
//     libpcap's accept.
//   - Not every expression that rejects all packets is seen to. This package
//     sees what libpcap sees, but for about 2 random expressions in 1,000.
//   - In a live cooked capture (LINUX_SLL, LINUX_SLL2) "vlan" asks the kernel.
//   - "portrange" takes the names of services with hyphens in them.
//   - Where libpcap 1.10.3 of Debian 12 differs from the development version,
//     this package is with the latter: IS-IS PDU types without their reserved
//     bits, and on C_HDLC behind the byte of padding, ARCNET addresses and
//     protocols, "!=" on fields of SS7 and ATM, the class D addresses of "ip
//     multicast", "byte" with & and |, DSA tags, BACnet MS/TP addresses, 802.11
//     terms on PPI, protocol families in savefiles. And where its optimiser goes
//     wrong over two tests of bits of one byte, as in "type mgt and dir dstods
//     or type mgt" on 802.11, this package has the verdicts of the program
//     before it.
//
// # Sources
//
// pcap-filter(7) and pcap-linktype(7) of libpcap; RFC 791, 826, 1042, 1201,
// 2427, 2516, 3032, 4302, 7348, 8200, 8926; IEEE 802.3, 802.1Q, 802.11; ISO/IEC
// 8802-2 and 10589; ITU-T Q.703, Q.704 and Q.2931; packet(7) and
// linux/filter.h.
package filter
