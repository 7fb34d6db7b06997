//go:build unix

package reliability

import (
	"os"
	"runtime"
	"syscall"
)

// peak gives the most memory that a process had resident, in bytes.
func peak(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return resident(usage)
}

func resident(usage *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss) //nolint:unconvert // of another type elsewhere
	}
	return int64(usage.Maxrss) << 10 //nolint:unconvert // as above
}
