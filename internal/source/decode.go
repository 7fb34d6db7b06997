package source

import (
	"bytes"
	"unicode/utf8"
)

// headBytes is how much of a refused file a ReadError keeps.
const headBytes = 64 * kibibyte

// NewFile makes a File from bytes that came from elsewhere than a root, such as
// standard input or an editor. It takes off a byte order mark, and refuses what
// is not UTF-8 text with a *ReadError.
func NewFile(path string, raw []byte) (*File, error) {
	if reason := encodingReason(raw); reason != "" {
		return nil, &ReadError{Kind: Unreadable, Path: path, Reason: reason, Head: head(raw)}
	}
	file := &File{Path: path, Bytes: bytes.TrimPrefix(raw, []byte("\uFEFF"))}
	if offset := firstInvalid(file.Bytes); offset >= 0 {
		reason := "is not UTF-8 text; save it as UTF-8"
		if file.Bytes[offset] == 0 {
			reason = "holds a NUL byte, so it is binary or UTF-16; save it as UTF-8 text"
		}
		// Positions need valid text, and what precedes the offset is.
		at := (&File{Bytes: file.Bytes[:offset]}).Position(offset)
		return nil, &ReadError{Kind: Unreadable, Path: path, Reason: reason, At: at, Head: head(raw)}
	}
	return file, nil
}

// encodingReason names another encoding that the first bytes declare.
func encodingReason(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(raw, []byte("\x00\x00\xFE\xFF")):
		return "is UTF-32 text; save it as UTF-8"
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")), bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return "is UTF-16 text; save it as UTF-8"
	}
	return ""
}

// firstInvalid gives the offset of the first NUL or byte that is not UTF-8, -1
// if there is none.
func firstInvalid(text []byte) int {
	if utf8.Valid(text) && !bytes.Contains(text, []byte{0}) {
		return -1
	}
	for offset := 0; offset < len(text); {
		r, size := utf8.DecodeRune(text[offset:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			return offset
		}
		offset += size
	}
	return -1
}

func head(raw []byte) []byte { return raw[:min(len(raw), headBytes)] }
