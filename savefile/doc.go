// Package savefile reads and writes capture files: pcap and pcapng, plain or
// compressed, as codecs over [io.Reader] and [io.Writer]. It opens no files and
// knows no network interfaces; package capture builds its file source on it.
//
// # Reading
//
// [NewReader] finds out by the first bytes what it was given: pcap in either
// byte order with microseconds or nanoseconds, Kuznetzov's modified pcap,
// pcapng in either byte order, or any of these compressed with gzip or zstd.
// [Reader.Next] then yields one packet record after the other:
//
//	r, err := savefile.NewReader(f)
//	if err != nil {
//		return err
//	}
//	for {
//		rec, err := r.Next()
//		if err == io.EOF {
//			break
//		} else if err != nil {
//			return err // everything before the damage was delivered
//		}
//		fmt.Println(rec.Time, rec.Length, len(rec.Data))
//	}
//
// A record and its Data belong to the reader and are valid until the next call
// of Next: they point into its buffer, and nothing is allocated a packet.
//
// # Writing
//
// [NewWriter] writes either format. Its records are collected in a buffer and
// handed to the io.Writer in large pieces that end where a record ends. When a
// write fails, as on a full disk, [*WriteError] tells how many packets and bytes
// are safe, and a destination that can be truncated ends after the last whole
// record.
//
// # Errors
//
// What is wrong with a file is an [*Error] that wraps one of [ErrFormat],
// [ErrVersion], [ErrCorrupt] and [ErrTruncated] and says at which byte and
// after how many packets. Errors of the underlying reader come back wrapped.
//
// # Sources
//
// pcap: pcap-savefile(5) and draft-ietf-opsawg-pcap. pcapng:
// draft-ietf-opsawg-pcapng. Where files break the rules, the package does what
// libpcap does, since that is what users of the format are used to.
package savefile
