package rules

// raises reports whether a rule is given a severity that does more than inform.
func (o Options) raises(rule *Rule) bool {
	for _, name := range []string{rule.ID, rule.Name} {
		if severity, ok := o.Severity[name]; ok && severity != Info {
			return true
		}
	}
	return false
}
