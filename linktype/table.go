package linktype

// The link types that packages of this module name, with the numbers of
// pcap-linktype(7).
const (
	Null                   Type = 0   // BSD loopback
	Ethernet               Type = 1   // Ethernet
	TokenRing              Type = 6   // Token ring
	ARCNET                 Type = 7   // BSD ARCNET
	SLIP                   Type = 8   // SLIP
	PPP                    Type = 9   // PPP
	FDDI                   Type = 10  // FDDI
	PPPSerial              Type = 50  // PPP over serial
	PPPEther               Type = 51  // PPPoE
	SymantecFirewall       Type = 99  // Symantec Firewall
	ATMRFC1483             Type = 100 // RFC 1483 LLC-encapsulated ATM
	Raw                    Type = 101 // Raw IP
	SLIPBSDOS              Type = 102 // BSD/OS SLIP
	PPPBSDOS               Type = 103 // BSD/OS PPP
	CHDLC                  Type = 104 // Cisco HDLC
	IEEE80211              Type = 105 // 802.11
	ATMCLIP                Type = 106 // Linux Classical IP over ATM
	FrameRelay             Type = 107 // Frame Relay
	Loop                   Type = 108 // OpenBSD loopback
	ENC                    Type = 109 // OpenBSD encapsulated IP
	LinuxSLL               Type = 113 // Linux cooked v1
	LocalTalk              Type = 114 // Localtalk
	PFLog                  Type = 117 // OpenBSD pflog file
	Prism                  Type = 119 // 802.11 plus Prism header
	IPOverFC               Type = 122 // RFC 2625 IP-over-Fibre Channel
	SunATM                 Type = 123 // Sun raw ATM
	IEEE80211Radio         Type = 127 // 802.11 plus radiotap header
	ARCNETLinux            Type = 129 // Linux ARCNET
	JuniperMLPPP           Type = 130 // Juniper Multi-Link PPP
	JuniperMLFR            Type = 131 // Juniper Multi-Link Frame Relay
	JuniperES              Type = 132 // Juniper Encryption Services PIC
	JuniperGGSN            Type = 133 // Juniper GGSN PIC
	JuniperMFR             Type = 134 // Juniper FRF.16 Frame Relay
	JuniperATM2            Type = 135 // Juniper ATM2 PIC
	JuniperServices        Type = 136 // Juniper Advanced Services PIC
	JuniperATM1            Type = 137 // Juniper ATM1 PIC
	AppleIPOverIEEE1394    Type = 138 // Apple IP-over-IEEE 1394
	MTP2WithPHDR           Type = 139 // SS7 MTP2 with Pseudo-header
	MTP2                   Type = 140 // SS7 MTP2
	MTP3                   Type = 141 // SS7 MTP3
	SCCP                   Type = 142 // SS7 SCCP
	DOCSIS                 Type = 143 // DOCSIS
	LinuxIrDA              Type = 144 // Linux IrDA
	IEEE80211RadioAVS      Type = 163 // 802.11 plus AVS radio information header
	JuniperMonitor         Type = 164 // Juniper Passive Monitor PIC
	BACnetMSTP             Type = 165 // BACnet MS/TP
	PPPPPPD                Type = 166 // PPP for pppd, with direction flag
	JuniperPPPoE           Type = 167 // Juniper PPPoE
	JuniperPPPoEATM        Type = 168 // Juniper PPPoE/ATM
	GPRSLLC                Type = 169 // GPRS LLC
	GPFT                   Type = 170 // GPF-T
	GPFF                   Type = 171 // GPF-F
	JuniperPICPeer         Type = 174 // Juniper PIC Peer
	ERFEth                 Type = 175 // Ethernet with Endace ERF header
	ERFPOS                 Type = 176 // Packet-over-SONET with Endace ERF header
	LinuxLAPD              Type = 177 // Linux vISDN LAPD
	JuniperEther           Type = 178 // Juniper Ethernet
	JuniperPPP             Type = 179 // Juniper PPP
	JuniperFrameRelay      Type = 180 // Juniper Frame Relay
	JuniperCHDLC           Type = 181 // Juniper C-HDLC
	MFR                    Type = 182 // FRF.16 Frame Relay
	JuniperVP              Type = 183 // Juniper Voice PIC
	A429                   Type = 184 // Arinc 429
	USBFreeBSD             Type = 186 // USB with FreeBSD header
	BluetoothHCIH4         Type = 187 // Bluetooth HCI UART transport layer
	IEEE80216MACCPS        Type = 188 // IEEE 802.16 MAC Common Part Sublayer
	USBLinux               Type = 189 // USB with Linux header
	CAN20B                 Type = 190 // Controller Area Network (CAN) v. 2.0B
	IEEE802154Linux        Type = 191 // IEEE 802.15.4 with Linux padding
	PPI                    Type = 192 // Per-Packet Information
	IEEE80216MACCPSRadio   Type = 193 // IEEE 802.16 MAC Common Part Sublayer plus radiotap header
	JuniperISM             Type = 194 // Juniper Integrated Service Module
	IEEE802154             Type = 195 // IEEE 802.15.4 with FCS
	SITA                   Type = 196 // SITA pseudo-header
	ERF                    Type = 197 // Endace ERF header
	RAIF1                  Type = 198 // Ethernet with u10 Networks pseudo-header
	JuniperST              Type = 200 // Juniper Secure Tunnel
	BluetoothHCIH4WithPHDR Type = 201 // Bluetooth HCI UART transport layer plus pseudo-header
	IEEE802154NonASKPHY    Type = 215 // IEEE 802.15.4 with non-ASK PHY data
	MPLS                   Type = 219 // MPLS with label as link-layer header
	USBLinuxMmapped        Type = 220 // USB with padded Linux header
	IPNET                  Type = 226 // Solaris ipnet
	CANSocketCAN           Type = 227 // CAN-bus with SocketCAN headers
	IPv4                   Type = 228 // Raw IPv4
	IPv6                   Type = 229 // Raw IPv6
	IEEE802154NoFCS        Type = 230 // IEEE 802.15.4 without FCS
	DBus                   Type = 231 // D-Bus
	JuniperVS              Type = 232 // Juniper Virtual Server
	JuniperSRXE2E          Type = 233 // Juniper SRX E2E
	JuniperFibreChannel    Type = 234 // Juniper Fibre Channel
	JuniperATMCEMIC        Type = 238 // Juniper ATM CEMIC
	NFLog                  Type = 239 // Linux netfilter log messages
	Netanalyzer            Type = 240 // Ethernet with Hilscher netANALYZER pseudo-header
	NetanalyzerTransparent Type = 241 // Ethernet with Hilscher netANALYZER pseudo-header and with preamble and SFD
	IPOIB                  Type = 242 // RFC 4391 IP-over-Infiniband
	PFSync                 Type = 246 // Packet filter state syncing
	SCTP                   Type = 248 // SCTP
	Netlink                Type = 253 // Linux netlink
	PKTAP                  Type = 258 // Apple DLT_PKTAP
	EPON                   Type = 259 // Ethernet with 802.3 Clause 65 EPON preamble
	OpenFlow               Type = 267 // OpenBSD DLT_OPENFLOW
	VSOCK                  Type = 271 // Linux vsock
	LinuxSLL2              Type = 276 // Linux cooked v2
	DSATagBRCM             Type = 281 // Broadcom tag
	DSATagBRCMPrepend      Type = 282 // Broadcom tag (prepended)
	IEEE802154TAP          Type = 283 // IEEE 802.15.4 with pseudo-header
	DSATagDSA              Type = 284 // Marvell DSA
	DSATagEDSA             Type = 285 // Marvell EDSA
)

// types is every link type of pcap-linktype(7) by ascending number: the name
// that libpcap's -y and -L speak (DLT_ without its prefix) and a description.
var types = []struct {
	number            Type
	name, description string
}{
	{0, "NULL", "BSD loopback"},
	{1, "EN10MB", "Ethernet"},
	{2, "EN3MB", "Experimental Ethernet (3Mb/s)"},
	{3, "AX25", "AX.25 layer 2"},
	{4, "PRONET", "Proteon ProNET Token Ring"},
	{5, "CHAOS", "MIT Chaosnet"},
	{6, "IEEE802", "Token ring"},
	{7, "ARCNET", "BSD ARCNET"},
	{8, "SLIP", "SLIP"},
	{9, "PPP", "PPP"},
	{10, "FDDI", "FDDI"},
	{32, "REDBACK_SMARTEDGE", "Redback SmartEdge 400/800"},
	{50, "PPP_SERIAL", "PPP over serial"},
	{51, "PPP_ETHER", "PPPoE"},
	{99, "SYMANTEC_FIREWALL", "Symantec Firewall"},
	{100, "ATM_RFC1483", "RFC 1483 LLC-encapsulated ATM"},
	{101, "RAW", "Raw IP"},
	{102, "SLIP_BSDOS", "BSD/OS SLIP"},
	{103, "PPP_BSDOS", "BSD/OS PPP"},
	{104, "C_HDLC", "Cisco HDLC"},
	{105, "IEEE802_11", "802.11"},
	{106, "ATM_CLIP", "Linux Classical IP over ATM"},
	{107, "FRELAY", "Frame Relay"},
	{108, "LOOP", "OpenBSD loopback"},
	{109, "ENC", "OpenBSD encapsulated IP"},
	{113, "LINUX_SLL", "Linux cooked v1"},
	{114, "LTALK", "Localtalk"},
	{117, "PFLOG", "OpenBSD pflog file"},
	{119, "PRISM_HEADER", "802.11 plus Prism header"},
	{122, "IP_OVER_FC", "RFC 2625 IP-over-Fibre Channel"},
	{123, "SUNATM", "Sun raw ATM"},
	{127, "IEEE802_11_RADIO", "802.11 plus radiotap header"},
	{129, "ARCNET_LINUX", "Linux ARCNET"},
	{130, "JUNIPER_MLPPP", "Juniper Multi-Link PPP"},
	{131, "JUNIPER_MLFR", "Juniper Multi-Link Frame Relay"},
	{132, "JUNIPER_ES", "Juniper Encryption Services PIC"},
	{133, "JUNIPER_GGSN", "Juniper GGSN PIC"},
	{134, "JUNIPER_MFR", "Juniper FRF.16 Frame Relay"},
	{135, "JUNIPER_ATM2", "Juniper ATM2 PIC"},
	{136, "JUNIPER_SERVICES", "Juniper Advanced Services PIC"},
	{137, "JUNIPER_ATM1", "Juniper ATM1 PIC"},
	{138, "APPLE_IP_OVER_IEEE1394", "Apple IP-over-IEEE 1394"},
	{139, "MTP2_WITH_PHDR", "SS7 MTP2 with Pseudo-header"},
	{140, "MTP2", "SS7 MTP2"},
	{141, "MTP3", "SS7 MTP3"},
	{142, "SCCP", "SS7 SCCP"},
	{143, "DOCSIS", "DOCSIS"},
	{144, "LINUX_IRDA", "Linux IrDA"},
	{163, "IEEE802_11_RADIO_AVS", "802.11 plus AVS radio information header"},
	{164, "JUNIPER_MONITOR", "Juniper Passive Monitor PIC"},
	{165, "BACNET_MS_TP", "BACnet MS/TP"},
	{166, "PPP_PPPD", "PPP for pppd, with direction flag"},
	{167, "JUNIPER_PPPOE", "Juniper PPPoE"},
	{168, "JUNIPER_PPPOE_ATM", "Juniper PPPoE/ATM"},
	{169, "GPRS_LLC", "GPRS LLC"},
	{170, "GPF_T", "GPF-T"},
	{171, "GPF_F", "GPF-F"},
	{174, "JUNIPER_PIC_PEER", "Juniper PIC Peer"},
	{175, "ERF_ETH", "Ethernet with Endace ERF header"},
	{176, "ERF_POS", "Packet-over-SONET with Endace ERF header"},
	{177, "LINUX_LAPD", "Linux vISDN LAPD"},
	{178, "JUNIPER_ETHER", "Juniper Ethernet"},
	{179, "JUNIPER_PPP", "Juniper PPP"},
	{180, "JUNIPER_FRELAY", "Juniper Frame Relay"},
	{181, "JUNIPER_CHDLC", "Juniper C-HDLC"},
	{182, "MFR", "FRF.16 Frame Relay"},
	{183, "JUNIPER_VP", "Juniper Voice PIC"},
	{184, "A429", "Arinc 429"},
	{185, "A653_ICM", "Arinc 653 Interpartition Communication"},
	{186, "USB_FREEBSD", "USB with FreeBSD header"},
	{187, "BLUETOOTH_HCI_H4", "Bluetooth HCI UART transport layer"},
	{188, "IEEE802_16_MAC_CPS", "IEEE 802.16 MAC Common Part Sublayer"},
	{189, "USB_LINUX", "USB with Linux header"},
	{190, "CAN20B", "Controller Area Network (CAN) v. 2.0B"},
	{191, "IEEE802_15_4_LINUX", "IEEE 802.15.4 with Linux padding"},
	{192, "PPI", "Per-Packet Information"},
	{193, "IEEE802_16_MAC_CPS_RADIO", "IEEE 802.16 MAC Common Part Sublayer plus radiotap header"},
	{194, "JUNIPER_ISM", "Juniper Integrated Service Module"},
	{195, "IEEE802_15_4", "IEEE 802.15.4 with FCS"},
	{196, "SITA", "SITA pseudo-header"},
	{197, "ERF", "Endace ERF header"},
	{198, "RAIF1", "Ethernet with u10 Networks pseudo-header"},
	{199, "IPMB_KONTRON", "IPMB with Kontron pseudo-header"},
	{200, "JUNIPER_ST", "Juniper Secure Tunnel"},
	{201, "BLUETOOTH_HCI_H4_WITH_PHDR", "Bluetooth HCI UART transport layer plus pseudo-header"},
	{202, "AX25_KISS", "AX.25 with KISS header"},
	{209, "I2C_LINUX", "I2C with Linux/Pigeon Point pseudo-header"},
	{215, "IEEE802_15_4_NONASK_PHY", "IEEE 802.15.4 with non-ASK PHY data"},
	{216, "LINUX_EVDEV", "Linux evdev events"},
	{219, "MPLS", "MPLS with label as link-layer header"},
	{220, "USB_LINUX_MMAPPED", "USB with padded Linux header"},
	{221, "DECT", "DECT"},
	{222, "AOS", "AOS Space Data Link protocol"},
	{223, "WIHART", "Wireless HART"},
	{224, "FC_2", "Fibre Channel FC-2"},
	{225, "FC_2_WITH_FRAME_DELIMS", "Fibre Channel FC-2 with frame delimiters"},
	{226, "IPNET", "Solaris ipnet"},
	{227, "CAN_SOCKETCAN", "CAN-bus with SocketCAN headers"},
	{228, "IPV4", "Raw IPv4"},
	{229, "IPV6", "Raw IPv6"},
	{230, "IEEE802_15_4_NOFCS", "IEEE 802.15.4 without FCS"},
	{231, "DBUS", "D-Bus"},
	{232, "JUNIPER_VS", "Juniper Virtual Server"},
	{233, "JUNIPER_SRX_E2E", "Juniper SRX E2E"},
	{234, "JUNIPER_FIBRECHANNEL", "Juniper Fibre Channel"},
	{235, "DVB_CI", "DVB-CI"},
	{236, "MUX27010", "MUX27010"},
	{237, "STANAG_5066_D_PDU", "STANAG 5066 D_PDUs"},
	{238, "JUNIPER_ATM_CEMIC", "Juniper ATM CEMIC"},
	{239, "NFLOG", "Linux netfilter log messages"},
	{240, "NETANALYZER", "Ethernet with Hilscher netANALYZER pseudo-header"},
	{241, "NETANALYZER_TRANSPARENT", "Ethernet with Hilscher netANALYZER pseudo-header and with preamble and SFD"},
	{242, "IPOIB", "RFC 4391 IP-over-Infiniband"},
	{243, "MPEG_2_TS", "MPEG-2 transport stream"},
	{244, "NG40", "ng40 protocol tester Iub/Iur"},
	{245, "NFC_LLCP", "NFC LLCP PDUs with pseudo-header"},
	{246, "PFSYNC", "Packet filter state syncing"},
	{247, "INFINIBAND", "InfiniBand"},
	{248, "SCTP", "SCTP"},
	{249, "USBPCAP", "USB with USBPcap header"},
	{250, "RTAC_SERIAL", "Schweitzer Engineering Laboratories RTAC packets"},
	{251, "BLUETOOTH_LE_LL", "Bluetooth Low Energy air interface"},
	{253, "NETLINK", "Linux netlink"},
	{254, "BLUETOOTH_LINUX_MONITOR", "Bluetooth Linux Monitor"},
	{255, "BLUETOOTH_BREDR_BB", "Bluetooth Basic Rate/Enhanced Data Rate baseband packets"},
	{256, "BLUETOOTH_LE_LL_WITH_PHDR", "Bluetooth Low Energy air interface with pseudo-header"},
	{257, "PROFIBUS_DL", "PROFIBUS data link layer"},
	{258, "PKTAP", "Apple DLT_PKTAP"},
	{259, "EPON", "Ethernet with 802.3 Clause 65 EPON preamble"},
	{260, "IPMI_HPM_2", "IPMI trace packets"},
	{261, "ZWAVE_R1_R2", "Z-Wave RF profile R1 and R2 packets"},
	{262, "ZWAVE_R3", "Z-Wave RF profile R3 packets"},
	{263, "WATTSTOPPER_DLM", "WattStopper Digital Lighting Management (DLM) and Legrand Nitoo Open protocol"},
	{264, "ISO_14443", "ISO 14443 messages"},
	{265, "RDS", "IEC 62106 Radio Data System groups"},
	{266, "USB_DARWIN", "USB with Darwin header"},
	{267, "OPENFLOW", "OpenBSD DLT_OPENFLOW"},
	{268, "SDLC", "IBM SDLC frames"},
	{269, "TI_LLN_SNIFFER", "TI LLN sniffer frames"},
	{271, "VSOCK", "Linux vsock"},
	{272, "NORDIC_BLE", "Nordic Semiconductor Bluetooth LE sniffer frames"},
	{273, "DOCSIS31_XRA31", "Excentis XRA-31 DOCSIS 3.1 RF sniffer frames"},
	{274, "ETHERNET_MPACKET", "802.3br mPackets"},
	{275, "DISPLAYPORT_AUX", "DisplayPort AUX channel monitoring data"},
	{276, "LINUX_SLL2", "Linux cooked v2"},
	{278, "OPENVIZSLA", "OpenVizsla USB"},
	{279, "EBHSCR", "Elektrobit High Speed Capture and Replay (EBHSCR)"},
	{280, "VPP_DISPATCH", "VPP graph dispatch tracer"},
	{281, "DSA_TAG_BRCM", "Broadcom tag"},
	{282, "DSA_TAG_BRCM_PREPEND", "Broadcom tag (prepended)"},
	{283, "IEEE802_15_4_TAP", "IEEE 802.15.4 with pseudo-header"},
	{284, "DSA_TAG_DSA", "Marvell DSA"},
	{285, "DSA_TAG_EDSA", "Marvell EDSA"},
	{286, "ELEE", "ELEE lawful intercept packets"},
	{287, "Z_WAVE_SERIAL", "Z-Wave serial frames between host and chip"},
	{288, "USB_2_0", "USB 2.0/1.1/1.0 as transmitted over the cable"},
	{289, "ATSC_ALP", "ATSC Link-Layer Protocol packets"},
	{290, "ETW", "Event Tracing for Windows messages"},
	{291, "NETANALYZER_NG", "Ethernet with Hilscher netANALYZER pseudo-header, next generation"},
	{292, "ZBOSS_NCP", "ZBOSS NCP protocol with pseudo-header"},
	{293, "USB_2_0_LOW_SPEED", "Low-Speed USB 2.0/1.1/1.0 as transmitted over the cable"},
	{294, "USB_2_0_FULL_SPEED", "Full-Speed USB 2.0/1.1/1.0 as transmitted over the cable"},
	{295, "USB_2_0_HIGH_SPEED", "High-Speed USB 2.0 as transmitted over the cable"},
	{296, "AUERSWALD_LOG", "Auerswald log"},
	{297, "ZWAVE_TAP", "Z-Wave packets with a metadata header"},
	{298, "SILABS_DEBUG_CHANNEL", "Silicon Labs debug channel"},
	{299, "FIRA_UCI", "FiRa UWB controller interface"},
	{300, "MDB", "Multi-Drop Bus"},
	{301, "DECT_NR", "DECT-2020 New Radio"},
}
