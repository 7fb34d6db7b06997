package lint

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseShard(t *testing.T) {
	for text, want := range map[string]string{
		"1/1": "", "3/4": "", "100/100": "",
		"": "as 1/4", "1": "as 1/4", "1/": "as 1/4", "/4": "as 1/4", "a/4": "as 1/4", "1/4/2": "as 1/4", "1.5/4": "as 1/4", "1/99999999999999999999": "as 1/4",
		"1/0": "as 1/4", "1/-1": "as 1/4",
		"0/4": "1/4 to 4/4", "5/4": "1/4 to 4/4", "-1/4": "1/4 to 4/4",
	} {
		shard, err := ParseShard(text)
		switch {
		case want == "" && (err != nil || shard.String() != text):
			t.Errorf("%q: %v, %v", text, shard, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// Each definition is in one shard, always the same one, and the shards are of
// about one size.
func TestShardsShare(t *testing.T) {
	const count, paths = 7, 7_000
	sizes := make([]int, count)
	for i := range paths {
		holders := 0
		for index := range count {
			if (Shard{Index: index + 1, Count: count}).holds(fmt.Sprint("services/api", i)) {
				holders++
				sizes[index]++
			}
		}
		if holders != 1 {
			t.Fatalf("%d shards hold services/api%d", holders, i)
		}
	}
	for i, size := range sizes {
		if size < 800 || size > 1200 {
			t.Errorf("shard %d has %d of %d", i+1, size, paths)
		}
	}
	// Written down: another hash would split a run over two versions.
	if !(Shard{Index: 4, Count: 4}).holds("infra/api") {
		t.Error("infra/api has moved to another shard")
	}
}

func TestProgressCountsEachDefinition(t *testing.T) {
	var said []string
	done := counter(func(done, total int) { said = append(said, fmt.Sprint(done, "/", total)) }, 3)
	each(2, 3, func(int) { done() })
	if got := strings.Join(said, " "); got != "0/3 1/3 2/3 3/3" {
		t.Errorf("got %s", got)
	}
}
