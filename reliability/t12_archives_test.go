package reliability

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// T12: archives. None is ever opened: one that stands in for a definition is not
// text, and the packages that definitions name are not looked at.

func packed(t *testing.T) map[string]string {
	t.Helper()
	const name, text = "main.tf", "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n}\n"
	archives := map[string]string{
		"bzip2": "BZh91AY&SY\x00\x01", "xz": "\xfd7zXZ\x00", "zstd": "\x28\xb5\x2f\xfd\x04\x00", "7z": "7z\xbc\xaf\x27\x1c\x00", "rar": "Rar!\x1a\x07\x00", "elf": "\x7fELF\x02\x01\x01\x00",
	}
	var zipped, tarred, gzipped, deflated, raw bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, err := z.Create(name)
	must(t, err)
	_, err = w.Write([]byte(text))
	must(t, err)
	must(t, z.Close())
	a := tar.NewWriter(&tarred)
	must(t, a.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(text))}))
	_, err = a.Write([]byte(text))
	must(t, err)
	must(t, a.Close())
	g := gzip.NewWriter(&gzipped)
	_, err = g.Write(tarred.Bytes())
	must(t, err)
	must(t, g.Close())
	l := zlib.NewWriter(&deflated)
	_, err = l.Write([]byte(text))
	must(t, err)
	must(t, l.Close())
	f, err := flate.NewWriter(&raw, flate.BestCompression)
	must(t, err)
	_, err = f.Write(bytes.Repeat([]byte(text), 1000))
	must(t, err)
	must(t, f.Close())
	archives["zip"], archives["tar"], archives["tgz"] = zipped.String(), tarred.String(), gzipped.String()
	archives["zlib"], archives["deflate"] = deflated.String(), raw.String()
	return archives
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestArchives(t *testing.T) {
	tree := map[string]string{}
	names := []string{"main.tf", "main.tf.json", "Resources.yaml", "template.json"}
	archives := packed(t)
	for kind, content := range archives {
		for _, name := range names {
			tree[kind+"/"+name+"/"+name] = content
		}
	}
	run := gatelint(t, write(t, tree), "check", "--format", "json")
	run.seen(t)
	r := run.report(t)
	if run.code != 3 || len(r.Findings) > 0 {
		t.Errorf("exit %d, %d findings", run.code, len(r.Findings))
	}
	for kind := range archives {
		for _, name := range names {
			problems := r.about(kind + "/" + name)
			if len(problems) == 0 && !strings.HasPrefix(name, "main.tf") {
				continue // no word in it says that it is a definition
			}
			if len(problems) != 1 || problems[0].Kind != "unreadable" {
				t.Errorf("%s as %s: %v", kind, name, problems)
			}
		}
	}
	tally.Count(t, "T12", "archives", len(tree))
}

// The packages that definitions name are larger than anything that is read, so
// that reading one would be reported.
func TestPackagesAreNotOpened(t *testing.T) {
	dir := write(t, map[string]string{
		"hcl/main.tf": "resource \"aws_lambda_function\" \"f\" {\n  function_name = \"f\"\n  role = \"r\"\n  filename = \"package.zip\"\n}\nresource \"aws_lambda_layer_version\" \"l\" {\n  layer_name = \"l\"\n  filename = \"package.zip\"\n}\n" +
			"data \"archive_file\" \"a\" {\n  type = \"zip\"\n  source_file = \"package.zip\"\n  output_path = \"package.zip\"\n}\n" + attribute(`"a"`),
		"sam/template.yaml": samAPI + "Resources:\n  F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: package.zip, Handler: a, Runtime: nodejs20.x, Events: {E: {Type: Api, Properties: {Path: /, Method: get}}}}}\n" +
			"  L: {Type: 'AWS::Serverless::LayerVersion', Properties: {ContentUri: package.zip}}\n",
		"cfn/template.yaml": gateway + "  F: {Type: 'AWS::Lambda::Function', Properties: {Code: package.zip, Role: r}}\n",
		"hcl/package.zip":   "", "sam/package.zip": "", "cfn/package.zip": "",
	})
	for _, name := range []string{"hcl", "sam", "cfn"} {
		if err := os.Truncate(filepath.Join(dir, name, "package.zip"), 1<<30); err != nil {
			t.Skipf("no sparse files here: %v", err)
		}
	}
	run := gatelint(t, dir, "check", "--format", "json", "--fail-on", "never")
	if r := run.report(t); run.code != 0 || len(r.Problems) > 0 || run.memory > 128<<20 {
		t.Errorf("exit %d, problems %v, %d MiB", run.code, r.Problems, run.memory>>20)
	}
}
