package decode

var lmpMessages = names{
	{1, "Config"},
	{2, "Config ACK"},
	{3, "Config NACK"},
	{4, "Hello"},
	{5, "Begin Verify"},
	{6, "Begin Verify ACK"},
	{7, "Begin Verify NACK"},
	{8, "End Verify"},
	{9, "End Verify ACK"},
	{10, "Test"},
	{11, "Test Status Success"},
	{12, "Test Status Failure"},
	{13, "Test Status ACK"},
	{14, "Link Summary"},
	{15, "Link Summary ACK"},
	{16, "Link Summary NACK"},
	{17, "Channel Status"},
	{18, "Channel Status ACK"},
	{19, "Channel Status Request"},
	{20, "Channel Status Response"},
	{50, "Service Config"},
	{51, "Service Config ACK"},
	{52, "Service Config NACK"},
}

// Objects of LMP: the IANA registry "LMP Object Class name space".
const (
	lmpControlChannel = 1
	lmpNode           = 2
	lmpLink           = 3
	lmpInterface      = 4
	lmpMessageID      = 5
	lmpConfig         = 6
	lmpHello          = 7
	lmpVerifyBegin    = 8
	lmpVerifyAck      = 9
	lmpVerifyID       = 10
	lmpTELink         = 11
	lmpDataLink       = 12
	lmpChannelStatus  = 13
	lmpChannelRequest = 14
	lmpError          = 20
	lmpService        = 51
)

var lmpObjects = names{
	{lmpControlChannel, "Control Channel ID"},
	{lmpNode, "Node ID"},
	{lmpLink, "Link ID"},
	{lmpInterface, "Interface ID"},
	{lmpMessageID, "Message ID"},
	{lmpConfig, "Configuration"},
	{lmpHello, "Hello"},
	{lmpVerifyBegin, "Verify Begin"},
	{lmpVerifyAck, "Verify Begin ACK"},
	{lmpVerifyID, "Verify ID"},
	{lmpTELink, "TE Link"},
	{lmpDataLink, "Data Link"},
	{lmpChannelStatus, "Channel Status"},
	{lmpChannelRequest, "Channel Status Request"},
	{lmpError, "Error Code"},
	{lmpService, "Service Config"},
}

// lmpCTypes are the class types, whose meaning depends on the class: class and
// type in two bytes.
var lmpCTypes = names{
	{lmpControlChannel<<8 | 1, "Local"},
	{lmpControlChannel<<8 | 2, "Remote"},
	{lmpNode<<8 | 1, "Local"},
	{lmpNode<<8 | 2, "Remote"},
	{lmpLink<<8 | 1, "IPv4 Local"},
	{lmpLink<<8 | 2, "IPv4 Remote"},
	{lmpLink<<8 | 3, "IPv6 Local"},
	{lmpLink<<8 | 4, "IPv6 Remote"},
	{lmpLink<<8 | 5, "Unnumbered Local"},
	{lmpLink<<8 | 6, "Unnumbered Remote"},
	{lmpInterface<<8 | 1, "IPv4 Local"},
	{lmpInterface<<8 | 2, "IPv4 Remote"},
	{lmpInterface<<8 | 3, "IPv6 Local"},
	{lmpInterface<<8 | 4, "IPv6 Remote"},
	{lmpInterface<<8 | 5, "Unnumbered Local"},
	{lmpInterface<<8 | 6, "Unnumbered Remote"},
	{lmpMessageID<<8 | 1, "1"},
	{lmpMessageID<<8 | 2, "2"},
	{lmpConfig<<8 | 1, "1"},
	{lmpHello<<8 | 1, "1"},
	{lmpVerifyBegin<<8 | 1, "1"},
	{lmpVerifyAck<<8 | 1, "1"},
	{lmpVerifyID<<8 | 1, "1"},
	{lmpTELink<<8 | 1, "IPv4"},
	{lmpTELink<<8 | 2, "IPv6"},
	{lmpTELink<<8 | 3, "Unnumbered"},
	{lmpDataLink<<8 | 1, "IPv4"},
	{lmpDataLink<<8 | 2, "IPv6"},
	{lmpDataLink<<8 | 3, "Unnumbered"},
	{lmpChannelStatus<<8 | 1, "IPv4"},
	{lmpChannelStatus<<8 | 2, "IPv6"},
	{lmpChannelStatus<<8 | 3, "Unnumbered"},
	{lmpChannelRequest<<8 | 1, "IPv4"},
	{lmpChannelRequest<<8 | 2, "IPv6"},
	{lmpChannelRequest<<8 | 3, "Unnumbered"},
	{lmpError<<8 | 1, "1"},
	{lmpError<<8 | 2, "2"},
	{lmpService<<8 | 1, "1"},
	{lmpService<<8 | 2, "2"},
	{lmpService<<8 | 3, "3"},
	{lmpService<<8 | 4, "4"},
}

var lmpTELinkFlags = names{{1, "Fault Management Supported"}, {2, "Link Verification Supported"}}

var lmpDataLinkFlags = names{{1, "Data Link Port"}, {2, "Allocated for user traffic"}, {4, "Failed link"}}

var lmpVerifyErrors = names{
	{0x01, "Link Verification Procedure Not supported"},
	{0x02, "Unwilling to verify"},
	{0x04, "Unsupported verification transport mechanism"},
	{0x08, "Link-id configuration error"},
	{0x10, "Unknown object c-type"},
}

var lmpSummaryErrors = names{
	{0x01, "Unacceptable non-negotiable LINK-SUMMARY parameters"},
	{0x02, "Renegotiate LINK-SUMMARY parameters"},
	{0x04, "Invalid TE-LINK Object"},
	{0x08, "Invalid DATA-LINK Object"},
	{0x10, "Unknown TE-LINK Object c-type"},
	{0x20, "Unknown DATA-LINK Object c-type"},
}

var lmpPortTransparency = names{
	{1, "Path/VC Overhead Transparency Supported"},
	{2, "Line/MS Overhead Transparency Supported"},
	{4, "Section/RS Overhead Transparency Supported"},
}

var lmpNetTransparency = names{{1, "Standard SOH/RSOH Transparency Supported"}, {2, "Standard LOH/MSOH Transparency Supported"}}

var lmpDiversity = names{{1, "Node Diversity Supported"}, {2, "Link Diversity Supported"}, {4, "SRLG Diversity Supported"}}
