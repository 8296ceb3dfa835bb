package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"pktcap/internal/netlab"
)

// found returns what --doctor --json says of a key.
func found(t *testing.T, r result, about, key string) (level, text string) {
	t.Helper()
	r.want(t, 0)
	var all []struct{ About, Key, Level, Text string }
	if err := json.Unmarshal([]byte(r.out), &all); err != nil {
		t.Fatalf("%v\n%s", err, r.out)
	}
	for _, f := range all {
		if f.About == about && f.Key == key {
			return f.Level, f.Text
		}
	}
	t.Fatalf("nothing about %s of %s:\n%s", key, about, r.out)
	return "", ""
}

// TestDoctorCommandsCure: what --doctor=commands prints for a veth interface, run
// by a shell, is what the doctor then has nothing more to say about. The program
// looks from outside, by --netns, and changes nothing by itself.
func TestDoctorCommandsCure(t *testing.T) {
	netlab.Peer(t, "ethtool")
	n := quietPair(t)
	n.Offloads("near", true)
	args := []string{"--doctor", "--netns", n.Path(), "-i", "near", "--json"}
	offloads := []string{"gro", "tso", "gso", "tx-checksum"}
	for range 2 { // looking twice shows that looking changes nothing
		r := pktcap(t, "", args...)
		for _, key := range offloads {
			if level, text := found(t, r, "near", key); level != "note" || text != "on" {
				t.Errorf("%s is %s, %s", key, level, text)
			}
		}
	}
	script := pktcap(t, "", "--doctor=commands", "--netns", n.Path(), "-i", "near")
	script.want(t, 0)
	var cure []string
	for line := range strings.Lines(script.out) {
		// The machine's own settings stay as they are.
		if strings.Contains(line, " near ") && !strings.HasPrefix(line, "#") {
			cure = append(cure, line)
		}
	}
	if out, err := exec.Command("sh", "-ec", strings.Join(cure, "")).CombinedOutput(); err != nil || len(cure) < len(offloads) {
		t.Fatalf("%v: %s\n%s", err, out, strings.Join(cure, ""))
	}
	r := pktcap(t, "", args...)
	for _, key := range offloads {
		if level, text := found(t, r, "near", key); level != "ok" || text != "off" {
			t.Errorf("afterwards %s is %s, %s", key, level, text)
		}
	}
}

// TestDoctorSeesTheNamespace: steering is in sysfs, which shows the interfaces of
// the namespace that it was mounted in.
func TestDoctorSeesTheNamespace(t *testing.T) {
	n := quietPair(t)
	set := "mount -t sysfs sysfs /sys && echo 1 > /sys/class/net/near/queues/rx-0/rps_cpus"
	n.Run("unshare", "--mount", "sh", "-ec", set)
	r := pktcap(t, "", "--doctor", "--netns", n.Path(), "-i", "near", "--json")
	if level, text := found(t, r, "near", "rps"); level != "ok" || !strings.HasPrefix(text, "on for ") {
		t.Errorf("steering of near: %s, %s", level, text)
	}
	if level, text := found(t, r, "near", "driver"); level != "ok" || text != "veth" {
		t.Errorf("driver of near: %s, %s", level, text)
	}
	other := quietPair(t)
	r = pktcap(t, "", "--doctor", "--netns", other.Path(), "--netns", n.Path(), "-i", "near", "--json")
	if level, text := found(t, r, "near in "+other.Path(), "rps"); level != "ok" || text != "off" {
		t.Errorf("steering of near in the other namespace: %s, %s", level, text)
	}
	if _, text := found(t, r, "near in "+n.Path(), "rps"); !strings.HasPrefix(text, "on for ") {
		t.Errorf("steering of near of two: %s", text)
	}
	capture := start(t, n, "-i", "near", "-w", os.DevNull)
	r = pktcap(t, "", "--doctor", "--netns", n.Path(), "-i", "near", "--json")
	if level, text := found(t, r, "near", "listeners"); level != "note" || text != "1 packet socket on it" {
		t.Errorf("listeners: %s, %s", level, text)
	}
	capture.stop(os.Interrupt)
	pktcap(t, "", "--doctor", "--netns", n.Path(), "-i", "nowhere").want(t, 1, "no interface nowhere")
}

// TestDoctorWithoutPrivilege says what it could not see, and how to get the
// privilege.
func TestDoctorWithoutPrivilege(t *testing.T) {
	netlab.Privileged(t)
	if os.Getuid() != 0 {
		t.Skip("only root can become nobody")
	}
	r := unprivileged(t, readableProgram(t), "--doctor", "-i", "lo")
	r.want(t, 0)
	for _, want := range []string{"warning  capabilities: none of CAP_NET_RAW", "setcap cap_net_raw,cap_net_admin+ep", "opening a packet socket needs CAP_NET_RAW", "\nlo\n"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("no %q in\n%s", want, r.out)
		}
	}
	pktcap(t, "", "--doctor=cure").want(t, 2, "invalid --doctor=cure")
}
