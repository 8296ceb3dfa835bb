// Package ringmmap reads packets from the kernel through shared memory: a
// TPACKET_V3 receive ring (Linux 3.2 and newer) on a packet socket.
//
// The kernel fills blocks with packets, in order, and hands each over when it
// is full or its retire timeout has passed. The reader uses the packets where
// they are and gives the block back. A reader that is too slow finds the ring
// full; the kernel then drops packets, and counts them.
//
//	for block, err := range ring.Blocks(ctx) {
//		if err != nil {
//			return err
//		}
//		for f, ok := block.Next(); ok; f, ok = block.Next() {
//			use(f.Data()) // valid until the loop body ends
//		}
//		if err := block.Err(); err != nil {
//			return err
//		}
//	}
//
// A reader that does little for each of many packets walks Block.Memory in a loop of
// its own, or has Block.Records copy them as the records of a capture file. Block.Ahead
// has the processor fetch the frames that follow meanwhile: the memory of a frame comes
// from the processor that the kernel received it on, and waiting for it is most of what
// a small packet costs.
//
// The package knows no link type and no filter, and makes no socket. Package
// capture is the way to capture packets; this one is for programs that want
// the kernel's own terms.
//
// Sources: packet(7), Documentation/networking/packet_mmap.rst,
// include/uapi/linux/if_packet.h, net/packet/af_packet.c.
package ringmmap
