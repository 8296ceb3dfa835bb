package decode

import "bytes"

// dhcp writes a BOOTP or DHCP message.
func (r *record) dhcp(l *layer) {
	v := l.view
	if r.short(v, 44) {
		return
	}
	r.int("type", v.u8(0))
	r.int("hw_type", v.u8(1))
	r.int("hw_len", v.u8(2))
	r.int("hops", v.u8(3))
	r.uint("id", uint64(v.u32(4)))
	r.int("secs", v.u16(8))
	r.int("flags", v.u16(10))
	for i, name := range [...]string{"ip_client", "ip_your", "ip_server", "ip_relay"} {
		r.address(name, v.bytes(12+4*i, 4))
	}
	if v.u8(1) == bootpEthernet && v.u8(2) == 6 {
		r.octets("hw_mac_addr", v.bytes(28, 6))
	}
	if s := untilZero(v.bytes(44, bootpNameLen)); len(s) > 0 {
		r.text("server", s)
	}
	if s := untilZero(v.bytes(108, bootpFileLen)); len(s) > 0 {
		r.text("file", s)
	}
	if !v.has(236, 4) || v.u32(236) != bootpMagic {
		return
	}
	r.list("options")
	for off := 240; off < v.n; {
		code := v.u8(off)
		if off++; code == bootpPad {
			continue
		}
		r.item()
		r.int("option_type", code)
		if code == bootpEnd {
			r.end()
			break
		}
		length := v.u8(off)
		r.int("option_length", length)
		v.need(off+1, length)
		if length > 0 {
			r.dhcpOption(code, v.sub(off+1, length))
		}
		r.end()
		off += 1 + length
	}
	r.end()
}

// untilZero returns b before its first NUL.
func untilZero(b []byte) []byte {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return b[:i]
	}
	return b
}

// A dhcpField is the field that an option has: its name in Wireshark, without
// "dhcp.".
type dhcpField struct {
	code int
	form bootpForm
	name string
}

// dhcpFields are the options that are written as what they say; the others are
// in hex.
var dhcpFields = []dhcpField{
	{1, formAddresses, "option_subnet_mask"},
	{3, formAddresses, "option_router"},
	{4, formAddresses, "option_time_server"},
	{6, formAddresses, "option_domain_name_server"},
	{7, formAddresses, "option_log_server"},
	{12, formText, "option_hostname"},
	{15, formText, "option_domain_name"},
	{17, formText, "option_root_path"},
	{26, formShorts, "option_interface_mtu"},
	{28, formAddresses, "option_broadcast_address"},
	{42, formAddresses, "option_ntp_server"},
	{44, formAddresses, "option_netbios_over_tcpip_name_server"},
	{46, formBytes, "option_netbios_over_tcpip_node_type"},
	{50, formAddresses, "option_requested_ip_address"},
	{51, formLongs, "option_ip_address_lease_time"},
	{52, formBytes, "option_option_overload"},
	{bootpMessageType, formBytes, "option_dhcp"},
	{54, formAddresses, "option_dhcp_server_id"},
	{bootpParameters, formBytes, "option_request_list_item"},
	{56, formText, "option_message"},
	{57, formShorts, "option_dhcp_max_message_size"},
	{58, formLongs, "option_renewal_time_value"},
	{59, formLongs, "option_rebinding_time_value"},
	{60, formText, "option_vendor_class_id"},
	{66, formText, "option_tftp_server_name"},
	{67, formText, "option_bootfile_name"},
	{93, formShorts, "option_client_system_architecture"},
	{114, formText, "option_captive_portal"},
	{118, formAddresses, "option_subnet_selection_option"},
	{150, formAddresses, "option_tftp_server_address"},
	{161, formText, "option_mudurl"},
}

// several are the forms of which an option may have many, and so is an array.
func (f dhcpField) several() bool {
	switch f.code {
	case 1, 28, 50, 54, 118:
		return false
	case bootpParameters:
		return true
	}
	return f.form == formAddresses
}

// size returns the length of a value of the field's form, 0 where there is none.
func (f dhcpField) size() int {
	switch f.form {
	case formAddresses, formLongs:
		return 4
	case formShorts:
		return 2
	case formBytes:
		return 1
	}
	return 0
}

// dhcpOption writes what an option says.
func (r *record) dhcpOption(code int, v view) {
	for _, f := range dhcpFields {
		if f.code != code {
			continue
		}
		if size := f.size(); size > 0 && (v.n%size != 0 || v.n != size && !f.several() && f.form != formShorts) {
			break
		}
		switch {
		case f.form == formText:
			r.text(f.name, untilZero(v.b))
		case f.form == formAddresses && !f.several():
			r.address(f.name, v.bytes(0, 4))
		case f.form == formAddresses:
			r.list(f.name)
			for off := 0; off < v.n; off += 4 {
				r.elementAddress(f.name, v.bytes(off, 4))
			}
			r.end()
		case f.form == formLongs:
			r.uint(f.name, uint64(v.u32(0)))
		case f.form == formShorts:
			r.int(f.name, v.u16(0))
		case f.several():
			r.list(f.name)
			for _, c := range v.b {
				r.elementInt(f.name, int(c))
			}
			r.end()
		default:
			r.int(f.name, v.u8(0))
		}
		return
	}
	if code == bootpClientID && v.n == 7 && v.u8(0) == bootpEthernet {
		r.octets("hw_mac_addr", v.bytes(1, 6))
		return
	}
	r.hex("option_value", v.b)
}

// dhcp6 writes a DHCPv6 message, with the options of messages and associations
// within it after their own.
func (r *record) dhcp6(l *layer) {
	v := l.view
	if r.short(v, 4) {
		return
	}
	kind := v.u8(0)
	r.int("msgtype", kind)
	off := 4
	if kind == dhcp6RelayForw || kind == dhcp6RelayReply {
		r.int("hopcount", v.u8(1))
		r.address("linkaddr", v.bytes(2, 16))
		r.address("peeraddr", v.bytes(18, 16))
		off = 34
	} else {
		r.int("xid", v.u24(1))
	}
	if off >= v.n {
		return
	}
	r.list("options")
	r.dhcp6Options(v.from(off), 0)
	r.end()
}

// dhcp6Options writes options.
func (r *record) dhcp6Options(v view, depth int) {
	for ; v.n >= 4; v = v.from(4 + v.u16(2)) {
		code, length := v.u16(0), v.u16(2)
		data := v.sub(4, length)
		data.need(0, length)
		r.item()
		r.int("option_type", code)
		r.int("option_length", length)
		inner := r.dhcp6Option(code, data)
		r.end()
		if inner.n > 0 && depth < maxDepth {
			r.dhcp6Options(inner, depth+1)
		}
	}
}

// dhcp6Option writes what an option says, and returns the options within it.
func (r *record) dhcp6Option(code int, v view) (inner view) {
	switch {
	case code == dhcp6ClientID || code == dhcp6ServerID:
		r.hex("duid_bytes", v.b)
	case (code == dhcp6IANA || code == dhcp6IAPD) && v.n >= 12:
		r.hex("iaid", v.bytes(0, 4))
		r.uint("iaid_t1", uint64(v.u32(4)))
		r.uint("iaid_t2", uint64(v.u32(8)))
		return v.from(12)
	case code == dhcp6IATA && v.n >= 4:
		r.hex("iata", v.bytes(0, 4))
		return v.from(4)
	case code == dhcp6IAAddr && v.n >= 24:
		r.address("iaaddr_ip", v.bytes(0, 16))
		r.uint("iaaddr_pref_lifetime", uint64(v.u32(16)))
		r.uint("iaaddr_valid_lifetime", uint64(v.u32(20)))
		return v.from(24)
	case code == dhcp6IAPrefix && v.n >= 25:
		r.uint("iaprefix_pref_lifetime", uint64(v.u32(0)))
		r.uint("iaprefix_valid_lifetime", uint64(v.u32(4)))
		r.int("iaprefix_pref_len", v.u8(8))
		r.address("iaprefix_pref_addr", v.bytes(9, 16))
		return v.from(25)
	case code == dhcp6Requested && v.n >= 2:
		r.list("requested_option_code")
		for off := 0; off+2 <= v.n; off += 2 {
			r.elementInt("requested_option_code", v.u16(off))
		}
		r.end()
	case code == dhcp6Preference && v.n == 1:
		r.int("option_preference", v.u8(0))
	case code == dhcp6Elapsed && v.n == 2:
		r.int("elapsed_time", 10*v.u16(0))
	case code == dhcp6Status && v.n >= 2:
		r.int("status_code", v.u16(0))
		if v.n > 2 {
			r.text("status_msg", v.b[2:])
		}
	case (code == dhcp6DNSServers || code == dhcp6SNTPServers) && v.n >= 16 && v.n%16 == 0:
		name := choose(code == dhcp6DNSServers, "dns_server", "sntp_server")
		r.list(name)
		for off := 0; off < v.n; off += 16 {
			r.elementAddress(name, v.bytes(off, 16))
		}
		r.end()
	case code == dhcp6Domains && v.n > 0:
		r.list("search_list_entry")
		var buf [maxDomainName + 1]byte
		for off := 0; off < v.n; {
			var name []byte
			name, off = appendDomainName(buf[:0], v, off)
			r.elementText("search_list_entry", name)
		}
		r.end()
	case code == dhcp6Lifetime && v.n == 4:
		r.uint("lifetime", uint64(v.u32(0)))
	case code == dhcp6RelayMessage && v.n >= 4:
		kind := v.u8(0)
		r.int("msgtype", kind)
		if kind != dhcp6RelayForw && kind != dhcp6RelayReply {
			r.int("xid", v.u24(1))
			return v.from(4)
		}
		r.int("hopcount", v.u8(1))
		r.address("linkaddr", v.bytes(2, 16))
		r.address("peeraddr", v.bytes(18, 16))
		return v.from(34)
	case v.n > 0:
		r.hex("option_value", v.b)
	}
	return view{}
}
