package baseline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/gatelint/gatelint/internal/source"
)

// schema names the shape of the file. Keys may be added to it; any other change
// makes a new one.
const schema = "gatelint.baseline/1"

// Write gives the file of a baseline, an entry on each line, so that people can
// compare and merge it.
func Write(b Baseline) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	line := func(indent string, value any, end string) error {
		out.WriteString(indent)
		err := encoder.Encode(value)
		out.Truncate(out.Len() - 1) // the encoder ends each value with a line end
		out.WriteString(end + "\n")
		return err
	}
	paths := slices.Compact(slices.Sorted(slices.Values(b.Paths)))
	errs := []error{
		line("{\n  \"schema\": ", schema, ","),
		line("  \"paths\": ", paths, ",\n  \"findings\": ["),
	}
	entries := join(b.Entries)
	for i := range entries {
		end := ","
		if i == len(entries)-1 {
			end = ""
		}
		errs = append(errs, line("    ", entries[i], end))
	}
	out.WriteString("  ]\n}\n")
	return out.Bytes(), errors.Join(errs...)
}

// Read gives the baseline of a file. An error is a *source.ReadError with the
// place in the file.
func Read(name string, content []byte) (*Baseline, error) {
	file, err := source.NewFile(name, content)
	if err != nil {
		return nil, err
	}
	r := reader{file: file, decoder: json.NewDecoder(bytes.NewReader(file.Bytes))}
	if conflict := conflictMark.FindIndex(file.Bytes); conflict != nil {
		return nil, r.failure(conflict[0], "holds a merge conflict; keep the entries of both sides, or write it anew with --write-baseline")
	}
	return r.read()
}

// conflictMark is what git leaves where it could not merge.
var conflictMark = regexp.MustCompile(`(?m)^(<{7}|>{7}|={7})( |\r?$)`)

type reader struct {
	file    *source.File
	decoder *json.Decoder
	schema  string
	paths   []string
	entries []Entry
}

func (r *reader) read() (*Baseline, error) {
	if err := r.delimiter('{'); err != nil {
		return nil, err
	}
	for r.decoder.More() {
		token, err := r.decoder.Token()
		if err != nil {
			return nil, r.syntax(err)
		}
		switch token {
		case "schema":
			err = r.readSchema()
		case "paths":
			err = r.decode(&r.paths)
		case "findings":
			err = r.readEntries()
		default:
			var other json.RawMessage
			err = r.decode(&other)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := r.delimiter('}'); err != nil {
		return nil, err
	}
	switch _, err := r.decoder.Token(); {
	case !errors.Is(err, io.EOF):
		return nil, r.failure(r.next(), "goes on after its end; write it anew with --write-baseline")
	case r.schema == "":
		return nil, r.failure(0, `is no baseline: it has no "schema"; write one with --write-baseline`)
	}
	return &Baseline{Paths: r.paths, Entries: once(r.entries)}, nil
}

// once keeps one entry of those that say the same, as a merge may leave them:
// added up they would hide more than there was.
func once(entries []Entry) []Entry {
	counts := map[place]int{}
	for i := range entries {
		at := place{entries[i].fault(), entries[i].File}
		counts[at] = max(counts[at], entries[i].Count)
	}
	var list []Entry
	for _, entry := range entries {
		at := place{entry.fault(), entry.File}
		if entry.Count = counts[at]; entry.Count > 0 {
			list = append(list, entry)
		}
		delete(counts, at)
	}
	return list
}

func (r *reader) readSchema() error {
	at := r.next()
	if err := r.decode(&r.schema); err != nil {
		return err
	}
	if r.schema != schema {
		return r.failure(at, fmt.Sprintf("has the schema %q, and this gatelint reads %q; write it anew with --write-baseline", r.schema, schema))
	}
	return nil
}

func (r *reader) readEntries() error {
	if err := r.delimiter('['); err != nil {
		return err
	}
	for r.decoder.More() {
		at := r.next()
		var entry Entry
		if err := r.decode(&entry); err != nil {
			return err
		}
		if entry.ID == "" || entry.Fingerprint == "" || entry.Count < 1 {
			return r.failure(at, `holds an entry without "id", "fingerprint" or a "count" of at least 1; write it anew with --write-baseline`)
		}
		r.entries = append(r.entries, entry)
	}
	return r.delimiter(']')
}

func (r *reader) delimiter(want json.Delim) error {
	at := r.next()
	switch got, err := r.decoder.Token(); {
	case err != nil:
		return r.syntax(err)
	case got != want:
		return r.failure(at, fmt.Sprintf("is no baseline: there is to be a %q here; write one with --write-baseline", want))
	}
	return nil
}

func (r *reader) decode(into any) error {
	at := r.next()
	err := r.decoder.Decode(into)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return r.failure(at, fmt.Sprintf("holds a %s where %s belongs; write it anew with --write-baseline", wrong.Value, wrong.Type))
	}
	if err != nil {
		return r.syntax(err)
	}
	return nil
}

// next gives the offset of the next token.
func (r *reader) next() int {
	at := int(r.decoder.InputOffset())
	rest := r.file.Bytes[at:]
	return at + len(rest) - len(bytes.TrimLeft(rest, " \t\r\n,:"))
}

func (r *reader) syntax(err error) error {
	at := r.next()
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = max(at, int(wrong.Offset)-1)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.failure(len(r.file.Bytes), "ends too early; write it anew with --write-baseline")
	}
	return r.failure(at, "is not valid JSON: "+err.Error()+"; write it anew with --write-baseline")
}

func (r *reader) failure(at int, reason string) error {
	return &source.ReadError{Kind: source.Unreadable, Path: r.file.Path, At: r.file.Position(at), Reason: reason}
}
