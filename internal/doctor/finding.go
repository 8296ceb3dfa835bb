package doctor

import (
	"errors"
	"fmt"
)

// A Level says what to think of a finding.
type Level uint8

const (
	OK      Level = iota // nothing to do
	Note                 // good to know; act where it matters
	Warning              // it loses or distorts packets, or is likely to
	Unknown              // it could not be read
)

var levelNames = [...]string{OK: "ok", Note: "note", Warning: "warning", Unknown: "unknown"}

func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return fmt.Sprintf("doctor.Level(%d)", uint8(l))
}

// MarshalText implements [encoding.TextMarshaler].
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// A Finding is one thing that was looked at.
type Finding struct {
	About    string   `json:"about"`              // "system" or the name of an interface
	Key      string   `json:"key"`                // what was looked at, the same in every version
	Name     string   `json:"name"`               // the same for people
	Level    Level    `json:"level"`              //
	Value    any      `json:"value,omitempty"`    // what was found, as a number, a list or an object
	Text     string   `json:"text"`               // what was found, for people
	Advice   string   `json:"advice,omitempty"`   // what it means and what to do
	Commands []string `json:"commands,omitempty"` // lines for sh(1) that do so
}

// SystemSubject is the About of findings that are no interface's.
const SystemSubject = "system"

// A list collects findings about one subject.
type list struct {
	about    string
	findings []Finding
}

func (l *list) add(f Finding) {
	f.About = l.about
	l.findings = append(l.findings, f)
}

// unknown adds that something could not be read, and why.
func (l *list) unknown(key, name string, err error) {
	f := Finding{Key: key, Name: name, Level: Unknown, Text: "cannot be seen", Advice: reason(err)}
	if errors.Is(err, errors.ErrUnsupported) {
		f.Text, f.Advice = "the driver does not tell", ""
	}
	l.add(f)
}
