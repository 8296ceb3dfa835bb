package decode

// udpApplication returns the printer of the payload of UDP packets from or to
// port, nil where there is none, and its rank: of two ports' printers the one
// with the lower rank prints.
func udpApplication(port int) (rank int, f printFunc) {
	switch port {
	}
	return 0, nil
}

// tcpApplication is udpApplication for TCP.
func tcpApplication(port int) (rank int, f printFunc) {
	switch port {
	}
	return 0, nil
}
