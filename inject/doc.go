// Package inject puts finished packets on the wire: whole IP datagrams through
// raw sockets, or link-layer frames through a packet socket, in batches, on
// schedule.
//
// A [Sender] sends packets now. [Transmit] sends a sequence of packets through
// a Sender, each at its own time: one [Pacer] keeps an absolute schedule that
// starts at its first packet, so that lateness of one packet never moves the
// next, and reports how far from the schedule the packets left.
//
// [FindRoute] says how a packet to an address leaves this machine: through
// which interface, from which source address, to which next hop; and
// [Route.Neighbour] finds the next hop's link-layer address.
//
// Packets given to a Sender are only read, and not kept after the call.
// Sockets are opened in the network namespace of the calling thread and stay
// there; nothing else in this package depends on the thread.
package inject
