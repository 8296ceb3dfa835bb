package checksum

func archVersions() map[string]func([]byte) uint16 {
	return map[string]func([]byte) uint16{"neon": atLeast(0, sumNEON)}
}
