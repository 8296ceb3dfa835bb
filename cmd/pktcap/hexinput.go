package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"pktcap/capture"
	"pktcap/checksum"
	"pktcap/hexdump"
	"pktcap/linktype"
	"pktcap/savefile"
)

// openHex opens the text of --from-hex as a source: the dumps that it holds
// become the records of a capture file, which is read as any other.
func (p *program) openHex(ctx context.Context, o *options, config capture.FileConfig) (*capture.File, error) {
	name := o.source.file
	in, closeInput := p.stdin, func() error { return nil }
	if name == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		in, closeInput = f, f.Close
	}
	h := &hexInput{parser: hexdump.NewParser(in), clock: newHexClock(time.Now())}
	first, err := h.next()
	if err != nil {
		_ = closeInput() // it was only read
		if errors.Is(err, io.EOF) {
			err = errors.New("no hex dump found: a line of one is an offset and bytes in hexadecimal, as tcpdump -xx, xxd and hexdump -C print them")
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	link := o.filter.linkType
	if !o.filter.haveLink {
		link = guessLink(first.Data)
	}
	r, w := io.Pipe()
	// A text that is typed, or comes through a pipe, may never end by itself.
	stop := context.AfterFunc(ctx, func() { _ = w.Close() })
	go func() {
		defer stop()
		err := h.copy(w, first, link)
		_ = closeInput() // it was only read
		_ = w.CloseWithError(err)
	}()
	return capture.NewFile(r, name, config)
}

// A hexInput turns dumps into records.
type hexInput struct {
	parser *hexdump.Parser
	clock  *hexClock
}

// next returns the next dump of a packet. tshark -x and Wireshark print what they
// put together from several packets too, each dump below its name and length:
// "Reassembled TCP (1234 bytes):".
func (h *hexInput) next() (*hexdump.Dump, error) {
	for {
		d, err := h.parser.Next()
		if err != nil {
			return nil, err
		}
		title := d.Header[strings.LastIndexByte(d.Header, '\n')+1:]
		if !strings.HasSuffix(title, " bytes):") || strings.HasPrefix(title, "Frame (") || strings.HasPrefix(title, "Packet (") {
			return d, nil
		}
	}
}

// copy writes the first dump and all that follow to w, as a pcapng file.
func (h *hexInput) copy(w io.Writer, dump *hexdump.Dump, link linktype.Type) error {
	out, err := savefile.NewWriter(w, savefile.WriterConfig{
		Format:     savefile.PcapNG,
		Interfaces: []savefile.Interface{{LinkType: link, Resolution: 1e9, Snaplen: savefile.MaxSnaplen}},
	})
	for err == nil {
		if len(dump.Data) > savefile.MaxSnaplen {
			return fmt.Errorf("the hex dump of line %d has %d bytes, and a packet at most %d", dump.Line, len(dump.Data), savefile.MaxSnaplen)
		}
		at, direction := h.clock.read(dump.Header)
		rec := savefile.Record{Data: dump.Data, Length: len(dump.Data), Time: at.UnixNano(), Flags: direction}
		if err = out.Write(&rec); err != nil {
			return err
		}
		// Somebody may be typing.
		if err = out.Flush(); err != nil {
			return err
		}
		dump, err = h.next()
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// guessLink returns the link type of the packets of which data is the first:
// raw IP if that is what it is, by its checksum or its length, and Ethernet
// otherwise. tcpdump's -x and -X print packets without their link-layer header.
func guessLink(data []byte) linktype.Type {
	if len(data) >= 20 && data[0]>>4 == 4 {
		header, total := int(data[0]&15)*4, int(binary.BigEndian.Uint16(data[2:]))
		if header >= 20 && header <= len(data) && total >= header && checksum.Valid(data[:header], 0) {
			return linktype.Raw
		}
	}
	if len(data) >= 40 && data[0]>>4 == 6 && int(binary.BigEndian.Uint16(data[4:])) == len(data)-40 {
		return linktype.Raw
	}
	return linktype.Ethernet
}

// A hexClock gives packets the times that stand in the text above their dumps,
// or if there is none, that of the packet before and a microsecond.
type hexClock struct {
	last  time.Time
	known bool           // last is a packet's
	zone  *time.Location // of times without one
}

// newHexClock returns a clock that begins at now, in its time zone.
func newHexClock(now time.Time) *hexClock { return &hexClock{last: now, zone: now.Location()} }

// read reads the text above a dump: the last line of it that begins with a time.
// A direction may follow, as tcpdump prints it for the interface "any", or stand
// before, as text2pcap has it.
func (c *hexClock) read(header string) (time.Time, savefile.Flags) {
	var direction savefile.Flags
	lines := strings.Split(header, "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		line := lines[i]
		if d, rest := cutDirection(line); d != 0 {
			direction, line = d, rest
		}
		t, rest, ok := c.parseTime(line)
		if !ok {
			continue
		}
		if d, _ := cutDirection(rest); d != 0 {
			direction = d
		}
		c.last, c.known = t, true
		return t, direction
	}
	if c.known {
		c.last = c.last.Add(time.Microsecond)
	}
	c.known = true
	return c.last, direction
}

// cutDirection cuts off a first word that says which way a packet went; one of
// tcpdump's stands behind the name of an interface.
func cutDirection(line string) (savefile.Flags, string) {
	first, rest, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
	switch first {
	case "I", "In":
		return savefile.FlagInbound, rest
	case "O", "Out":
		return savefile.FlagOutbound, rest
	}
	second := strings.Fields(rest)
	if len(second) > 0 && second[0] == "In" {
		return savefile.FlagInbound, rest
	} else if len(second) > 0 && second[0] == "Out" {
		return savefile.FlagOutbound, rest
	}
	return 0, line
}

// parseTime reads the time that a line begins with, perhaps after the number of
// the packet, and returns what follows. Times without a zone are local, those
// without a date of the day of the packet before.
func (c *hexClock) parseTime(line string) (t time.Time, rest string, ok bool) {
	first, rest, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
	if isNumber(first) {
		first, rest, _ = strings.Cut(strings.TrimLeft(rest, " "), " ")
	}
	if t, ok := parseEpoch(first); ok {
		return t.In(c.zone), rest, true
	}
	if t, err := time.ParseInLocation(time.RFC3339Nano, first, c.zone); err == nil {
		return t, rest, true
	}
	if t, err := time.ParseInLocation("2006-01-02T15:04:05", first, c.zone); err == nil {
		return t, rest, true
	}
	if t, err := time.ParseInLocation("15:04:05", first, c.zone); err == nil {
		y, m, d := c.last.Local().Date()
		t = time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), c.zone)
		if c.known && c.last.Sub(t) > 12*time.Hour {
			t = t.AddDate(0, 0, 1) // past midnight
		}
		return t, rest, true
	}
	second, after, _ := strings.Cut(rest, " ")
	if t, err := time.ParseInLocation("2006-01-02 15:04:05", first+" "+second, c.zone); err == nil {
		return t, after, true
	}
	return t, line, false
}

// parseEpoch reads the seconds since 1970 that tcpdump -tt prints, with micro or
// nanoseconds behind the point.
func parseEpoch(s string) (time.Time, bool) {
	seconds, fraction, _ := strings.Cut(s, ".")
	if len(seconds) < 9 || len(seconds) > 11 || len(fraction) != 6 && len(fraction) != 9 {
		return time.Time{}, false
	}
	sec, err := strconv.ParseUint(seconds, 10, 63)
	nano, err2 := strconv.ParseUint((fraction + "000")[:9], 10, 63)
	return time.Unix(int64(sec), int64(nano)), err == nil && err2 == nil
}
