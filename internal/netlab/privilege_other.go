//go:build !linux

package netlab

import (
	"errors"
	"fmt"
)

func privilege() error {
	return fmt.Errorf("open packet socket: %w", errors.ErrUnsupported)
}
