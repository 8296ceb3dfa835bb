// Package rotate writes packets to a series of capture files: a new one begins
// when the last is large enough, old enough, or holds enough packets, whichever
// comes first.
//
//	w, err := rotate.NewWriter(rotate.Config{
//		Name:  "/var/log/trace-%Y%m%d-%H%M%S.pcap",
//		Every: time.Hour,
//		Size:  1 << 30,
//		Keep:  24,
//		File:  savefile.WriterConfig{Interfaces: interfaces},
//		Done:  func(f rotate.File) { log.Println(f.Name, f.Packets) },
//	})
//
// Time is the wall clock's, and does not wait for packets: on a link where
// nothing happens, [Writer.Tick] ends a file when [Writer.Next] says that it is
// time to. Done is called for every file, the last too.
//
// A file can carry a suffix until it is complete, so that whoever collects the
// files never meets half of one.
package rotate
