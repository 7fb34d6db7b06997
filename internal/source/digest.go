package source

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// digestBytes is how much of a SHA-256 is kept: enough that nobody finds two
// files of one digest.
const digestBytes = 16

// Digest names a content.
func Digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:digestBytes])
}

// DigestAll names the contents of several files, with their names. Of one that
// cannot be read the reason stands for the content.
func (r *Root) DigestAll(names []string) string {
	var list strings.Builder
	for _, name := range names {
		file, err := r.Read(name)
		if err != nil {
			fmt.Fprintf(&list, "%q %v\n", name, err)
			continue
		}
		fmt.Fprintf(&list, "%q %s\n", name, Digest(file.Bytes))
	}
	return Digest([]byte(list.String()))
}
