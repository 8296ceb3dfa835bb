package decode

// Names of OpenFlow 1.0, from the OpenFlow Switch Specification 1.0.0, 5.

var (
	of10PortNumbers = names{
		{0xff00, "MAX"}, {0xfff8, "IN_PORT"}, {0xfff9, "TABLE"}, {0xfffa, "NORMAL"}, {0xfffb, "FLOOD"}, {0xfffc, "ALL"},
		{of10Controller, "CONTROLLER"}, {0xfffe, "LOCAL"}, {0xffff, "NONE"},
	}
	of10PortConfig = names{
		{1 << 0, "PORT_DOWN"}, {1 << 1, "NO_STP"}, {1 << 2, "NO_RECV"}, {1 << 3, "NO_RECV_STP"}, {1 << 4, "NO_FLOOD"},
		{1 << 5, "NO_FWD"}, {1 << 6, "NO_PACKET_IN"},
	}
	of10PortStates   = [...]string{"STP_LISTEN", "STP_LEARN", "STP_FORWARD", "STP_BLOCK"}
	of10PortFeatures = names{
		{1 << 0, "10MB_HD"}, {1 << 1, "10MB_FD"}, {1 << 2, "100MB_HD"}, {1 << 3, "100MB_FD"}, {1 << 4, "1GB_HD"},
		{1 << 5, "1GB_FD"}, {1 << 6, "10GB_FD"}, {1 << 7, "COPPER"}, {1 << 8, "FIBER"}, {1 << 9, "AUTONEG"},
		{1 << 10, "PAUSE"}, {1 << 11, "PAUSE_ASYM"},
	}
	of10QueueProperties = names{{0, "NONE"}, {1, "MIN_RATE"}}
	of10Wildcards       = names{
		{of10AnyInPort, "IN_PORT"}, {of10AnyVLAN, "DL_VLAN"}, {of10AnySrcMAC, "DL_SRC"}, {of10AnyDstMAC, "DL_DST"},
		{of10AnyType, "DL_TYPE"}, {of10AnyProto, "NW_PROTO"}, {of10AnySrcPort, "TP_SRC"}, {of10AnyDstPort, "TP_DST"},
		{of10AnyPriority, "DL_VLAN_PCP"}, {of10AnyTOS, "NW_TOS"},
	}
	of10Actions = names{
		{0, "OUTPUT"}, {1, "SET_VLAN_VID"}, {2, "SET_VLAN_PCP"}, {3, "STRIP_VLAN"}, {4, "SET_DL_SRC"}, {5, "SET_DL_DST"},
		{6, "SET_NW_SRC"}, {7, "SET_NW_DST"}, {8, "SET_NW_TOS"}, {9, "SET_TP_SRC"}, {10, "SET_TP_DST"}, {11, "ENQUEUE"},
		{0xffff, "VENDOR"},
	}
	of10ActionBits = names{
		{1 << 0, "OUTPUT"}, {1 << 1, "SET_VLAN_VID"}, {1 << 2, "SET_VLAN_PCP"}, {1 << 3, "STRIP_VLAN"}, {1 << 4, "SET_DL_SRC"},
		{1 << 5, "SET_DL_DST"}, {1 << 6, "SET_NW_SRC"}, {1 << 7, "SET_NW_DST"}, {1 << 8, "SET_NW_TOS"}, {1 << 9, "SET_TP_SRC"},
		{1 << 10, "SET_TP_DST"}, {1 << 11, "ENQUEUE"},
	}
	of10Capabilities = names{
		{1 << 0, "FLOW_STATS"}, {1 << 1, "TABLE_STATS"}, {1 << 2, "PORT_STATS"}, {1 << 3, "STP"}, {1 << 4, "RESERVED"},
		{1 << 5, "IP_REASM"}, {1 << 6, "QUEUE_STATS"}, {1 << 7, "ARP_MATCH_IP"},
	}
	openFlowFragments = names{{0, "FRAG_NORMAL"}, {1, "FRAG_DROP"}, {2, "FRAG_REASM"}}
	of10Commands      = names{{0, "ADD"}, {1, "MODIFY"}, {2, "MODIFY_STRICT"}, {3, "DELETE"}, {4, "DELETE_STRICT"}}
	of10Buffers       = names{{0xffffffff, "NONE"}}
	of10FlowFlags     = names{{1 << 0, "SEND_FLOW_REM"}, {1 << 1, "CHECK_OVERLAP"}, {1 << 2, "EMERG"}}
	of10Statistics    = names{
		{0, "DESC"}, {1, "FLOW"}, {2, "AGGREGATE"}, {3, "TABLE"}, {4, "PORT"}, {5, "QUEUE"}, {0xffff, "VENDOR"},
	}
	of10Tables          = names{{0xfe, "EMERG"}, {0xff, "ALL"}}
	of10Queues          = names{{0xffffffff, "ALL"}}
	of10More            = names{{1, "MORE"}}
	of10InReasons       = names{{0, "NO_MATCH"}, {1, "ACTION"}}
	of10RemovedReasons  = names{{0, "IDLE_TIMEOUT"}, {1, "HARD_TIMEOUT"}, {2, "DELETE"}}
	openFlowPortReasons = names{{0, "ADD"}, {1, "DELETE"}, {2, "MODIFY"}}
)

var (
	of10Errors = names{
		{0, "HELLO_FAILED"}, {1, "BAD_REQUEST"}, {2, "BAD_ACTION"}, {3, "FLOW_MOD_FAILED"}, {4, "PORT_MOD_FAILED"},
		{5, "QUEUE_OP_FAILED"},
	}
	// of10ErrorCodes are the codes of each error.
	of10ErrorCodes = [][]string{
		{"INCOMPATIBLE", "EPERM"},
		{"BAD_VERSION", "BAD_TYPE", "BAD_STAT", "BAD_VENDOR", "BAD_SUBTYPE", "EPERM", "BAD_LEN", "BUFFER_EMPTY", "BUFFER_UNKNOWN"},
		{"BAD_TYPE", "BAD_LEN", "BAD_VENDOR", "BAD_VENDOR_TYPE", "BAD_OUT_PORT", "BAD_ARGUMENT", "EPERM", "TOO_MANY", "BAD_QUEUE"},
		{"ALL_TABLES_FULL", "OVERLAP", "EPERM", "BAD_EMERG_TIMEOUT", "BAD_COMMAND", "UNSUPPORTED"},
		{"BAD_PORT", "BAD_HW_ADDR"},
		{"BAD_PORT", "BAD_QUEUE", "EPERM"},
	}
)

// Names of Big Switch Networks' messages and actions.
var (
	bigSwitchMessages = names{
		{0, "SET_IP_MASK"}, {1, "GET_IP_MASK_REQUEST"}, {2, "GET_IP_MASK_REPLY"}, {3, "SET_MIRRORING"},
		{4, "GET_MIRRORING_REQUEST"}, {5, "GET_MIRRORING_REPLY"}, {6, "SHELL_COMMAND"}, {7, "SHELL_OUTPUT"}, {8, "SHELL_STATUS"},
		{9, "GET_INTERFACES_REQUEST"}, {10, "GET_INTERFACES_REPLY"}, {11, "SET_PKTIN_SUPPRESSION_REQUEST"},
		{12, "SET_L2_TABLE_REQUEST"}, {13, "GET_L2_TABLE_REQUEST"}, {14, "GET_L2_TABLE_REPLY"},
		{15, "VIRTUAL_PORT_CREATE_REQUEST"}, {16, "VIRTUAL_PORT_CREATE_REPLY"}, {17, "VIRTUAL_PORT_REMOVE_REQUEST"},
		{18, "BW_ENABLE_SET_REQUEST"}, {19, "BW_ENABLE_GET_REQUEST"}, {20, "BW_ENABLE_GET_REPLY"}, {21, "BW_CLEAR_DATA_REQUEST"},
		{22, "BW_CLEAR_DATA_REPLY"}, {23, "BW_ENABLE_SET_REPLY"}, {24, "SET_L2_TABLE_REPLY"}, {25, "SET_PKTIN_SUPPRESSION_REPLY"},
		{26, "VIRTUAL_PORT_REMOVE_REPLY"}, {27, "HYBRID_GET_REQUEST"}, {28, "HYBRID_GET_REPLY"}, {31, "PDU_TX_REQUEST"},
		{32, "PDU_TX_REPLY"}, {33, "PDU_RX_REQUEST"}, {34, "PDU_RX_REPLY"}, {35, "PDU_RX_TIMEOUT"},
	}
	bigSwitchActions = names{{1, "MIRROR"}, {2, "SET_TUNNEL_DST"}, {4, "CHECKSUM"}}
	bigSwitchOnOff   = names{{0, "OFF"}, {1, "ON"}}
	bigSwitchStages  = names{{0, "INGRESS"}, {1, "EGRESS"}}
)
