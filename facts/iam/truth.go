package iam

// Truth is what is known of whether something holds for the requests of one
// kind: a set of what is possible. Knowing less adds to the set, so that
// whatever is computed of such sets element by element can only become less
// certain.
type Truth uint8

// What may be the case. Sometimes means that it holds for some of the requests
// and does not hold for others.
const (
	Never Truth = 1 << iota
	Sometimes
	Always

	Undecided = Never | Sometimes | Always
)

// May reports whether something is possible.
func (t Truth) May(possible Truth) bool { return t&possible != 0 }

// each calls f for what is possible.
func (t Truth) each(f func(Truth)) {
	for _, one := range []Truth{Never, Sometimes, Always} {
		if t.May(one) {
			f(one)
		}
	}
}

// lift gives what is possible of f for two sets.
func lift(a, b Truth, f func(a, b Truth) Truth) Truth {
	var all Truth
	a.each(func(x Truth) { b.each(func(y Truth) { all |= f(x, y) }) })
	return all
}

// And says whether both hold. Two things that each hold sometimes may never
// hold together.
func (t Truth) And(other Truth) Truth {
	return lift(t, other, func(a, b Truth) Truth {
		switch {
		case a == Never || b == Never:
			return Never
		case a == Always:
			return b
		case b == Always:
			return a
		}
		return Never | Sometimes
	})
}

// Or says whether at least one holds.
func (t Truth) Or(other Truth) Truth { return t.Not().And(other.Not()).Not() }

// Not says whether it does not hold.
func (t Truth) Not() Truth {
	not := t & Sometimes
	if t.May(Never) {
		not |= Always
	}
	if t.May(Always) {
		not |= Never
	}
	return not
}

// mix says whether something holds for requests of which some are of one sort
// and some of another.
func mix(a, b Truth) Truth {
	return lift(a, b, func(a, b Truth) Truth {
		if a == b {
			return a
		}
		return Sometimes
	})
}
