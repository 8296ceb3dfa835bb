package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestColoured: without --color only a terminal is coloured, and the null device
// is none.
func TestColoured(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	auto := &textOptions{color: "auto"}
	if auto.coloured(null) || auto.coloured(file) || auto.coloured(new(bytes.Buffer)) {
		t.Errorf("coloured: null device %v, file %v, buffer %v", auto.coloured(null), auto.coloured(file), auto.coloured(new(bytes.Buffer)))
	}
	// A pseudo-terminal's master is the nearest thing to a terminal that a test
	// can have.
	if terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0); err == nil {
		defer terminal.Close()
		if !auto.coloured(terminal) || (&textOptions{color: "never"}).coloured(terminal) {
			t.Error("a terminal is not coloured, or is although --color is never")
		}
		t.Setenv("NO_COLOR", "1")
		if auto.coloured(terminal) {
			t.Error("a terminal is coloured although NO_COLOR is set")
		}
	}
	if !(&textOptions{color: "always"}).coloured(file) {
		t.Error("a file is not coloured although --color is always")
	}
}
