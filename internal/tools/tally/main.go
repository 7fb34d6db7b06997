// Command tally adds up what tests counted (package internal/tally), prints it,
// and fails where it is less than what docs/reliability.md demands.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: tally COUNTS docs/reliability.md")
		os.Exit(2)
	}
	short, err := run(os.Stdout, os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if short {
		os.Exit(1)
	}
}

// kind is what is counted.
type kind struct{ id, what string }

func run(w io.Writer, counts, demands string) (short bool, err error) {
	made, err := add(counts)
	if err != nil {
		return false, err
	}
	text, err := os.ReadFile(demands) //nolint:gosec // named on the command line
	if err != nil {
		return false, err
	}
	wanted := demanded(string(text))
	for k := range wanted {
		made[k] += 0 // what is demanded and was never counted is shown, too
	}
	byName := func(a, b kind) int { return cmp.Or(strings.Compare(a.id, b.id), strings.Compare(a.what, b.what)) }
	for _, k := range slices.SortedFunc(maps.Keys(made), byName) {
		verdict := ""
		switch least, ok := wanted[k]; {
		case ok && made[k] < least:
			verdict, short = fmt.Sprintf("SHORT of %d", least), true
		case ok:
			verdict = fmt.Sprintf("of %d demanded", least)
		}
		fmt.Fprintf(w, "%-4s %9d %-22s %s\n", k.id, made[k], k.what, verdict)
	}
	return short, nil
}

// add reads lines of id, noun and number.
func add(name string) (map[kind]int, error) {
	f, err := os.Open(name) //nolint:gosec // named on the command line
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sums := map[kind]int{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("%s: not a count: %q", name, lines.Text())
		}
		n, err := strconv.Atoi(fields[2])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		sums[kind{fields[0], fields[1]}] += n
	}
	return sums, lines.Err()
}

// demand matches "≥ 1,500 payloads" in a row of the table that begins with the
// id.
var demand = regexp.MustCompile(`≥ ([0-9,]+) ([a-z][a-z ]*[a-z])`)

// demanded reads the least counts from the table.
func demanded(text string) map[kind]int {
	least := map[kind]int{}
	for line := range strings.SplitSeq(text, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) < 3 {
			continue
		}
		for _, match := range demand.FindAllStringSubmatch(line, -1) {
			if n, err := strconv.Atoi(strings.ReplaceAll(match[1], ",", "")); err == nil {
				least[kind{strings.TrimSpace(cells[1]), match[2]}] = n
			}
		}
	}
	return least
}
