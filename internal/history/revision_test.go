package history

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// grown makes a repository of five commits:
//
//	first ── second ── merge  main, HEAD
//	    └─── side ──────┘
//	           └─── other     refs/remotes/origin/other
func grown(t *testing.T) (*repo, map[string]plumbing.Hash) {
	t.Helper()
	r := newRepo(t)
	tree := r.tree(map[string]string{"a.tf": "a"})
	first := r.commit(tree, "first")
	second := r.commit(tree, "second", first)
	side := r.commit(tree, "side", first)
	merge := r.commit(tree, "merge", second, side)
	other := r.commit(tree, "other", side)
	tag := r.put(&object.Tag{Name: "v1", TargetType: plumbing.CommitObject, Target: side})
	r.point("refs/heads/main", merge.String())
	r.point("refs/heads/feature/x", second.String())
	r.point("refs/remotes/origin/other", other.String())
	r.point("refs/remotes/origin/HEAD", "ref: refs/remotes/origin/other")
	r.point("refs/tags/v1", tag.String())
	r.point("refs/tags/tree", tree.String())
	r.point("refs/heads/loop", "ref: refs/heads/loop")
	return r, map[string]plumbing.Hash{"first": first, "second": second, "side": side, "merge": merge, "other": other, "tree": tree}
}

func TestCommit(t *testing.T) {
	r, commits := grown(t)
	repository := r.open()
	whole := commits["side"].String()
	for revision, want := range map[string]string{
		"HEAD": "merge", "@": "merge", "main": "merge", "refs/heads/main": "merge", "heads/main": "merge",
		"feature/x": "second", "origin/other": "other", "origin": "other", "v1": "side", "tags/v1": "side",
		whole: "side", strings.ToUpper(whole): "side", whole[:7]: "side", whole[:8]: "side", whole[:11]: "side",
		"HEAD~": "second", "HEAD~1": "second", "HEAD^": "second", "HEAD^1": "second", "HEAD^2": "side", "HEAD^0": "merge", "HEAD~0": "merge",
		"HEAD~2": "first", "HEAD^^": "first", "HEAD^2~1": "first", "HEAD^2^": "first", "@~1^": "first", "v1^{}": "side", "v1^{commit}~1": "first",
		"origin/other...": "side", "feature/x...": "second", "main...": "merge",
	} {
		got, err := repository.Commit(revision)
		if err != nil || got.Hash != commits[want].String() {
			t.Errorf("%s: got %+v, %v, want %s", revision, got, err, want)
		}
	}
	for revision, want := range map[string]string{
		"": "not how a commit is named", "a b": "not how a commit is named", "main..HEAD": "not how a commit is named",
		"HEAD@{1}": "not how a commit is named", "@{u}": "not how a commit is named", ":/text": "not how a commit is named",
		"main:a.tf": "not how a commit is named", "HEAD^{tree}": "not how a commit is named", "../HEAD": "not how a commit is named",
		"nope": "no branch or tag", "config": "no branch or tag", "objects": "no branch or tag", "abcdef0": "no branch, tag or commit",
		"HEAD~3": "no parent", "HEAD^3": "no parent 3", "HEAD~99999999999999999999": "too far", "first^2": "no branch",
		"tree": "names a tree", "loop": "refs/heads/loop", commits["tree"].String(): "names a tree",
		strings.Repeat("0", 40): "does not have the object",
	} {
		if got, err := repository.Commit(revision); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %+v, %v, want %q", revision, got, err, want)
		}
	}
}

func TestShallow(t *testing.T) {
	r, commits := grown(t)
	first := commits["first"].String()
	if err := os.Remove(filepath.Join(r.dir, ".git", "objects", first[:2], first[2:])); err != nil {
		t.Fatal(err)
	}
	if err := r.store.SetShallow([]plumbing.Hash{commits["second"], commits["side"]}); err != nil {
		t.Fatal(err)
	}
	repository := r.open()
	for _, revision := range []string{"HEAD~2", "nope", first, first[:9]} {
		if _, err := repository.Commit(revision); err == nil || !strings.Contains(err.Error(), "fetch-depth: 0") {
			t.Errorf("%s: got %v", revision, err)
		}
	}
}

func TestOpen(t *testing.T) {
	r, _ := grown(t)
	below := filepath.Join(r.dir, "a", "b")
	if err := os.MkdirAll(below, 0o750); err != nil {
		t.Fatal(err)
	}
	opened, err := Open(below)
	if err != nil || opened.Dir != r.dir {
		t.Fatalf("got %+v, %v", opened, err)
	}
	defer opened.Close()

	for name, c := range map[string]struct{ file, content, want string }{
		"none":      {"x", "", ErrNoRepository.Error()},
		"no folder": {".git", "elsewhere", "gitdir"},
		"reftable":  {".git/reftable/tables.list", "", "reftable"},
		"sha256":    {".git/config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n", "SHA-256"},
	} {
		dir := onDisk(t, map[string]string{c.file: c.content})
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
