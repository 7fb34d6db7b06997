package model

import "github.com/gatelint/gatelint/internal/value"

// Function is a Lambda function of the definition.
type Function struct {
	Entity
	Name value.Value
	// Region and Account are where it is made.
	Region, Account value.Value
	// TimeoutSeconds is how long one invocation may run.
	TimeoutSeconds value.Value
	// Permissions are the statements on it; PermissionsSet is complete if no
	// other can exist in this configuration.
	Permissions    []*Permission
	PermissionsSet Set
	// Shared says whether something of this definition besides API Gateway
	// invokes the function, unknown where something may; filled by facts/waiting.
	Shared value.Value
}

// Describe shows the function's fields.
func (f *Function) Describe(v Visitor) {
	f.describe(v)
	v.Value("name", &f.Name)
	v.Value("timeout_seconds", &f.TimeoutSeconds)
	v.Set("permissions", &f.PermissionsSet, references(f.Permissions))
	v.Fact("shared", &f.Shared)
}

// Alias is an alias or a published version of a function.
type Alias struct {
	Entity
	// FunctionName names the function; Name is the alias's, or the version's
	// number, which is not known before it is published.
	FunctionName, Name value.Value
}

// Permission is one statement of a function's resource policy.
type Permission struct {
	Entity
	// FunctionName is a name, an ARN or a partial ARN, each possibly with a
	// qualifier behind it.
	FunctionName value.Value
	Qualifier    value.Value
	Action       value.Value
	Principal    value.Value
	// SourceARN is a pattern over the ARN of the request; absent matches all.
	SourceARN     value.Value
	SourceAccount value.Value

	// Function is the function that it stands on, nil if it is not one of
	// ours; filled by facts/invocation, as are the fields below.
	Function *Function
	// API is the API that the source ARN names, nil if none.
	API *API
	// Mismatch says why the source ARN never matches a request of API, absent
	// if it may match.
	Mismatch value.Value
}

// Describe shows the permission's fields.
func (p *Permission) Describe(v Visitor) {
	p.describe(v)
	v.Text("function_id", idOf(p.Function))
	v.Text("api_id", idOf(p.API))
	v.Value("function_name", &p.FunctionName)
	v.Value("qualifier", &p.Qualifier)
	v.Value("action", &p.Action)
	v.Value("principal", &p.Principal)
	v.Value("source_arn", &p.SourceARN)
	v.Value("source_account", &p.SourceAccount)
	v.Fact("mismatch", &p.Mismatch)
}

// Invocation says whether API Gateway may invoke the function behind an
// integration.
type Invocation struct {
	// State is "covered" or "uncovered" when that is certain; absent where no
	// permission is needed (no Lambda, or credentials), else unknown.
	State value.Value
	// Uncovered names the routes that no statement covers.
	Uncovered []string
	// Examined are the statements that were looked at, each with the reason
	// why it does not cover the routes.
	Examined []*Examined
}

// Describe shows the invocation's fields.
func (i *Invocation) Describe(v Visitor) {
	v.Fact("state", &i.State)
	v.List("uncovered", names(i.Uncovered))
	v.List("examined", describers(i.Examined))
}

// Examined is one statement that was looked at and does not cover a route.
type Examined struct {
	Permission *Permission
	Reason     string
}

// Describe shows the fields of an examined statement.
func (e *Examined) Describe(v Visitor) {
	v.Text("permission_id", idOf(e.Permission))
	v.Text("address", e.Permission.Address)
	v.Text("reason", e.Reason)
	header := headerOf(&e.Permission.Entity)
	v.Fact("header", &header)
}
