package rotate

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pktcap/linktype"
	"pktcap/savefile"
)

// A lab is a directory, a clock, and what a Writer reports.
type lab struct {
	t    *testing.T
	dir  string
	now  time.Time
	done []string
}

func newLab(t *testing.T) *lab {
	return &lab{t: t, dir: t.TempDir(), now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}

func (l *lab) writer(c Config) *Writer {
	l.t.Helper()
	c.Name = filepath.Join(l.dir, c.Name)
	c.Now = func() time.Time { return l.now }
	c.File.Interfaces = []savefile.Interface{{LinkType: linktype.Ethernet}}
	c.Done = func(f File) {
		l.done = append(l.done, fmt.Sprintf("%s:%d", filepath.Base(f.Name), f.Packets))
		if f.Err != nil {
			l.t.Errorf("%s: %v", f.Name, f.Err)
		}
		if _, err := os.Stat(f.Name); err != nil {
			l.t.Errorf("Done comes before the file: %v", err)
		}
	}
	w, err := NewWriter(c)
	if err != nil {
		l.t.Fatal(err)
	}
	return w
}

// write writes n packets of 84 bytes, 100 in the file.
func (l *lab) write(w *Writer, n int) {
	l.t.Helper()
	for range n {
		if err := w.Write(&savefile.Record{Data: make([]byte, 84), Length: 84}); err != nil {
			l.t.Fatal(err)
		}
	}
}

// check closes w and compares the files, with their packets, and what Done told.
func (l *lab) check(w *Writer, files, done string) {
	l.t.Helper()
	for range 2 {
		if err := w.Close(); err != nil {
			l.t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(l.dir)
	if err != nil {
		l.t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		f, err := os.Open(filepath.Join(l.dir, e.Name()))
		if err != nil {
			l.t.Fatal(err)
		}
		r, err := savefile.NewReader(f)
		if err != nil {
			l.t.Fatal(err)
		}
		n := 0
		for _, err := range r.Records() {
			if err != nil {
				l.t.Errorf("%s: %v", e.Name(), err)
			}
			n++
		}
		_ = f.Close()
		got = append(got, fmt.Sprintf("%s:%d", e.Name(), n))
	}
	if s := strings.Join(got, " "); s != files {
		l.t.Errorf("files %s, want %s", s, files)
	}
	if s := strings.Join(l.done, " "); s != done {
		l.t.Errorf("done %s, want %s", s, done)
	}
}

func TestOneFile(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x%Y"}) // no conversions without Every
	l.write(w, 3)
	l.check(w, "x%Y:3", "x%Y:3")
}

func TestSize(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Size: 250}) // header 24, so the third packet passes it
	l.write(w, 7)
	l.check(w, "x:3 x1:3 x2:1", "x:3 x1:3 x2:1")
}

func TestPackets(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Packets: 2})
	l.write(w, 4)
	l.check(w, "x:2 x1:2", "x:2 x1:2")
}

func TestRing(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Packets: 1, Ring: 11})
	l.write(w, 13)
	l.check(w, "x00:1 x01:1 x02:1 x03:1 x04:1 x05:1 x06:1 x07:1 x08:1 x09:1 x10:1",
		"x00:1 x01:1 x02:1 x03:1 x04:1 x05:1 x06:1 x07:1 x08:1 x09:1 x10:1 x00:1 x01:1")
}

// TestSmallRings: as many digits as the last number has, and none for a ring of
// one.
func TestSmallRings(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Packets: 1, Ring: 1})
	l.write(w, 3)
	l.check(w, "x:1", "x:1 x:1 x:1")
	l = newLab(t)
	w = l.writer(Config{Name: "x", Packets: 1, Ring: 10})
	l.write(w, 2)
	l.check(w, "x0:1 x1:1", "x0:1 x1:1")
}

func TestKeep(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Packets: 1, Keep: 2})
	l.write(w, 4)
	l.check(w, "x2:1 x3:1", "x:1 x1:1 x2:1 x3:1")
}

// TestOverwrite: a period's files have the numbers that those of the period
// before had.
func TestOverwrite(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Every: 10 * time.Second, Packets: 2, Overwrite: true})
	l.write(w, 3)
	l.now = l.now.Add(10 * time.Second)
	l.write(w, 1)
	l.check(w, "x:1 x1:1", "x:2 x1:1 x:1")
	l = newLab(t)
	w = l.writer(Config{Name: "x-%S", Every: 10 * time.Second, Packets: 2, Overwrite: true, Ring: 3})
	l.write(w, 3)
	l.now = l.now.Add(10 * time.Second)
	l.write(w, 1)
	l.check(w, "x-050:2 x-051:1 x-150:1", "x-050:2 x-051:1 x-150:1")
}

// TestPeriodKeepsItsName: a file that begins late in a period does not take the
// name of the next period's first.
func TestPeriodKeepsItsName(t *testing.T) {
	l := newLab(t)
	l.now = l.now.Add(700 * time.Millisecond)
	w := l.writer(Config{Name: "x-%S", Every: time.Second, Packets: 1, Overwrite: true})
	l.write(w, 1)
	l.now = l.now.Add(500 * time.Millisecond) // :06.2, of the period from :05.7 on
	l.write(w, 1)
	l.now = l.now.Add(500 * time.Millisecond)
	l.write(w, 1)
	l.check(w, "x-05:1 x-051:1 x-06:1", "x-05:1 x-051:1 x-06:1")
}

// TestTime: files end by the clock, packets or not, and do not drift.
func TestTime(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x-%H%M%S", Every: 10 * time.Second})
	l.write(w, 1)
	if want := l.now.Add(10 * time.Second); !w.Next().Equal(want) {
		t.Errorf("next at %v, want %v", w.Next(), want)
	}
	l.now = l.now.Add(9 * time.Second)
	if err := w.Tick(); err != nil {
		t.Fatal(err)
	}
	l.now = l.now.Add(3 * time.Second) // :17, two seconds late
	if err := w.Tick(); err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2026, 1, 2, 3, 4, 25, 0, time.UTC); !w.Next().Equal(want) {
		t.Errorf("next at %v, want %v", w.Next(), want)
	}
	l.now = l.now.Add(30 * time.Second) // :47, nobody asked for three periods
	l.write(w, 2)
	l.check(w, "x-030405:1 x-030417:0 x-030447:2", "x-030405:1 x-030417:0 x-030447:2")
}

func TestAlign(t *testing.T) {
	l := newLab(t)
	l.now = time.Date(2026, 1, 2, 3, 44, 5, 0, time.FixedZone("", 5*3600+1800)) // India
	w := l.writer(Config{Name: "x-%H%M", Every: time.Hour, Align: true})
	if want := time.Date(2026, 1, 2, 4, 0, 0, 0, l.now.Location()); !w.Next().Equal(want) {
		t.Errorf("next at %v, want %v", w.Next(), want)
	}
	l.check(w, "x-0344:0", "x-0344:0")
}

func TestTimeAndSize(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x-%S", Every: 10 * time.Second, Packets: 2, Keep: 3})
	l.write(w, 5)
	l.now = l.now.Add(10 * time.Second)
	l.write(w, 1)
	l.check(w, "x-051:2 x-052:1 x-15:1", "x-05:2 x-051:2 x-052:1 x-15:1")
}

func TestStop(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Packets: 1, Stop: 2})
	l.write(w, 2)
	for range 2 {
		if err := w.Write(&savefile.Record{}); err != ErrDone {
			t.Errorf("Write: %v, want ErrDone", err)
		}
	}
	l.check(w, "x:1 x1:1", "x:1 x1:1")
}

// TestPartial: a file has its own name only when it is complete.
func TestPartial(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Partial: ".part", Sync: true, Packets: 1, Ring: 2})
	l.write(w, 2)
	if filepath.Base(w.Name()) != "x1.part" {
		t.Errorf("name %s", w.Name())
	}
	for name, want := range map[string]bool{"x0": true, "x0.part": false, "x1": false, "x1.part": true} {
		if _, err := os.Stat(filepath.Join(l.dir, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	l.write(w, 1)
	l.check(w, "x0:1 x1:1", "x0:1 x1:1 x0:1")
}

func TestAddInterface(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "x", Packets: 1, File: savefile.WriterConfig{Format: savefile.PcapNG}})
	n, err := w.AddInterface(savefile.Interface{LinkType: linktype.Raw})
	if n != 1 || err != nil {
		t.Fatal(n, err)
	}
	for range 2 {
		if err := w.Write(&savefile.Record{Interface: 1, Data: []byte("x"), Length: 1}); err != nil {
			t.Fatal(err)
		}
	}
	l.check(w, "x:1 x1:1", "x:1 x1:1")
}

func TestErrors(t *testing.T) {
	for _, c := range []Config{{}, {Name: "x", Size: -1}, {Name: "%", Every: time.Second}, {Name: "%!", Every: time.Second},
		{Name: filepath.Join(t.TempDir(), "no", "such")}} {
		c.File.Interfaces = []savefile.Interface{{}}
		if w, err := NewWriter(c); err == nil {
			t.Errorf("%+v is accepted", c)
			_ = w.Close()
		}
	}
	l := newLab(t)
	w := l.writer(Config{Name: "x"})
	_ = w.file.Close() // as if the disk had gone
	w.c.Done = func(f File) {
		if f.Err == nil {
			t.Error("Done is not told of the error")
		}
	}
	l.write(w, 1)
	err := w.Flush()
	if !errors.Is(err, os.ErrClosed) || w.Write(&savefile.Record{}) != err || w.Tick() != err {
		t.Errorf("Flush: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Errorf("Close after the error: %v", err)
	}
}

func TestStrftime(t *testing.T) {
	at := time.Date(2026, 1, 4, 15, 6, 7, 89, time.FixedZone("CET", 3600))
	tests := map[string]string{
		"%Y-%m-%d_%H.%M.%S": "2026-01-04_15.06.07", "%F %T": "2026-01-04 15:06:07", "100%%": "100%",
		"%a %A %b %B %e": "Sun Sunday Jan January  4", "%j %U %W %V %G %u %w": "004 01 00 01 2026 7 0",
		"%s": "1767535567", "%N": "000000089", "%Z%z": "CET+0100", "%I%p %l %k %C %y": "03PM  3 15 20 26",
	}
	for name, want := range tests {
		if got, err := strftime(name, at); got != want || err != nil {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
}

func TestWriteDoesNotAllocate(t *testing.T) {
	l := newLab(t)
	w := l.writer(Config{Name: "f.pcap", Size: 1 << 30})
	rec := savefile.Record{Data: make([]byte, 84), Length: 84}
	if n := testing.AllocsPerRun(1000, func() {
		if err := w.Write(&rec); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations a packet", n)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestThrough: what is written past the Writer is in its file, and an error of
// the file ends both, while one of a packet does not.
func TestThrough(t *testing.T) {
	l := newLab(t)
	w, err := NewWriter(Config{Name: filepath.Join(l.dir, "f"), File: savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Ethernet}}}})
	if err != nil {
		t.Fatal(err)
	}
	if !w.Unlimited() {
		t.Error("a file without a limit is limited")
	}
	early := w.Through(func(f *savefile.Writer) error {
		for range 3 {
			if err := f.WritePacket(0, make([]byte, 84), 84, 0); err != nil {
				return err
			}
		}
		return f.WritePacket(0, nil, 0, -1)
	})
	if !errors.Is(early, savefile.ErrUnrepresentable) {
		t.Errorf("a packet of before 1970: %v", early)
	}
	l.write(w, 1)
	broken := &savefile.WriteError{Err: errors.New("disk full")}
	if err := w.Through(func(*savefile.Writer) error { return broken }); !errors.Is(err, broken) || !strings.Contains(err.Error(), filepath.Join(l.dir, "f")) {
		t.Errorf("an error of the file is %v", err)
	}
	if err := w.Through(func(*savefile.Writer) error { return nil }); !errors.Is(err, broken) {
		t.Errorf("after it: %v", err)
	}
	for _, c := range []Config{{Size: 1}, {Packets: 1}, {Every: time.Second}} {
		c.Name = "g"
		w := l.writer(c)
		if w.Unlimited() {
			t.Errorf("%+v is unlimited", c)
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
}
