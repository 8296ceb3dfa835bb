package craft

import "strings"

// A wordList gives names to a field's values in the text form.
type wordList struct {
	words   []word
	flags   []string // names of the bits, from the lowest; joined with "+"
	letters string   // one letter a bit, from the lowest
	silent  bool     // understood when read, but not printed
}

type word struct {
	value uint64
	name  string
}

func newWordList(words ...word) *wordList    { return &wordList{words: words} }
func newFlagList(flags ...string) *wordList  { return &wordList{flags: flags} }
func newLetterList(letters string) *wordList { return &wordList{letters: letters} }
func firstWords(words []*wordList) (w *wordList) {
	if len(words) > 0 {
		w = words[0]
	}
	return w
}

// noFlags is the text of a flags field without a flag.
const noFlags = "none"

// parse returns the value of a name.
func (l *wordList) parse(s string) (v uint64, ok bool) {
	switch {
	case l == nil:
		return 0, false
	case l.letters != "":
		if s == noFlags || s == "" {
			return 0, true
		}
		for _, r := range strings.ToUpper(s) {
			i := strings.IndexRune(l.letters, r)
			if i < 0 {
				return 0, false
			}
			v |= 1 << i
		}
		return v, true
	case l.flags != nil:
		if s == noFlags {
			return 0, true
		}
		for part := range strings.SplitSeq(s, "+") {
			i := -1
			for j, flag := range l.flags {
				if flag != "" && strings.EqualFold(part, flag) {
					i = j
				}
			}
			if i < 0 {
				return 0, false
			}
			v |= 1 << i
		}
		return v, true
	}
	for _, w := range l.words {
		if strings.EqualFold(w.name, s) {
			return w.value, true
		}
	}
	return 0, false
}

// format returns the name of a value; ok is false where it has none.
func (l *wordList) format(v uint64) (s string, ok bool) {
	switch {
	case l == nil || l.silent:
		return "", false
	case l.words != nil:
		for _, w := range l.words {
			if w.value == v {
				return w.name, true
			}
		}
		return "", false
	case v == 0:
		return noFlags, true
	}
	var b strings.Builder
	for i := 0; v != 0; i, v = i+1, v>>1 {
		switch {
		case v&1 == 0:
		case i >= max(len(l.letters), len(l.flags)) || l.letters == "" && l.flags[i] == "":
			return "", false
		case l.letters != "":
			b.WriteByte(l.letters[i])
		default:
			if b.Len() > 0 {
				b.WriteByte('+')
			}
			b.WriteString(l.flags[i])
		}
	}
	return b.String(), true
}

// names returns what can be written, for a message.
func (l *wordList) names() []string {
	if l == nil {
		return nil
	}
	if l.letters != "" {
		return strings.Split(l.letters, "")
	}
	names := l.flags
	for _, w := range l.words {
		names = append(names, w.name)
	}
	return names
}
