//go:build !linux

package main

// confine does nothing: what it would use is Linux's.
func confine(confinement) (missing []string) {
	return []string{"Landlock and seccomp are Linux's"}
}
