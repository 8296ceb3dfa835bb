package inject

import (
	"errors"
	"os"
)

// A PrivilegeError says which privilege an operation lacks. It wraps
// os.ErrPermission.
type PrivilegeError struct {
	Capability string // as capabilities(7) spells it in lower case, "cap_net_raw"
	Err        error
}

func (e *PrivilegeError) Error() string {
	return e.Err.Error() + ": needs " + e.Capability
}

func (e *PrivilegeError) Unwrap() error { return e.Err }

// privileged names the capability that a raw or packet socket lacks.
func privileged(err error) error {
	if errors.Is(err, os.ErrPermission) {
		return &PrivilegeError{Capability: "cap_net_raw", Err: err}
	}
	return err
}
