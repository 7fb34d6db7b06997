package suppress_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/suppress"
)

// shown gives the directives of a file in short: where each stands, what it
// names, and what it covers.
func shown(t *testing.T, name, text string) []string {
	t.Helper()
	file, err := source.NewFile(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, d := range suppress.Parse(file, source.DefaultLimits()) {
		var names []string
		for _, n := range d.Names {
			names = append(names, n.Text)
		}
		kind := "covers"
		if d.Line {
			kind = "line"
		}
		list = append(list, fmt.Sprintf("%s %s %s", span(d.At), strings.Join(names, ","), kind+" "+span(d.Covers)))
	}
	return list
}

func span(r source.Range) string {
	if r.IsZero() {
		return "nothing"
	}
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column)
}

const hclFile = `# gatelint:ignore A above a block
resource "a" "b" { # gatelint:ignore B at the end of a header
  x = 1 // gatelint:ignore C at the end of an argument
  # gatelint:ignore D above an argument
  y = [
    # gatelint:ignore E above an item
    "é#", # gatelint:ignore F behind a wide rune and a sign
    { z = 1,
      // gatelint:ignore G above an item of a map
      w = {
        v = 2
      }
    },
  ]
  /* gatelint:ignore H1 of several lines
   * gatelint:ignore H2 of several lines
   */
  # and a comment between
  nested {
    s = 1
  }
  text = <<EOT
# gatelint:ignore NO this is a text
EOT
  quoted = "# gatelint:ignore NO this is a text, too"
  # gatelint:ignore I above an empty line

  # see gatelint:ignore in the manual
  /* gatelint:ignore J in front of */ u = 2
  # gatelint:ignore K above the end
}
# gatelint:ignore L above nothing`

func TestRangesInHCL(t *testing.T) {
	want := []string{
		"1:3-1:34 A covers 2:1-31:2",
		"2:22-2:62 B line 2:1-2:62",
		"3:12-3:55 C line 3:1-3:55",
		"4:5-4:40 D covers 5:1-14:4",
		"6:7-6:38 E covers 7:1-7:60",
		"7:13-7:60 F line 7:1-7:60",
		"9:10-9:50 G covers 10:1-12:8",
		"15:6-15:41 H1 covers 19:1-21:4",
		"16:6-16:41 H2 covers 19:1-21:4",
		"26:5-26:42 I covers nothing",
		"29:6-29:35 J line 29:1-29:44",
		"30:5-30:36 K covers 31:1-31:2",
		"32:3-32:34 L covers nothing",
	}
	if diff := cmp.Diff(want, shown(t, "main.tf", hclFile)); diff != "" {
		t.Error(diff)
	}
}

const yamlFile = `# gatelint:ignore A above the first key
Transform: AWS::Serverless-2016-10-31
Metadata: {gatelint: {ignore: {rule: B, reason: the whole template}}}
Resources:
  # gatelint:ignore C above a resource
  # and a comment between
  Orders: # gatelint:ignore D at the end of a key
    Type: AWS::Serverless::Function
    Metadata:
      gatelint:
        ignore:
          - rule: [E1, E2]
            reason: the whole resource
            expires: 2027-01-01
          - E3
    Properties:
      Handler: "é # gatelint:ignore NO in quotes" # gatelint:ignore F behind quotes
      Events:
        # gatelint:ignore G above an event
        Get:
          Type: Api
          Properties: {Path: /orders, Method: get}
      Policies:
        # gatelint:ignore H above an item
        - Statement:
            Effect: Allow
          Version: 2012-10-17
        #gatelint:ignore I above an item that is a text
        - AWSLambdaExecute
        # gatelint:ignore J above an item in an item
        - - x
          - y
      InlineCode: | # gatelint:ignore K behind the header
        # gatelint:ignore NO this is a text
        x # gatelint:ignore NO this is a text
      # gatelint:ignore L above a text of several lines
      Description: one
        two
  Cart:
    Type: AWS::Serverless::Function
    Properties: {
      # gatelint:ignore M in a mapping on one line
      Handler: a.b, Runtime: [
        # gatelint:ignore N in a list on one line
        nodejs22.x
      ]
    }
    # gatelint:ignore O above nothing
`

func TestRangesInYAML(t *testing.T) {
	want := []string{
		"3:31-3:68 B covers 1:1-49:1",
		"12:13-14:32 E1,E2 covers 7:3-38:12",
		"15:13-15:15 E3 covers 7:3-38:12",
		"1:3-1:40 A covers 2:1-2:38",
		"5:5-5:39 C covers 7:1-38:12",
		"7:13-7:50 D line 7:1-7:50",
		"17:53-17:84 F line 17:1-17:84",
		"19:11-19:43 G covers 20:1-22:51",
		"24:11-24:42 H covers 25:1-27:30",
		"28:10-28:56 I covers 29:1-29:27",
		"30:11-30:53 J covers 31:1-32:14",
		"33:23-33:58 K line 33:1-33:58",
		"36:9-36:56 L covers 37:1-38:12",
		"42:9-42:51 M covers 43:1-43:31",
		"44:11-44:50 N covers 45:1-45:19",
		"48:7-48:38 O covers nothing",
	}
	if diff := cmp.Diff(want, shown(t, "template.yaml", yamlFile)); diff != "" {
		t.Error(diff)
	}
}

const templateFile = `{
  "Metadata": {"gatelint": {"ignore": [{"rule": "A", "reason": "the whole template"}]}},
  "Resources": {
    "Orders": {
      "Type": "AWS::Lambda::Function",
      "Metadata": {"gatelint": {"ignore": [
        {"rule": ["B1", "B2"], "reason": "# gatelint:ignore NO"}
      ]}},
      "Properties": {"Body": {"x-gatelint-ignore": [{"rule": "C", "reason": "inline document"}]}}
    }
  }
}`

func TestRangesInJSON(t *testing.T) {
	want := []string{
		"2:40-2:85 A covers 1:1-12:2",
		"7:9-7:65 B1,B2 covers 4:5-10:6",
		"9:53-9:95 C covers 9:22-9:97",
	}
	if diff := cmp.Diff(want, shown(t, "template.json", templateFile)); diff != "" {
		t.Error(diff)
	}
}

const openAPIFile = `openapi: 3.0.1
x-gatelint-ignore: [{rule: A, reason: the whole document}]
paths:
  # gatelint:ignore B above a path
  /orders:
    x-gatelint-ignore: {rule: C, reason: the path}
    get: # gatelint:ignore D at the end of a line
      x-gatelint-ignore:
        - {rule: E, reason: the operation}
      parameters:
        - name: x
          x-gatelint-ignore: [F]
`

func TestRangesInOpenAPI(t *testing.T) {
	want := []string{
		"2:21-2:58 A covers 1:1-13:1",
		"6:24-6:51 C covers 5:3-12:33",
		"9:11-9:43 E covers 7:5-12:33",
		"12:31-12:32 F covers 11:11-12:33",
		"4:5-4:35 B covers 5:1-12:33",
		"7:12-7:50 D line 7:1-7:50",
	}
	if diff := cmp.Diff(want, shown(t, "openapi.yaml", openAPIFile)); diff != "" {
		t.Error(diff)
	}
}

const tfJSONFile = `{
  "//": "gatelint:ignore A the whole file",
  "resource": {
    "aws_x": {
      "y": {
        "//": "gatelint:ignore B,C  the resource",
        "z": [{"//": ["see the manual", "gatelint:ignore D a block"]}],
        "w": "gatelint:ignore NO a text",
        "Metadata": {"gatelint": {"ignore": "NO"}}
      }
    }
  }
}`

func TestRangesInTerraformJSON(t *testing.T) {
	want := []string{
		"2:10-2:42 A covers 1:1-13:2",
		"6:16-6:49 B,C covers 5:7-10:8",
		"7:42-7:67 D covers 7:15-7:70",
	}
	if diff := cmp.Diff(want, shown(t, "main.tf.json", tfJSONFile)); diff != "" {
		t.Error(diff)
	}
}
