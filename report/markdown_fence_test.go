package report

import (
	"bufio"
	"strings"
	"testing"
)

func TestFencesAreLongerThanWhatTheyHold(t *testing.T) {
	for text, want := range map[string]string{"a": "```", "a ``` b": "````", "`````\n```": "``````"} {
		var out strings.Builder
		m := markdownWriter{Writer: bufio.NewWriter(&out)}
		m.fold("label", text)
		if err := m.Flush(); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "\n"+want+"text\n"+text+"\n"+want+"\n") {
			t.Errorf("%q became %q", text, out.String())
		}
	}
}
