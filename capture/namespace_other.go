//go:build !linux

package capture

// InNamespace calls fn for "", and otherwise returns an error that wraps
// errors.ErrUnsupported: network namespaces are Linux's.
func InNamespace(name string, fn func() error) error {
	if name == "" {
		return fn()
	}
	return errNoLive
}
