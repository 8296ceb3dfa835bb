package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"pktcap/savefile"
	"pktcap/savefile/rotate"
)

// rotation returns the part of a rotate.Config that -C, -G, -W and --keep are.
// -W counts as tcpdump's: the names of a ring where files end for their size,
// and the files after which to stop where they end for their age alone.
func (w *writeOptions) rotation() rotate.Config {
	c := rotate.Config{
		Name:      w.file,
		Size:      w.size,
		Every:     w.every,
		Keep:      w.keep,
		Overwrite: true,
	}
	switch {
	case w.size > 0:
		c.Ring = w.files
	case w.every > 0:
		c.Stop = w.files
	}
	return c
}

// check completes the options of -w with those that need more than their text,
// and refuses what cannot go together.
func (w *writeOptions) check(size, every, compression string) (err error) {
	if size != "" {
		if w.size, err = parseSize(size); err != nil {
			return usageError{err}
		}
	}
	if every != "" {
		if w.every, err = parsePeriod(every); err != nil {
			return usageError{err}
		}
	}
	if w.files < 0 {
		return usagef("invalid number of files %d: it is 1 or more", w.files)
	}
	if w.keep < 0 {
		return usagef("invalid number of files to keep %d: it is 1 or more", w.keep)
	}
	if w.keep > 0 && w.size > 0 && w.files > 0 {
		return usagef("--keep removes the oldest files and -W with -C overwrites them: give one of them")
	}
	plain := w.file == "" || w.file == "-"
	if plain && (w.size > 0 || w.every > 0 || w.command != "" || w.keep > 0) {
		return usagef("-C, -G, -z and --keep are about files: name them with -w")
	}
	if w.compression, err = w.compressed(compression); err != nil {
		return err
	}
	return nil
}

// compressed returns how the file is compressed: as --compress says, or the end
// of its name.
func (w *writeOptions) compressed(how string) (savefile.Compression, error) {
	switch how {
	case "gzip", "gz":
		return savefile.Gzip, nil
	case "zstd", "zst":
		return savefile.Zstd, nil
	case "none":
		return savefile.Uncompressed, nil
	case "":
	default:
		return 0, usagef("invalid compression %q: it is gzip, zstd or none", how)
	}
	switch {
	case strings.HasSuffix(w.file, ".gz"):
		return savefile.Gzip, nil
	case strings.HasSuffix(w.file, ".zst"):
		return savefile.Zstd, nil
	}
	return savefile.Uncompressed, nil
}

// isPcapNG reports whether the file is to be pcapng by its name or by --pcapng.
func (w *writeOptions) isPcapNG() bool {
	name := strings.TrimSuffix(strings.TrimSuffix(w.file, ".gz"), ".zst")
	return w.pcapng || strings.HasSuffix(name, ".pcapng")
}

// remarks says what is likely not to be what was meant.
func (w *writeOptions) remarks() []string {
	var all []string
	if w.files > 0 && w.size == 0 && w.every == 0 {
		all = append(all, "-W counts the files of -C or -G: without them there is one")
	}
	if w.every > 0 && !strings.Contains(w.file, "%") {
		all = append(all, fmt.Sprintf("each file of -G overwrites the one before: name them by their time, as -w %s-%%H%%M%%S", w.file))
	}
	return all
}

// units are what may follow a number of -C. Those of one letter are tcpdump's.
var units = map[string]int64{
	"": 1e6, "b": 1,
	"k": 1 << 10, "m": 1 << 20, "g": 1 << 30,
	"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30,
	"kb": 1e3, "mb": 1e6, "gb": 1e9,
}

// parseSize reads the size of -C in bytes: millions of them without a unit.
func parseSize(s string) (int64, error) {
	digits := strings.TrimRight(s, "bkmgiBKMGI")
	unit, known := units[strings.ToLower(s[len(digits):])]
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || !known || n < 1 {
		return 0, fmt.Errorf("invalid file size %q: it is a number of millions of bytes, or one with k, M or G (of 1024), KiB, MiB, GiB, kB, MB or GB behind it", s)
	}
	if n > math.MaxInt64/unit {
		return 0, fmt.Errorf("invalid file size %q: it is too large", s)
	}
	return n * unit, nil
}

// parsePeriod reads the time of -G: seconds, or a number with a unit.
func parsePeriod(s string) (time.Duration, error) {
	text := s
	if _, err := strconv.ParseInt(s, 10, 64); err == nil {
		text += "s"
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("invalid time %q for -G: it is a number of seconds, or as 10m or 1h30m", s)
	}
	return d, nil
}
