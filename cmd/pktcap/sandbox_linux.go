package main

import (
	"fmt"
	"maps"
	"slices"
	"syscall"

	"github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"github.com/landlock-lsm/go-landlock/landlock"
	ll "github.com/landlock-lsm/go-landlock/landlock/syscall"
)

// confine lets the process, all its threads, do nothing but what c says, by
// Landlock (landlock(7)) and a seccomp filter (seccomp(2)), and returns what of
// it the system cannot do. It cannot be undone. Both imply that no program that
// is started gets new privileges (PR_SET_NO_NEW_PRIVS of prctl(2)).
func confine(c confinement) (missing []string) {
	if err := restrictFiles(c); err != nil {
		missing = append(missing, fmt.Sprintf("files are not restricted: %v", err))
	}
	if err := restrictCalls(c); err != nil {
		missing = append(missing, fmt.Sprintf("system calls are not restricted: %v", err))
	}
	return missing
}

// restrictFiles restricts files, TCP and signals with Landlock, as far as the
// kernel's version of it goes.
func restrictFiles(c confinement) error {
	version, err := ll.LandlockGetABIVersion()
	if err != nil || version < 1 {
		return fmt.Errorf("the kernel has no Landlock, or it is not switched on: %w", err)
	}
	var rules []landlock.Rule
	for _, name := range c.read {
		rules = append(rules, landlock.PathAccess(readable(name), name).IgnoreIfMissing())
	}
	const writable = ll.AccessFSWriteFile | ll.AccessFSTruncate | ll.AccessFSMakeReg | ll.AccessFSRemoveFile
	for _, name := range c.write {
		rules = append(rules, landlock.PathAccess(writable, name))
	}
	if c.network {
		rules = append(rules, landlock.ConnectTCP(dnsPort))
	}
	return landlock.V6.BestEffort().Restrict(rules...)
}

const dnsPort = 53

// readable returns the right to read a file, or what is in a folder.
func readable(name string) landlock.AccessFSSet {
	var st syscall.Stat_t
	if syscall.Stat(name, &st) == nil && st.Mode&syscall.S_IFMT == syscall.S_IFDIR {
		return ll.AccessFSReadFile | ll.AccessFSReadDir
	}
	return ll.AccessFSReadFile
}

// restrictCalls installs a filter of system calls.
func restrictCalls(c confinement) error {
	machine, err := arch.GetInfo("")
	if err != nil {
		return err
	}
	return seccomp.LoadFilter(seccomp.Filter{
		NoNewPrivs: true,
		Flag:       seccomp.FilterFlagTSync,
		Policy: seccomp.Policy{
			DefaultAction: seccomp.ActionErrno,
			Syscalls:      callGroups(c, maps.Keys(machine.SyscallNames)),
		},
	})
}

// callGroups returns the groups of the filter, of calls that the machine has.
// All other calls fail with EPERM: no program is started, no process traced, no
// module loaded, no file system mounted, no privilege gained.
func callGroups(c confinement, machine func(func(string) bool)) []seccomp.SyscallGroup {
	has := map[string]bool{}
	for name := range machine {
		has[name] = true
	}
	missing := func(name string) bool { return !has[name] }

	names := slices.Clone(baseCalls)
	if c.packets {
		names = append(names, "setns", "unshare") // to the interface's namespace
	}
	allowed := seccomp.SyscallGroup{Action: seccomp.ActionAllow, Names: slices.DeleteFunc(names, missing)}
	when := func(name string, argument uint32, op seccomp.Operation, value uint64) {
		if has[name] {
			condition := seccomp.Condition{Argument: argument, Operation: op, Value: value}
			allowed.NamesWithCondtions = append(allowed.NamesWithCondtions, seccomp.NameWithConditions{
				Name: name, Conditions: seccomp.ArgumentConditions{condition}})
		}
	}
	families := []uint64{syscall.AF_NETLINK}
	if c.network || c.packets {
		// AF_UNIX is how the C library asks nscd(8) and its like.
		families = append(families, syscall.AF_INET, syscall.AF_INET6, syscall.AF_UNIX)
	}
	if c.packets {
		families = append(families, syscall.AF_PACKET)
	}
	for _, family := range families {
		when("socket", 0, seccomp.Equal, family)
	}
	when("clone", 0, seccomp.BitsSet, syscall.CLONE_THREAD) // threads, no processes
	when("ioctl", 1, seccomp.NotEqual, syscall.TIOCSTI)     // not to type on the terminal
	// The C library asks clone next if there is no clone3, whose flags a filter
	// cannot see.
	absent := seccomp.SyscallGroup{Action: seccomp.ActionErrno | seccomp.Action(syscall.ENOSYS), Names: []string{"clone3"}}
	absent.Names = slices.DeleteFunc(absent.Names, missing)
	return []seccomp.SyscallGroup{allowed, absent}
}

// baseCalls are the calls that every run may make: those of the Go runtime, of
// reading and writing, of sockets that are open, and on opened interfaces. Names
// that a machine does not have are left out there.
var baseCalls = []string{
	// The runtime: memory, threads, time, signals.
	"brk", "madvise", "mincore", "mmap", "mmap2", "mprotect", "mremap", "munmap", "mlock", "munlock",
	"exit", "exit_group", "futex", "futex_time64", "getcpu", "getpid", "gettid", "membarrier", "prctl", "arch_prctl", "restart_syscall",
	"rseq", "sched_getaffinity", "sched_setaffinity", "sched_yield", "set_robust_list", "set_thread_area", "set_tid_address",
	"clock_getres", "clock_gettime", "clock_gettime64", "clock_nanosleep", "clock_nanosleep_time64", "gettimeofday", "nanosleep", "time",
	"setitimer", "timer_create", "timer_delete", "timer_settime", "timer_settime64", "timerfd_create", "timerfd_settime",
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "sigaltstack", "sigreturn", "tgkill", "tkill",
	"epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_pwait2", "epoll_wait", "eventfd2", "pipe2", "poll", "ppoll", "ppoll_time64", "pselect6", "select",
	"getrandom", "getrlimit", "setrlimit", "prlimit64", "ugetrlimit", "getrusage", "sysinfo", "uname",
	"getuid", "getuid32", "geteuid", "geteuid32", "getgid", "getgid32", "getegid", "getegid32", "getppid",
	"waitid", "wait4", // for the runner of -z, which was started before

	// Files, which Landlock restricts, and what is open.
	"access", "close", "close_range", "dup", "dup2", "dup3", "faccessat", "faccessat2", "fadvise64", "fallocate", "fcntl", "fcntl64",
	"fdatasync", "flock", "fstat", "fstat64", "fstatat64", "fstatfs", "fsync", "ftruncate", "ftruncate64", "getcwd", "getdents64",
	"_llseek", "lseek", "lstat", "lstat64", "newfstatat", "open", "openat", "openat2", "pread64", "pwrite64", "read", "readlink", "readlinkat", "readv",
	"stat", "stat64", "statfs", "statx", "unlink", "unlinkat", "write", "writev", "copy_file_range", "sendfile", "splice",

	// Sockets that are open; which ones may be opened is said apart.
	"bind", "connect", "getpeername", "getsockname", "getsockopt", "recvfrom", "recvmmsg", "recvmmsg_time64", "recvmsg",
	"sendmmsg", "sendmsg", "sendto", "setsockopt", "shutdown",
}
