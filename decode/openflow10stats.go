package decode

var (
	of10QueuePort         = openFlowField{"\n\t port ", flowName, 2, of10PortNumbers, "%d", 0}
	of10FlowRequestFields = []openFlowField{
		{"\n\t table_id ", flowName, 1, of10Tables, "%d", 0},
		{size: 1},
		{", out_port ", flowName, 2, of10PortNumbers, "%d", 0},
	}
	of10QueueRequestFields = []openFlowField{
		of10PortNo,
		{size: 2},
		{", queue_id ", flowName, 4, of10Queues, "%d", 0},
	}
	of10DescriptionFields = []openFlowField{
		{text: "\n\t  mfr_desc ", kind: flowText, size: 256},
		{text: "\n\t  hw_desc ", kind: flowText, size: 256},
		{text: "\n\t  sw_desc ", kind: flowText, size: 256},
		{text: "\n\t  serial_num ", kind: flowText, size: 32},
		{text: "\n\t  dp_desc ", kind: flowText, size: 256},
	}
	of10FlowFields = []openFlowField{
		{text: "\n\t  duration_sec ", kind: flowNumber, size: 4},
		{text: ", duration_nsec ", kind: flowNumber, size: 4},
		{text: ", priority ", kind: flowNumber, size: 2},
		{text: ", idle_timeout ", kind: flowNumber, size: 2},
		{text: ", hard_timeout ", kind: flowNumber, size: 2},
		{size: 6},
		{text: ", cookie ", kind: flowHex, size: 8},
		{text: ", packet_count ", kind: flowNumber, size: 8},
		{text: ", byte_count ", kind: flowNumber, size: 8},
	}
	of10AggregateFields = []openFlowField{
		{text: "\n\t packet_count ", kind: flowNumber, size: 8},
		{text: ", byte_count ", kind: flowNumber, size: 8},
		{text: ", flow_count ", kind: flowNumber, size: 4},
	}
	of10TableFields = []openFlowField{
		{"\n\t table_id ", flowName, 1, of10Tables, "%d", 0},
		{size: 3},
		{text: ", name ", kind: flowText, size: 32},
		{"\n\t  wildcards ", flowBits, 4, of10Wildcards, "", 1<<22 - 1},
		{text: "\n\t  max_entries ", kind: flowNumber, size: 4},
		{text: ", active_count ", kind: flowNumber, size: 4},
		{text: ", lookup_count ", kind: flowNumber, size: 8},
		{text: ", matched_count ", kind: flowNumber, size: 8},
	}
	of10PortStatFields = []openFlowField{
		{text: ", rx_packets ", kind: flowNumber, size: 8},
		{text: ", tx_packets ", kind: flowNumber, size: 8},
		{text: ", rx_bytes ", kind: flowNumber, size: 8},
		{text: ", tx_bytes ", kind: flowNumber, size: 8},
		{text: ", rx_dropped ", kind: flowNumber, size: 8},
		{text: ", tx_dropped ", kind: flowNumber, size: 8},
		{text: ", rx_errors ", kind: flowNumber, size: 8},
		{text: ", tx_errors ", kind: flowNumber, size: 8},
		{text: ", rx_frame_err ", kind: flowNumber, size: 8},
		{text: ", rx_over_err ", kind: flowNumber, size: 8},
		{text: ", rx_crc_err ", kind: flowNumber, size: 8},
		{text: ", collisions ", kind: flowNumber, size: 8},
	}
	of10QueueFields = []openFlowField{
		{"\n\t  port_no ", flowName, 2, of10PortNumbers, "%d", 0},
		{size: 2},
		{text: ", queue_id ", kind: flowNumber, size: 4},
		{text: ", tx_bytes ", kind: flowNumber, size: 8},
		{text: ", tx_packets ", kind: flowNumber, size: 8},
		{text: ", tx_errors ", kind: flowNumber, size: 8},
	}
)

// statsRequest10 prints a question for statistics: OpenFlow Switch Specification
// 1.0.0, 5.3.5.
func (o openFlow) statsRequest10(off, n int) {
	kind := o.v.u16(off)
	o.str("\n\t type ")
	o.name(of10Statistics, "invalid (0x%04x)", kind)
	flags := o.v.u16(off + 2)
	o.printf(", flags 0x%04x", flags)
	if flags != 0 {
		o.str(" (bogus)")
	}
	name, _ := of10Statistics.find(uint32(kind))
	off += 4
	n -= 4
	want := 0
	switch name {
	case "DESC", "TABLE":
	case "FLOW", "AGGREGATE":
		want = of10MatchLen + 4
	case "PORT", "QUEUE":
		want = 8
	case "VENDOR":
		o.vendorData(off, n)
		return
	default:
		o.v.need(off, n)
		return
	}
	if n != want {
		o.invalidRest(off, n)
		return
	}
	switch name {
	case "FLOW", "AGGREGATE":
		o.match10("\n\t ", off)
		o.fields(of10FlowRequestFields, off+of10MatchLen)
	case "PORT":
		o.field(&of10PortNo, off)
		o.v.need(off+2, 6)
	case "QUEUE":
		o.fields(of10QueueRequestFields, off)
	}
}

// statsReply10 prints statistics: 5.3.5.
func (o openFlow) statsReply10(off, n int) {
	kind := o.v.u16(off)
	o.str("\n\t type ")
	o.name(of10Statistics, "invalid (0x%04x)", kind)
	flags := o.v.u16(off + 2)
	o.printf(", flags 0x%04x", flags)
	o.bits(of10More, 1, uint32(flags))
	name, _ := of10Statistics.find(uint32(kind))
	off += 4
	n -= 4
	switch name {
	case "DESC":
		o.one(of10DescriptionFields, off, n, 1056)
	case "AGGREGATE":
		o.one(of10AggregateFields, off, n, 24)
	case "FLOW":
		o.flows10(off, n)
	case "TABLE":
		o.each(of10TableFields, off, n, of10TableLen)
	case "PORT":
		o.portStats10(off, n)
	case "QUEUE":
		o.each(of10QueueFields, off, n, 32)
	case "VENDOR":
		o.vendorData(off, n)
	default:
		o.v.need(off, n)
	}
}

// one prints a structure whose length n is to be size.
func (o openFlow) one(fields []openFlowField, off, n, size int) {
	if n != size {
		o.invalidRest(off, n)
		return
	}
	o.fields(fields, off)
	o.v.need(off, n)
}

// each prints the structures of size bytes that n bytes hold.
func (o openFlow) each(fields []openFlowField, off, n, size int) {
	o.walk(off, n, size, func(off, n int) int {
		o.fields(fields, off)
		return size
	})
}

func (o openFlow) flows10(off, n int) {
	o.walk(off, n, of10FlowLen, func(off, n int) int {
		length := o.v.u16(off)
		o.printf("\n\t length %d", length)
		if length < of10FlowLen || length > n {
			o.invalidRest(off, n)
			return 0
		}
		table := o.v.u8(off + 2)
		o.str(", table_id ")
		o.name(of10Tables, "%d", table)
		o.match10("\n\t  ", off+4)
		o.fields(of10FlowFields, off+4+of10MatchLen)
		o.actions10("\n\t  ", off+of10FlowLen, length-of10FlowLen)
		return length
	})
}

func (o openFlow) portStats10(off, n int) {
	o.walk(off, n, of10PortStatLen, func(off, n int) int {
		port := o.v.u16(off)
		o.str("\n\t  port_no ")
		o.name(of10PortNumbers, "%d", port)
		if o.Printer.v < 2 {
			o.v.need(off, of10PortStatLen)
		} else {
			o.fields(of10PortStatFields, off+8)
		}
		return of10PortStatLen
	})
}

func (o openFlow) queueRequest10(off, _ int) {
	o.field(&of10QueuePort, off)
	o.v.need(off+2, 2)
}

// queueReply10 prints the queues of a port: 5.2.2.
func (o openFlow) queueReply10(off, n int) {
	const headerLen = 8
	o.field(&of10QueuePort, off)
	o.v.need(off, 8)
	off += 8
	n -= 8
	o.walk(off, n, headerLen, func(off, n int) int {
		id := o.v.u32(off)
		o.printf("\n\t  queue_id %d", id)
		length := o.v.u16(off + 4)
		o.printf(", len %d", length)
		if length < headerLen || length > n {
			o.invalidRest(off, n)
			return 0
		}
		if o.Printer.v < 2 {
			o.v.need(off, length)
		} else {
			o.queueProperties10(off+headerLen, length-headerLen)
		}
		return length
	})
}

func (o openFlow) queueProperties10(off, n int) {
	const (
		headerLen = 8
		minRate   = 1
	)
	o.walk(off, n, headerLen, func(off, n int) int {
		kind := o.v.u16(off)
		o.str("\n\t   property ")
		o.name(of10QueueProperties, "invalid (0x%04x)", kind)
		length := o.v.u16(off + 2)
		o.printf(", len %d", length)
		if length < headerLen || length > n {
			o.invalidRest(off, n)
			return 0
		}
		if kind <= minRate && length != headerLen*(1+kind) {
			o.str(" (bogus)")
		} else if kind == minRate {
			if rate := o.v.u16(off + 8); rate > 1000 {
				o.str(", rate disabled")
			} else {
				o.printf(", rate %d.%d%%", rate/10, rate%10)
			}
		}
		o.v.need(off, length)
		return length
	})
}
