package find

import (
	"testing"

	"github.com/gatelint/gatelint/internal/source"
)

func TestPanicStaysWithItsFile(t *testing.T) {
	s := &surveyed{} // without a root
	s.meet("a.yaml")
	s.meet("b.tf.json")
	if len(s.problems) != 2 || s.problems[0].Kind != source.Internal || s.problems[1].At.File != "b.tf.json" {
		t.Errorf("got %v", s.problems)
	}
}
