//go:build race

package craft

// raceEnabled: sync.Pool then drops some of what is put into it, on purpose.
const raceEnabled = true
