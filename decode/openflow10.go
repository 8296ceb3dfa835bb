package decode

const (
	bigSwitchOUI   = 0x5c16c7
	of10Controller = 0xfffd

	of10AnyInPort   = 1 << 0
	of10AnyVLAN     = 1 << 1
	of10AnySrcMAC   = 1 << 2
	of10AnyDstMAC   = 1 << 3
	of10AnyType     = 1 << 4
	of10AnyProto    = 1 << 5
	of10AnySrcPort  = 1 << 6
	of10AnyDstPort  = 1 << 7
	of10AnyPriority = 1 << 20
	of10AnyTOS      = 1 << 21

	of10PortLen     = 48
	of10MatchLen    = 40
	of10FlowLen     = 88
	of10TableLen    = 64
	of10PortStatLen = 104
)

var (
	of10PortNo = openFlowField{"\n\t port_no ", flowName, 2, of10PortNumbers, "%d", 0}

	of10ConfigFields = []openFlowField{
		{"\n\t flags ", flowName, 2, openFlowFragments, "invalid (0x%04x)", 0},
		{text: ", miss_send_len ", kind: flowNumber, size: 2},
	}
	of10PortModFields = []openFlowField{
		of10PortNo,
		{text: ", hw_addr ", kind: flowMAC, size: 6},
		{"\n\t config ", flowBits, 4, of10PortConfig, "", 0x7f},
		{"\n\t mask ", flowBits, 4, of10PortConfig, "", 0x7f},
		{"\n\t advertise ", flowBits, 4, of10PortFeatures, "", 0xfff},
	}
	of10PortFields = []openFlowField{
		{"\n\t  port_no ", flowName, 2, of10PortNumbers, "%d", 0},
		{text: ", hw_addr ", kind: flowMAC, size: 6},
		{text: ", name ", kind: flowText, size: 16},
	}
	of10PortDetails = []openFlowField{
		{"\n\t   config ", flowBits, 4, of10PortConfig, "", 0x7f},
		{text: "\n\t   state ", kind: flowState, size: 4},
		{"\n\t   curr ", flowBits, 4, of10PortFeatures, "", 0xfff},
		{"\n\t   advertised ", flowBits, 4, of10PortFeatures, "", 0xfff},
		{"\n\t   supported ", flowBits, 4, of10PortFeatures, "", 0xfff},
		{"\n\t   peer ", flowBits, 4, of10PortFeatures, "", 0xfff},
	}
	of10SwitchFields = []openFlowField{
		{text: "\n\t dpid ", kind: flowHex, size: 8},
		{text: ", n_buffers ", kind: flowNumber, size: 4},
		{text: ", n_tables ", kind: flowNumber, size: 1},
		{size: 3},
		{"\n\t capabilities ", flowBits, 4, of10Capabilities, "", 0xef},
		{"\n\t actions ", flowBits, 4, of10ActionBits, "", 0xfff},
	}
	of10PacketInFields = []openFlowField{
		{"\n\t buffer_id ", flowName, 4, of10Buffers, "0x%08x", 0},
		{text: ", total_len ", kind: flowNumber, size: 2},
		{", in_port ", flowName, 2, of10PortNumbers, "%d", 0},
		{", reason ", flowName, 1, of10InReasons, "invalid (0x%02x)", 0},
		{size: 1},
	}
	of10PacketOutFields = []openFlowField{
		{text: "\n\t buffer_id ", kind: flowHex, size: 4},
		{", in_port ", flowName, 2, of10PortNumbers, "%d", 0},
	}
	of10RemovedFields = []openFlowField{
		{text: "\n\t cookie ", kind: flowHex, size: 8},
		{text: ", priority ", kind: flowNonZero, size: 2},
		{", reason ", flowName, 1, of10RemovedReasons, "unknown (0x%02x)", 0},
		{size: 1},
		{text: ", duration_sec ", kind: flowNumber, size: 4},
		{text: ", duration_nsec ", kind: flowNumber, size: 4},
		{text: ", idle_timeout ", kind: flowNonZero, size: 2},
		{size: 2},
		{text: ", packet_count ", kind: flowNumber, size: 8},
		{text: ", byte_count ", kind: flowNumber, size: 8},
	}
	of10TimeoutFields = []openFlowField{
		{text: ", idle_timeout ", kind: flowNonZero, size: 2},
		{text: ", hard_timeout ", kind: flowNonZero, size: 2},
		{text: ", priority ", kind: flowNonZero, size: 2},
	}
)

// openFlow10Message returns how a type of message of version 1.0 is printed:
// OpenFlow Switch Specification 1.0.0, 5.
func openFlow10Message(kind int) (openFlowMessage, bool) {
	switch kind {
	case 0:
		return openFlowMessage{"HELLO", 0, false, openFlow.data}, true
	case 1:
		return openFlowMessage{"ERROR", 4, false, openFlow.error10}, true
	case 2:
		return openFlowMessage{"ECHO_REQUEST", 0, false, openFlow.data}, true
	case 3:
		return openFlowMessage{"ECHO_REPLY", 0, false, openFlow.data}, true
	case 4:
		return openFlowMessage{"VENDOR", 4, false, openFlow.vendorMessage}, true
	case 5:
		return openFlowMessage{"FEATURES_REQUEST", 0, true, nil}, true
	case 6:
		return openFlowMessage{"FEATURES_REPLY", 24, false, openFlow.features10}, true
	case 7:
		return openFlowMessage{"GET_CONFIG_REQUEST", 0, true, nil}, true
	case 8:
		return openFlowMessage{"GET_CONFIG_REPLY", 4, true, wholeBody(of10ConfigFields)}, true
	case 9:
		return openFlowMessage{"SET_CONFIG", 4, true, wholeBody(of10ConfigFields)}, true
	case 10:
		return openFlowMessage{"PACKET_IN", 10, false, openFlow.packetIn10}, true
	case 11:
		return openFlowMessage{"FLOW_REMOVED", 80, true, openFlow.flowRemoved10}, true
	case 12:
		return openFlowMessage{"PORT_STATUS", 56, true, openFlow.portStatus10}, true
	case 13:
		return openFlowMessage{"PACKET_OUT", 8, false, openFlow.packetOut10}, true
	case 14:
		return openFlowMessage{"FLOW_MOD", 64, false, openFlow.flowMod10}, true
	case 15:
		return openFlowMessage{"PORT_MOD", 24, true, wholeBody(of10PortModFields)}, true
	case 16:
		return openFlowMessage{"STATS_REQUEST", 4, false, openFlow.statsRequest10}, true
	case 17:
		return openFlowMessage{"STATS_REPLY", 4, false, openFlow.statsReply10}, true
	case 18:
		return openFlowMessage{"BARRIER_REQUEST", 0, true, nil}, true
	case 19:
		return openFlowMessage{"BARRIER_REPLY", 0, true, nil}, true
	case 20:
		return openFlowMessage{"QUEUE_GET_CONFIG_REQUEST", 4, true, openFlow.queueRequest10}, true
	case 21:
		return openFlowMessage{"QUEUE_GET_CONFIG_REPLY", 8, false, openFlow.queueReply10}, true
	}
	return openFlowMessage{}, false
}

func (o openFlow) error10(off, n int) {
	o.errorCode(of10Errors, of10ErrorCodes, off)
	o.data(off+4, n-4)
}

func (o openFlow) features10(off, n int) {
	o.ports10(o.fields(of10SwitchFields, off), n-24)
}

func (o openFlow) portStatus10(off, _ int) {
	reason := o.v.u8(off)
	o.str("\n\t reason ")
	o.name(openFlowPortReasons, "invalid (0x%02x)", reason)
	o.ports10(off+8, of10PortLen)
}

// ports10 prints descriptions of ports: 5.2.1.
func (o openFlow) ports10(off, n int) {
	o.walk(off, n, of10PortLen, func(off, n int) int {
		next := o.fields(of10PortFields, off)
		if o.Printer.v < 2 {
			o.v.need(next, of10PortLen-24)
		} else {
			o.fields(of10PortDetails, next)
		}
		return of10PortLen
	})
}

func (o openFlow) portState10(state uint32) {
	const (
		linkDown = 1
		spanning = 3 << 8
	)
	o.str(" (")
	o.str(of10PortStates[state&spanning>>8])
	if state&linkDown != 0 {
		o.str(", LINK_DOWN")
	}
	o.byte(')')
	if state&^(linkDown|spanning) != 0 {
		o.str(" (bogus)")
	}
}

func (o openFlow) packetIn10(off, n int) {
	o.fields(of10PacketInFields, off)
	o.v.need(off, 10)
	o.frame(off+10, n-10)
}

func (o openFlow) packetOut10(off, n int) {
	o.fields(of10PacketOutFields, off)
	actions := o.v.u16(off + 6)
	o.printf(", actions_len %d", actions)
	if actions > n-8 {
		o.invalidRest(off, n)
		return
	}
	o.actions10("\n\t ", off+8, actions)
	o.frame(off+8+actions, n-8-actions)
}

func (o openFlow) flowRemoved10(off, _ int) {
	o.match10("\n\t ", off)
	o.fields(of10RemovedFields, off+of10MatchLen)
}

// flowMod10 prints a change of the flow table: 5.3.3.
func (o openFlow) flowMod10(off, n int) {
	o.match10("\n\t ", off)
	off += of10MatchLen
	cookie := o.v.u64(off)
	o.printf("\n\t cookie 0x%016x", cookie)
	command := o.v.u16(off + 8)
	o.str(", command ")
	o.name(of10Commands, "invalid (0x%04x)", command)
	o.fields(of10TimeoutFields, off+10)
	if command < 3 {
		buffer := o.v.u32(off + 16)
		o.str(", buffer_id ")
		o.name32(of10Buffers, "0x%08x", buffer)
	}
	if command == 3 || command == 4 {
		port := o.v.u16(off + 20)
		o.str(", out_port ")
		o.name(of10PortNumbers, "%d", port)
	}
	flags := o.v.u16(off + 22)
	o.printf(", flags 0x%04x", flags)
	o.bits(of10FlowFlags, 7, uint32(flags))
	o.actions10("\n\t ", off+24, n-64)
}
