// Package hexdump prints bytes the ways that people know, and reads them back.
//
// The styles are those of tcpdump (-x, -X and -A), hexdump -C, xxd, Wireshark,
// and a plain one:
//
//	dst = hexdump.Append(dst[:0], hexdump.Canonical, data)
//
// appends to a buffer of the caller's and allocates nothing when that is large
// enough. [NewWriter] dumps a stream. Both print byte for byte what the program
// of the style prints, at several gigabytes a second on amd64: a line there is
// put together in vector registers, from a description of it that the portable
// code shares.
//
// [Parse] is the inverse for all of them, and for what text2pcap reads: it turns
// the text of a dump, with whatever stands around it, into packets.
//
// The functions are safe for concurrent use; a Writer is for one goroutine.
package hexdump
