package craft

// Quote returns what an ICMP error message quotes of a packet from its IP
// header on: as much as keeps the message within 576 bytes for IPv4 (RFC 1812
// section 4.3.2.3) and within 1280 for IPv6 (RFC 4443 section 3), headers of
// the outer packet included. The result shares packet's memory.
func Quote(packet []byte) Payload {
	limit := 576 - 20 - 8
	if len(packet) > 0 && packet[0]>>4 == 6 {
		limit = 1280 - 40 - 8
	}
	return Payload(packet[:min(len(packet), limit)])
}
