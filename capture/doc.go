// Package capture is described in full below as it grows.
package capture
