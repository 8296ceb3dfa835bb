package main

import (
	"slices"
	"testing"
)

func TestSpread(t *testing.T) {
	for _, tt := range []struct {
		name   string
		values []float64
		want   Spread
	}{
		{"none", nil, Spread{}},
		{"one", []float64{7}, Spread{7, 7, 7}},
		{"odd, out of order", []float64{9, 1, 5}, Spread{5, 1, 9}},
		{"even", []float64{4, 1, 2, 10}, Spread{3, 1, 10}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.values)
			if got := spread(tt.values); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if !slices.Equal(tt.values, before) {
				t.Errorf("values became %v", tt.values)
			}
		})
	}
}

func TestRatios(t *testing.T) {
	for _, tt := range []struct {
		name       string
		a, b, want []float64
	}{
		{"round by round", []float64{1, 6, 9}, []float64{2, 3, 9}, []float64{0.5, 2, 1}},
		{"one ended early", []float64{1, 6}, []float64{2}, []float64{0.5}},
		{"division by nothing", []float64{1, 6}, []float64{0, 3}, []float64{2}},
		{"none", nil, []float64{1}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := ratios(tt.a, tt.b); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 0.0123: "0.012", 0.4: "0.4", 1: "1.00", 3.14159: "3.14", 12.34: "12.3", 99.94: "99.9",
		100: "100", 999.6: "1,000", 12345: "12,345", 1234567: "1,234,567", -4200: "-4,200",
	} {
		if got := number(v); got != want {
			t.Errorf("number(%v) is %q, want %q", v, got, want)
		}
	}
}
