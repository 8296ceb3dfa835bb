// Package cbpf is described in full below as it grows.
package cbpf
