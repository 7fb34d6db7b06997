package model

import "github.com/gatelint/gatelint/internal/value"

// Role is an IAM role.
type Role struct {
	Entity
	Name value.Value
	// Trust are the statements that say who may assume it; TrustSet is
	// complete if all were read.
	Trust    []*Statement
	TrustSet Set
}

// Describe shows the role's fields.
func (r *Role) Describe(v Visitor) {
	r.describe(v)
	v.Value("name", &r.Name)
	v.Set("trust", &r.TrustSet, describers(r.Trust))
}
