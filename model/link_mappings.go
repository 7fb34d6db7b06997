package model

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// mappings joins mappings with their domains and stages.
func (l *linker) mappings() {
	domains := domainsByName(l.model.Domains)
	for _, mapping := range l.model.Mappings {
		mapping.Stage = l.stages.find(mapping.API, mapping.StageName)
		if mapping.Domain = domains.find(mapping.DomainName); mapping.Domain != nil {
			mapping.Domain.Mappings = append(mapping.Domain.Mappings, mapping)
			continue
		}
		for _, domain := range domains.candidates(mapping.DomainName) {
			domain.MappingsSet.OpenFor("the domain of "+mapping.Address+" is not known", mapping.DomainName)
		}
	}
}

// domainNames finds custom domains by reference and by name.
type domainNames struct {
	all       []*Domain
	byAddress map[string]*Domain
	// byName holds nil where several domains have one name.
	byName map[string]*Domain
	// unnamed are the domains whose name is not known.
	unnamed []*Domain
}

func domainsByName(domains []*Domain) *domainNames {
	n := &domainNames{all: domains, byAddress: index(domains), byName: map[string]*Domain{}}
	for _, domain := range domains {
		if key, ok := domain.Name.Key(); ok {
			_, twice := n.byName[key]
			n.byName[key] = domain
			if twice {
				n.byName[key] = nil
			}
		}
		if !domain.Name.IsKnown() {
			n.unnamed = append(n.unnamed, domain)
		}
	}
	return n
}

// find gives the domain that a value names by name, id or ARN; nil if that is
// none of ours or cannot be told.
func (n *domainNames) find(name value.Value) *Domain {
	for _, ref := range name.Refs() {
		if domain := n.byAddress[ref.Address]; domain != nil {
			return domain
		}
	}
	if key, ok := name.Key(); ok {
		return n.byName[inARN(key)]
	}
	return nil
}

// candidates gives the domains that a name which find cannot tell may mean.
func (n *domainNames) candidates(name value.Value) []*Domain {
	text, known := name.Text()
	if !known {
		return n.all
	}
	if _, declared := n.byName[inARN(text)]; declared {
		return n.all
	}
	return n.unnamed
}

// inARN gives the name in the ARN of a domain, which has an id behind it if the
// domain is private; a name by itself is its own.
func inARN(text string) string {
	_, name, found := strings.Cut(text, "/domainnames/")
	if !found {
		return text
	}
	name, _, _ = strings.Cut(name, "+")
	return name
}
