package suppress_test

import (
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/suppress"
)

// FuzzParse looks for files that panic, and for directives that stand or cover
// outside of their file.
func FuzzParse(f *testing.F) {
	names := []string{"main.tf", "main.tf.json", "template.yaml", "template.json"}
	for i, text := range []string{hclFile, tfJSONFile, yamlFile, templateFile} {
		f.Add(i, text)
	}
	f.Add(2, openAPIFile)
	f.Add(2, "Resources: &a\n  # gatelint:ignore A x\n  - - &b !Sub x # gatelint:ignore B x\n  - *b\n  - <<: *b\n# gatelint:ignore C\r\n\r# gatelint:ignore D é")
	f.Add(2, "{x-gatelint-ignore: [{rule: {a: b}, reason: [x], expires: {}}, 1, null], Metadata: {gatelint: {ignore: !Ref x}}, Resources: {a: , b: []}}")
	f.Add(0, "a = <<-X # gatelint:ignore A x\n  ${b /* gatelint:ignore B x */}\n  X\n/* gatelint:ignore C\n\n*/ # gatelint:ignore ,,, expires= expires=2027-01-01 ---")
	f.Fuzz(func(t *testing.T, name int, text string) {
		file, err := source.NewFile(names[uint(name)%uint(len(names))], []byte(text))
		if err != nil {
			return
		}
		whole := file.Range(0, len(file.Bytes))
		for _, d := range suppress.Parse(file, source.DefaultLimits()) {
			places := []source.Range{d.At}
			if !d.Covers.IsZero() {
				places = append(places, d.Covers)
			}
			for _, name := range d.Names {
				places = append(places, name.At)
			}
			if d.Expires != nil {
				places = append(places, d.Expires.At)
			}
			for _, at := range places {
				if at.File != file.Path || at.End.Before(at.Start) || at.Start.Before(whole.Start) || whole.End.Before(at.End) {
					t.Errorf("%v of %+v is outside of %v", at, d, whole)
				}
			}
			if d.Line && !d.Covers.Contains(d.At.Start) {
				t.Errorf("%+v ends a line, but covers another", d)
			}
		}
	})
}
