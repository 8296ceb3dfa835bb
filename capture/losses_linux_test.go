package capture

import (
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

func TestReadSoftnet(t *testing.T) {
	s, err := readSoftnet(strings.NewReader("" +
		"05616eab 00000010 00000018 00000000 00000000\n" +
		"004420eb 000000ff 00000002 00000000 00000000\n"))
	if err != nil || s != (softnet{dropped: 0x10f, squeezed: 0x1a}) {
		t.Errorf("%+v, %v", s, err)
	}
	for _, bad := range []string{"1 2\n", "1 x 3\n", "1 2 -3\n", "1 2 100000000\n"} {
		if s, err := readSoftnet(strings.NewReader(bad)); err == nil {
			t.Errorf("%q: %+v", bad, s)
		}
	}
}

func FuzzReadSoftnet(f *testing.F) {
	f.Add("05616eab 00000010 00000018\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = readSoftnet(strings.NewReader(text))
	})
}

func TestLossMeter(t *testing.T) {
	n := netlab.New(t)
	n.Veth("a", "b")
	for _, index := range []int{0, n.Interface("b").Index} {
		var m *lossMeter
		n.Do(func() {
			var err error
			if m, err = newLossMeter(index); err != nil {
				t.Fatal(err)
			}
		})
		// Counts that went up since, as if the machine had lost packets.
		m.first.nic.missed, m.first.softnet.dropped, m.first.softnet.squeezed = m.first.nic.missed-3, m.first.softnet.dropped-4, m.first.softnet.squeezed-5
		var s Stats
		if err := m.add(&s); err != nil || s.InterfaceDropped != 3 || s.BacklogDropped < 4 || s.BacklogSqueezed < 5 {
			t.Errorf("%+v, %v", s, err)
		}
		m.close()
		if err := m.add(&s); err != nil || s.InterfaceDropped != 3 {
			t.Errorf("after close: %+v, %v", s, err)
		}
	}
}
