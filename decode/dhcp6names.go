package decode

// Message types and options that printing depends on: RFC 8415, 7.3 and 21, and
// the IANA registry "Dynamic Host Configuration Protocol for IPv6 (DHCPv6)".
const (
	dhcp6Renew      = 5
	dhcp6InfReq     = 11
	dhcp6RelayForw  = 12
	dhcp6RelayReply = 13

	dhcp6ClientID      = 1
	dhcp6ServerID      = 2
	dhcp6IANA          = 3 // identity association, non-temporary addresses
	dhcp6IATA          = 4 // of temporary addresses
	dhcp6IAAddr        = 5
	dhcp6Requested     = 6
	dhcp6Preference    = 7
	dhcp6Elapsed       = 8
	dhcp6RelayMessage  = 9
	dhcp6Auth          = 11
	dhcp6Status        = 13
	dhcp6UserClass     = 15
	dhcp6VendorClass   = 16
	dhcp6VendorOptions = 17
	dhcp6InterfaceID   = 18
	dhcp6Reconfigure   = 19
	dhcp6SIPDomains    = 21
	dhcp6SIPAddrs      = 22
	dhcp6DNSServers    = 23
	dhcp6Domains       = 24
	dhcp6IAPD          = 25 // of prefixes
	dhcp6IAPrefix      = 26
	dhcp6NISServers    = 27
	dhcp6NISPServers   = 28
	dhcp6SNTPServers   = 31
	dhcp6Lifetime      = 32
	dhcp6BCMCSAddrs    = 34
	dhcp6RemoteID      = 37
	dhcp6SubscriberID  = 38
	dhcp6PANA          = 40
	dhcp6POSIXZone     = 41
	dhcp6TZDB          = 42
	dhcp6EchoRequest   = 43
	dhcp6LQQuery       = 44
	dhcp6ClientData    = 45
	dhcp6ClientTime    = 46
	dhcp6LQRelayData   = 47
	dhcp6LQClientLink  = 48
	dhcp6NTPServer     = 56
	dhcp6BootURL       = 59
	dhcp6AFTRName      = 64
	dhcp6MUDURL        = 112
	dhcp6SZTPRedirect  = 136
)

var dhcp6Messages = names{
	{1, "solicit"}, {2, "advertise"}, {3, "request"}, {4, "confirm"}, {dhcp6Renew, "renew"},
	{6, "rebind"}, {7, "reply"}, {8, "release"}, {9, "decline"}, {10, "reconfigure"},
	{dhcp6InfReq, "inf-req"}, {dhcp6RelayForw, "relay-fwd"}, {dhcp6RelayReply, "relay-reply"},
	{14, "leasequery"}, {15, "leasequery-reply"},
}

var dhcp6Options = names{
	{dhcp6ClientID, "client-ID"},
	{dhcp6ServerID, "server-ID"},
	{dhcp6IANA, "IA_NA"},
	{dhcp6IATA, "IA_TA"},
	{dhcp6IAAddr, "IA_ADDR"},
	{dhcp6Requested, "option-request"},
	{dhcp6Preference, "preference"},
	{dhcp6Elapsed, "elapsed-time"},
	{dhcp6RelayMessage, "relay-message"},
	{dhcp6Auth, "authentication"},
	{12, "server-unicast"},
	{dhcp6Status, "status-code"},
	{14, "rapid-commit"},
	{dhcp6UserClass, "user-class"},
	{dhcp6VendorClass, "vendor-class"},
	{dhcp6VendorOptions, "vendor-specific-info"},
	{dhcp6InterfaceID, "interface-ID"},
	{dhcp6Reconfigure, "reconfigure-message"},
	{20, "reconfigure-accept"},
	{dhcp6SIPDomains, "SIP-servers-domain"},
	{dhcp6SIPAddrs, "SIP-servers-address"},
	{dhcp6DNSServers, "DNS-server"},
	{dhcp6Domains, "DNS-search-list"},
	{dhcp6IAPD, "IA_PD"},
	{dhcp6IAPrefix, "IA_PD-prefix"},
	{dhcp6SNTPServers, "SNTP-servers"},
	{dhcp6Lifetime, "lifetime"},
	{dhcp6NISServers, "NIS-server"},
	{dhcp6NISPServers, "NIS+-server"},
	{29, "NIS-domain-name"},
	{30, "NIS+-domain-name"},
	{33, "BCMCS-domain-name"},
	{dhcp6BCMCSAddrs, "BCMCS-server"},
	{36, "Geoconf-Civic"},
	{dhcp6RemoteID, "Remote-ID"},
	{dhcp6SubscriberID, "Subscriber-ID"},
	{39, "Client-FQDN"},
	{dhcp6PANA, "PANA-agent"},
	{dhcp6POSIXZone, "POSIX-timezone"},
	{dhcp6TZDB, "POSIX-tz-database"},
	{dhcp6EchoRequest, "Echo-request-option"},
	{dhcp6LQQuery, "Lease-query"},
	{dhcp6ClientData, "LQ-client-data"},
	{dhcp6ClientTime, "Clt-time"},
	{dhcp6LQRelayData, "LQ-relay-data"},
	{dhcp6LQClientLink, "LQ-client-link"},
	{dhcp6NTPServer, "NTP-server"},
	{dhcp6BootURL, "Bootfile-URL"},
	{dhcp6AFTRName, "AFTR-Name"},
	{dhcp6MUDURL, "MUD-URL"},
	{dhcp6SZTPRedirect, "SZTP-redirect"},
}

// dhcp6StatusCodes are of RFC 8415, 21.13, and RFC 5007, 4.1.3.
var dhcp6StatusCodes = names{
	{0, "Success"}, {1, "UnspecFail"}, {2, "NoAddrsAvail"}, {3, "NoBinding"}, {4, "NotOnLink"},
	{5, "UseMulticast"}, {6, "NoPrefixAvail"}, {7, "UnknownQueryType"}, {8, "MalformedQuery"},
	{9, "NotConfigured"}, {10, "NotAllowed"},
}
