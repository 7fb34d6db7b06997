package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// ticking is a clock that ticks when it is told to.
func ticking(ticks chan time.Time) func() (<-chan time.Time, func()) {
	return func() (<-chan time.Time, func()) { return ticks, func() {} }
}

// writes hands on what is written.
type writes chan string

func (w writes) Write(text []byte) (int, error) {
	w <- string(text)
	return len(text), nil
}

func TestProgress(t *testing.T) {
	said, ticks := make(writes), make(chan time.Time)
	a := &app{stderr: said, ticks: ticking(ticks)}
	p := a.showProgress()
	expect := func(want string) {
		t.Helper()
		if got := <-said; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	ticks <- time.Time{}
	expect("\rgatelint: looking for definitions...")
	p.update(0, 300)
	ticks <- time.Time{}
	expect("\rgatelint: 0 of 300 definitions...   ")
	p.update(120, 300)
	p.update(121, 300) // between ticks nothing is written
	ticks <- time.Time{}
	expect("\rgatelint: 121 of 300 definitions... ")
	go p.stop()
	expect("\r" + strings.Repeat(" ", len("gatelint: looking for definitions...")) + "\r")
}

// impatient is gatelint with a clock that leaves no time to a run.
func impatient() {
	a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	if watched(os.Stderr, os.Getenv) {
		a.ticks = every(time.Millisecond)
	}
	os.Exit(a.run(os.Args[1:], nil))
}

func TestNoProgressWithinTheFirstSecond(t *testing.T) {
	var said bytes.Buffer
	a := &app{stderr: &said, ticks: ticking(nil)}
	p := a.showProgress()
	p.update(1, 2)
	p.stop()
	if said.Len() > 0 {
		t.Errorf("said %q", said.String())
	}
}

func TestWhoWatches(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/stderr")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if watched(file, func(string) string { return "" }) {
		t.Error("a file is taken for a terminal")
	}
}
