// Package cbpf is the classic BPF machine: instructions, the kernel's rules for
// programs, an interpreter, and tcpdump's listings of programs in both
// directions.
package cbpf
