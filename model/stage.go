package model

import "github.com/gatelint/gatelint/internal/value"

// Stage is a named way to call a deployed API.
type Stage struct {
	Entity
	Owner value.Value
	API   *API
	Name  value.Value
	// Variables maps the names of stage variables to texts.
	Variables value.Value
	// AutoDeploy says that the stage always serves the API as it is; false for
	// a REST API.
	AutoDeploy value.Value
	// DeploymentID names the deployment that it serves. Deployments are those
	// that it may serve; DeploymentsSet is complete if no other can be.
	DeploymentID   value.Value
	Deployments    []*Deployment
	DeploymentsSet Set
	// Plans are the usage plans that cover it.
	Plans    []*UsagePlan
	PlansSet Set
	// ClientCertificate is the certificate that backends are shown.
	ClientCertificate value.Value

	// UsedVariables are the stage variables without which the API cannot call
	// what it calls; filled by facts/stagevariable.
	UsedVariables []*UsedVariable
	// Calls are the functions that the stage calls by way of its variables;
	// filled by facts/invocation.
	Calls []*StageCall
}

// Describe shows the stage's fields.
func (s *Stage) Describe(v Visitor) {
	s.describe(v)
	v.Text("api_id", idOf(s.API))
	v.Value("name", &s.Name)
	v.Value("variables", &s.Variables)
	v.Value("auto_deploy", &s.AutoDeploy)
	v.Value("deployment", &s.DeploymentID)
	v.Set("deployments", &s.DeploymentsSet, references(s.Deployments))
	v.Set("plans", &s.PlansSet, references(s.Plans))
	v.Value("client_certificate", &s.ClientCertificate)
	v.List("used_variables", describers(s.UsedVariables))
	v.List("calls", describers(s.Calls))
}

// UsedVariable is a stage variable that the API uses in what it calls.
type UsedVariable struct {
	Name string
	// Text is what the stage sets it to, absent if it certainly sets nothing.
	Text value.Value
	Uses []*VariableUse
}

// Describe shows the variable's fields.
func (u *UsedVariable) Describe(v Visitor) {
	v.Text("name", u.Name)
	v.Fact("text", &u.Text)
	v.List("uses", describers(u.Uses))
}

// VariableUse is one text with a stage variable in it.
type VariableUse struct {
	// Label names what the text belongs to, for people.
	Label string
	Text  value.Value
}

// Describe shows the use's fields.
func (u *VariableUse) Describe(v Visitor) {
	v.Text("label", u.Label)
	v.Fact("text", &u.Text)
}

// StageCall is a function that an integration calls in one stage, because of the
// stage's variables.
type StageCall struct {
	Integration *Integration
	// Variable names the variable that decides, Text is what the stage sets it to.
	Variable string
	Text     value.Value
	Function *Function
	// Invocation says whether API Gateway may invoke the function for the
	// requests to the stage.
	Invocation Invocation
}

// Describe shows the call's fields.
func (c *StageCall) Describe(v Visitor) {
	v.Text("integration_id", idOf(c.Integration))
	v.Text("api_id", idOf(c.Integration.API))
	v.Text("variable", c.Variable)
	v.Fact("text", &c.Text)
	v.Text("function_id", idOf(c.Function))
	v.Object("invocation", &c.Invocation)
}

// Throttle is one pair of limits that a stage sets for all or some of its
// routes.
type Throttle struct {
	Entity
	// Scope says what it limits, for people: "all routes", "GET /orders".
	Scope string
	// Burst is in requests, Rate in requests per second; absent if the dialect
	// sends no limit then, known 0 with reason default if it sends 0.
	Burst, Rate value.Value
}

// Describe shows the throttle's fields.
func (t *Throttle) Describe(v Visitor) {
	t.describe(v)
	v.Text("scope", t.Scope)
	v.Value("burst", &t.Burst)
	v.Value("rate", &t.Rate)
}
