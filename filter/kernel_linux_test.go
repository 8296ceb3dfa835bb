package filter

import (
	"testing"

	"pktcap/filter/cbpf"
	"pktcap/internal/netlab"
)

// kernelOracle compares verdicts with the kernel's.
type kernelOracle struct {
	bpf      *netlab.KernelBPF
	attached *cbpf.Program
	n        int
}

func newKernel(t testing.TB) *kernelOracle { return &kernelOracle{bpf: netlab.NewKernelBPF(t)} }

func (k *kernelOracle) asked() int { return k.n }

// compare runs p on a packet that is not empty in the kernel and in the VM.
func (k *kernelOracle) compare(t *testing.T, what string, p *cbpf.Program, packet []byte) {
	t.Helper()
	if len(packet) == 0 {
		return
	}
	if k.attached != p {
		if err := k.bpf.Attach(p.Instructions()); err != nil {
			t.Errorf("%s: the kernel refuses the program: %v\n%v", what, err, p)
			return
		}
		k.attached = p
	}
	got, err := k.bpf.Run(packet)
	if err != nil {
		t.Fatal(err)
	}
	k.n++
	want := min(p.Run(packet, len(packet), nil), uint32(len(packet)))
	if got != want {
		t.Errorf("%s: the kernel keeps %d of %x, the VM %d\n%v", what, got, packet, want, p)
	}
}
