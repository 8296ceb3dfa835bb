package craft

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// TestTshark has Wireshark's dissectors look at a packet of every kind, with
// all checksums verified, and complain of none.
func TestTshark(t *testing.T) {
	tshark := netlab.Peer(t, "tshark")
	var file bytes.Buffer
	texts := writeEvery(t, &file)
	name := filepath.Join(t.TempDir(), "every.pcapng")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-r", name, "-n", "-T", "fields", "-E", "separator=|",
		"-e", "frame.number", "-e", "_ws.col.Info", "-e", "_ws.malformed", "-e", "_ws.expert.message", "-e", "_ws.expert.severity", "-e", "frame.protocols"}
	// The packets are not one conversation.
	args = append(args, "-o", "tcp.analyze_sequence_numbers:FALSE")
	for _, check := range []string{"ip", "tcp", "udp", "sctp"} {
		value := ":TRUE"
		name := ".check_checksum"
		if check == "sctp" {
			name, value = ".checksum", ":crc32c"
		}
		args = append(args, "-o", check+name+value)
	}
	out, err := exec.Command(tshark, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("tshark: %v\n%s", err, out)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "|")
		n, err := strconv.Atoi(f[0])
		if err != nil || len(f) != 6 {
			continue // a remark of tshark's, as that it runs as root
		}
		seen++
		text := texts[n-1]
		if f[2] != "" {
			t.Errorf("%s\nis malformed: %s", text, line)
		}
		if bad := complaints(f[3], f[4]); bad != "" {
			t.Errorf("%s\n%s\n%s", text, bad, line)
		}
		if testing.Verbose() {
			t.Logf("%s\n\t%s %s", text, f[5], f[1])
		}
	}
	if seen != len(texts) {
		t.Errorf("tshark read %d of %d packets\n%s", seen, len(texts), out)
	}
}

// complaints returns the messages of warnings and errors that are about the
// packet itself.
func complaints(messages, severities string) string {
	const warning = 6291456 // PI_WARN; PI_ERROR is above
	var bad []string
	for i, s := range strings.Split(severities, ",") {
		v, _ := strconv.Atoi(s)
		if v >= warning {
			bad = append(bad, strings.Split(messages, ",")[min(i, strings.Count(messages, ","))])
		}
	}
	return strings.Join(bad, "; ")
}

// writeEvery writes the packets of every as a capture file, one interface for
// each link type.
func writeEvery(t *testing.T, file *bytes.Buffer) (texts []string) {
	t.Helper()
	w, err := savefile.NewWriter(file, savefile.WriterConfig{Format: savefile.PcapNG})
	if err != nil {
		t.Fatal(err)
	}
	interfaces := map[linktype.Type]int{}
	for _, tt := range every {
		p, err := ParsePacket(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		b, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		i, ok := interfaces[tt.link]
		if !ok {
			if i, err = w.AddInterface(savefile.Interface{LinkType: tt.link}); err != nil {
				t.Fatal(err)
			}
			interfaces[tt.link] = i
		}
		if err := w.Write(&savefile.Record{Data: b, Length: len(b), Time: 1, Interface: i}); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, tt.text)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return texts
}
