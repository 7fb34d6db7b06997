package history

import (
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/plumbing/storer"
)

// Commit is one state of the repository.
type Commit struct {
	Hash string

	repository *Repository
	tree       plumbing.Hash
}

// Commit gives the commit that a revision names: a branch, a tag, a hash or the
// beginning of one, HEAD or @, each with any number of ~N and ^N behind it; and
// with "..." behind all that, the commit where HEAD's branch left it.
func (r *Repository) Commit(revision string) (*Commit, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	commit, err := r.commit(revision)
	if err != nil {
		return nil, err
	}
	return &Commit{Hash: commit.Hash.String(), repository: r, tree: commit.TreeHash}, nil
}

// maxSteps bounds how far back a revision may lead.
const maxSteps = 100_000

var (
	spelled = regexp.MustCompile(`^([^~^:\\?*\[\s]+?)((?:[~^]\d*|\^\{commit\}|\^\{\})*)(\.\.\.)?$`)
	step    = regexp.MustCompile(`[~^](\{commit\}|\{\}|\d*)`)
	hash    = regexp.MustCompile(`^[0-9a-fA-F]{4,40}$`)
	special = regexp.MustCompile(`^[A-Z_]*HEAD$`)
)

func (r *Repository) commit(revision string) (*object.Commit, error) {
	parts := spelled.FindStringSubmatch(revision)
	if parts == nil || strings.Contains(parts[1], "..") || strings.Contains(parts[1], "@{") {
		return nil, errors.New("this is not how a commit is named; write a branch, a tag or a hash, and ~N or ^N behind it to go back")
	}
	at, err := r.named(parts[1])
	if err != nil {
		return nil, err
	}
	commit, err := r.load(at)
	if err != nil {
		return nil, err
	}
	for _, s := range step.FindAllString(parts[2], -1) {
		if commit, err = r.back(commit, s); err != nil {
			return nil, err
		}
	}
	if parts[3] != "" {
		return r.left(commit)
	}
	return commit, nil
}

// named gives the object of a name without steps.
func (r *Repository) named(name string) (plumbing.Hash, error) {
	if name == "@" {
		name = "HEAD"
	}
	if len(name) == 2*len(plumbing.ZeroHash) && hash.MatchString(name) {
		return plumbing.NewHash(name), nil
	}
	for _, rule := range plumbing.RefRevParseRules {
		full := plumbing.ReferenceName(fmt.Sprintf(rule, name))
		if rule == "%s" && !special.MatchString(name) && !strings.HasPrefix(name, "refs/") {
			continue // other files of the repository are no references
		}
		ref, err := storer.ResolveReference(r.store, full)
		switch {
		case err == nil:
			return ref.Hash(), nil
		case !errors.Is(err, plumbing.ErrReferenceNotFound):
			return plumbing.ZeroHash, fmt.Errorf("reading %s: %w", full, err)
		}
	}
	if hash.MatchString(name) {
		return r.abbreviated(strings.ToLower(name))
	}
	return plumbing.ZeroHash, r.missing("there is no branch or tag of that name")
}

// abbreviated gives the one commit whose hash begins like that.
func (r *Repository) abbreviated(prefix string) (plumbing.Hash, error) {
	whole, err := hex.DecodeString(prefix[:len(prefix)/2*2])
	if err != nil {
		return plumbing.ZeroHash, err
	}
	hashes, err := r.store.HashesWithPrefix(whole)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	hashes = slices.DeleteFunc(hashes, func(h plumbing.Hash) bool {
		_, err := r.load(h)
		return err != nil || !strings.HasPrefix(h.String(), prefix)
	})
	switch len(hashes) {
	case 0:
		return plumbing.ZeroHash, r.missing("there is no branch, tag or commit of that name")
	case 1:
		return hashes[0], nil
	}
	return plumbing.ZeroHash, fmt.Errorf("%d commits begin like that; write more of the hash", len(hashes))
}

// load gives the commit that an object is or, being a tag, names.
func (r *Repository) load(at plumbing.Hash) (*object.Commit, error) {
	for range 10 { // tags of tags
		encoded, err := r.store.EncodedObject(plumbing.AnyObject, at)
		if err != nil {
			return nil, r.missing(fmt.Sprintf("the repository does not have the object %.12s", at))
		}
		switch encoded.Type() {
		case plumbing.CommitObject:
			return object.DecodeCommit(r.store, encoded)
		case plumbing.TagObject:
			tag, err := object.DecodeTag(r.store, encoded)
			if err != nil {
				return nil, err
			}
			at = tag.Target
		default:
			return nil, fmt.Errorf("it names a %s and no commit", encoded.Type())
		}
	}
	return nil, errors.New("it names a tag of a tag of a tag; name the commit")
}

// back goes one step back: ~N is N times the first parent, ^N the Nth one.
func (r *Repository) back(commit *object.Commit, s string) (*object.Commit, error) {
	if strings.HasSuffix(s, "}") {
		return commit, nil
	}
	n := 1
	if s[1:] != "" {
		var err error
		if n, err = strconv.Atoi(s[1:]); err != nil || n > maxSteps {
			return nil, fmt.Errorf("%s goes too far back", s)
		}
	}
	times, parent := n, 0
	if s[0] == '^' {
		times, parent = min(n, 1), n-1
	}
	for range times {
		if parent >= len(commit.ParentHashes) {
			return nil, r.missing(fmt.Sprintf("the commit %.12s has no parent %d", commit.Hash, parent+1))
		}
		var err error
		if commit, err = r.load(commit.ParentHashes[parent]); err != nil {
			return nil, err
		}
	}
	return commit, nil
}

// left gives the commit where the branch of HEAD left that of another commit.
func (r *Repository) left(other *object.Commit) (*object.Commit, error) {
	at, err := r.named("HEAD")
	if err != nil {
		return nil, err
	}
	head, err := r.load(at)
	if err != nil {
		return nil, err
	}
	bases, err := other.MergeBase(head)
	if err != nil || len(bases) == 0 {
		return nil, r.missing("it and HEAD have no commit in common that is here")
	}
	return slices.MinFunc(bases, func(a, b *object.Commit) int { return strings.Compare(a.Hash.String(), b.Hash.String()) }), nil
}

// missing is the error about something that is not in the repository, which may
// be for want of depth.
func (r *Repository) missing(what string) error {
	if shallow, err := r.store.Shallow(); err == nil && len(shallow) > 0 {
		return errors.New(what + "; the clone is shallow: fetch the whole history (git fetch --unshallow; fetch-depth: 0 for actions/checkout)")
	}
	return errors.New(what + "; fetch it, if it is at the remote")
}
