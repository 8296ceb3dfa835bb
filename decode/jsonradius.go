package decode

// A radiusField is the field that an attribute has: its name in Wireshark,
// without "radius.".
type radiusField struct {
	kind int
	form fieldKind
	name string
}

// radiusFieldAddress is the form of attributes that are an address.
const radiusFieldAddress fieldKind = "address"

// radiusFields are the attributes that are written as what they say; the others
// are in hex.
var radiusFields = []radiusField{
	{1, kindText, "User_Name"}, {4, radiusFieldAddress, "NAS_IP_Address"}, {5, kindNumber, "NAS_Port"},
	{6, kindNumber, "Service_Type"}, {7, kindNumber, "Framed_Protocol"}, {8, radiusFieldAddress, "Framed_IP_Address"},
	{9, radiusFieldAddress, "Framed_IP_Netmask"}, {10, kindNumber, "Framed_Routing"}, {11, kindText, "Filter_Id"},
	{12, kindNumber, "Framed_MTU"}, {13, kindNumber, "Framed_Compression"}, {14, radiusFieldAddress, "Login_IP_Host"},
	{15, kindNumber, "Login_Service"}, {16, kindNumber, "Login_TCP_Port"}, {18, kindText, "Reply_Message"},
	{19, kindText, "Callback_Number"}, {20, kindText, "Callback_Id"}, {22, kindText, "Framed_Route"},
	{27, kindNumber, "Session_Timeout"}, {28, kindNumber, "Idle_Timeout"}, {29, kindNumber, "Termination_Action"},
	{30, kindText, "Called_Station_Id"}, {31, kindText, "Calling_Station_Id"}, {32, kindText, "NAS_Identifier"},
	{40, kindNumber, "Acct_Status_Type"}, {41, kindNumber, "Acct_Delay_Time"}, {42, kindNumber, "Acct_Input_Octets"},
	{43, kindNumber, "Acct_Output_Octets"}, {44, kindText, "Acct_Session_Id"}, {45, kindNumber, "Acct_Authentic"},
	{46, kindNumber, "Acct_Session_Time"}, {47, kindNumber, "Acct_Input_Packets"},
	{48, kindNumber, "Acct_Output_Packets"}, {49, kindNumber, "Acct_Terminate_Cause"},
	{50, kindText, "Acct_Multi_Session_Id"}, {51, kindNumber, "Acct_Link_Count"},
	{52, kindNumber, "Acct_Input_Gigawords"}, {53, kindNumber, "Acct_Output_Gigawords"},
	{61, kindNumber, "NAS_Port_Type"}, {62, kindNumber, "Port_Limit"}, {77, kindText, "Connect_Info"},
	{85, kindNumber, "Acct_Interim_Interval"}, {87, kindText, "NAS_Port_Id"}, {88, kindText, "Framed_Pool"},
	{95, radiusFieldAddress, "NAS_IPv6_Address"}, {98, radiusFieldAddress, "Login_IPv6_Host"}, {99, kindText, "Framed_IPv6_Route"},
	{100, kindText, "Framed_IPv6_Pool"}, {168, radiusFieldAddress, "Framed_IPv6_Address"},
}

// radius writes a RADIUS message: RFC 2865, 3 and 5.
func (r *record) radius(l *layer) {
	v := l.view
	if r.short(v, 20) {
		return
	}
	length := v.u16(2)
	r.int("code", v.u8(0))
	r.int("id", v.u8(1))
	r.int("length", length)
	r.hex("authenticator", v.bytes(4, 16))
	v = v.sub(20, min(length, v.n)-20)
	if v.n < 2 {
		return
	}
	r.list("avps")
	for v.n >= 2 && v.u8(1) >= 2 {
		kind, size := v.u8(0), v.u8(1)
		value := v.bytes(2, size-2)
		r.item()
		r.int("avp_type", kind)
		r.int("avp_length", size)
		r.radiusValue(kind, view{value, len(value)})
		r.end()
		v = v.from(size)
	}
	r.end()
}

// radiusValue writes the value of an attribute.
func (r *record) radiusValue(kind int, v view) {
	for _, f := range radiusFields {
		switch {
		case f.kind != kind:
		case f.form == kindText:
			r.text(f.name, v.b)
			return
		case f.form == radiusFieldAddress && (v.n == 4 || v.n == 16):
			r.address(f.name, v.b)
			return
		case f.form == kindNumber && v.n == 4:
			r.uint(f.name, uint64(v.u32(0)))
			return
		}
	}
	if kind == radiusVendorSpecific && v.n >= 4 {
		r.uint("avp_vendor_id", uint64(v.u32(0)))
		v = v.from(4)
	}
	if v.n > 0 {
		r.hex("avp_value", v.b)
	}
}
