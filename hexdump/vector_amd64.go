package hexdump

const vectors = false

// shuffles is empty where lines are not put together in vector registers.
type shuffles struct{}

func newShuffles(*line) shuffles { return shuffles{} }

func formatVector([]byte, []byte, uint64, *line) {}
