package find

import (
	"path"
	"regexp"
)

// documentName is how a file of a document is written in a definition.
var documentName = regexp.MustCompile(`[\w.+-]+\.(?:ya?ml|json|template)\b`)

// noteMentions says of OpenAPI documents whether a definition names them: what
// draws a document in knows more of it than the document alone tells. Names
// are enough, because the path in front may be computed.
func (s *surveyed) noteMentions(documents []Document) {
	if len(documents) == 0 {
		return
	}
	named := map[string]bool{}
	note := func(name string) {
		file, err := s.root.Read(name)
		if err != nil {
			return // the parser of the definition reports it
		}
		for _, match := range documentName.FindAll(file.Bytes, -1) {
			named[string(match)] = true
		}
	}
	for name, what := range s.documents {
		if what.dialect == template {
			note(name)
		}
	}
	for _, files := range s.modules {
		for _, name := range files {
			note(name)
		}
	}
	for i := range documents {
		documents[i].Mentioned = named[path.Base(documents[i].Path)]
	}
}
