package function

import (
	"time"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

var timeCompare = define(cty.Number, func(args []cty.Value) (cty.Value, error) {
	var times [2]time.Time
	for i, arg := range args {
		parsed, err := time.Parse(time.RFC3339, arg.AsString())
		if err != nil {
			return cty.NilVal, function.NewArgErrorf(i, "not a valid RFC3339 timestamp: %w", err)
		}
		times[i] = parsed
	}
	return cty.NumberIntVal(int64(times[0].Compare(times[1]))), nil
}, param("timestamp_a", cty.String), param("timestamp_b", cty.String))
