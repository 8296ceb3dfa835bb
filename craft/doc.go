// Package craft makes packets: from layers to bytes, from a line of text to
// layers, and from bytes back to layers and text. It opens no sockets.
//
// A [Packet] is a list of layers, outermost first:
//
//	syn := craft.Packet{
//		craft.IPv4{Src: src, Dst: dst, TTL: 64},
//		craft.TCP{SrcPort: 40000, DstPort: 80, Flags: craft.SYN, Options: []craft.Option{craft.MSS(1460)}},
//	}
//	b, err := syn.AppendTo(nil)
//
// # Computed or obeyed
//
// A field that is left at its zero value is computed: lengths, checksums, the
// number of the next protocol, and defaults such as TTL 64. A field that is
// given is obeyed, even when it is wrong. Where zero itself is wanted, it is
// U8(0), U16(0) or U32(0):
//
//	craft.UDP{DstPort: 53, Checksum: craft.U16(0)} // no checksum
//
// The fields of which that is true have type [Auto]; constants are assigned to
// them directly, variables through U8, U16 and U32. Addresses that are absent
// are zero in the bytes: choosing a source is for whoever knows the routes.
//
// Encoding never changes the layers, and a value that does not fit is an
// [*Error] with the layer and the field, not a truncated number.
//
// # Text
//
// The same packet as text, close to what Scapy users write:
//
//	ip(src=10.0.0.1,dst=10.0.0.2,ttl=64)/tcp(sport=40000,dport=80,flags=S,opts=[mss(1460)])
//
// [ParsePacket] reads it and Packet.String prints it. With values that change
// from packet to packet it is a [Spec], which [Parse] reads and Compile makes
// into a [Template]: finished bytes in which only the fields that vary, and the
// checksums over them, are written anew for each packet.
//
//	ip(dst=10.0.0.0/24)/tcp(sport=1024..65535,dport=[80,443],seq=rand)
//
// [Dissect] goes the other way, from captured bytes to layers that make the same
// bytes again, and [Show] to their text. [Packet.Fragments] divides what is too
// long for a link.
//
// # Sources
//
// Each layer type names the document that its layout is from. The names in the
// text form are Scapy's where it has some.
//
// # Concurrency and memory
//
// Packets and layers are plain values: any number of goroutines may encode the
// same ones, as long as nobody writes to them. Byte slices in layers are not
// copied until they are encoded.
package craft
