// Command gatelint finds API Gateway misconfigurations in infrastructure
// definitions: those that deploy cleanly and fail when called.
package main

import (
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/fatih/color"
)

// ballast is how much larger than it is the heap looks to the garbage collector,
// in bytes. A small run keeps most of what it allocates, so that collecting frees
// next to nothing; a large one is collected as ever.
const ballast = 24 << 20

func main() {
	unused := make([]byte, ballast) // never touched, so that it takes no memory
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
	code := a.run(os.Args[1:], signals)
	runtime.KeepAlive(unused)
	os.Exit(code)
}
