package main

import (
	"errors"

	"pktcap/inject"
)

// mostGuards bounds the ports that one command guards, a file descriptor each.
const mostGuards = 256

// guards are the guards of a command's local ports.
type guards []*inject.Guard

// guard keeps the kernel from answering for the ports, which become one where
// they are too many.
func (s *sourcePorts) guard(one func(port uint16) (*inject.Guard, error)) (guards, error) {
	if s.count > mostGuards {
		s.count = 1
	}
	var all guards
	for n := range s.count {
		g, err := one(s.port(n))
		if err != nil {
			return nil, errors.Join(err, all.Close())
		}
		all = append(all, g)
	}
	return all, nil
}

func (s *sourcePorts) guardTCP(route inject.Route, dport uint16) (guards, error) {
	return s.guard(func(port uint16) (*inject.Guard, error) {
		return inject.GuardTCP(local(route, port), remote(route, dport))
	})
}

func (s *sourcePorts) guardUDP(route inject.Route) (guards, error) {
	return s.guard(func(port uint16) (*inject.Guard, error) { return inject.GuardUDP(local(route, port)) })
}

// Close ends all of them.
func (all guards) Close() error {
	var err error
	for _, g := range all {
		err = errors.Join(err, g.Close())
	}
	return err
}
