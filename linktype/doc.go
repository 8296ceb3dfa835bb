// Package linktype names the link types of captured packets: the LINKTYPE_
// numbers that savefiles carry, libpcap's DLT_ names for them and their
// descriptions, as in pcap-linktype(7).
//
// It is a leaf: savefile, filter, capture and decode all speak of link types
// and none of them needs another for it.
package linktype
