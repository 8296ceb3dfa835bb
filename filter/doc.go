// Package filter is described in full below as it grows.
package filter
