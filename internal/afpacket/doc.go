// Package afpacket is a packet socket, packet(7), with the options that
// capturing and sending need.
//
// A Socket is made with protocol 0, so that nothing reaches it before Bind:
// filter, ring and memberships are in place when the first packet comes.
// Everything that a Socket sets belongs to the socket; the kernel undoes it
// when the socket is closed, however the process ends.
//
// The package gives system calls Go's types and says what failed. It decides
// nothing: that is package capture's and package inject's.
//
// Sources: packet(7), socket(7), netdevice(7), net/packet/af_packet.c,
// Documentation/networking/timestamping.rst.
package afpacket
