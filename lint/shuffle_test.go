package lint_test

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/report"
)

// shuffled is a directory whose folders list their entries in any order, as
// file systems do.
type shuffled struct {
	root   *os.Root
	random *rand.Rand
}

func (s *shuffled) Open(name string) (fs.File, error) {
	f, err := s.root.Open(name)
	if err != nil {
		return nil, err
	}
	return &shuffledFile{f, s.random}, nil
}

func (s *shuffled) Stat(name string) (fs.FileInfo, error) { return s.root.Stat(name) }
func (s *shuffled) Same(a, b fs.FileInfo) bool            { return os.SameFile(a, b) }
func (s *shuffled) Close() error                          { return s.root.Close() }

type shuffledFile struct {
	*os.File

	random *rand.Rand
}

func (f *shuffledFile) ReadDir(n int) ([]fs.DirEntry, error) {
	entries, err := f.File.ReadDir(n)
	f.random.Shuffle(len(entries), func(i, k int) { entries[i], entries[k] = entries[k], entries[i] })
	return entries, err
}

// sample writes every nth architecture and example into one tree.
func sample(t *testing.T, nth int) string {
	t.Helper()
	dir := t.TempDir()
	archives, err := filepath.Glob(architectures + "/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := filepath.Glob("../policies/*/*/examples.txtar")
	if err != nil || len(examples) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for i, name := range slices.Concat(archives, examples) {
		if i%nth != 0 {
			continue
		}
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		folder := strings.ReplaceAll(strings.TrimSuffix(name, ".txtar"), "../", "")
		for _, file := range archive.Files {
			place := filepath.Join(dir, filepath.FromSlash(folder), filepath.FromSlash(file.Name))
			if err := os.MkdirAll(filepath.Dir(place), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(place, file.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// The reports are the same bytes in each format for any number of workers and
// any order of the entries of folders. Go seeds each of its maps anew, so that
// each run is one with other maps, too.
func TestReportsAreDeterministic(t *testing.T) {
	trees := map[string]string{"sample": sample(t, 24)}
	if os.Getenv("GATELINT_SOAK") != "" {
		trees["all"] = sample(t, 1)
		if corpus := os.Getenv("GATELINT_CORPUS"); corpus != "" {
			trees["corpus"] = corpus
		}
	}
	for name, dir := range trees {
		t.Run(name, func(t *testing.T) {
			want := map[string][sha256.Size]byte{}
			runs := 0
			for _, jobs := range []int{1, 2, 3, 8, 64} {
				for seed := range uint64(20) {
					got := reports(t, dir, jobs, seed)
					runs++
					for format, sum := range got {
						if first, ok := want[format]; ok && first != sum {
							t.Fatalf("%s, %d workers, shuffle %d: other bytes than the first run's", format, jobs, seed)
						}
					}
					want = got
				}
			}
			tally.Count(t, "T65", "determinism runs", runs)
		})
	}
}

// reports gives the sums of all reports of one run.
func reports(t *testing.T, dir string, jobs int, seed uint64) map[string][sha256.Size]byte {
	t.Helper()
	opened, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	root := source.OpenTree(&shuffled{opened, rand.New(rand.NewPCG(seed, 65))}, source.DefaultLimits())
	defer root.Close()
	result, err := lint.Run(t.Context(), root, []string{"."}, lint.Options{Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) == 0 {
		t.Fatal("there are no findings")
	}
	r := &report.Report{
		Version: "test", Findings: result.Findings, Problems: result.Problems, Suppressed: result.Suppressed,
		Summary: report.Summary{
			Files: len(result.Files), Definitions: result.Definitions, Resources: result.Resources, APIs: result.APIs,
		},
	}
	r.Summary.Count(result.Findings)
	sums := map[string][sha256.Size]byte{}
	for _, format := range report.Formats() {
		var out bytes.Buffer
		if err := report.Write(&out, format, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), dir) {
			t.Fatalf("%s names the absolute path of the tree", format)
		}
		sums[format] = sha256.Sum256(out.Bytes())
	}
	return sums
}
