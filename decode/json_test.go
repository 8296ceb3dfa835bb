package decode

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/internal/netlab"
	"pktcap/linktype"
)

// makeSchema returns the JSON Schema of what layerFields describes.
func makeSchema() []byte {
	type object = map[string]any
	kinds := map[fieldKind]any{
		kindNumber: object{"type": "integer", "minimum": 0},
		kindBool:   object{"type": "boolean"},
		kindText:   object{"type": "string"},
		kindPairs: object{"type": "array", "items": object{
			"type": "array", "items": object{"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2,
		}},
		kindSigned:  object{"type": "integer"},
		kindDecimal: object{"type": "number"},
		kindTexts:   object{"type": "array", "items": object{"type": "string"}},
		kindNumbers: object{"type": "array", "items": object{"type": "integer", "minimum": 0}},
	}
	layers := object{}
	for _, l := range layerFields {
		properties := object{}
		for _, f := range l.fields {
			described := object{"description": f.about}
			if f.kind == kindItems {
				described["type"] = "array"
				described["items"] = object{"type": "object", "properties": object{}, "additionalProperties": false}
			} else {
				for k, v := range kinds[f.kind].(object) {
					described[k] = v
				}
			}
			in, name := properties, f.name
			for {
				array, rest, ok := strings.Cut(name, "[].")
				if !ok {
					break
				}
				in, name = in[array].(object)["items"].(object)["properties"].(object), rest
			}
			if _, ok := in[name]; ok {
				panic(l.layer + "." + f.name + " is there twice")
			}
			in[name] = described
		}
		var schema any = object{"type": "object", "properties": properties, "additionalProperties": false}
		if l.array {
			schema = object{"type": "array", "items": schema, "minItems": 1}
		}
		schema.(object)["description"] = l.about
		layers[l.layer] = schema
	}
	layers["inner"] = object{
		"$ref":        "#/$defs/layers",
		"description": "what a tunnel or an ICMP error carries",
	}
	defs := object{"layers": object{
		"type":       "object",
		"properties": layers,
		"additionalProperties": object{
			"type": "object", "description": "a layer of which the text is known",
			"properties":           object{"text": object{"type": "string", "description": "as tcpdump prints it"}},
			"additionalProperties": false,
		},
	}}
	out, err := json.MarshalIndent(object{
		"$schema":  "https://json-schema.org/draft/2020-12/schema",
		"title":    "A packet, as pktcap --json prints it",
		"$ref":     "#/$defs/layers",
		"required": []string{"frame"},
		"$defs":    defs,
	}, "", "\t")
	if err != nil {
		panic(err)
	}
	return append(out, '\n')
}

// TestSchema compares schema.json with the fields that there are; -update writes
// it.
func TestSchema(t *testing.T) { netlab.Golden(t, "../schema.json", makeSchema()) }

// validate reports where value breaks schema: the keywords that schema.json has.
func validate(root, schema map[string]any, value any, path string) error {
	if ref, ok := schema["$ref"].(string); ok {
		def := root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")]
		if err := validate(root, def.(map[string]any), value, path); err != nil {
			return err
		}
	}
	switch schema["type"] {
	case "object":
		members, ok := value.(map[string]any)
		if !ok {
			return fmt.Errorf("%s is no object: %v", path, value)
		}
		properties, _ := schema["properties"].(map[string]any)
		for name, member := range members {
			sub, ok := properties[name].(map[string]any)
			if !ok {
				if sub, ok = schema["additionalProperties"].(map[string]any); !ok {
					return fmt.Errorf("%s.%s is not in the schema", path, name)
				}
			}
			if err := validate(root, sub, member, path+"."+name); err != nil {
				return err
			}
		}
	case "array":
		items, ok := value.([]any)
		if !ok {
			return fmt.Errorf("%s is no array: %v", path, value)
		}
		if n, ok := schema["minItems"].(float64); ok && float64(len(items)) < n {
			return fmt.Errorf("%s has %d items", path, len(items))
		}
		for i, item := range items {
			if err := validate(root, schema["items"].(map[string]any), item, fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
	case "integer":
		n, ok := value.(json.Number)
		if _, positive := schema["minimum"]; !ok || strings.ContainsAny(n.String(), ".eE") || positive && strings.Contains(n.String(), "-") {
			return fmt.Errorf("%s is no number as the schema has it: %v", path, value)
		}
	case "number":
		if _, ok := value.(json.Number); !ok {
			return fmt.Errorf("%s is no number: %v", path, value)
		}
	case "boolean":
		if _, ok := value.(bool); !ok {
			return fmt.Errorf("%s is neither true nor false: %v", path, value)
		}
	case "string":
		if _, ok := value.(string); !ok {
			return fmt.Errorf("%s is no string: %v", path, value)
		}
	}
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, ok := value.(map[string]any)[name.(string)]; !ok {
			return fmt.Errorf("%s has no %s", path, name)
		}
	}
	return nil
}

// duplicate returns a member's name that an object of line has twice.
func duplicate(line []byte) string {
	type level struct {
		names []string
		key   bool
	}
	var levels []level
	d := json.NewDecoder(bytes.NewReader(line))
	for {
		token, err := d.Token()
		if err != nil {
			return ""
		}
		switch x := token.(type) {
		case json.Delim:
			switch x {
			case '{':
				levels = append(levels, level{key: true})
			case '[':
				levels = append(levels, level{})
			default:
				levels = levels[:len(levels)-1]
				if n := len(levels); n > 0 && levels[n-1].names != nil {
					levels[n-1].key = true
				}
			}
			continue
		}
		if n := len(levels); n > 0 && (levels[n-1].key || levels[n-1].names != nil) {
			l := &levels[n-1]
			if !l.key {
				l.key = true
				continue
			}
			name := token.(string)
			if slices.Contains(l.names, name) {
				return name
			}
			l.names, l.key = append(l.names, name), false
		}
	}
}

// TestJSONIsValid writes every packet of the corpus, whole and cut, as JSON and
// holds it against schema.json.
func TestJSONIsValid(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal([]byte(Schema), &schema); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(netlab.Corpus(t), "pcaps", "*.pcap*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no captures: %v", err)
	}
	check := func(file string, line []byte) {
		if bytes.Count(line, []byte{'\n'}) != 1 || line[len(line)-1] != '\n' {
			t.Errorf("%s: not one line: %q", file, line)
		}
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		var value any
		if err := d.Decode(&value); err != nil {
			t.Errorf("%s: %v\n%s", file, err, line)
			return
		}
		if name := duplicate(line); name != "" {
			t.Errorf("%s: %q is there twice\n%s", file, name, line)
		}
		if err := validate(schema, schema, value, ""); err != nil {
			t.Errorf("%s: %v\n%s", file, err, line)
		}
	}
	for _, file := range files {
		f, err := capture.OpenFile(file, capture.FileConfig{})
		if err != nil {
			continue // broken on purpose
		}
		j := NewJSON(Options{})
		n := 0
		for pkt, err := range f.Borrow(context.Background()) {
			if n++; err != nil || n > 20 {
				break
			}
			link := f.Interfaces()[pkt.Interface].LinkType
			check(file, j.AppendPacket(nil, pkt, link))
			cut := *pkt
			cut.Data = append([]byte(nil), pkt.Data[:len(pkt.Data)*2/3]...)
			cut.Data = cut.Data[:len(cut.Data):len(cut.Data)]
			check(file, j.AppendPacket(nil, &cut, link))
		}
		f.Close()
	}
}

func TestJSON(t *testing.T) {
	j := NewJSON(Options{})
	got := string(j.AppendPacket(nil, framePacket(t, frames[6].bytes), linktype.Ethernet))
	want := `{"frame":{"number":1,"time":"2023-11-14T22:13:20.123456789Z","time_epoch":"1700000000.123456789",` +
		`"len":51,"cap_len":51,"interface_id":0,"encap":"EN10MB","protocols":"eth:vlan:ip:udp"},` +
		`"eth":{"dst":"02:00:00:00:00:01","src":"02:00:00:00:00:02","type":33024},` +
		`"vlan":[{"id":100,"priority":0,"dei":false,"etype":2048}],` +
		`"ip":{"version":4,"hdr_len":20,"dsfield":0,"len":33,"id":1,"flags_rb":false,"flags_df":false,` +
		`"flags_mf":false,"frag_offset":0,"ttl":64,"proto":17,"checksum":0,"checksum_status":"bad",` +
		`"src":"10.0.0.1","dst":"10.0.0.2"},` +
		`"udp":{"srcport":1000,"dstport":2000,"length":13,"checksum":0,"checksum_status":"none"}}` + "\n"
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// TestJSONMeta: what a live source knows of a packet is in its frame.
func TestJSONMeta(t *testing.T) {
	p := framePacket(t, frames[6].bytes)
	p.Meta = capture.Meta{
		Direction: capture.DirectionOut, Type: capture.TypeOutgoing, Checksum: capture.ChecksumPartial, GSO: true,
		HardwareTime: true, LossBefore: true, Lost: 7, VLANStripped: true, Hash: 0xfeedbeef,
	}
	got := string(NewJSON(Options{}).AppendPacket(nil, p, linktype.Ethernet))
	want := `"direction":"out","packet_type":"outgoing","loss_before":true,"lost":7,"gso":true,"checksum":"offloaded",` +
		`"vlan_stripped":true,"rx_hash":4276993775,"time_source":"nic","protocols"`
	if !strings.Contains(got, want) {
		t.Errorf("%s\nlacks %s", got, want)
	}
	p.Type, p.Checksum = 200, 200 // of a source that is newer than this package
	if got := string(NewJSON(Options{}).AppendPacket(nil, p, linktype.Ethernet)); strings.Contains(got, "packet_type") {
		t.Error(got)
	}
}

// TestFields prints columns.
func TestFields(t *testing.T) {
	names := []string{"frame.number", "ip.src", "tcp.flags.syn", "tcp.options_sack", "vlan.id", "inner.ip.src", "ip.src"}
	f, err := NewFields(Options{}, names, '\t')
	if err != nil {
		t.Fatal(err)
	}
	got := f.AppendHeader(nil)
	for _, i := range []int{1, 6, 5} {
		got = f.AppendPacket(got, framePacket(t, frames[i].bytes), linktype.Ethernet)
	}
	want := "frame.number\tip.src\ttcp.flags.syn\ttcp.options_sack\tvlan.id\tinner.ip.src\tip.src\n" +
		"1\t10.0.0.1\t1\t\t\t\t10.0.0.1\n" +
		"2\t10.0.0.1\t\t\t100\t\t10.0.0.1\n" +
		"3\t\t\t\t\t\t\n"
	if string(got) != want {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	for _, name := range []string{"ip", "ip.nonesuch", "tcp.flags.nonesuch", ""} {
		if _, err := NewFields(Options{}, []string{name}, ','); err == nil {
			t.Errorf("field %q is accepted", name)
		}
	}
}

// TestFieldsAgreeWithTshark compares fields of captures with Wireshark's.
func TestFieldsAgreeWithTshark(t *testing.T) {
	tshark := netlab.Peer(t, "tshark")
	dir := filepath.Join(netlab.Corpus(t), "pcaps")
	names := []string{
		"frame.len", "eth.src", "eth.type", "ip.src", "ip.dst", "ip.ttl", "ip.id", "ip.len", "ipv6.src", "ipv6.hlim",
		"tcp.srcport", "tcp.seq_raw", "tcp.ack_raw", "tcp.window_size_value", "tcp.hdr_len", "tcp.len",
		"tcp.options.mss_val", "tcp.options.timestamp.tsval", "udp.srcport", "udp.length", "udp.checksum",
	}
	args := []string{"-n", "-T", "fields", "-E", "occurrence=f", "-o", "tcp.desegment_tcp_streams:FALSE"}
	for _, name := range names {
		args = append(args, "-e", name)
	}
	for _, file := range []string{"print-flags.pcap", "dns_udp.pcap", "mptcp-v0.pcap", "accecn_handshake.pcap"} {
		path := filepath.Join(dir, file)
		want, err := exec.Command(tshark, append(args, "-r", path)...).Output()
		if err != nil {
			t.Fatalf("tshark: %v", err)
		}
		f, err := NewFields(Options{}, names, '\t')
		if err != nil {
			t.Fatal(err)
		}
		r, err := capture.OpenFile(path, capture.FileConfig{})
		if err != nil {
			t.Fatal(err)
		}
		var got []byte
		for pkt, err := range r.Borrow(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			got = f.AppendPacket(got, pkt, r.Interfaces()[pkt.Interface].LinkType)
		}
		r.Close()
		g, w := strings.Split(string(got), "\n"), strings.Split(hexToDecimal(string(want)), "\n")
		if len(g) != len(w) {
			t.Errorf("%s: %d lines, tshark has %d", file, len(g), len(w))
			continue
		}
		for i := range g {
			if g[i] != w[i] {
				t.Errorf("%s: packet %d\n got %q\nwant %q", file, i+1, g[i], w[i])
				break
			}
		}
	}
}

// hexToDecimal turns tshark's 0x numbers into decimal ones.
func hexToDecimal(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		cells := strings.Split(lines[i], "\t")
		for j, c := range cells {
			var n uint64
			if strings.HasPrefix(c, "0x") {
				if _, err := fmt.Sscanf(c, "0x%x", &n); err == nil {
					cells[j] = fmt.Sprint(n)
				}
			}
		}
		lines[i] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, "\n")
}

func BenchmarkJSON(b *testing.B) {
	pkt := framePacket(b, frames[0].bytes)
	j := NewJSON(Options{})
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = j.AppendPacket(buf[:0], pkt, linktype.Ethernet)
	}
}
