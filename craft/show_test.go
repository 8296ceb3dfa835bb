package craft

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// checkShow fails unless packet comes back from its text byte for byte.
func checkShow(t *testing.T, name string, packet []byte, lt linktype.Type) (layers Packet, ok bool) {
	t.Helper()
	layers = Dissect(packet, lt)
	text := layers.String()
	if len(packet) == 0 {
		return nil, text == ""
	}
	parsed, err := ParsePacket(text)
	if err != nil {
		t.Errorf("%s: %s: %v", name, text, err)
		return layers, false
	}
	got, err := parsed.AppendTo(nil)
	if err != nil {
		t.Errorf("%s: %s: %v", name, text, err)
		return layers, false
	}
	if !bytes.Equal(got, packet) {
		t.Errorf("%s: %s\n got %x\nwant %x", name, text, got, packet)
		return layers, false
	}
	if again := parsed.String(); again != text {
		t.Errorf("%s: printed again as\n%s\nnot as\n%s", name, again, text)
		return layers, false
	}
	return layers, true
}

// TestShowCaptures has every packet of the captures at hand come back from its
// text, and none of the ordinary ones as mere payload.
func TestShowCaptures(t *testing.T) {
	folders := []string{filepath.Join(netlab.Root(t), "testdata", "pcaps")}
	t.Run("ours", func(t *testing.T) { showFolders(t, folders) })
	t.Run("corpus", func(t *testing.T) {
		corpus := netlab.Corpus(t)
		showFolders(t, []string{filepath.Join(corpus, "pcaps"), filepath.Join(corpus, "filters", "savefiles")})
	})
}

func showFolders(t *testing.T, folders []string) {
	packets, layered, bad := 0, 0, 0
	for _, folder := range folders {
		entries, _ := os.ReadDir(folder)
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".pcap") && !strings.HasSuffix(e.Name(), ".pcapng") && !strings.Contains(folder, "savefiles") {
				continue
			}
			f, err := os.Open(filepath.Join(folder, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			r, err := savefile.NewReader(f)
			if err != nil {
				f.Close()
				continue // not every file of the corpus is one
			}
			n := 0
			for rec, err := range r.Records() {
				if err != nil {
					break
				}
				if n++; n > 400 {
					break
				}
				lt := linktype.Raw
				if ifs := r.Interfaces(); rec.Interface < len(ifs) {
					lt = ifs[rec.Interface].LinkType
				}
				if firstProtocol(lt) == nil {
					continue
				}
				packets++
				layers, ok := checkShow(t, e.Name(), rec.Data, lt)
				if !ok {
					if bad++; bad > 10 {
						t.Fatal("too many")
					}
				}
				if len(layers) > 1 {
					layered++
				}
			}
			f.Close()
		}
	}
	t.Logf("%d packets, %d with more than one layer", packets, layered)
	if packets == 0 {
		t.Skip("no captures")
	}
	if layered*10 < packets*9 {
		t.Errorf("only %d of %d packets have more than one layer", layered, packets)
	}
}
