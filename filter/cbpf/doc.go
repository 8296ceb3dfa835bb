// Package cbpf is the classic BPF machine, in which packet filters are written:
// its instructions, the kernel's rules for programs, an interpreter, and
// tcpdump's listings of programs in both directions. It knows nothing of the
// filter language; package filter compiles that to programs of this package.
//
// # The machine
//
// McCanne and Jacobson described it in "The BSD Packet Filter" (1993); what
// Linux made of it is in Documentation/networking/filter.rst and in
// net/core/filter.c of the kernel. It has
//
//   - an accumulator A and an index register X, of 32 bits, both 0 at first;
//   - 16 words of scratch memory, M[0] to M[15];
//   - the packet P, which it only reads: bytes, and big-endian numbers of 16 and
//     of 32 bits, at a fixed offset or at one from X;
//   - no more than that: no calls, no writes but to M, no jumps backwards.
//
// An instruction is an opcode, two jump offsets of 8 bits and a number K of 32.
// Loads (ld, ldh, ldb, ldx) fill a register from P, M, K or the packet's length,
// and ldxb computes the length of an IPv4 header, 4*(P[K]&0xf). Stores (st, stx)
// fill M. Arithmetic (add, sub, mul, div, mod, and, or, xor, lsh, rsh, neg) is
// A = A op K or A = A op X, and wraps at 32 bits. Comparisons (jeq, jgt, jge,
// jset) of A with K or X, without a sign, skip as many of the instructions that
// follow as jt or jf says; ja skips K of them. A ret ends the program with the
// number of bytes to keep of the packet; 0 rejects it. So does a load that is
// not within the packet, and a division by 0:
//
//	(000) ldh      [12]                      A = P[12:2], the EtherType
//	(001) jeq      #0x800           jt 2	jf 5   IPv4? else go to 5
//	(002) ldb      [23]                      A = P[23], the protocol
//	(003) jeq      #0x6             jt 4	jf 5   TCP? else go to 5
//	(004) ret      #262144                   accept, and keep all of it
//	(005) ret      #0                        reject
//
// Linux adds the ancillary words, what the kernel knows of a packet beside its
// bytes: loads at AncillaryOffset and above give the interface, the VLAN tag
// that was taken out of the frame, and so on. A program that runs here finds
// them in an [Ancillary].
//
// # Programs
//
// [New] takes instructions that the kernel would take for a socket, and refuses
// others with an [*Error] that names the instruction: jumps lead forwards and
// into the program, the last instruction is a return, M is not read before it is
// written. A [*Program] so made cannot fail when it runs, and does not run
// longer than it is. [NewUserspace] is for the rare program that only the
// interpreter here has to run.
//
// [Program.Match] and [Program.Run] run a program over a packet. They allocate
// nothing, and any number of goroutines may use one program at a time. Package
// golang.org/x/net/bpf has an interpreter as well, and [Instruction] is its
// RawInstruction, so that programs go both ways; but that interpreter does not
// know neg, nor the ancillary words, and does not let [x + k] wrap, as the
// kernel does.
//
// # Listings
//
// [Program.String] prints what tcpdump -d prints, [Program.AppendC] what -dd
// and [Program.AppendDecimal] what -ddd prints; [Parse] reads all three.
package cbpf
