package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-isatty"
)

// progressPeriod is how long a run lasts before it says how far it is, and how
// often it then does.
const progressPeriod = time.Second

// progress shows on one line of a terminal how far a run is. All of its methods
// may be called on nil, which shows nothing.
type progress struct {
	to io.Writer
	// wait ends the goroutine that writes, and waits for its end.
	wait func()

	lock        sync.Mutex
	done, total int
	found       bool
}

// showProgress begins to show progress if standard error is for it. It is to be
// stopped before anything else is written.
func (a *app) showProgress() *progress {
	if a.ticks == nil {
		return nil
	}
	p := &progress{to: a.stderr}
	ticks, stopTicks := a.ticks()
	stopped, ended := make(chan struct{}), make(chan struct{})
	p.wait = func() {
		close(stopped)
		<-ended
		stopTicks()
	}
	go func() {
		defer close(ended)
		p.show(ticks, stopped)
	}()
	return p
}

// show rewrites the line at each tick, and takes it away in the end.
func (p *progress) show(ticks <-chan time.Time, stopped <-chan struct{}) {
	width := 0
	for {
		select {
		case <-ticks:
			text := p.text()
			_, _ = fmt.Fprint(p.to, "\r"+text+strings.Repeat(" ", max(0, width-len(text)))) // nothing depends on it
			width = max(width, len(text))
		case <-stopped:
			if width > 0 {
				_, _ = fmt.Fprint(p.to, "\r"+strings.Repeat(" ", width)+"\r") // nothing depends on it
			}
			return
		}
	}
}

func (p *progress) text() string {
	p.lock.Lock()
	defer p.lock.Unlock()
	if !p.found {
		return "gatelint: looking for definitions..."
	}
	return fmt.Sprintf("gatelint: %d of %d definitions...", p.done, p.total)
}

// update is told how many definitions are done.
func (p *progress) update(done, total int) {
	if p == nil {
		return
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	p.done, p.total, p.found = done, total, true
}

func (p *progress) stop() {
	if p != nil {
		p.wait()
	}
}

// every gives a clock that ticks for the time of a run.
func every(period time.Duration) func() (ticks <-chan time.Time, stop func()) {
	return func() (<-chan time.Time, func()) {
		ticker := time.NewTicker(period)
		return ticker.C, ticker.Stop
	}
}

// watched reports whether a person looks at the file: it is a terminal that can
// rewrite a line, and no build server's.
func watched(file *os.File, environment func(string) string) bool {
	isTerminal := isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd())
	return isTerminal && environment("TERM") != "dumb" && environment("CI") == ""
}
