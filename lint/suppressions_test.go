package lint_test

import (
	"math/rand/v2"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
	"github.com/gatelint/gatelint/suppress"
)

// A suppression on a line of its own adds no findings but those about
// suppressions, hides nothing outside of what it covers, and all of what it names
// that is pointed at in there.
func TestSuppressionsAtRandom(t *testing.T) {
	archives, err := filepath.Glob(architectures + "/*--K*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no faulty architectures", err)
	}
	random := rand.New(rand.NewPCG(5, 5))
	hidden, tried := 0, 0
	for range 60 {
		archive, err := txtar.ParseFile(archives[random.IntN(len(archives))])
		if err != nil {
			t.Fatal(err)
		}
		written := archive.Files[random.IntN(len(archive.Files))]
		if ext := path.Ext(written.Name); ext != ".tf" && ext != ".yaml" {
			continue
		}
		folder := path.Dir(written.Name)
		before := lintFolder(t, unpack(t, archive), folder)
		if len(before.Findings) == 0 {
			continue
		}
		named := before.Findings[random.IntN(len(before.Findings))].Rule.ID
		text, line := withComment(string(written.Data), "# gatelint:ignore "+named+" because of a test", random)
		file := &source.File{Path: written.Name, Bytes: []byte(text)}
		directives := suppress.Parse(file, source.DefaultLimits())
		if len(directives) != 1 {
			continue // it became part of a text
		}
		tried++
		after := lintFolder(t, unpack(t, replaced(archive, written.Name, text)), folder)
		covers := directives[0].Covers
		inside := func(f rules.Finding) bool {
			at := append([]source.Range{f.At}, f.Calls...)
			at = append(at, f.Owners...)
			return slices.ContainsFunc(at, func(r source.Range) bool {
				if r.File != written.Name {
					return false
				}
				if r.Start.Line >= line {
					r.Start.Line++
				}
				return covers.File == r.File && !r.Start.Before(covers.Start) && r.Start.Before(covers.End)
			})
		}
		var want []string
		for _, f := range before.Findings {
			if f.Rule.ID != named || !inside(f) {
				want = append(want, f.Rule.ID+" "+f.Fingerprint)
			}
		}
		got := slices.DeleteFunc(after.Findings, func(f rules.Finding) bool { return f.Rule.Group == rules.SuppressionGroup })
		var left []string
		for _, f := range got {
			left = append(left, f.Rule.ID+" "+f.Fingerprint)
		}
		slices.Sort(want)
		slices.Sort(left)
		if !slices.Equal(want, left) {
			t.Errorf("%s, a suppression of %s at line %d covers %v:\nleft %v\nwant %v", written.Name, named, line, covers, left, want)
		}
		if len(after.Suppressed) != len(before.Findings)-len(want) {
			t.Errorf("%s: %d suppressed, want %d", written.Name, len(after.Suppressed), len(before.Findings)-len(want))
		}
		hidden += len(after.Suppressed)
	}
	if tried < 10 || hidden == 0 {
		t.Errorf("%d comments tried, %d findings suppressed: the test tells nothing", tried, hidden)
	}
}

func lintFolder(t *testing.T, root *source.Root, folder string) *lint.Result {
	t.Helper()
	result, err := lint.Run(t.Context(), root, []string{folder}, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// withComment puts a comment above a random line, and gives the number of its
// own.
func withComment(text, comment string, random *rand.Rand) (string, int) {
	lines := strings.Split(text, "\n")
	i := random.IntN(len(lines))
	indent := lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " "))]
	return strings.Join(slices.Insert(lines, i, indent+comment), "\n"), i + 1
}

// replaced gives the archive with another text of one file.
func replaced(archive *txtar.Archive, name, text string) *txtar.Archive {
	files := slices.Clone(archive.Files)
	for i := range files {
		if files[i].Name == name {
			files[i].Data = []byte(text)
		}
	}
	return &txtar.Archive{Files: files}
}

// suppressing lints some files and gives the findings and what is suppressed.
func suppressing(t *testing.T, files map[string]string, paths ...string) string {
	t.Helper()
	var archive txtar.Archive
	for name, text := range files {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	result, err := lint.Run(t.Context(), unpack(t, &archive), paths, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, f := range result.Findings {
		said = append(said, f.Rule.ID+" "+f.At.File)
	}
	for _, s := range result.Suppressed {
		said = append(said, "-"+s.Finding.Rule.ID+" "+s.Finding.At.File)
	}
	return strings.Join(said, ", ")
}

// A suppression holds wherever its file is read from, and says nothing where the
// file is not asked for.
func TestSuppressionsAcrossDefinitions(t *testing.T) {
	const (
		call = "module \"shop\" {\n  source = \"../shop\"\n}\n"
		no   = "# gatelint:ignore PRM001 it is given by hand\n"
		idle = "# gatelint:ignore INT001 there is none\n"
	)
	inside := strings.Replace(uncovered, "resource \"aws_apigatewayv2_integration\"", no+"resource \"aws_apigatewayv2_integration\"", 1)
	for name, test := range map[string]struct {
		files map[string]string
		paths []string
		want  string
	}{
		"one of two roots":     {map[string]string{"shop/main.tf": uncovered, "a/main.tf": no + call, "b/main.tf": call}, nil, "PRM001 shop/main.tf, -PRM001 shop/main.tf"},
		"both roots":           {map[string]string{"shop/main.tf": uncovered, "a/main.tf": no + call, "b/main.tf": no + call}, nil, "-PRM001 shop/main.tf"},
		"in the module":        {map[string]string{"shop/main.tf": inside, "a/main.tf": call, "b/main.tf": call}, nil, "-PRM001 shop/main.tf"},
		"the module is named":  {map[string]string{"shop/main.tf": uncovered, "a/main.tf": no + call}, []string{"shop/main.tf"}, "-PRM001 shop/main.tf"},
		"the call is named":    {map[string]string{"shop/main.tf": uncovered, "a/main.tf": no + call}, []string{"a/main.tf"}, "-PRM001 shop/main.tf"},
		"neither is named":     {map[string]string{"shop/main.tf": uncovered, "a/main.tf": no + call, "a/x.tf": "locals {}\n"}, []string{"a/x.tf"}, ""},
		"idle":                 {map[string]string{"main.tf": idle + "locals {}\n"}, nil, "SUP001 main.tf"},
		"idle, another file":   {map[string]string{"main.tf": idle + "locals {}\n", "x.tf": "locals {}\n"}, []string{"x.tf"}, ""},
		"idle, of others, too": {map[string]string{"shop/main.tf": idle + "locals {}\n", "a/main.tf": call, "b/main.tf": call}, []string{"a"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := suppressing(t, test.files, test.paths...); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What the next run may decide otherwise keeps SUP001 silent.
func TestUnusedIsSaidWhereItIsCertain(t *testing.T) {
	const (
		idle    = "# gatelint:ignore INT001 there is none\n"
		api     = idle + "resource \"aws_api_gateway_rest_api\" \"shop\" {\n  name = \"shop\"\n}\n"
		yamlAPI = "Resources:\n  " + idle + "  Shop: {Type: AWS::ApiGateway::RestApi, Properties: {Name: %}}\n"
	)
	for name, test := range map[string]struct {
		file, text string
		options    lint.Options
		said       bool
	}{
		"certain":          {"main.tf", api, lint.Options{}, true},
		"a variable given": {"main.tf", api, lint.Options{Variables: map[string]string{"x": "y"}}, false},
		"a region given":   {"main.tf", api, lint.Options{Region: "eu-west-1"}, false},
		"a module not here": {
			"main.tf", api + "module \"x\" {\n  source = \"example/x/aws\"\n  version = \"1.0.0\"\n}\n",
			lint.Options{},
			false,
		},
		"a count not known": {
			"main.tf", api + "resource \"aws_api_gateway_rest_api\" \"x\" {\n  count = data.aws_x.y.z\n}\ndata \"aws_x\" \"y\" {}\n",
			lint.Options{},
			false,
		},
		"a certificate in a region not known": {
			"main.tf", api + "resource \"aws_acm_certificate\" \"x\" {\n  domain_name = \"example.com\"\n}\n",
			lint.Options{},
			false,
		},
		"an account in an ARN": {
			"main.tf",
			uncovered + "resource \"aws_lambda_permission\" \"x\" {\n  function_name = aws_lambda_function.cart.arn\n  action = \"lambda:InvokeFunction\"\n" +
				"  principal = \"apigateway.amazonaws.com\"\n  source_arn = \"arn:aws:execute-api:eu-west-1:111122223333:${aws_apigatewayv2_api.shop.id}/*\"\n}\n" + idle + "locals {}\n",
			lint.Options{},
			false,
		},
		"a template":          {"t.yaml", strings.Replace(yamlAPI, "%", "shop", 1), lint.Options{}, true},
		"the stack's name":    {"t.yaml", strings.Replace(yamlAPI, "%", "!Ref AWS::StackName", 1), lint.Options{}, true},
		"a parameter":         {"t.yaml", "Parameters: {Name: {Type: String}}\n" + strings.Replace(yamlAPI, "%", "!Ref Name", 1), lint.Options{}, false},
		"a parameter's value": {"t.yaml", "Parameters: {Name: {Type: String, Default: x}}\n" + strings.Replace(yamlAPI, "%", "!Ref Name", 1), lint.Options{}, false},
		"an import":           {"t.yaml", strings.Replace(yamlAPI, "%", "!ImportValue x", 1), lint.Options{}, false},
	} {
		root := unpack(t, &txtar.Archive{Files: []txtar.File{{Name: test.file, Data: []byte(test.text)}}})
		result, err := lint.Run(t.Context(), root, nil, test.options)
		if err != nil {
			t.Fatal(err)
		}
		said := slices.ContainsFunc(result.Findings, func(f rules.Finding) bool { return f.Rule.ID == "SUP001" })
		if said != test.said {
			t.Errorf("%s: SUP001 is said: %v", name, said)
		}
	}
}
