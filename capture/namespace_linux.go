package capture

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"pktcap/internal/afpacket"
)

// namedNamespaces is where ip-netns(8) keeps the namespaces that it names.
const namedNamespaces = "/run/netns"

// ErrNoNamespace is what a network namespace that does not exist wraps.
var ErrNoNamespace = errors.New("no such network namespace")

// namespacePath returns the file of the network namespace that name is: a path
// if it has a slash, the namespace of a process for "pid:N", and otherwise one
// of ip-netns(8).
func namespacePath(name string) (string, error) {
	if pid, ok := strings.CutPrefix(name, "pid:"); ok {
		if n, err := strconv.ParseUint(pid, 10, 31); err != nil || n == 0 {
			return "", fmt.Errorf("network namespace %q: %q is no process id", name, pid)
		}
		return "/proc/" + pid + "/ns/net", nil
	}
	if strings.Contains(name, "/") {
		return name, nil
	}
	if name == "." || name == ".." {
		return "", fmt.Errorf("network namespace %q: %w", name, ErrNoNamespace)
	}
	return filepath.Join(namedNamespaces, name), nil
}

// InNamespace calls fn in a network namespace: a name of ip-netns(8), a path
// as /proc/1/ns/net, "pid:N" for that of a process, or "" for the one that the
// caller is in. Captures that fn opens, and lists of interfaces that it makes,
// are that namespace's; the captures stay it after fn has returned. Goroutines
// that fn starts are not in it.
//
// A namespace that does not exist is an error that wraps [ErrNoNamespace]; a
// missing privilege is a [*PermissionError].
func InNamespace(name string, fn func() error) error {
	if name == "" {
		return fn()
	}
	path, err := namespacePath(name)
	if err != nil {
		return err
	}
	called := false
	err = afpacket.InNamespace(path, func() error {
		called = true
		return fn()
	})
	switch {
	case err == nil || called:
		return err // fn's own
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("network namespace %q: %w (no %s)", name, ErrNoNamespace, path)
	case errors.Is(err, os.ErrPermission):
		return &PermissionError{Interface: "network namespace " + name, Capability: "CAP_SYS_ADMIN", Err: err}
	}
	return fmt.Errorf("network namespace %q: %w", name, err)
}
