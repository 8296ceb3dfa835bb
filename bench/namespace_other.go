//go:build !linux

package main

import (
	"errors"
	"fmt"
)

const (
	sendLink = "bench0"
	readLink = "bench1"
)

// enter does nothing: there are no network namespaces.
func enter() (status int, ok bool) { return 0, false }

func newLab() (*lab, error) {
	return nil, fmt.Errorf("make a network namespace: %w: %w", errAbsent, errors.ErrUnsupported)
}

func (l *lab) address() error { return errors.ErrUnsupported }

func (l *lab) sent() (uint64, error) { return 0, errors.ErrUnsupported }
