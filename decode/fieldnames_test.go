package decode

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/internal/netlab"
)

// ourFields are fields of applications that Wireshark has not, or only as a
// subtree.
var ourFields = []string{
	"dhcpv6.option_value", // as dhcp.option.value
	"radius.avp_value",    // radius.avp has the attribute's header too
}

// TestFieldNames compares the names of fields above IP and beside it with those of
// Wireshark: dots have become underscores.
func TestFieldNames(t *testing.T) {
	out, err := exec.Command(netlab.Peer(t, "tshark"), "-G", "fields").Output()
	if err != nil {
		t.Fatalf("tshark: %v", err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		if cells := strings.Split(line, "\t"); len(cells) > 2 && cells[0] == "F" {
			layer, field, _ := strings.Cut(cells[2], ".")
			known[layer+"."+strings.ReplaceAll(field, ".", "_")] = true
		}
	}
	if len(known) < 1000 {
		t.Fatalf("tshark knows %d fields", len(known))
	}
	for _, l := range slices.Concat(controlFields, applicationFields) {
		layer := l.layer
		if layer == "llmnr" {
			layer = "dns" // Wireshark has its fields in that
		}
		for _, f := range l.fields {
			name := layer + "." + f.name[strings.LastIndexByte(f.name, '.')+1:]
			if f.kind == kindItems || f.name == "text" || f.name == "truncated" || known[name] || slices.Contains(ourFields, name) {
				continue
			}
			t.Errorf("%s is no field of Wireshark", name)
		}
	}
	for _, name := range ourFields {
		if known[name] {
			t.Errorf("%s is a field of Wireshark", name)
		}
	}
}

var writeTshark = flag.Bool("tshark", false, "write what tshark prints into testdata/fields")

// TestFieldsOfApplications compares fields of the captures of testdata/pcaps with
// what tshark made of them: testdata/fields, which -tshark writes.
func TestFieldsOfApplications(t *testing.T) {
	for file, fields := range map[string]string{
		"dns": "dns.id dns.flags dns.flags.response dns.flags.rcode dns.count.answers dns.qry.name dns.qry.type " +
			"dns.resp.type dns.resp.ttl dns.a dns.aaaa dns.cname dns.mx.preference dns.mx.mail_exchange " +
			"dns.txt dns.srv.target dns.srv.port dns.ptr.domain_name dns.caa.tag dns.caa.value " +
			"dns.opt.code dns.rr.udp_payload_size",
		"dhcp": "dhcp.type dhcp.id dhcp.secs dhcp.ip.your dhcp.ip.server dhcp.hw.mac_addr dhcp.option.dhcp " +
			"dhcp.option.hostname dhcp.option.requested_ip_address dhcp.option.dhcp_server_id dhcp.option.subnet_mask " +
			"dhcp.option.router dhcp.option.domain_name_server dhcp.option.domain_name dhcp.option.ntp_server " +
			"dhcp.option.ip_address_lease_time dhcp.option.renewal_time_value dhcp.option.request_list_item " +
			"dhcp.option.vendor_class_id dhcp.option.dhcp_max_message_size",
		"http": "http.request.method http.request.uri http.request.version http.host http.user_agent http.accept " +
			"http.response.version http.response.code http.response.phrase http.server http.content_type " +
			"http.content_length http.last_modified",
		"http6": "http.request.method http.request.uri http.host http.response.code http.content_type http.content_length",
		"tls": "tls.handshake.type tls.handshake.length tls.handshake.version " +
			"tls.handshake.random tls.handshake.session_id tls.handshake.ciphersuite tls.handshake.extension.type " +
			"tls.handshake.extensions_server_name tls.handshake.extensions_alpn_str",
		"stp": "stp.version stp.type stp.flags stp.root.prio stp.root.ext stp.root.hw stp.root.cost stp.bridge.prio " +
			"stp.bridge.hw stp.port stp.msg_age stp.max_age stp.hello stp.forward",
		"syslog": "syslog.facility syslog.level syslog.msg",
	} {
		names := strings.Fields(fields)
		path := "../testdata/pcaps/" + file + ".pcap"
		golden := "testdata/fields/" + file + ".tsv"
		if *writeTshark {
			if err := os.WriteFile(golden, tsharkFields(t, path, names), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		sameFields(t, path, names, string(want))
	}
}

// TestFieldsOfCorpus compares fields of protocols that testdata/pcaps has not.
func TestFieldsOfCorpus(t *testing.T) {
	netlab.Peer(t, "tshark")
	for file, fields := range map[string]string{
		"RADIUS.pcap":         "radius.code radius.id radius.length radius.authenticator radius.avp.type radius.avp.length radius.User_Name radius.NAS_IP_Address radius.NAS_Port",
		"ntp-time.pcap":       "ntp.flags.li ntp.flags.vn ntp.flags.mode ntp.stratum ntp.ppoll",
		"ntp-control.pcap":    "ntp.flags.mode ntp.ctrl.flags2.opcode ntp.ctrl.sequence ntp.ctrl.offset ntp.ctrl.count",
		"quic_handshake.pcap": "quic.header_form",
		"quic_retry.pcap":     "quic.version quic.dcid quic.retry_token",
		"dhcpv6-ia-pd.pcap":   "dhcpv6.msgtype dhcpv6.xid dhcpv6.option.type dhcpv6.duid.bytes dhcpv6.iaid dhcpv6.iaid.t1 dhcpv6.iaprefix.pref_addr dhcpv6.iaprefix.pref_len dhcpv6.iaprefix.valid_lifetime dhcpv6.elapsed_time dhcpv6.requested_option_code",
		"dns_tcp.pcap":        "dns.length dns.id dns.qry.name dns.a dns.resp.ttl",
		"OSPFv3_broadcast_adjacency.pcap": "ospf.version ospf.msg ospf.srcrouter ospf.area_id ospf.hello.hello_interval " +
			"ospf.hello.designated_router ospf.hello.active_neighbor",
		"vrrp.pcap":          "vrrp.version vrrp.virt_rtr_id vrrp.prio vrrp.addr_count vrrp.auth_type vrrp.adver_int vrrp.ip_addr",
		"HSRP_coup.pcap":     "hsrp.opcode hsrp.state hsrp.hellotime hsrp.holdtime hsrp.priority hsrp.group hsrp.virt_ip",
		"bfd-multihop.pcap":  "bfd.version bfd.diag bfd.sta bfd.my_discriminator bfd.your_discriminator bfd.desired_min_tx_interval",
		"EIGRP_goodbye.pcap": "eigrp.version eigrp.opcode eigrp.seq eigrp.as",
		"lldp_mudurl.pcap":   "lldp.tlv.type lldp.tlv.len lldp.chassis.subtype lldp.chassis.id.mac lldp.port.id lldp.time_to_live lldp.tlv.system.name lldp.tlv.system.desc lldp.tlv.system_cap",
		"LLDP_and_CDP.pcap":  "cdp.version cdp.ttl cdp.deviceid cdp.portid cdp.platform",
		"bgp-cease-hard-reset.pcap": "bgp.type bgp.length bgp.open.version bgp.open.myas bgp.open.holdtime bgp.open.identifier " +
			"bgp.notify.major_error",
		"bgp-large-community.pcap": "bgp.update.path_attribute.origin bgp.update.path_attribute.next_hop bgp.nlri_prefix bgp.prefix_length",
		"edns-opts.pcap":           "dns.opt.code dns.opt.len dns.resp.type dns.a",
	} {
		path := filepath.Join(netlab.Corpus(t), "pcaps", file)
		names := strings.Fields(fields)
		sameFields(t, path, names, string(tsharkFields(t, path, names)))
	}
}

// tsharkFields returns the columns that tshark prints, with numbers as ours.
func tsharkFields(t *testing.T, path string, names []string) []byte {
	args := []string{"-n", "-T", "fields", "-o", "tcp.desegment_tcp_streams:FALSE", "-r", path}
	for _, name := range names {
		args = append(args, "-e", name)
	}
	out, err := exec.Command(netlab.Peer(t, "tshark"), args...).Output()
	if err != nil {
		t.Fatalf("tshark: %v", err)
	}
	return hexNumber.ReplaceAllFunc(out, func(b []byte) []byte {
		n, err := strconv.ParseUint(string(b[2:]), 16, 64)
		if err != nil {
			t.Fatal(err)
		}
		return strconv.AppendUint(nil, n, 10)
	})
}

var hexNumber = regexp.MustCompile(`\b0x[0-9a-f]+`)

// sameFields compares the columns of a capture with those wanted.
func sameFields(t *testing.T, path string, names []string, want string) {
	t.Helper()
	f, err := NewFields(Options{}, names, '\t')
	if err != nil {
		t.Fatal(err)
	}
	r, err := capture.OpenFile(path, capture.FileConfig{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var got []byte
	for pkt, err := range r.Borrow(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		got = f.AppendPacket(got, pkt, r.Interfaces()[pkt.Interface].LinkType)
	}
	g, w := strings.Split(string(got), "\n"), strings.Split(want, "\n")
	if len(g) != len(w) {
		t.Fatalf("%s: %d lines, tshark has %d", path, len(g), len(w))
	}
	for i := range g {
		gc, wc := strings.Split(g[i], "\t"), strings.Split(w[i], "\t")
		for j := range gc {
			if gc[j] != wc[j] {
				t.Errorf("%s: packet %d: %s is %q, tshark has %q", filepath.Base(path), i+1, names[j], gc[j], wc[j])
			}
		}
	}
}
