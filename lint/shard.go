package lint

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Shard is a part of the definitions under a root: the Index-th, counted from 1,
// of Count. The zero Shard is all of them.
type Shard struct {
	Index, Count int
}

// ParseShard reads I/N.
func ParseShard(text string) (Shard, error) {
	index, count, _ := strings.Cut(text, "/")
	var s Shard
	var errIndex, errCount error
	s.Index, errIndex = strconv.Atoi(index)
	s.Count, errCount = strconv.Atoi(count)
	switch {
	case errIndex != nil || errCount != nil || s.Count < 1:
		return Shard{}, fmt.Errorf("%s: write the number of this shard and how many there are, as 1/4", text)
	case s.Index < 1 || s.Index > s.Count:
		return Shard{}, fmt.Errorf("%s: the shards of %d are numbered from 1 to %d; write one of 1/%d to %d/%d",
			text, s.Count, s.Count, s.Count, s.Count, s.Count)
	}
	return s, nil
}

// String gives I/N.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Count) }

// IsZero reports whether the shard is all of the definitions.
func (s Shard) IsZero() bool { return s.Count == 0 }

// holds reports whether a definition belongs to the shard. That follows from its
// path alone: another definition beside it moves nothing.
func (s Shard) holds(path string) bool {
	if s.IsZero() {
		return true
	}
	sum := sha256.Sum256([]byte(path))
	return int(binary.BigEndian.Uint32(sum[:])>>1)%s.Count == s.Index-1 // 31 bits are no negative int anywhere
}

// counter tells progress each time that it is called, and once now.
func counter(progress func(done, total int), total int) func() {
	if progress == nil {
		return func() {}
	}
	var lock sync.Mutex
	done := 0
	progress(done, total)
	return func() {
		lock.Lock()
		defer lock.Unlock()
		done++
		progress(done, total)
	}
}
