// Package archtest holds the test that keeps the module's structure: which
// package may import which, where unsafe and raw system calls may stand, and
// that only commands exit, log to the standard logger or read flags.
package archtest
