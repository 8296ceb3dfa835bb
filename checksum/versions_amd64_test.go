package checksum

func archVersions() map[string]func([]byte) uint16 {
	v := map[string]func([]byte) uint16{}
	if useAVX2 {
		v["avx2"] = atLeast(32, sumAVX2)
	}
	if useAVX512 {
		v["avx512"] = atLeast(0, sumAVX512)
	}
	return v
}
