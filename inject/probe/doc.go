// Package probe sends packets that ask for an answer, captures the answers,
// tells which belongs to which, and times them.
//
// A [Session] has a sender and a capture whose kernel filter passes the
// probes and what may answer them. The capture is running before the first
// probe leaves, and sees the probes leave too, so that both ends of a
// round-trip time are the kernel's timestamps from the same clock. A second
// capture sees the answers that come by another interface.
//
// An answer is matched exactly: a TCP segment by addresses, ports and the
// sequence number that it acknowledges, an echo reply by identifier and
// sequence number, an ICMP error by the packet that it quotes. What comes
// after the probe's timeout is late, what comes again is a duplicate, and what
// comes on a probe's flow without answering it is foreign. A session keeps a
// bounded number of probes, however many are sent.
package probe
