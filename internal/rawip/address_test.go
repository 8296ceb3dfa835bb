package rawip

import (
	"encoding/hex"
	"testing"
)

func TestAltered(t *testing.T) {
	// A 20-byte header, id 1, 10.0.0.1 > 10.0.0.2, its checksum right.
	const good = "45000014000100004006" + "66e1" + "0a0000010a000002"
	for _, tt := range []struct{ name, packet, want string }{
		{"nothing", good, ""},
		{"length", "45000015000100004006" + "66e0" + "0a0000010a000002", "total length"},
		{"identification", "45000014000000004006" + "66e2" + "0a0000010a000002", "identification"},
		{"source", "45000014000100004006" + "70e2" + "000000000a000002", "source address"},
		{"checksum", "45000014000100004006" + "66e5" + "0a0000010a000002", "header checksum"},
		{"header length", "44000014000100004006" + "66e1" + "0a0000010a000002", "header length"},
		{"options beyond the end", "46000014000100004006" + "66e1" + "0a0000010a000002", "header length"},
		{"IPv6", "6000000000003b40" + "00000000000000000000000000000001" + "00000000000000000000000000000001", ""},
		{"nothing at all", "", ""},
	} {
		b, err := hex.DecodeString(tt.packet)
		if err != nil {
			t.Fatal(err)
		}
		if got := Altered(b); got != tt.want {
			t.Errorf("%s: Altered = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func FuzzAltered(f *testing.F) {
	b, _ := hex.DecodeString("4500001400010000400666e10a0000010a000002")
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) { Altered(b) })
}
