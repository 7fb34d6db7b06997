package rules

// Named gives the rules that answer to a name: an id, a name, a group or the
// start of an id.
func Named(name string) []*Rule {
	var named []*Rule
	for _, rule := range Catalogue() {
		if rule.answersTo(name) {
			named = append(named, rule)
		}
	}
	return named
}
