// Command gatelint finds API Gateway misconfigurations in infrastructure
// definitions: those that deploy cleanly and fail when called.
package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/fatih/color"
)

func main() {
	keepClosedPipes()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)

	a := &app{
		stdin:  os.Stdin,
		stdout: os.Stdout,
		stderr: os.Stderr,
		color:  !color.NoColor, // a terminal, and neither NO_COLOR nor a dumb one
	}
	if watched(os.Stderr, os.Getenv) {
		a.ticks = every(progressPeriod)
	}
	os.Exit(a.run(os.Args[1:], signals))
}
