package report

import (
	"github.com/fatih/color"

	"github.com/gatelint/gatelint/rules"
)

// paint colours the parts of the text format, or leaves them as they are.
type paint struct {
	err, warning, info         *color.Color
	bold, dim, blue, cyan, sea *color.Color
}

func newPaint(on bool) paint {
	of := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return paint{
		err:     of(color.FgRed, color.Bold),
		warning: of(color.FgYellow, color.Bold),
		info:    of(color.FgCyan, color.Bold),
		bold:    of(color.Bold),
		dim:     of(color.Faint),
		blue:    of(color.FgBlue, color.Bold),
		cyan:    of(color.FgCyan),
		sea:     of(color.FgGreen, color.Bold),
	}
}

func (p *paint) severity(s rules.Severity, text string) string {
	switch s {
	case rules.Error:
		return p.err.Sprint(text)
	case rules.Warning:
		return p.warning.Sprint(text)
	case rules.Info:
		return p.info.Sprint(text)
	}
	return text
}

func (p *paint) place(s string) string  { return p.bold.Sprint(s) }
func (p *paint) strong(s string) string { return p.bold.Sprint(s) }
func (p *paint) faint(s string) string  { return p.dim.Sprint(s) }
func (p *paint) gutter(s string) string { return p.blue.Sprint(s) }
func (p *paint) label(s string) string  { return p.cyan.Sprint(s) }
func (p *paint) good(s string) string   { return p.sea.Sprint(s) }
