package lint_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the models of the entities' archives into them; read the difference before it is kept")

// modelFile is the file of an archive that holds the model which each of its
// dialects gives.
const modelFile = "model"

// TestParity would not see an attribute that both dialects misspell. The
// archives of entities therefore hold the model as well.
func TestEntities(t *testing.T) {
	archives, err := filepath.Glob(architectures + "/entity-*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives found: %v", err)
	}
	for _, path := range archives {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := readDialect(t, unpack(t, archive), dialects(t, archive)[0]).models
			index := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == modelFile })
			if index < 0 {
				index = len(archive.Files)
				archive.Files = append(archive.Files, txtar.File{Name: modelFile})
			}
			want := &archive.Files[index]
			if *update && !bytes.Equal(want.Data, []byte(got)) {
				want.Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("the model is another one (-want +got):\n%s", diff)
			}
		})
	}
}
