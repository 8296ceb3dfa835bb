// Package capture is where packets come from: network interfaces and capture
// files, each a [Source].
//
// [OpenLive] captures from an interface through a ring that the kernel shares
// with the program, with the filter in the kernel; [OpenGroup] captures from
// several at once, in the order of time; [OpenFile] reads pcap and pcapng. What
// is written for a Source works on all of them, and in tests on the replayed
// captures of package capturetest.
//
//	for p, err := range source.Borrow(ctx) {
//		if err != nil {
//			return err
//		}
//		// *p and p.Data are lent: valid until the loop body ends.
//	}
//
// # Lifetime
//
// Borrow lends packets where they lie, in the ring or in a read buffer: nothing
// is copied or allocated. Packets yields copies that are the caller's, and
// [Batches] lends many at a time, of which nothing is made until it is asked
// for: [Batch.Save] writes them to a savefile from where they lie. A Source
// is read by one goroutine at a time; Close and Stats may be called from any, and
// memory that a loop body looks at stays valid until that body ends.
//
// A live source that is ended by its context still yields what the kernel had
// captured until then.
//
// # Loss
//
// The ring is the only queue. Where a reader cannot keep up the kernel drops
// packets and counts them: [Stats] has a counter for every stage that can lose
// one, and [Meta.LossBefore] marks where in the stream it was.
//
// # Filters
//
// This package does not know the filter language: programs come from package
// filter, compiled for the interface's link type (FilterFor is called with it),
// with Options.Live for interfaces and Options.Savefile for files. The kernel
// takes a VLAN tag out of a frame before the filter sees it; the source puts it
// back, so that Data is what was on the wire.
//
// Sources of facts: packet(7), linux/if_packet.h, Documentation/networking/
// packet_mmap.rst of the kernel, pcap-savefile(5), draft-ietf-opsawg-pcapng.
package capture
