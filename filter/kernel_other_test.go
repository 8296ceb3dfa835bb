//go:build !linux

package filter

import (
	"testing"

	"pktcap/filter/cbpf"
)

// kernelOracle is nothing where there is no such kernel.
type kernelOracle struct{}

func newKernel(testing.TB) *kernelOracle                                { return &kernelOracle{} }
func (*kernelOracle) asked() int                                        { return 0 }
func (*kernelOracle) compare(*testing.T, string, *cbpf.Program, []byte) {}
