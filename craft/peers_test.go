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

// TestTsharkFragments has Wireshark's dissectors put fragments together, and
// find the packet that was divided, with its checksums.
func TestTsharkFragments(t *testing.T) {
	tshark := netlab.Peer(t, "tshark")
	data := "/fill(len=4001,pattern=\"0123456789\")"
	texts := []string{
		`ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)` + data,
		`ip(src=192.0.2.1,dst=192.0.2.2,opts=[rr(4,0.0.0.0,0.0.0.0),lsrr(8,192.0.2.3)])/tcp(sport=1000,dport=9,seq=1,ack=1,flags=A)` + data,
		`eth/vlan(id=7)/ip(src=192.0.2.1,dst=192.0.2.2)/icmp(id=1)` + data,
		`ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)` + data,
		`ip6(src=2001:db8::1,dst=2001:db8::2)/hopopts/route(segleft=0,addrs=[2001:db8::2])/dstopts/udp(sport=1000,dport=9)` + data,
		`ip6(src=2001:db8::1,dst=2001:db8::2)/hopopts/frag(id=77)/icmp6(id=1)` + data,
		`eth/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000)/vxlan(vni=7)/eth/ip(src=198.51.100.1,dst=198.51.100.2)/udp(sport=1,dport=9)` + data,
	}
	var file bytes.Buffer
	w, err := savefile.NewWriter(&file, savefile.WriterConfig{Format: savefile.PcapNG, Interfaces: []savefile.Interface{
		{LinkType: linktype.Raw}, {LinkType: linktype.Ethernet},
	}})
	if err != nil {
		t.Fatal(err)
	}
	last := map[int]string{} // frame number of a packet's last fragment
	frames := 0
	for i, text := range texts {
		p, err := ParsePacket(text)
		if err != nil {
			t.Fatal(err)
		}
		list, err := p.Fragments(576 + 100*i)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range list {
			r := savefile.Record{Data: b, Length: len(b), Time: 1}
			if strings.HasPrefix(text, "eth") {
				r.Interface = 1
			}
			if err := w.Write(&r); err != nil {
				t.Fatal(err)
			}
		}
		frames += len(list)
		last[frames] = text
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "fragments.pcapng")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tshark, "-r", name, "-n", "-T", "fields", "-E", "separator=|",
		"-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "tcp.analyze_sequence_numbers:FALSE",
		"-e", "frame.number", "-e", "ip.reassembled.length", "-e", "ipv6.reassembled.length", "-e", "data.len",
		"-e", "_ws.malformed", "-e", "_ws.expert.message", "-e", "_ws.expert.severity").CombinedOutput()
	if err != nil {
		t.Fatalf("tshark: %v\n%s", err, out)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "|")
		n, err := strconv.Atoi(f[0])
		if err != nil || len(f) != 7 {
			continue
		}
		if bad := f[4] + complaints(f[5], f[6]); bad != "" {
			t.Errorf("frame %d: %s", n, bad)
		}
		if text, ok := last[n]; ok {
			seen++
			if f[1]+f[2] == "" || f[3] != "4001" {
				t.Errorf("%s\nis not whole: %s", text, line)
			}
		}
	}
	if seen != len(texts) {
		t.Errorf("%d packets of %d\n%s", seen, len(texts), out)
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
