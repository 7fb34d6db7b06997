package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gatelint": main, "gatelint-impatient": impatient})
}

// TestScripts tells the command line as stories, on the real pipeline.
func TestScripts(t *testing.T) {
	schema, err := filepath.Abs("../../report/testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/scripts",
		UpdateScripts: os.Getenv("GATELINT_UPDATE") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"copies":  copies,
			"exit":    exit,
			"json":    jsonValue,
			"nofiles": noFiles,
			"valid-sarif": func(ts *testscript.TestScript, _ bool, args []string) {
				validSARIF(ts, schema, args)
			},
		},
	})
}

// exit CODE COMMAND ARGS... runs a command that must end with the code.
func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND [ARG...]")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s ended with %s, not %s", args[1], got, args[0])
	}
}

// copies N FILE PATTERN copies a file to N places.
func copies(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	content := ts.ReadFile(args[1])
	for i := range n {
		file := ts.MkAbs(fmt.Sprintf(args[2], i))
		ts.Check(os.MkdirAll(filepath.Dir(file), 0o755))
		ts.Check(os.WriteFile(file, []byte(content), 0o600))
	}
}

// json FILE PATH WANT compares one value in a JSON document.
func jsonValue(ts *testscript.TestScript, neg bool, args []string) {
	var value any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &value))
	for key := range strings.SplitSeq(args[1], ".") {
		switch node := value.(type) {
		case map[string]any:
			value = node[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(node) {
				ts.Fatalf("%s: there is no %s in a list of %d", args[1], key, len(node))
			}
			value = node[i]
		default:
			ts.Fatalf("%s: there is no %s", args[1], key)
		}
	}
	got, err := json.Marshal(value)
	ts.Check(err)
	if (string(got) == args[2]) == neg {
		ts.Fatalf("%s is %s", args[1], got)
	}
}

// nofiles PATTERN demands that no file matches.
func noFiles(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) > 0 {
		ts.Fatalf("there are %v", found)
	}
}

// valid-sarif FILE holds a log against the schema.
func validSARIF(ts *testscript.TestScript, schema string, args []string) {
	log, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(jsonschema.NewCompiler().MustCompile(schema).Validate(log))
}
