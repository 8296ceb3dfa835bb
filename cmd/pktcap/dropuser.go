package main

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// errUser is why the privileges could not be given up.
var errUser = errors.New("drop privileges")

// becomeUser makes the process another user's, with that user's groups, and so
// gives up root's capabilities: for all its threads, and for good. A process
// that is not root's stays what it is, as with tcpdump.
func becomeUser(name string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup(name)
	if err != nil {
		if u, err = user.LookupId(name); err != nil {
			return fmt.Errorf("%w to user %s of -Z: there is no such user", errUser, name)
		}
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	if err := errors.Join(err1, err2); err != nil {
		return fmt.Errorf("%w to user %s: %w", errUser, name, err)
	}
	groups := []int{gid}
	// A group that is not known is one the less.
	if ids, err := u.GroupIds(); err == nil {
		for _, id := range ids {
			if n, err := strconv.Atoi(id); err == nil && n != gid {
				groups = append(groups, n)
			}
		}
	}
	if err := syscall.Setgroups(groups); err != nil {
		return fmt.Errorf("%w to user %s: setgroups: %w", errUser, name, err)
	}
	if err := syscall.Setgid(gid); err != nil {
		return fmt.Errorf("%w to user %s: setgid: %w", errUser, name, err)
	}
	if err := syscall.Setuid(uid); err != nil {
		return fmt.Errorf("%w to user %s: setuid: %w", errUser, name, err)
	}
	if uid != 0 && syscall.Setuid(0) == nil {
		return fmt.Errorf("%w to user %s: root is still within reach", errUser, name)
	}
	return nil
}

// notAllowed tells that it is for -Z that a file could not be made.
func (o *options) notAllowed(err error) error {
	if o.user != "" && errors.Is(err, os.ErrPermission) {
		return fmt.Errorf("%w: %s, whom -Z names, may not write there", err, o.user)
	}
	return err
}
