// Package decode prints packets: the bytes of a packet and its link type become
// a line in tcpdump's conventions, byte for byte where tcpdump is right, with
// as much detail as [Options] asks for.
//
// A [Printer] appends to the caller's buffer, keeps what lines need from
// earlier packets in bounded memory, and does not allocate for link, network
// and transport headers. It is for one goroutine.
//
//	p := decode.New(decode.Options{Verbose: 1})
//	line = p.AppendPacket(line[:0], &pkt, linktype.Ethernet)
//
// # How a protocol's printer is written
//
// A printer is a function func(p *Printer, v view) named printNAME, in a file
// of the protocol's name. It reads the packet's bytes through the view and
// appends text through the Printer, in the order in which both happen in the
// line:
//
//	// printFoo prints a Foo message: RFC 9999, section 3.
//	//
//	//	 0      1      2      4
//	//	+------+------+-------------+
//	//	| type | flags|   length    |
//	//	+------+------+-------------+
//	func printFoo(p *Printer, v view) {
//		p.enter("foo", v)
//		p.str("Foo ")
//		p.name(fooTypes, "type %d", v.u8(0))
//		length := v.u16(2)
//		if length < 4 {
//			p.printf(" [length %d < 4]", length)
//			p.invalid()
//			return
//		}
//		printFooBody(p, v.sub(4, length-4))
//	}
//
// The rules:
//
//   - enter comes first. It names the protocol for " [|foo]", records where the
//     layer begins (JSON and the tree use it) and bounds nesting.
//   - A view has two ends: b, the bytes captured, and n, the length declared by
//     the header around it. Reading beyond b ends the packet with " [|foo]"; a
//     printer needs no check of its own before a read. A length read from the
//     packet is compared with v.n and its own minimum, and what it fails is
//     printed with invalid. view.sub cuts off what lies beyond a checked length,
//     view.at does not, view.has asks without ending the packet.
//   - What is printed in one piece is read first: tcpdump prints nothing of
//     ", id 7" where the 7 was not captured. Arguments of p.printf are read
//     before it prints; before p.str and p.addr6 of a name and its value comes
//     v.need, or p.addr6After.
//   - p.truncated() then return prints " [|foo]" and lets the caller go on;
//     bail() ends the packet.
//   - After an inner printer has returned, p.protocol is the inner one's name
//     still; a printer that goes on reading its own bytes sets it again.
//   - Every loop gets shorter with each turn: a length of zero that would make
//     it run for ever is invalid. Recursion goes through enter.
//   - Text: p.str, p.byte, p.dec, p.hex for what is printed often, p.printf for
//     the rest (it allocates nothing and knows integer types, string and
//     []byte); p.name and p.flags with a names table; p.addr4, p.addr6, p.mac;
//     p.text, p.paddedText, p.zeroText, p.safeText for text from the packet,
//     never p.str of its bytes; p.span for a length of time; p.hexLines and
//     p.unknown for hex.
//   - p.v is the number of -v flags; p.opt has the other options.
//   - p.link has the link-layer addresses, p.ip the innermost IP header's, p.port
//     the ports. They are the context that a printer may need; a printer does
//     not look before its own bytes.
//   - Numbers are tables (names), dispatch is a switch: package-level variables
//     that hold functions would make an initialization cycle.
//
// It is called from a dispatch function, each one switch with a line for each
// number: linkPrinter (link types, link.go), etherTypePrinter (ethertype.go),
// llcPrinter (SAPs, llc.go), snapPrinter (SNAP protocol numbers, snap.go),
// ipProtoPrinter (ipproto.go), udpApplication and tcpApplication (ports.go),
// pppPrinter (ppp.go).
//
// Tests: the corpus test prints every capture of the corpus with the options
// that belong to it. testdata/corpus-pass.txt lists the tests known to pass; add
// yours there with -grow, which only ever adds; -failing tells the others, and
// -show NAME where one differs. Each printer is reached by the fuzz target of
// this package, and by a test that cuts packets at every length.
//
// # Where the text is not tcpdump's
//
// The newest tcpdump's wording is meant throughout. On purpose it is another in:
//
//   - A checksum that the kernel left to the NIC (CSUMNOTREADY) is "cksum
//     offloaded" instead of incorrect, and a super-frame says ", GSO 23 segments
//     of 1448" after its length. Savefiles without that knowledge print as ever.
//   - A packet that nests more than 192 headers, or whose text grows beyond a
//     mebibyte, ends with " [|protocol]".
//   - Relative TCP sequence numbers are known for the 65,536 connections heard
//     last; a forgotten one starts anew, as one that is new does.
//   - TCP options 172 and 174 (AccECN, RFC 9768) print their counters, and an
//     MP_CAPABLE option of 24 bytes is right (RFC 8684).
//   - SCTP chunks of later RFCs than tcpdump knows (AUTH, I-DATA, RE-CONFIG, PAD,
//     ASCONF, I-FORWARD-TSN) have their names and numbers.
//   - RSVP's filter specifications of IPv6 and its error specifications' IPv6
//     addresses are printed, of which tcpdump takes the wrong bytes or none; NHRP
//     stops at a client entry that makes no sense.
//   - AODV's flags are those of the flags byte and not of the type, OLSR's
//     neighbors in IPv6 are addresses of IPv6, and ERSPAN of type I is known.
//   - M3UA's routing context prints its value, which tcpdump reads from the wrong
//     place.
//   - The text of a connection's reset is printed whole.
//   - LLMNR, TLS, GTP, Modbus, EtherNet/IP, Diameter, RMCP, UDP-Lite and
//     L2TPv3 in IP are printed with -v (TLS by what its records look like, on any
//     TCP port without another protocol), NetBIOS names and datagrams with -vvv,
//     and the data of DNS records that tcpdump leaves out with -vvv, as zone files
//     have them. Without, the lines are as ever.
//   - NetFlow exports have as many records as their headers say, of their true
//     lengths, and ZEPHYR_CTL's SUBSCRIBE_NODEFS is "sub-nodefs".
//   - On port 8472 OTV is VXLAN where it can be: Linux had VXLAN there.
//   - L2TPv3 over UDP (RFC 3931) is printed where tcpdump says that the version is
//     unknown, and LMP never asks whether test messages may carry payload.
//   - QUIC version 2 has its own numbers for the types of packets (RFC 9369).
//   - Radiotap's attenuation in dB is 16 bits, where tcpdump reads 8 and is wrong
//     about all fields after it, and a vendor's namespace is aligned to 2. A
//     bandwidth of VHT that tcpdump calls 160 MHz twice is "160 MHz (LUU)".
//   - 802.11 management frames with the order bit have an HT Control field, and
//     "+HTC", as data frames have.
//   - 802.15.4 keys whose source is 4 or 8 bytes print it in its length.
//   - PTP management messages print their fields from their own places.
//   - MPCP reports number their queue sets from 1 and their queues from 0.
//   - The sender ID TLV of CFM ends where its length says, and -vv prints it whole.
//   - Q.933 reads DLCIs of any length that RFC 2427 allows, and pflog's reason 3
//     is "3(short)".
//   - Transparent Ethernet bridging, EtherIP, RDP and MPLS in IP, which tcpdump
//     does not know, are printed.
package decode
