package terraform

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// load reads files given by name.
func load(t testing.TB, files map[string]string) (*resource.Definition, []source.Problem) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return Load(root, ".", Options{})
}

// chain writes n locals of which each is made of the one before.
func chain(n int, first, next string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "locals {\n  x0 = %s\n", first)
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&text, "  x%d = %s\n", i, strings.ReplaceAll(next, "PREV", fmt.Sprintf("local.x%d", i-1)))
	}
	fmt.Fprintf(&text, "}\nresource \"aws_x\" \"y\" {\n  name = local.x%d\n}\n", n)
	return text.String()
}

const probe = "\nresource \"aws_x\" \"other\" {\n  name = \"known\"\n}\n"

// TestCost feeds what costs little to write and much to evaluate: the value is
// unknown for that reason, the problem is told, and all else is read.
func TestCost(t *testing.T) {
	attribute := func(x string) string { return "resource \"aws_x\" \"y\" {\n  name = " + x + "\n}\n" }
	for name, text := range map[string]string{
		"doubled text":       chain(40, `"xxxxxxxx"`, `"${PREV}${PREV}"`),
		"doubled by format":  chain(40, `"xxxxxxxx"`, `format("%s%s", PREV, PREV)`),
		"doubled by join":    chain(40, `"xxxxxxxx"`, `join("", [PREV, PREV])`),
		"doubled list":       chain(40, `["x"]`, `concat(PREV, PREV)`),
		"nested list":        chain(40, `["x"]`, `[PREV, PREV]`),
		"nested object":      chain(40, `{ a = "x" }`, `{ a = PREV, b = PREV }`),
		"deep list":          chain(600, `["x"]`, `[PREV]`),
		"long chain":         chain(20_000, `"x"`, `PREV`),
		"much text":          chain(2000, fmt.Sprintf("%q", strings.Repeat("x", 100_000)), `"${PREV}."`),
		"width":              attribute(`format("%1000000000d", 1)`),
		"separator":          attribute(`join(join("", [for i in range(1024) : "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]), range(1024))`),
		"product of loops":   attribute(`[for a in range(300) : [for b in range(300) : [for c in range(300) : a]]]`),
		"product of sets":    attribute(`length(setproduct(range(1000), range(1000), range(1000)))`),
		"loops in locals":    chain(30, `[1, 2]`, `flatten([for a in PREV : [a, a]])`),
		"splat of loops":     chain(12, `[{ a = [1, 2, 3, 4] }, { a = [1, 2, 3, 4] }]`, `[for x in range(1000) : PREV[*].a[*]]`),
		"instances":          "resource \"aws_x\" \"y\" {\n  count = 100000\n  name = count.index\n}\n",
		"instances by name":  "resource \"aws_x\" \"y\" {\n  for_each = toset([for i in setproduct(range(100), range(100)) : \"${i[0]}-${i[1]}\"])\n  name = each.key\n}\n",
		"type of a variable": "variable \"v\" {\n  type = object({ a = optional(string, " + strings.Repeat("[for x in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : ", 12) + "1" + strings.Repeat("]", 12) + ") })\n}\n" + attribute(`var.v.a`),
	} {
		t.Run(name, func(t *testing.T) {
			definition, problems := load(t, map[string]string{"main.tf": text + probe})
			found := 0
			for _, problem := range problems {
				if problem.Kind != source.Limit {
					t.Errorf("problem %s: %s", problem.Kind, problem.Message)
				}
				found++
			}
			if found > 3 {
				t.Errorf("%d problems: %v", found, problems)
			}
			for _, r := range definition.Resources {
				v := r.Get("name")
				switch r.Name {
				case "other":
					if text, _ := v.Text(); text != "known" {
						t.Errorf("the resource beside it is not read: %s", v.Show())
					}
				case "y":
					if name == "type of a variable" {
						continue // the default is not evaluated at all
					}
					if holds(v, value.Limit) && found == 0 {
						t.Error("the value is unknown for a limit, and no problem says so")
					}
					if !holds(v, value.Limit) {
						t.Errorf("the value is not limited: %.80s (%s)", v.Show(), v.Reason())
					}
				}
			}
		})
	}
}

// holds reports whether anything in a value is unknown for a reason.
func holds(v value.Value, reason value.Reason) bool {
	if v.IsUnknown() && v.Reason() == reason {
		return true
	}
	for _, item := range v.Items() {
		if holds(item, reason) {
			return true
		}
	}
	for _, entry := range v.Entries() {
		if holds(entry.Value, reason) {
			return true
		}
	}
	return false
}

// TestCycles feeds names that lead back to themselves: the value is unknown for
// that reason, which is told once, and all else is read.
func TestCycles(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"local to itself":     {"main.tf": "locals {\n  a = local.a\n}\nresource \"aws_x\" \"y\" {\n  name = local.a\n}\n"},
		"three locals":        {"main.tf": "locals {\n  a = local.b\n  b = local.c\n  c = local.a\n}\nresource \"aws_x\" \"y\" {\n  name = local.a\n}\n"},
		"resource to itself":  {"main.tf": "resource \"aws_x\" \"y\" {\n  name = aws_x.y.name\n}\n"},
		"two resources":       {"main.tf": "resource \"aws_x\" \"y\" {\n  name = aws_x.z.name\n}\nresource \"aws_x\" \"z\" {\n  name = aws_x.y.name\n}\n"},
		"count of itself":     {"main.tf": "resource \"aws_x\" \"y\" {\n  count = length(aws_x.y)\n  name = \"n\"\n}\n"},
		"for_each of itself":  {"main.tf": "resource \"aws_x\" \"y\" {\n  for_each = aws_x.y\n  name = \"n\"\n}\n"},
		"local and resource":  {"main.tf": "locals {\n  a = aws_x.y.name\n}\nresource \"aws_x\" \"y\" {\n  name = local.a\n}\n"},
		"provider and data":   {"main.tf": "provider \"aws\" {\n  region = data.aws_region.r.name\n}\ndata \"aws_region\" \"r\" {}\nresource \"aws_x\" \"y\" {\n  name = data.aws_region.r.name\n}\n"},
		"output and argument": {"main.tf": "module \"m\" {\n  source = \"./m\"\n  in = module.m.out\n}\nresource \"aws_x\" \"y\" {\n  name = module.m.out\n}\n", "m/m.tf": "variable \"in\" {}\noutput \"out\" {\n  value = var.in\n}\n"},
		"two modules":         {"main.tf": "module \"m\" {\n  source = \"./m\"\n  in = module.n.out\n}\nmodule \"n\" {\n  source = \"./m\"\n  in = module.m.out\n}\nresource \"aws_x\" \"y\" {\n  name = module.m.out\n}\n", "m/m.tf": "variable \"in\" {}\noutput \"out\" {\n  value = var.in\n}\n"},
		"count of a module":   {"main.tf": "module \"m\" {\n  source = \"./m\"\n  count = length(module.m)\n}\nresource \"aws_x\" \"y\" {\n  name = \"n\"\n}\n", "m/m.tf": ""},
		"path of a resource":  {"main.tf": "resource \"aws_api_gateway_resource\" \"y\" {\n  parent_id = aws_api_gateway_resource.y.id\n  path_part = \"x\"\n}\nresource \"aws_x\" \"y\" {\n  name = aws_api_gateway_resource.y.path\n}\n"},
	} {
		t.Run(name, func(t *testing.T) {
			files["main.tf"] += probe
			definition, problems := load(t, files)
			if len(problems) != 1 && name != "provider and data" {
				t.Errorf("%d problems: %v", len(problems), problems)
			}
			for _, r := range definition.Resources {
				if text, _ := r.Get("name").Text(); r.Name == "other" && text != "known" {
					t.Errorf("the resource beside it is not read: %s", r.Get("name").Show())
				}
			}
		})
	}
}

// TestModuleDepth holds that a module which calls itself comes to an end.
func TestModuleDepth(t *testing.T) {
	definition, problems := load(t, map[string]string{
		"main.tf":   "module \"m\" {\n  source = \"./m\"\n}\n" + probe,
		"m/main.tf": "module \"m\" {\n  source = \"../m\"\n}\nresource \"aws_x\" \"z\" {\n  name = \"n\"\n}\n",
	})
	if len(problems) != 1 || problems[0].Kind != source.Limit {
		t.Errorf("problems: %v", problems)
	}
	if len(definition.Resources) != 1+source.DefaultLimits().ModuleDepth || len(definition.Unresolved) != 1 {
		t.Errorf("%d resources, %d unresolved", len(definition.Resources), len(definition.Unresolved))
	}
	definition, problems = load(t, map[string]string{
		"main.tf": "module \"a\" {\n  source = \".\"\n}\nmodule \"b\" {\n  source = \".\"\n}\n",
	})
	if len(problems) == 0 || len(definition.Unresolved) == 0 {
		t.Errorf("a module that calls itself twice: %d problems, %d unresolved", len(problems), len(definition.Unresolved))
	}
}
