// Package netlab gives tests what they need of the machine: the programs they
// compare with, the corpus of packets, privilege, and network namespaces with
// veth pairs that are gone when the test is.
//
// A test that lacks something is skipped with the reason. Where
// PKTCAP_REQUIRE_PEERS=1 (programs, corpus) or PKTCAP_REQUIRE_PRIV=1 (privilege)
// is set, as in continuous integration, it fails instead: a skip cannot hide.
package netlab
