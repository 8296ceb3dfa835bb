package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
)

// The chart: for each case a group of bars, as long as the program's figure is
// in terms of the greatest of its group, with the least and greatest round as a
// thin line.
const (
	chartWidth = 860
	barHeight  = 16
	barGap     = 4
	groupGap   = 34
	nameWidth  = 170
	valueWidth = 190
)

// writeSVG draws the report as a bar chart.
func writeSVG(w io.Writer, r Report) error {
	var body bytes.Buffer
	y := 24
	for _, result := range r.Results {
		rows := ran(result.rows())
		if len(rows) == 0 {
			continue
		}
		y = group(&body, y, result, rows)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">`+"\n", chartWidth, y)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", chartWidth, y)
	b.Write(body.Bytes())
	b.WriteString("</svg>\n")
	_, err := w.Write(b.Bytes())
	return err
}

func ran(rows []Row) []Row {
	var list []Row
	for _, r := range rows {
		if r.Rounds > 0 {
			list = append(list, r)
		}
	}
	return list
}

// group draws the bars of a case from y on, and returns where the next begins.
func group(b *bytes.Buffer, y int, result Result, rows []Row) int {
	better := "less is better"
	if result.Compare.Higher {
		better = "more is better"
	}
	text(b, 10, y, "start", "bold", "#000000", fmt.Sprintf("%s: %s, %s (%s)", result.Name, result.Compare.Name, result.Compare.Unit, better))
	y += 10
	most := 0.0
	for _, row := range rows {
		most = max(most, row.Compared.Most)
	}
	scale := func(v float64) float64 {
		if most <= 0 {
			return 0
		}
		return v / most * (chartWidth - nameWidth - valueWidth)
	}
	for _, row := range rows {
		fill := "#9aa5b1"
		if row.Ours {
			fill = "#1f77b4"
		}
		middle := y + barHeight - barGap
		text(b, nameWidth-8, middle, "end", "normal", "#000000", row.Side)
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", nameWidth, y, scale(row.Compared.Median), barHeight, fill)
		fmt.Fprintf(b, `<line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="#333333"/>`+"\n",
			nameWidth+scale(row.Compared.Least), nameWidth+scale(row.Compared.Most), y+barHeight/2, y+barHeight/2)
		text(b, nameWidth+int(scale(row.Compared.Most))+8, middle, "start", "normal", "#333333",
			number(row.Compared.Median)+"  ("+number(row.Ratio.Median)+"×)")
		y += barHeight + barGap
	}
	return y + groupGap
}

func text(b *bytes.Buffer, x, y int, anchor, weight, fill, s string) {
	fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="%s" font-weight="%s" fill="%s">`, x, y, anchor, weight, fill)
	_ = xml.EscapeText(b, []byte(s)) // a bytes.Buffer fails never
	b.WriteString("</text>\n")
}
