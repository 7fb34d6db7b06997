package lint

import (
	"context"
	"fmt"
	"time"

	"github.com/gatelint/gatelint/internal/source"
)

// grace is how long a definition may go on after the deadline of the run, so
// that what a rule was doing is reported as its own.
const grace = time.Second

// limited gives a context that ends with the run's deadline.
func (o *Options) limited(ctx context.Context, atMost time.Duration) (context.Context, context.CancelFunc) {
	deadline := o.Deadline
	if deadline.IsZero() {
		deadline = time.Now().Add(atMost)
	}
	return context.WithDeadline(ctx, deadline)
}

// inTime works on a definition as long as the context lets it. What cannot be
// stopped is left behind: its work has bounds of its own, and the process ends
// soon.
func inTime(ctx context.Context, u unit, limits source.Limits, work func() outcome) outcome {
	if ctx.Err() != nil {
		return late(u, limits)
	}
	done := make(chan outcome, 1)
	go func() { done <- work() }()
	select {
	case result := <-done:
		return result
	case <-ctx.Done():
	}
	select {
	case result := <-done:
		return result
	case <-time.After(grace):
		return late(u, limits)
	}
}

// late is what becomes of a definition for which there was no time.
func late(u unit, limits source.Limits) outcome {
	return outcome{problems: []source.Problem{{
		Kind: source.Limit, At: source.Range{File: u.path},
		Message: fmt.Sprintf("was not read to its end: the run took %s, its limit; lint fewer folders at once, or raise the limit run-time", limits.RunTime),
	}}}
}
