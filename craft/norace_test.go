//go:build !race

package craft

const raceEnabled = false
