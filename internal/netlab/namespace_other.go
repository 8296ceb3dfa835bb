//go:build !linux

package netlab

// Enter does nothing here: network namespaces are Linux's.
func Enter() {}
