package decode

// A fieldName is a layer's name and a field's of it, as JSON has them.
type fieldName struct{ layer, field string }

// A span is a field's place in its layer's header.
type span struct{ offset, size int }

func (s span) end() int { return s.offset + s.size }

// fieldSpans are the places of fields whose place does not vary. Fields that
// share a byte have it both.
var fieldSpans = map[fieldName]span{
	{"eth", "dst"}:  {0, 6},
	{"eth", "src"}:  {6, 6},
	{"eth", "type"}: {12, 2},
	{"eth", "len"}:  {12, 2},

	{"vlan", "priority"}: {0, 1},
	{"vlan", "dei"}:      {0, 1},
	{"vlan", "id"}:       {0, 2},
	{"vlan", "etype"}:    {2, 2},

	{"llc", "dsap"}:    {0, 1},
	{"llc", "ssap"}:    {1, 1},
	{"llc", "control"}: {2, 1},

	{"pppoe", "code"}:           {1, 1},
	{"pppoe", "session_id"}:     {2, 2},
	{"pppoe", "payload_length"}: {4, 2},

	{"arp", "hw_type"}:        {0, 2},
	{"arp", "proto_type"}:     {2, 2},
	{"arp", "hw_size"}:        {4, 1},
	{"arp", "proto_size"}:     {5, 1},
	{"arp", "opcode"}:         {6, 2},
	{"arp", "src_hw_mac"}:     {8, 6},
	{"arp", "src_proto_ipv4"}: {14, 4},
	{"arp", "dst_hw_mac"}:     {18, 6},
	{"arp", "dst_proto_ipv4"}: {24, 4},

	{"ip", "version"}:     {0, 1},
	{"ip", "hdr_len"}:     {0, 1},
	{"ip", "dsfield"}:     {1, 1},
	{"ip", "len"}:         {2, 2},
	{"ip", "id"}:          {4, 2},
	{"ip", "flags_rb"}:    {6, 1},
	{"ip", "flags_df"}:    {6, 1},
	{"ip", "flags_mf"}:    {6, 1},
	{"ip", "frag_offset"}: {6, 2},
	{"ip", "ttl"}:         {8, 1},
	{"ip", "proto"}:       {9, 1},
	{"ip", "checksum"}:    {10, 2},
	{"ip", "src"}:         {12, 4},
	{"ip", "dst"}:         {16, 4},

	{"ipv6", "version"}: {0, 1},
	{"ipv6", "tclass"}:  {0, 2},
	{"ipv6", "flow"}:    {1, 3},
	{"ipv6", "plen"}:    {4, 2},
	{"ipv6", "nxt"}:     {6, 1},
	{"ipv6", "hlim"}:    {7, 1},
	{"ipv6", "src"}:     {8, 16},
	{"ipv6", "dst"}:     {24, 16},

	{"ipv6_ext", "nxt"}:          {0, 1},
	{"ipv6_ext", "len"}:          {1, 1},
	{"ipv6_ext", "routing_type"}: {2, 1},
	{"ipv6_ext", "segleft"}:      {3, 1},
	{"ipv6_ext", "offset"}:       {2, 2},
	{"ipv6_ext", "more"}:         {3, 1},
	{"ipv6_ext", "ident"}:        {4, 4},

	{"ah", "next_header"}: {0, 1},
	{"ah", "length"}:      {1, 1},
	{"ah", "spi"}:         {4, 4},
	{"ah", "sequence"}:    {8, 4},

	{"esp", "spi"}:      {0, 4},
	{"esp", "sequence"}: {4, 4},

	{"tcp", "srcport"}:           {0, 2},
	{"tcp", "dstport"}:           {2, 2},
	{"tcp", "seq"}:               {4, 4},
	{"tcp", "seq_raw"}:           {4, 4},
	{"tcp", "ack"}:               {8, 4},
	{"tcp", "ack_raw"}:           {8, 4},
	{"tcp", "hdr_len"}:           {12, 1},
	{"tcp", "flags"}:             {12, 2},
	{"tcp", "flags_ae"}:          {12, 1},
	{"tcp", "flags_fin"}:         {13, 1},
	{"tcp", "flags_syn"}:         {13, 1},
	{"tcp", "flags_reset"}:       {13, 1},
	{"tcp", "flags_push"}:        {13, 1},
	{"tcp", "flags_ack"}:         {13, 1},
	{"tcp", "flags_urg"}:         {13, 1},
	{"tcp", "flags_ece"}:         {13, 1},
	{"tcp", "flags_cwr"}:         {13, 1},
	{"tcp", "window_size_value"}: {14, 2},
	{"tcp", "checksum"}:          {16, 2},
	{"tcp", "urgent_pointer"}:    {18, 2},

	{"udp", "srcport"}:  {0, 2},
	{"udp", "dstport"}:  {2, 2},
	{"udp", "length"}:   {4, 2},
	{"udp", "checksum"}: {6, 2},

	{"icmp", "type"}:     {0, 1},
	{"icmp", "code"}:     {1, 1},
	{"icmp", "checksum"}: {2, 2},
	{"icmp", "ident"}:    {4, 2},
	{"icmp", "redir_gw"}: {4, 4},
	{"icmp", "mtu"}:      {6, 2},

	{"icmpv6", "type"}:     {0, 1},
	{"icmpv6", "code"}:     {1, 1},
	{"icmpv6", "checksum"}: {2, 2},

	{"icmpv6", "echo_identifier"}:       {4, 2},
	{"icmpv6", "echo_sequence_number"}:  {6, 2},
	{"icmpv6", "mtu"}:                   {4, 4},
	{"icmpv6", "pointer"}:               {4, 4},
	{"icmpv6", "nd_target_address"}:     {8, 16},
	{"icmpv6", "nd_rd_destination"}:     {24, 16},
	{"icmpv6", "nd_ra_cur_hop_limit"}:   {4, 1},
	{"icmpv6", "nd_ra_flag_m"}:          {5, 1},
	{"icmpv6", "nd_ra_flag_o"}:          {5, 1},
	{"icmpv6", "nd_ra_router_lifetime"}: {6, 2},
	{"icmpv6", "mld_multicast_address"}: {8, 16},

	{"sctp", "srcport"}:          {0, 2},
	{"sctp", "dstport"}:          {2, 2},
	{"sctp", "verification_tag"}: {4, 4},
	{"sctp", "checksum"}:         {8, 4},

	{"dccp", "srcport"}:  {0, 2},
	{"dccp", "dstport"}:  {2, 2},
	{"dccp", "ccval"}:    {5, 1},
	{"dccp", "cscov"}:    {5, 1},
	{"dccp", "checksum"}: {6, 2},
	{"dccp", "type"}:     {8, 1},

	{"gre", "flags_and_version"}: {0, 2},
	{"gre", "proto"}:             {2, 2},

	{"vxlan", "flags"}: {0, 1},
	{"vxlan", "vni"}:   {4, 3},

	{"geneve", "version"}:        {0, 1},
	{"geneve", "options_len"}:    {0, 1},
	{"geneve", "flags_oam"}:      {1, 1},
	{"geneve", "flags_critical"}: {1, 1},
	{"geneve", "proto_type"}:     {2, 2},
	{"geneve", "vni"}:            {4, 3},
}
