// Package tally lets tests say how much they did: payloads fed, faults injected,
// values hidden. What a run of all tests comes to is the measure of how hard the
// program was tried.
package tally

import (
	"fmt"
	"os"
	"testing"
)

// File is the environment variable that names the file to which counts are
// appended. Without it nothing is counted.
const File = "GATELINT_TALLY"

// Count says that a test did n of something. The id is that of the promise or
// the attack in docs/reliability.md ("T50"), what a plural noun ("payloads").
// Counts of the same id and noun are added up, whatever test they come from.
func Count(tb testing.TB, id, what string, n int) {
	tb.Helper()
	name := os.Getenv(File)
	if name == "" {
		return
	}
	// One short write in append mode: tests of several packages run at once.
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // the runner of the tests names it
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	if _, err := fmt.Fprintf(f, "%s\t%s\t%d\n", id, what, n); err != nil {
		tb.Fatal(err)
	}
}
