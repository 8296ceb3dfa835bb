package doctor

import (
	"fmt"
	"strings"
)

// AppendText appends findings as text: those of a subject together, each with
// what to do about it.
func AppendText(dst []byte, findings []Finding) []byte {
	about := ""
	for _, f := range findings {
		if f.About != about {
			if about != "" {
				dst = append(dst, '\n')
			}
			about = f.About
			dst = fmt.Appendf(dst, "%s\n", about)
		}
		dst = fmt.Appendf(dst, "  %-7s  %s: %s\n", f.Level, f.Name, f.Text)
		if f.Advice != "" {
			dst = fmt.Appendf(dst, "           %s\n", f.Advice)
		}
		for _, c := range f.Commands {
			dst = fmt.Appendf(dst, "             %s\n", c)
		}
	}
	return dst
}

// AppendCommands appends the commands of the findings as a script for sh(1),
// each with the reason above it.
func AppendCommands(dst []byte, findings []Finding) []byte {
	for _, f := range findings {
		if len(f.Commands) == 0 || f.Level == OK {
			continue
		}
		dst = fmt.Appendf(dst, "# %s, %s: %s\n", f.About, f.Name, comment(f.Text))
		if f.Advice != "" {
			dst = fmt.Appendf(dst, "# %s\n", comment(f.Advice))
		}
		for _, c := range f.Commands {
			dst = fmt.Appendf(dst, "%s\n", c)
		}
	}
	return dst
}

// comment keeps text on the line of a comment.
func comment(s string) string { return strings.Join(strings.Fields(s), " ") }
