package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// twelve is a report of twelve findings: four of each severity, two files, two
// groups.
func twelve() *report.Report {
	findings := many(12)
	for i := range findings {
		findings[i].At.File = "a.tf"
		if i >= 6 {
			findings[i].At.File = "b dir/ü&.tf"
		}
		if i == 2 || i == 8 {
			findings[i].Rule = stale
		}
		findings[i].Resource = fmt.Sprint("resource.number", i)
		findings[i].Fingerprint = fmt.Sprintf("f%02d", i)
	}
	r := &report.Report{Version: "0.1.0", Complete: true, Findings: findings, Summary: report.Summary{Files: 2, Definitions: 1}}
	r.Summary.Count(findings)
	return r
}

func pageFile(t *testing.T, r *report.Report, o report.Options) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(write(t, "html", r, o)), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestBrowser looks at the page as a person does.
func TestBrowser(t *testing.T) {
	b := openBrowser(t)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{
		{"filters", filters},
		{"keyboard", keyboard},
		{"without script", withoutScript},
		{"fits", fits},
		{"runs no payload", runsNoPayload},
		{"thousands", takesThousands},
	} {
		t.Run(test.name, func(t *testing.T) {
			b.tab(t)
			test.run(t, b)
		})
	}
}

// What the tests look at in a page.
const (
	inView   = `[...document.querySelectorAll('.finding')].filter(e => e.checkVisibility()).length`
	sections = `[...document.querySelectorAll('.file')].filter(e => e.checkVisibility()).length`
	said     = `document.getElementById('shown').textContent`
	fragment = `location.hash`
	control  = `document.forms[0].elements`
)

// change sets a control as a person does, which sends an event.
func change(b *browser, name, value string) {
	eval[any](b, fmt.Sprintf(`(e => { e.value = %q; e.dispatchEvent(new Event('input', {bubbles: true})); })(%s[%q])`, value, control, name))
}

func filters(t *testing.T, b *browser) {
	file := pageFile(t, twelve(), report.Options{Lines: lines})
	b.open(file, "")
	expect := func(step string, findings, files int, address string) {
		t.Helper()
		if got := eval[int](b, inView); got != findings {
			t.Errorf("%s: %d findings are in view, not %d", step, got, findings)
		}
		if got := eval[int](b, sections); got != files {
			t.Errorf("%s: %d files are in view, not %d", step, got, files)
		}
		if got, want := eval[string](b, said), fmt.Sprintf("%d of 12", findings); got != want {
			t.Errorf("%s: it says %q, not %q", step, got, want)
		}
		if got := eval[string](b, fragment); got != address {
			t.Errorf("%s: the address ends in %q, not %q", step, got, address)
		}
	}
	expect("at first", 12, 2, "")

	eval[any](b, control+`.severity[1].click()`)
	expect("without warnings", 8, 2, "#severity=error%2Cinfo")
	eval[any](b, control+`.severity[2].click()`)
	expect("errors", 4, 2, "#severity=error")
	change(b, "file", "b dir/ü&.tf")
	expect("errors of a file", 2, 1, "#severity=error&file=b+dir%2F%C3%BC%26.tf")
	kept := eval[string](b, fragment)
	eval[any](b, control+`.severity[0].click()`)
	expect("no severity", 0, 0, "#severity=&file=b+dir%2F%C3%BC%26.tf")

	eval[any](b, control+`.all.click()`)
	expect("all again", 12, 2, "")
	change(b, "group", "deployment")
	expect("a group", 2, 2, "#group=deployment")
	change(b, "group", "")
	change(b, "rule", "INT001")
	expect("a rule", 10, 2, "#rule=INT001")
	change(b, "rule", "")

	// A person at the keyboard: into the search, a word, and back out.
	eval[any](b, control+`.search.focus()`)
	b.call("Input.insertText", map[string]any{"text": "NUMBER1 finding"})
	expect("a search", 3, 2, "#search=NUMBER1+finding") // 1, 10, 11
	b.press("Tab", "Enter")                             // Show all
	expect("the button by keyboard", 12, 2, "")

	b.open(file, kept)
	expect("from the address", 2, 1, kept)
	b.open(file, "#file=gone.tf&group=gone")
	expect("an address of what is gone", 12, 2, "#file=gone.tf&group=gone")

	b.open(file, "#severity=info&group=integration")
	eval[any](b, `location.hash = '#finding-f01'`)
	eval[any](b, `new Promise(setTimeout)`)
	if !eval[bool](b, `document.querySelector('#finding-f01').checkVisibility()`) {
		t.Error("a finding that the address names stays hidden by the filter")
	}
	b.open(file, "#rule-DEP002")
	if !eval[bool](b, `document.getElementById('rule-DEP002').checkVisibility() && !document.getElementById('rule-INT001').checkVisibility()`) {
		t.Error("the fold of the rule that the address names is closed, or another is open")
	}
	eval[any](b, `document.querySelector('#rule-DEP002 .narrow').click(); new Promise(setTimeout)`)
	expect("from a rule", 2, 2, "#rule=DEP002")
	if top := eval[float64](b, `document.getElementById('findings').getBoundingClientRect().top`); top < 0 || top > 200 {
		t.Errorf("from a rule: the findings begin at %v", top)
	}
	for _, complaint := range b.complaints() {
		t.Error(complaint)
	}
}

// Everything of the page can be reached by keyboard, and is seen to be.
func keyboard(t *testing.T, b *browser) {
	b.open(pageFile(t, twelve(), report.Options{Lines: lines}), "")
	reached := map[string]bool{}
	for range 60 {
		b.press("Tab")
		focus := eval[string](b, `(e => e.name || e.type || e.tagName)(document.activeElement)`)
		if reached[focus] = true; focus == "severity" && !reached["outlined"] {
			reached["outlined"] = eval[string](b, `getComputedStyle(document.activeElement).outlineStyle`) != "none"
		}
	}
	for _, want := range []string{"severity", "group", "rule", "file", "search", "all", "A", "SUMMARY", "outlined"} {
		if !reached[want] {
			t.Errorf("by keyboard one never comes to %s", want)
		}
	}
}

// The page is read without JavaScript, and in print, from end to end.
func withoutScript(t *testing.T, b *browser) {
	file := pageFile(t, fixture(), report.Options{Lines: lines})
	b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true})
	b.open(file, "")
	if n := eval[int](b, inView); n != 2 {
		t.Errorf("%d findings are in view", n)
	}
	if eval[bool](b, `document.getElementById('filter').checkVisibility()`) {
		t.Error("there is a filter that does nothing")
	}
	b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": false})
	b.open(file, "")
	b.call("Emulation.setEmulatedMedia", map[string]any{"media": "print"})
	eval[any](b, `dispatchEvent(new Event('beforeprint'))`)
	if !eval[bool](b, `document.getElementById('rule-INT001').checkVisibility()`) || eval[bool](b, control+`.group.checkVisibility()`) {
		t.Error("print hides a rule, or shows the filter")
	}
}

// The page fits into a phone and into a window, light and dark.
func fits(t *testing.T, b *browser) {
	file := pageFile(t, fixture(), report.Options{Lines: lines})
	for _, width := range []int{320, 768, 1400} {
		b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
		backgrounds := map[string]bool{}
		for _, scheme := range []string{"light", "dark"} {
			b.call("Emulation.setEmulatedMedia", map[string]any{"features": []any{map[string]any{"name": "prefers-color-scheme", "value": scheme}}})
			b.open(file, "")
			if scroll := eval[int](b, `document.documentElement.scrollWidth`); scroll > width {
				t.Errorf("%s at %d: the page is %d wide", scheme, width, scroll)
			}
			backgrounds[eval[string](b, `getComputedStyle(document.body).backgroundColor`)] = true
			b.screenshot(filepath.Join(t.TempDir(), fmt.Sprintf("%s-%d.png", scheme, width)))
		}
		if len(backgrounds) != 2 {
			t.Errorf("light and dark look the same: %v", backgrounds)
		}
	}
}

// No payload runs, loads, or makes the browser refuse anything: nothing of it
// reaches the page as anything but text.
func runsNoPayload(t *testing.T, b *browser) {
	attacks := []string{
		`<script>window.pwned=1</script>`, `"><script>window.pwned=1</script>`, `'><img src=x onerror=window.pwned=1>`,
		`</style><script>window.pwned=1</script>`, `</script><script>window.pwned=1</script>`, `--><svg onload=window.pwned=1>`,
		`</title><script>window.pwned=1</script>`, `</option></select><img src=//evil.example/x onerror=window.pwned=1>`,
		`" onfocus=window.pwned=1 autofocus x="`, `javascript:window.pwned=1`, `{{window.pwned=1}}`, "${window.pwned=1}", "`+(window.pwned=1)+`",
		`<base href=//evil.example>`, `<meta http-equiv=refresh content=0;url=//evil.example>`, `<link rel=stylesheet href=//evil.example/x>`,
		`<style>@import "//evil.example/x"</style>`, `__proto__`, `constructor`, `%`, `#severity=error`,
	}
	r := &report.Report{Version: "0.1.0"}
	for _, attack := range attacks {
		one := hostile(attack)
		r.Findings = append(r.Findings, one.Findings...)
		r.Problems = append(r.Problems, one.Problems...)
		r.Suppressed = append(r.Suppressed, one.Suppressed...)
	}
	r.Summary.Count(r.Findings)
	all := strings.Join(attacks, " ")
	b.open(pageFile(t, r, report.Options{Lines: func(string, int) (string, bool) { return all, true }}), "")
	if n := eval[int](b, inView); n != len(attacks) {
		t.Errorf("%d findings are in view, not %d", n, len(attacks))
	}
	// Every control and every link of the page, used.
	eval[any](b, `for (const fold of document.querySelectorAll('details')) fold.open = true;
		for (const name of ['group', 'rule', 'file']) for (const option of [...document.forms[0].elements[name].options]) {
			document.forms[0].elements[name].value = option.value;
			document.forms[0].dispatchEvent(new Event('input'));
		}
		document.forms[0].elements.all.click();
		for (const link of document.querySelectorAll('.finding a, .narrow')) link.click();`)
	eval[any](b, `new Promise(setTimeout)`)
	if eval[bool](b, `'pwned' in window`) {
		t.Error("a payload ran")
	}
	for _, complaint := range b.complaints() {
		t.Error(complaint)
	}
}

// Thousands of findings stay usable.
func takesThousands(t *testing.T, b *browser) {
	if testing.Short() {
		t.Skip("a large page takes a while")
	}
	r := thousands(5001)
	b.open(pageFile(t, r, report.Options{Lines: func(string, int) (string, bool) { return strings.Repeat("x", 60), true }}), "")
	if got := eval[string](b, said); got != "5000 of 5000" {
		t.Errorf("it says %q", got)
	}
	change(b, "search", "finding 4242")
	if got := eval[string](b, said); got != "1 of 5000" {
		t.Errorf("after a search it says %q", got)
	}
}

// thousands gives a report of n findings as large as they come.
func thousands(n int) *report.Report {
	one := fixture().Findings[0]
	findings := many(n)
	for i := range findings {
		f := one
		f.Severity, f.Message = rules.Error, findings[i].Message
		f.At.File = fmt.Sprintf("services/team-%d/api/main.tf", i/10)
		f.Fingerprint = fmt.Sprintf("%016x", i)
		findings[i] = f
	}
	r := &report.Report{Findings: findings}
	r.Summary.Count(findings)
	return r
}
