package capturetest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pktcap/capture"
	"pktcap/capture/capturetest"
	"pktcap/linktype"
	"pktcap/savefile"
)

var three = []capture.Packet{
	{Data: []byte("first"), Time: 1000 * 1e9},
	{Data: []byte("second"), Time: 1002 * 1e9, Length: 60},
	{Data: []byte("third"), Time: 1001 * 1e9},
}

// file returns a pcap file of three.
func file(t *testing.T) []byte {
	var b bytes.Buffer
	w, err := savefile.NewWriter(&b, savefile.WriterConfig{Interfaces: []savefile.Interface{{LinkType: linktype.Raw}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range three {
		if err := w.Write(&savefile.Record{Data: p.Data, Length: max(p.Length, len(p.Data)), Time: int64(p.Time)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReplay(t *testing.T) {
	for name, src := range map[string]*capturetest.Source{
		"bytes":   capturetest.Bytes(t, file(t), capturetest.Options{}),
		"packets": capturetest.Packets(t, linktype.Raw, capturetest.Options{}, three...),
	} {
		var got []string
		for p, err := range src.Packets(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%s %d %d", p.Data, p.Length, p.Time.Time().Unix()))
		}
		if want := "[first 5 1000 second 60 1002 third 5 1001]"; fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
		if lt := src.Interfaces()[0].LinkType; lt != linktype.Raw {
			t.Errorf("%s: link type %v", name, lt)
		}
		if s, err := src.Stats(); err != nil || s.Captured != 3 || s.Truncated != 1 {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}

func TestTiming(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		src := capturetest.Bytes(t, file(t), capturetest.Options{Speed: 0.5})
		var at []time.Duration
		for range src.Borrow(t.Context()) {
			at = append(at, time.Since(begin))
		}
		if want := "[0s 4s 4s]"; fmt.Sprint(at) != want {
			t.Errorf("packets at %v, want %s", at, want)
		}
	})
}

func TestTimingEnds(t *testing.T) {
	for _, how := range []string{"context", "close"} {
		synctest.Test(t, func(t *testing.T) {
			src := capturetest.Packets(t, linktype.Raw, capturetest.Options{Speed: 1, Err: errors.New("too late")}, three...)
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if how == "close" {
				ctx = t.Context()
				time.AfterFunc(time.Second, func() {
					if err := src.Close(); err != nil {
						t.Error(err)
					}
				})
			}
			begin, n := time.Now(), 0
			for _, err := range src.Borrow(ctx) {
				if err != nil {
					t.Errorf("%s: %v", how, err)
				}
				n++
			}
			if took := time.Since(begin); n != 1 || took != time.Second {
				t.Errorf("%s: %d packets in %v, want 1 in 1s", how, n, took)
			}
		})
	}
}

func TestErrAndStats(t *testing.T) {
	broken := errors.New("the cable is out")
	src := capturetest.Packets(t, linktype.Ethernet, capturetest.Options{
		Err:   broken,
		Stats: func(s capture.Stats) capture.Stats { s.Dropped = 7; return s },
	}, three[0])
	var last error
	n := 0
	for _, last = range src.Packets(t.Context()) {
		n++
	}
	if n != 2 || last != broken {
		t.Errorf("%d rounds, the last with %v", n, last)
	}
	if s, err := src.Stats(); err != nil || s.Dropped != 7 || s.Captured != 1 {
		t.Errorf("stats %+v, %v", s, err)
	}
}
