package reliability

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/tally"
)

// T11: definitions as people write them, with something wrong: a line lost, a
// bracket turned, the rest of a file missing. Whatever it is, the run ends with
// 0, 1 or 3 and no fault of gatelint's own. A value that is hidden adds no
// finding.

// A specimen is a definition, and the file of it that is changed.
type specimen struct {
	name   string
	files  map[string]string
	victim string
}

// specimens gives the examples of the rules and the architectures.
func specimens(t testing.TB) []specimen {
	t.Helper()
	var all []specimen
	for _, pattern := range []string{"../policies/*/*/examples.txtar", "../testdata/architectures/*.txtar"} {
		archives, err := filepath.Glob(pattern)
		if err != nil || len(archives) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range archives {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, definitions(filepath.ToSlash(name), archive)...)
		}
	}
	return all
}

// definitions gives the folders of an archive; those under "common" belong to
// all that end in the same name.
func definitions(archive string, content *txtar.Archive) []specimen {
	common := map[string][]txtar.File{}
	byFolder := map[string]*specimen{}
	var order []string
	for _, file := range content.Files {
		folder := path.Dir(file.Name)
		switch {
		case path.Ext(file.Name) == ".txt":
			continue
		case strings.HasPrefix(folder, "common/"):
			common[path.Base(folder)] = append(common[path.Base(folder)], file)
			continue
		}
		s := byFolder[folder]
		if s == nil {
			s = &specimen{name: archive + "/" + folder, files: map[string]string{}}
			byFolder[folder] = s
			order = append(order, folder)
		}
		s.files[path.Base(file.Name)] = string(file.Data)
		if s.victim == "" || len(file.Data) > len(s.files[s.victim]) {
			s.victim = path.Base(file.Name)
		}
	}
	var list []specimen
	for _, folder := range order {
		s := byFolder[folder]
		for _, file := range common[path.Base(folder)] {
			s.files[path.Base(file.Name)] = string(file.Data)
		}
		list = append(list, *s)
	}
	return list
}

const punctuation = "{}[]()\"'$%!&*:,#\\\n\t=<>|?-"

// mutations change a text somewhere.
var mutations = []func(random *rand.Rand, text string) string{
	lines(func(_ *rand.Rand, lines []string, i int) []string { return slices.Delete(lines, i, i+1) }),
	lines(func(_ *rand.Rand, lines []string, i int) []string { return slices.Insert(lines, i, lines[i]) }),
	lines(func(random *rand.Rand, lines []string, i int) []string {
		k := random.IntN(len(lines))
		lines[i], lines[k] = lines[k], lines[i]
		return lines
	}),
	lines(func(random *rand.Rand, lines []string, i int) []string {
		lines[i] = strings.Repeat(" ", random.IntN(8)) + strings.TrimLeft(lines[i], " ")
		return lines
	}),
	func(random *rand.Rand, text string) string { return text[:random.IntN(len(text))] },
	func(random *rand.Rand, text string) string { return text[random.IntN(len(text)):] },
	func(random *rand.Rand, text string) string {
		i, k := random.IntN(len(text)), random.IntN(len(punctuation))
		return text[:i] + punctuation[k:k+1] + text[i:]
	},
	replaced(regexp.MustCompile(`[{}()\[\]]`), "}", "{", "[", "]", "(", ""),
	replaced(regexp.MustCompile(`"[^"\n]*"`), "null", "{}", "[]", "0", `""`, "true", `"${"`, "-1"),
	replaced(regexp.MustCompile(`: [^\n]+`), ":", ": null", ": {}", ": []", ": [[]]", ": ''", ": !Ref X", ": !GetAtt X", ": !Sub '${'", ": *a", ": &a b"),
	replaced(regexp.MustCompile(`= [^\n]+`), "= null", "= {}", "= []", "= [null]", "= var.x", "= each.key", "= count.index", "= self", "= (", "= \"${\""),
	replaced(regexp.MustCompile(`[A-Za-z_]{3,}`), "null", "for", "in", "Fn::If", "Ref", "Type", "dynamic", "x", "\u202e", "é"),
	replaced(regexp.MustCompile(`[0-9]+`), "-1", "1e999", "00", "99999999999999999999", "0.1", "x"),
}

func lines(change func(random *rand.Rand, lines []string, i int) []string) func(*rand.Rand, string) string {
	return func(random *rand.Rand, text string) string {
		all := strings.Split(text, "\n")
		return strings.Join(change(random, all, random.IntN(len(all))), "\n")
	}
}

// replaced puts one of some texts in the place of one match.
func replaced(pattern *regexp.Regexp, by ...string) func(*rand.Rand, string) string {
	return func(random *rand.Rand, text string) string {
		matches := pattern.FindAllStringIndex(text, -1)
		if len(matches) == 0 {
			return text
		}
		at := matches[random.IntN(len(matches))]
		return text[:at[0]] + by[random.IntN(len(by))] + text[at[1]:]
	}
}

// The places of texts that may be hidden, and what then stands there. Types and
// what names other things say what there is, and are no values.
var (
	hclText  = regexp.MustCompile(`(?m)^(\s+)([a-z_]+)(\s*= )"[^"$\n]*"$`)
	jsonText = regexp.MustCompile(`"([a-z_]+)": "[^"$\n]*"`)
	yamlText = regexp.MustCompile(`(?m)^(\s+(?:- )?)([A-Z][A-Za-z]+): ([^!\s{\[|>&*#'"][^#\n]*)$`)
	isNoText = regexp.MustCompile(`^(source|version|Type|Condition|DependsOn|Transform|Default|Ref|Name|Key|Id|Runtime|Handler)$`)
)

// hidden gives the texts in which one value is unknown, false if there is none.
func hidden(random *rand.Rand, s *specimen) (map[string]string, bool) {
	text := s.files[s.victim]
	pattern, replacement, beside := hclText, `$1$2${3}var.hidden`, true
	switch {
	case strings.HasSuffix(s.victim, ".tf"):
	case strings.HasSuffix(s.victim, ".tf.json"):
		pattern, replacement = jsonText, `"$1": "$${var.hidden}"`
	case path.Ext(s.victim) == ".yaml" && strings.Contains(text, "\nResources:"):
		pattern, replacement, beside = yamlText, `$1$2: !Ref Hidden`, false
		if strings.Contains(text, "Parameters:") {
			return nil, false
		}
	default:
		return nil, false
	}
	var matches [][]int
	for _, match := range pattern.FindAllStringSubmatchIndex(text, -1) {
		key := text[match[2]:match[3]]
		if pattern != jsonText {
			key = text[match[4]:match[5]]
		}
		if !isNoText.MatchString(key) {
			matches = append(matches, match)
		}
	}
	if len(matches) == 0 {
		return nil, false
	}
	match := matches[random.IntN(len(matches))]
	changed := text[:match[0]] + string(pattern.ExpandString(nil, replacement, text, match)) + text[match[1]:]
	files := maps.Clone(s.files)
	if beside {
		files["hidden.tf"] = "variable \"hidden\" {}\n"
	} else {
		changed = "Parameters: {Hidden: {Type: String}}\n" + changed
	}
	files[s.victim] = changed
	return files, true
}

// kinds counts findings by their rules. What they stand at may have another
// address once its name is hidden.
func kinds(r *jsonReport, folder string) map[string]int {
	counts := map[string]int{}
	for _, f := range r.Findings {
		if strings.HasPrefix(f.File, folder+"/") {
			counts[f.ID]++
		}
	}
	return counts
}

func TestMutations(t *testing.T) {
	const wanted = 200 // definitions
	each := 60         // changes of each, one in six of them a hidden value
	if full {
		each = 500
	}
	all := specimens(t)
	if len(all) < wanted {
		t.Fatalf("only %d definitions", len(all))
	}
	random := rand.New(rand.NewPCG(11, 11))
	random.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	mutated, masked := 0, 0
	const batch = 50
	for start := 0; start < wanted; start += batch {
		tree := map[string]string{}
		texts := map[string]map[string]string{}
		for i := start; i < start+batch; i++ {
			s := &all[i]
			add := func(folder string, files map[string]string) {
				folder = fmt.Sprintf("d%03d/%s", i, folder)
				into(tree, folder, files)
				texts[folder] = files
			}
			add("base", s.files)
			for k := range each {
				if k%6 == 0 {
					if files, ok := hidden(random, s); ok {
						add(fmt.Sprintf("h%02d", k), files)
						masked++
						continue
					}
				}
				files := maps.Clone(s.files)
				files[s.victim] = mutations[random.IntN(len(mutations))](random, s.files[s.victim])
				add(fmt.Sprintf("m%02d", k), files)
				mutated++
			}
		}
		run := gatelint(t, write(t, tree), "check", "--format", "json")
		run.seen(t)
		if run.code != 1 && run.code != 3 {
			t.Errorf("exit %d: %.1000s", run.code, run.stderr)
		}
		r := run.report(t)
		for _, p := range r.Problems {
			if p.Kind == "internal" {
				folder := path.Dir(p.File)
				t.Errorf("%+v", p)
				for name, text := range texts[folder] {
					t.Logf("%s:\n%s", name, text)
				}
			}
		}
		for folder := range texts {
			if !strings.HasPrefix(path.Base(folder), "h") {
				continue
			}
			base := kinds(r, path.Dir(folder)+"/base")
			for what, n := range kinds(r, folder) {
				if n > base[what] {
					t.Errorf("hiding a value adds %s to %s\n%s", what, folder, texts[folder][victimOf(texts[folder])])
				}
			}
		}
	}
	tally.Count(t, "T11", "mutations", mutated)
	tally.Count(t, "T11", "hidden values", masked)
}

// victimOf gives the file that was changed, or may have been.
func victimOf(files map[string]string) string {
	for name, text := range files {
		if strings.Contains(text, "var.hidden") || strings.Contains(text, "Ref Hidden") {
			return name
		}
	}
	return ""
}
