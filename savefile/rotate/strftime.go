package rotate

import (
	"fmt"
	"strings"
	"time"
)

// formats are the conversions of strftime(3) as layouts of package time, for
// those that have one.
var formats = map[byte]string{
	'a': "Mon", 'A': "Monday", 'b': "Jan", 'B': "January", 'h': "Jan",
	'c': "Mon Jan _2 15:04:05 2006", 'D': "01/02/06", 'd': "02", 'e': "_2",
	'F': "2006-01-02", 'H': "15", 'I': "03", 'M': "04", 'm': "01", 'p': "PM",
	'R': "15:04", 'r': "03:04:05 PM", 'S': "05", 'T': "15:04:05", 'X': "15:04:05",
	'x': "01/02/06", 'Y': "2006", 'y': "06", 'Z': "MST", 'z': "-0700", 'j': "002",
}

// strftime expands the conversions of strftime(3) in name, as the C locale has
// them, and %N for nanoseconds. An unknown conversion is an error.
func strftime(name string, t time.Time) (string, error) {
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if name[i] != '%' {
			b.WriteByte(name[i])
			continue
		}
		if i++; i == len(name) {
			return "", fmt.Errorf("file name %q ends in the middle of a conversion; %%%% is a percent sign", name)
		}
		switch c := name[i]; c {
		case '%':
			b.WriteByte('%')
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 's':
			fmt.Fprint(&b, t.Unix())
		case 'N':
			fmt.Fprintf(&b, "%09d", t.Nanosecond())
		case 'C':
			fmt.Fprintf(&b, "%02d", t.Year()/100)
		case 'k':
			fmt.Fprintf(&b, "%2d", t.Hour())
		case 'l':
			fmt.Fprintf(&b, "%2d", (t.Hour()+11)%12+1)
		case 'u':
			fmt.Fprint(&b, (int(t.Weekday())+6)%7+1)
		case 'w':
			fmt.Fprint(&b, int(t.Weekday()))
		case 'U': // week of the year, which begins with its first Sunday
			fmt.Fprintf(&b, "%02d", (t.YearDay()+6-int(t.Weekday()))/7)
		case 'W': // with its first Monday
			fmt.Fprintf(&b, "%02d", (t.YearDay()+6-(int(t.Weekday())+6)%7)/7)
		case 'V':
			_, week := t.ISOWeek()
			fmt.Fprintf(&b, "%02d", week)
		case 'G':
			year, _ := t.ISOWeek()
			fmt.Fprint(&b, year)
		default:
			layout, ok := formats[c]
			if !ok {
				return "", fmt.Errorf("file name %q: %%%c is no conversion of strftime", name, c)
			}
			b.WriteString(t.Format(layout))
		}
	}
	return b.String(), nil
}
