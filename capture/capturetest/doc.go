// Package capturetest replays packets into code under test that takes a
// [capture.Source]: from a capture file, from its bytes, or from packets that
// the test spells out. No network and no privilege is needed.
//
//	src := capturetest.File(t, "testdata/dns.pcap", capturetest.Options{})
//	got := count(t.Context(), src) // the code under test
//
// By default packets come as fast as they are taken. With [Options.Speed] they
// come when they were captured, as from a wire; in a bubble of testing/synctest
// that takes no time.
package capturetest
