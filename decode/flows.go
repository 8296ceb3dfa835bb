package decode

// flows remembers TCP connections.
type flows struct{}
