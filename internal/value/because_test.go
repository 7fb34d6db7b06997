package value_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	. "github.com/gatelint/gatelint/internal/value"
)

func TestBecauseNamesWhatIsHidden(t *testing.T) {
	stage, region := NotKnown(Variable, "var.stage", here), NotKnown(Data, "data.aws_region.here", here)
	got := Because(here, text("known"), NotKnown(Computed, "", here), stage, region, stage, Unset(here))
	if diff := cmp.Diff([]string{"var.stage", "data.aws_region.here"}, got.Origins()); diff != "" {
		t.Error(diff)
	}
	if !got.IsUnknown() || got.Reason() != Variable || got.At != here {
		t.Errorf("%v because of %q at %s", got.State(), got.Reason(), got.At)
	}
	nothing := Because(here, text("known"))
	if !nothing.IsUnknown() || nothing.Reason() != Computed || nothing.Origins() != nil {
		t.Errorf("without a cause: %v because of %q, %v", nothing.State(), nothing.Reason(), nothing.Origins())
	}
	withDefault := text("known").WithReason(Variable, "var.x")
	if got := Because(here, withDefault); got.Origin() != "" {
		t.Errorf("a value that is known is a cause: %s", got.Origin())
	}
}
