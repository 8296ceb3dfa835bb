package main

import (
	"encoding/json"
	"io"
	"time"
)

// The JSON form has every round of every side, for programs that compare runs.
type (
	jsonReport struct {
		Command  string        `json:"command"`
		Begun    time.Time     `json:"begun"`
		Seconds  float64       `json:"seconds"`
		Machine  Machine       `json:"machine"`
		Versions []Version     `json:"versions"`
		Cases    []jsonCase    `json:"cases"`
		Claims   []jsonVerdict `json:"thresholds"`
	}
	jsonCase struct {
		Name    string     `json:"name"`
		Work    string     `json:"work"`
		Compare string     `json:"compare"`
		Unit    string     `json:"unit"`
		Higher  bool       `json:"higher_is_better"`
		Sides   []jsonSide `json:"programs"`
	}
	jsonSide struct {
		Name    string       `json:"name"`
		Ours    bool         `json:"ours"`
		Command string       `json:"command"`
		Skipped string       `json:"skipped,omitempty"`
		Value   Spread       `json:"value"`
		Ratio   Spread       `json:"ratio_to_ours"`
		Rounds  []jsonSample `json:"rounds"`
	}
	jsonSample struct {
		Packets uint64  `json:"packets"`
		Lost    uint64  `json:"lost"`
		User    float64 `json:"user_seconds"`
		System  float64 `json:"system_seconds"`
		Wall    float64 `json:"wall_seconds"`
		Memory  int64   `json:"peak_bytes"`
		Figure  float64 `json:"figure,omitempty"`
	}
	jsonVerdict struct {
		Case     string `json:"case"`
		Text     string `json:"text"`
		Ours     string `json:"ours"`
		Peer     string `json:"peer,omitempty"`
		Measured Spread `json:"measured"`
		Known    bool   `json:"known"`
		Met      bool   `json:"met"`
	}
)

// writeJSON writes the report as one JSON object.
func writeJSON(w io.Writer, r Report) error {
	j := jsonReport{Command: r.Command, Begun: r.Begun, Seconds: r.Took.Seconds(), Machine: r.Machine, Versions: r.Versions}
	for _, result := range r.Results {
		c := jsonCase{Name: result.Name, Work: result.Work, Compare: result.Compare.Name, Unit: result.Compare.Unit, Higher: result.Compare.Higher}
		for i, row := range result.rows() {
			side := jsonSide{Name: row.Side, Ours: row.Ours, Command: row.Command, Skipped: row.Skipped, Value: row.Compared, Ratio: row.Ratio}
			for _, s := range result.Samples[i] {
				side.Rounds = append(side.Rounds, jsonSample{Packets: s.Packets, Lost: s.Lost, User: s.User.Seconds(),
					System: s.System.Seconds(), Wall: s.Wall.Seconds(), Memory: s.Memory, Figure: s.Figure})
			}
			c.Sides = append(c.Sides, side)
		}
		j.Cases = append(j.Cases, c)
		for _, v := range result.verdicts() {
			j.Claims = append(j.Claims, jsonVerdict{Case: v.Case, Text: v.Text, Ours: v.Ours, Peer: v.Peer,
				Measured: v.Measured, Known: v.Known, Met: v.Met})
		}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "\t")
	return e.Encode(j)
}
