package netlab

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// lack ends the test for want of something: it fails it where the environment
// variable env is 1, and skips it otherwise.
func lack(t testing.TB, env, format string, args ...any) {
	t.Helper()
	if os.Getenv(env) == "1" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// Peer returns the path of the installed program name, which the test compares
// with.
func Peer(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		lack(t, "PKTCAP_REQUIRE_PEERS", "needs %s: %v", name, err)
	}
	return path
}

// Corpus returns the folder of captures and filters with expected results:
// PKTCAP_CORPUS, or shared/corpus beside the checkout.
func Corpus(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv("PKTCAP_CORPUS"); dir != "" {
		return dir
	}
	root := Root(t)
	dir := filepath.Join(filepath.Dir(root), "shared", "corpus")
	if _, err := os.Stat(dir); err != nil {
		lack(t, "PKTCAP_REQUIRE_PEERS", "needs the corpus; set PKTCAP_CORPUS: %v", err)
	}
	return dir
}

// Root returns the checkout's folder, the one with go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the working directory")
		}
		dir = parent
	}
}

// Privileged ends the test unless it may open packet sockets and make network
// namespaces.
func Privileged(t testing.TB) {
	t.Helper()
	if err := privilege(); err != nil {
		lack(t, "PKTCAP_REQUIRE_PRIV", "needs privilege: %v", err)
	}
}
