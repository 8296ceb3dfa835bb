// Package rawip is the system calls of sending: raw IP sockets that take whole
// datagrams, IPv4 and IPv6 alike, sendmmsg batches for these and for packet
// sockets, the sockets that keep the kernel from answering for a hand-made
// flow, and a sleep finer than the runtime's timers.
//
// Sources: raw(7), ipv6(7), sendmmsg(2), socket(7), and net/ipv4/raw.c and
// net/ipv6/raw.c of Linux 6.12.
package rawip
