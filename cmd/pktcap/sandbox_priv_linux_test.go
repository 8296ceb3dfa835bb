package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	ll "github.com/landlock-lsm/go-landlock/landlock/syscall"

	"pktcap/internal/netlab"
)

// tryEscapes names a folder in which the test binary, as a process of its own,
// confines itself as a rotating capture does and then tries what it should not.
const tryEscapes = "PKTCAP_TRY_ESCAPES"

// escapes tries, from inside of the sandbox, and prints what came of it.
func escapes(dir string) {
	o := options{write: writeOptions{file: filepath.Join(dir, "out", "x"), size: 1}}
	if os.Getenv(tryEscapes+"_DNS") != "" {
		o.text.dns = true
	}
	for _, missing := range confine(o.needs()) {
		fmt.Println("missing:", missing)
	}
	try := func(what string, err error) {
		verdict := "done"
		if errors.Is(err, os.ErrPermission) {
			verdict = "denied"
		} else if err != nil {
			verdict = err.Error()
		}
		fmt.Printf("%s: %s\n", what, verdict)
	}
	write := func(name string) error {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err == nil {
			_, err = f.WriteString("x")
			_ = f.Close()
		}
		return err
	}
	done := make(chan struct{})
	go func() { // on whichever thread
		defer close(done)
		_, err := os.ReadFile(filepath.Join(dir, "secret"))
		try("read a file", err)
		try("write a file", write("secret"))
		try("make a file", write("new"))
		try("make a file where the output is", write("out/x1"))
		try("remove a file where the output is", os.Remove(filepath.Join(dir, "out", "x1")))
		_, err = os.ReadFile(filepath.Join(dir, "out", "x0"))
		try("read where the output is", err)
		try("make a folder", os.Mkdir(filepath.Join(dir, "out", "folder"), 0o700))
		_, err = os.ReadFile("/etc/services")
		try("read names", err)
		_, err = os.ReadFile("/proc/net/softnet_stat")
		try("read losses", err)
		try("run a program", exec.Command("/bin/true").Run())
		_, err = net.Dial("udp", "127.0.0.1:9")
		try("speak UDP", err)
		_, err = net.Dial("tcp", "127.0.0.1:9")
		try("speak TCP", err)
		_, err = net.InterfaceByName("lo")
		try("look at an interface", err)
		fd, err := syscall.Socket(syscall.AF_PACKET, syscall.SOCK_RAW, 0)
		_ = syscall.Close(fd)
		try("open a packet socket", err)
		try("signal a process", syscall.Kill(os.Getppid(), 0))
		try("become another user", syscall.Setuid(65534))
		try("mount", syscall.Mount("x", dir, "tmpfs", 0, ""))
	}()
	<-done
}

// landlocked ends the test where the kernel has no Landlock.
func landlocked(t *testing.T) {
	t.Helper()
	if v, err := ll.LandlockGetABIVersion(); err != nil || v < 4 {
		t.Skipf("Landlock: version %d, %v", v, err)
	}
}

// TestSandboxDenies: a process that confined itself can do what a capture does,
// and nothing else.
func TestSandboxDenies(t *testing.T) {
	landlocked(t)
	for _, dns := range []bool{false, true} {
		dir := t.TempDir()
		for _, name := range []string{"secret", "out/x0"} {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte("secret"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), tryEscapes+"="+dir)
		udp, tcp := "denied", "denied"
		if dns {
			cmd.Env = append(cmd.Env, tryEscapes+"_DNS=1")
			udp = "done" // TCP is for port 53 only, from Linux 6.7 on
		}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		want := strings.Join([]string{
			"read a file: denied", "write a file: denied", "make a file: denied",
			"make a file where the output is: done", "remove a file where the output is: done",
			"read where the output is: denied", "make a folder: denied",
			"read names: done", "read losses: done", "run a program: denied",
			"speak UDP: " + udp, "speak TCP: " + tcp, "look at an interface: done", "open a packet socket: denied",
			"signal a process: denied", "become another user: denied", "mount: denied", "",
		}, "\n")
		if got := strings.ReplaceAll(string(out), "fork/exec /bin/true: operation not permitted", "denied"); got != want {
			t.Errorf("dns %v: got\n%s\nwant\n%s", dns, got, want)
		}
		if data, _ := os.ReadFile(filepath.Join(dir, "secret")); string(data) != "secret" {
			t.Errorf("the secret is %q", data)
		}
	}
}

// confined reports whether every thread of a process is confined, as
// /proc/PID/status has it.
func confined(t *testing.T, pid int) (seccomp, noNewPrivileges bool) {
	t.Helper()
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
	if err != nil || len(tasks) == 0 {
		t.Fatalf("no threads of %d: %v", pid, err)
	}
	seccomp, noNewPrivileges = true, true
	for _, name := range tasks {
		status, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue // the thread has ended
		} else if err != nil {
			t.Fatal(err)
		}
		seccomp = seccomp && bytes.Contains(status, []byte("\nSeccomp:\t2\n"))
		noNewPrivileges = noNewPrivileges && bytes.Contains(status, []byte("\nNoNewPrivs:\t1\n"))
	}
	return seccomp, noNewPrivileges
}

// waitUntilCaptured asks for the counts until so many packets are in them.
func (p *process) waitUntilCaptured(n int) {
	p.t.Helper()
	want := fmt.Sprintf("%d packets captured", n)
	for deadline := time.Now().Add(patience); !strings.Contains(p.err.String(), want); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.t.Fatalf("not %s:\n%s", want, p.err.String())
		}
		if err := p.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
			p.t.Fatal(err)
		}
	}
}

// TestSandboxedCaptures: with each combination of flags that needs more than what
// is open, the capture is confined and works.
func TestSandboxedCaptures(t *testing.T) {
	tcpreplay, gzip := netlab.Peer(t, "tcpreplay"), netlab.Peer(t, "gzip")
	n := quietPair(t)
	dir := t.TempDir()
	input := filepath.Join(dir, "sent.pcap")
	sent := frames(3000, 5)
	writeCapture(t, input, sent)
	for _, tt := range []struct {
		flags string
		files int // at least
	}{
		{"-w x", 1},
		{"-w x -C 1", 2},
		{"-w x-%s -G 1 -C 1", 2},
		{"-w x -C 1 -z " + gzip, 2},
		{"-w x -C 1 --keep 1 --compress zstd", 1},
		{"-w x --print --dns", 1},
		{"--follow -w x -C 1", 2},
		{"--json", 0},
		{"-n -v --no-sandbox", 0},
	} {
		t.Run(strings.NewReplacer("%", "", "/", "").Replace(tt.flags), func(t *testing.T) {
			dir := t.TempDir()
			args := strings.Fields(tt.flags)
			if i := slices.Index(args, "-w"); i >= 0 {
				args[i+1] = filepath.Join(dir, args[i+1])
			}
			p := start(t, n, append(args, "-i", "far", "-B", "65536")...)
			want := !strings.Contains(tt.flags, "--no-sandbox")
			if s, nnp := confined(t, p.cmd.Process.Pid); s != want || nnp != want {
				t.Errorf("seccomp %v, no new privileges %v", s, nnp)
			}
			n.Run(tcpreplay, "-q", "--pps", "10000", "-i", "near", input)
			p.waitUntilCaptured(len(sent))
			r := p.stop(os.Interrupt)
			r.want(t, 0, fmt.Sprintf("%d packets captured", len(sent)), "0 packets dropped by kernel")
			if strings.Contains(r.err, "denied") || strings.Contains(r.err, "not permitted") || strings.Contains(r.err, "sandbox:") {
				t.Errorf("said\n%s", r.err)
			}
			files, _ := folder(t, dir)
			total := 0
			for _, f := range files {
				name, _, _ := strings.Cut(f, ":")
				total += len(records(t, filepath.Join(dir, name)))
				if strings.Contains(tt.flags, "-z") && !strings.HasSuffix(name, ".gz") {
					t.Errorf("%s is not compressed", name)
				}
			}
			if len(files) < tt.files || len(files) > 0 && total != len(sent) && !strings.Contains(tt.flags, "--keep") {
				t.Errorf("%d packets in %v", total, files)
			}
		})
	}
}

// TestSandboxedFollow: an interface that is removed and made again is opened in
// the sandbox, in another namespace too.
func TestSandboxedFollow(t *testing.T) {
	n := quietPair(t)
	here := netlab.New(t)
	p := start(t, here, "--netns", n.Path(), "--follow", "-i", "far", "-n", "udp", "port", "domain")
	if s, _ := confined(t, p.cmd.Process.Pid); !s {
		t.Error("not confined")
	}
	n.Delete("far")
	p.waitFor(&p.err, "was removed")
	n.Veth("near", "far")
	p.waitFor(&p.err, "is back")
	query := append([]byte{2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0, 0, 40, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 1, 0, 0, 53, 0, 20, 0, 0}, make([]byte, 30)...)
	n.Send("near", query)
	p.waitFor(&p.out, "10.0.0.1.256 > 10.0.0.2.53")
	p.stop(os.Interrupt).want(t, 0)
}

// TestDropsPrivileges: after -Z the process is another user's in all its threads,
// captures on, and makes its files as that user.
func TestDropsPrivileges(t *testing.T) {
	netlab.Privileged(t)
	if os.Getuid() != 0 {
		t.Skip("only root can become nobody")
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Skip(err)
	}
	tcpreplay := netlab.Peer(t, "tcpreplay")
	n := quietPair(t)
	program := readableProgram(t)
	dir := filepath.Join(filepath.Dir(program), "out")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	input := filepath.Join(t.TempDir(), "sent.pcap")
	sent := frames(3000, 5)
	writeCapture(t, input, sent)
	p := startCommand(t, n.Command(program, "-i", "far", "-B", "65536", "-Z", "nobody", "-w", filepath.Join(dir, "x"), "-C", "1"), nil)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		fmt.Sprintf("\nUid:\t%[1]s\t%[1]s\t%[1]s\t%[1]s\n", nobody.Uid), fmt.Sprintf("\nGid:\t%[1]s\t%[1]s\t%[1]s\t%[1]s\n", nobody.Gid),
		"\nCapEff:\t0000000000000000\n", "\nCapPrm:\t0000000000000000\n",
	} {
		if !bytes.Contains(status, []byte(want)) {
			t.Errorf("status lacks %q:\n%s", want, status)
		}
	}
	n.Run(tcpreplay, "-q", "--pps", "10000", "-i", "near", input)
	p.waitUntilCaptured(len(sent))
	p.stop(os.Interrupt).want(t, 0, fmt.Sprintf("%d packets captured", len(sent)))
	files, _ := folder(t, dir)
	total := 0
	for _, f := range files {
		name, _, _ := strings.Cut(f, ":")
		total += len(records(t, filepath.Join(dir, name)))
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || fmt.Sprint(info.Sys().(*syscall.Stat_t).Uid) != nobody.Uid {
			t.Errorf("%s does not belong to nobody: %v", name, err)
		}
	}
	if total != len(sent) || len(files) < 2 {
		t.Errorf("%d packets in %v", total, files)
	}

	long := longCapture(t)
	for args, want := range map[string]string{
		"-Z nobody -w " + filepath.Join(t.TempDir(), "x"): "nobody, whom -Z names, may not write there",
		"-Z no-such-user -w /dev/null":                    "there is no such user",
		"-Z nobody --follow":                              "--follow opens interfaces again",
	} {
		cmd := exec.Command(program, append([]string{"-r", long}, strings.Fields(args)...)...)
		cmd.Env = append(os.Environ(), beProgram+"=1")
		if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), want) {
			t.Errorf("%s: %v, %s", args, err, out)
		}
	}
}
