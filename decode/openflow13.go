package decode

// Names of OpenFlow 1.3, from the OpenFlow Switch Specification 1.3.5, 7.
var (
	of13PortNumbers = names{
		{0xffffff00, "MAX"}, {0xfffffff8, "IN_PORT"}, {0xfffffff9, "TABLE"}, {0xfffffffa, "NORMAL"}, {0xfffffffb, "FLOOD"},
		{0xfffffffc, "ALL"}, {0xfffffffd, "CONTROLLER"}, {0xfffffffe, "LOCAL"}, {0xffffffff, "ANY"},
	}
	of13PortConfig   = names{{1 << 0, "PORT_DOWN"}, {1 << 2, "NO_RECV"}, {1 << 5, "NO_FWD"}, {1 << 6, "NO_PACKET_IN"}}
	of13PortState    = names{{1 << 0, "LINK_DOWN"}, {1 << 1, "BLOCKED"}, {1 << 2, "LIVE"}}
	of13PortFeatures = names{
		{1 << 0, "10MB_HD"}, {1 << 1, "10MB_FD"}, {1 << 2, "100MB_HD"}, {1 << 3, "100MB_FD"}, {1 << 4, "1GB_HD"},
		{1 << 5, "1GB_FD"}, {1 << 6, "10GB_FD"}, {1 << 7, "40GB_FD"}, {1 << 8, "100GB_FD"}, {1 << 9, "1TB_FD"},
		{1 << 10, "OTHER"}, {1 << 11, "COPPER"}, {1 << 12, "FIBER"}, {1 << 13, "AUTONEG"}, {1 << 14, "PAUSE"},
		{1 << 15, "PAUSE_ASYM"},
	}
	of13Capabilities = names{
		{1 << 0, "FLOW_STATS"}, {1 << 1, "TABLE_STATS"}, {1 << 2, "PORT_STATS"}, {1 << 3, "GROUP_STATS"}, {1 << 5, "IP_REASM"},
		{1 << 6, "QUEUE_STATS"}, {1 << 8, "PORT_BLOCKED"},
	}
	of13Tables      = names{{0xfe, "MAX"}, {0xff, "ALL"}}
	of13Lengths     = names{{0xffe5, "MAX"}, {0xffff, "NO_BUFFER"}}
	of13Roles       = names{{0, "NOCHANGE"}, {1, "EQUAL"}, {2, "MASTER"}, {3, "SLAVE"}}
	of13Versions    = names{{1 << 0, "1.0"}, {1 << 1, "1.1"}, {1 << 2, "1.2"}, {1 << 3, "1.3"}, {1 << 4, "1.4"}, {1 << 5, "1.5"}}
	of13InBits      = names{{1 << 0, "NO_MATCH"}, {1 << 1, "ACTION"}, {1 << 2, "INVALID_TTL"}}
	of13ChangeBits  = names{{1 << 0, "ADD"}, {1 << 1, "DELETE"}, {1 << 2, "MODIFY"}}
	of13HelloTypes  = names{{1, "VERSIONBITMAP"}}
	of13ErrorsKnown = names{
		{0, "HELLO_FAILED"}, {1, "BAD_REQUEST"}, {2, "BAD_ACTION"}, {3, "BAD_INSTRUCTION"}, {4, "BAD_MATCH"},
		{5, "FLOW_MOD_FAILED"}, {6, "GROUP_MOD_FAILED"}, {7, "PORT_MOD_FAILED"}, {8, "TABLE_MOD_FAILED"},
		{9, "QUEUE_OP_FAILED"}, {10, "SWITCH_CONFIG_FAILED"}, {11, "ROLE_REQUEST_FAILED"}, {12, "METER_MOD_FAILED"},
		{13, "TABLE_FEATURES_FAILED"}, {0xffff, "EXPERIMENTER"},
	}
	// of13ErrorCodes are the codes of each error up to TABLE_FEATURES_FAILED.
	of13ErrorCodes = [][]string{
		{"INCOMPATIBLE", "EPERM"},
		{"BAD_VERSION", "BAD_TYPE", "BAD_MULTIPART", "BAD_EXPERIMENTER", "BAD_EXP_TYPE", "EPERM", "BAD_LEN", "BUFFER_EMPTY",
			"BUFFER_UNKNOWN", "BAD_TABLE_ID", "IS_SLAVE", "BAD_PORT", "BAD_PACKET", "MULTIPART_BUFFER_OVERFLOW"},
		{"BAD_TYPE", "BAD_LEN", "BAD_EXPERIMENTER", "BAD_EXP_TYPE", "BAD_OUT_PORT", "BAD_ARGUMENT", "EPERM", "TOO_MANY",
			"BAD_QUEUE", "BAD_OUT_GROUP", "MATCH_INCONSISTENT", "UNSUPPORTED_ORDER", "BAD_TAG", "BAD_SET_TYPE", "BAD_SET_LEN",
			"BAD_SET_ARGUMENT"},
		{"UNKNOWN_INST", "UNSUP_INST", "BAD_TABLE_ID", "UNSUP_METADATA", "UNSUP_METADATA_MASK", "BAD_EXPERIMENTER",
			"BAD_EXP_TYPE", "BAD_LEN", "EPERM"},
		{"BAD_TYPE", "BAD_LEN", "BAD_TAG", "BAD_DL_ADDR_MASK", "BAD_NW_ADDR_MASK", "BAD_WILDCARDS", "BAD_FIELD", "BAD_VALUE",
			"BAD_MASK", "BAD_PREREQ", "DUP_FIELD", "EPERM"},
		{"UNKNOWN", "TABLE_FULL", "BAD_TABLE_ID", "OVERLAP", "EPERM", "BAD_TIMEOUT", "BAD_COMMAND", "BAD_FLAGS"},
		{"GROUP_EXISTS", "INVALID_GROUP", "WEIGHT_UNSUPPORTED", "OUT_OF_GROUPS", "OUT_OF_BUCKETS", "CHAINING_UNSUPPORTED",
			"WATCH_UNSUPPORTED", "LOOP", "UNKNOWN_GROUP", "CHAINED_GROUP", "BAD_TYPE", "BAD_COMMAND", "BAD_BUCKET", "BAD_MATCH",
			"EPERM"},
		{"BAD_PORT", "BAD_HW_ADDR", "BAD_CONFIG", "BAD_ADVERTISE", "EPERM"},
		{"BAD_TABLE", "BAD_CONFIG", "EPERM"},
		{"BAD_PORT", "BAD_QUEUE", "EPERM"},
		{"BAD_FLAGS", "BAD_LEN", "EPERM"},
		{"STALE", "UNSUP", "BAD_ROLE"},
		{"UNKNOWN", "METER_EXISTS", "INVALID_METER", "UNKNOWN_METER", "BAD_COMMAND", "BAD_FLAGS", "BAD_RATE", "BAD_BURST",
			"BAD_BAND", "BAD_BAND_VALUE", "OUT_OF_METERS", "OUT_OF_BANDS"},
		{"BAD_TABLE", "BAD_METADATA", "BAD_TYPE", "BAD_LEN", "BAD_ARGUMENT", "EPERM"},
	}
)

var (
	of13SwitchFields = []openFlowField{
		{text: "\n\t dpid ", kind: flowHex, size: 8},
		{text: ", n_buffers ", kind: flowNumber, size: 4},
		{text: ", n_tables ", kind: flowNumber, size: 1},
		{text: ", auxiliary_id ", kind: flowNumber, size: 1},
		{size: 2},
		{"\n\t capabilities ", flowBits, 4, of13Capabilities, "", 0x16f},
	}
	of13ConfigFields = []openFlowField{
		{"\n\t flags ", flowName, 2, openFlowFragments, "invalid (0x%04x)", 0},
		{", miss_send_len ", flowName, 2, of13Lengths, "%d", 0},
	}
	of13TableFields = []openFlowField{
		{"\n\t table_id ", flowName, 1, of13Tables, "%d", 0},
		{size: 3},
		{text: ", config ", kind: flowHex, size: 4},
	}
	of13RoleFields = []openFlowField{
		{"\n\t role ", flowName, 4, of13Roles, "invalid (0x%08x)", 0},
		{size: 4},
		{text: ", generation_id ", kind: flowHex, size: 8},
	}
	of13AsyncFields = []openFlowField{
		{"\n\t packet_in_mask[EM] ", flowBits, 4, of13InBits, "", 7},
		{"\n\t packet_in_mask[S] ", flowBits, 4, of13InBits, "", 7},
		{"\n\t port_status_mask[EM] ", flowBits, 4, of13ChangeBits, "", 7},
		{"\n\t port_status_mask[S] ", flowBits, 4, of13ChangeBits, "", 7},
		{"\n\t flow_removed_mask[EM] ", flowBits, 4, of13ChangeBits, "", 7},
		{"\n\t flow_removed_mask[S] ", flowBits, 4, of13ChangeBits, "", 7},
	}
	of13PortModFields = []openFlowField{
		{"\n\t port_no ", flowName, 4, of13PortNumbers, "%d", 0},
		{size: 4},
		{text: ", hw_addr ", kind: flowMAC, size: 6},
		{size: 2},
		{"\n\t  config ", flowBits, 4, of13PortConfig, "", 0x65},
		{"\n\t  mask ", flowBits, 4, of13PortConfig, "", 0x65},
		{"\n\t  advertise ", flowBits, 4, of13PortFeatures, "", 0xffff},
	}
	of13PortFields = []openFlowField{
		{"\n\t  port_no ", flowName, 4, of13PortNumbers, "%d", 0},
		{size: 4},
		{text: ", hw_addr ", kind: flowMAC, size: 6},
		{size: 2},
		{text: ", name ", kind: flowText, size: 16},
	}
	of13PortDetails = []openFlowField{
		{"\n\t   config ", flowBits, 4, of13PortConfig, "", 0x65},
		{"\n\t   state ", flowBits, 4, of13PortState, "", 7},
		{"\n\t   curr ", flowBits, 4, of13PortFeatures, "", 0xffff},
		{"\n\t   advertised ", flowBits, 4, of13PortFeatures, "", 0xffff},
		{"\n\t   supported ", flowBits, 4, of13PortFeatures, "", 0xffff},
		{"\n\t   peer ", flowBits, 4, of13PortFeatures, "", 0xffff},
	}
)

// openFlow13Message returns how a type of message of version 1.3 is printed:
// OpenFlow Switch Specification 1.3.5, 7.
func openFlow13Message(kind int) (openFlowMessage, bool) {
	names := [...]string{
		"HELLO", "ERROR", "ECHO_REQUEST", "ECHO_REPLY", "EXPERIMENTER", "FEATURES_REQUEST", "FEATURES_REPLY",
		"GET_CONFIG_REQUEST", "GET_CONFIG_REPLY", "SET_CONFIG", "PACKET_IN", "FLOW_REMOVED", "PORT_STATUS", "PACKET_OUT",
		"FLOW_MOD", "GROUP_MOD", "PORT_MOD", "TABLE_MOD", "MULTIPART_REQUEST", "MULTIPART_REPLY", "BARRIER_REQUEST",
		"BARRIER_REPLY", "QUEUE_GET_CONFIG_REQUEST", "QUEUE_GET_CONFIG_REPLY", "ROLE_REQUEST", "ROLE_REPLY",
		"GET_ASYNC_REQUEST", "GET_ASYNC_REPLY", "SET_ASYNC", "METER_MOD",
	}
	if kind >= len(names) {
		return openFlowMessage{}, false
	}
	m := openFlow13Body(names[kind])
	m.name = names[kind]
	return m, true
}

func openFlow13Body(name string) openFlowMessage {
	switch name {
	case "HELLO":
		return openFlowMessage{body: openFlow.hello13}
	case "ERROR":
		return openFlowMessage{least: 4, body: openFlow.error13}
	case "ECHO_REQUEST", "ECHO_REPLY":
		return openFlowMessage{body: openFlow.data}
	case "EXPERIMENTER":
		return openFlowMessage{least: 8, body: openFlow.experimenter13}
	case "FEATURES_REQUEST", "GET_CONFIG_REQUEST", "BARRIER_REQUEST", "BARRIER_REPLY", "GET_ASYNC_REQUEST":
		return openFlowMessage{fixed: true}
	case "FEATURES_REPLY":
		return openFlowMessage{least: 24, fixed: true, body: wholeBody(of13SwitchFields)}
	case "GET_CONFIG_REPLY", "SET_CONFIG":
		return openFlowMessage{least: 4, fixed: true, body: wholeBody(of13ConfigFields)}
	case "PORT_STATUS":
		return openFlowMessage{least: 72, fixed: true, body: openFlow.portStatus13}
	case "PORT_MOD":
		return openFlowMessage{least: 32, fixed: true, body: wholeBody(of13PortModFields)}
	case "TABLE_MOD":
		return openFlowMessage{least: 8, fixed: true, body: wholeBody(of13TableFields)}
	case "QUEUE_GET_CONFIG_REQUEST":
		return openFlowMessage{least: 8, fixed: true, body: openFlow.queueRequest13}
	case "ROLE_REQUEST", "ROLE_REPLY":
		return openFlowMessage{least: 16, fixed: true, body: wholeBody(of13RoleFields)}
	case "GET_ASYNC_REPLY", "SET_ASYNC":
		return openFlowMessage{least: 24, fixed: true, body: wholeBody(of13AsyncFields)}
	}
	return openFlowMessage{}
}

func (o openFlow) queueRequest13(off, n int) {
	port := o.v.u32(off)
	o.str("\n\t port ")
	o.name32(of13PortNumbers, "%d", port)
	o.v.need(off, n)
}

func (o openFlow) portStatus13(off, _ int) {
	reason := o.v.u8(off)
	o.str("\n\t reason ")
	o.name(openFlowPortReasons, "invalid (0x02x)", reason)
	off = o.fields(of13PortFields, off+8)
	if o.Printer.v < 2 {
		o.v.need(off, 32)
		return
	}
	off = o.fields(of13PortDetails, off)
	speed := o.v.u32(off)
	o.printf("\n\t   curr_speed %dkbps", speed)
	speed = o.v.u32(off + 4)
	o.printf("\n\t   max_speed %dkbps", speed)
}

// hello13 prints the elements of a hello: 7.5.1.
func (o openFlow) hello13(off, n int) {
	const (
		headerLen     = 4
		versionBitmap = 1
	)
	o.walk(off, n, headerLen, func(off, n int) int {
		kind := o.v.u16(off)
		o.str("\n\t type ")
		o.name(of13HelloTypes, "unknown (0x%04x)", kind)
		length := o.v.u16(off + 2)
		o.printf(", length %d", length)
		if length < headerLen || length > n {
			o.invalidRest(off+headerLen, n-headerLen)
			return 0
		}
		if kind == versionBitmap && length == headerLen+4 {
			bits := o.v.u32(off + headerLen)
			o.printf(", bitmap 0x%08x", bits)
			o.bits(of13Versions, 0x3f, bits)
		} else if kind == versionBitmap {
			o.str(" (bogus)")
		}
		o.v.need(off, length)
		return length
	})
}

func (o openFlow) experimenter13(off, n int) {
	id := o.v.u32(off)
	o.str("\n\t experimenter ")
	o.experimenter(id)
	kind := o.v.u32(off + 4)
	o.printf(", exp_type 0x%08x", kind)
	o.data(off+8, n-8)
}

func (o openFlow) error13(off, n int) {
	o.errorCode(of13ErrorsKnown, of13ErrorCodes, off)
	o.data(off+4, n-4)
}
