package capture

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"pktcap/internal/afpacket"
)

// MatchInterfaces returns the names of the interfaces of this thread's network
// namespace that patterns stand for, each once: those of a pattern with *, ?
// or [ (as path.Match has them) that are up, in the order of their indexes,
// and any other pattern as it is, whether there is such an interface or not.
// "*" is all real interfaces, with their own headers, where AnyInterface has
// cooked ones.
//
// A pattern that stands for nothing is an [*InterfaceError] with
// ErrNoInterface.
func MatchInterfaces(patterns ...string) ([]string, error) {
	var names []string
	add := func(name string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, pattern := range patterns {
		if !strings.ContainsAny(pattern, "*?[") {
			add(pattern)
			continue
		}
		matched, err := matchPattern(pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range matched {
			add(name)
		}
	}
	return names, nil
}

func matchPattern(pattern string) ([]string, error) {
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, fmt.Errorf("interface pattern %q: %w", pattern, err)
	}
	ifis, err := interfaceNames()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range ifis {
		if ok, err := path.Match(pattern, name); err != nil || !ok {
			continue // the pattern was checked above
		}
		if d, err := afpacket.FindDevice(name); err == nil && d.Up {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, &InterfaceError{Name: pattern, Err: ErrNoInterface, Hint: "no interface that is up matches; " + knownInterfaces()}
	}
	return names, nil
}
