package sam

// functionURL gives a function a URL of its own, and everybody the permission
// to call it where it asks for no authorization.
func (e *expander) functionURL(of *item, target invoked) {
	config := of.get("FunctionUrlConfig")
	if config == nil {
		return
	}
	if !isMap(config) {
		e.hide(of, "FunctionUrlConfig", "its URL is not in view", config)
		return
	}
	place := of.place("FunctionUrlConfig")
	b := at(place)
	authorization := config.Get("AuthType")
	e.derive(of, of.id+"Url", place, "AWS::Lambda::Url", b.Map(
		b.Entry("AuthType", authorization),
		b.Entry("Cors", given(config, "Cors")),
		b.Entry("InvokeMode", given(config, "InvokeMode")),
		b.Entry("TargetFunctionArn", ref(b, target.id)),
	))
	if text(authorization) != "NONE" {
		return
	}
	e.derive(of, of.id+"UrlPublicPermissions", place, "AWS::Lambda::Permission", b.Map(
		b.Entry("Action", b.Text("lambda:InvokeFunctionUrl")),
		b.Entry("FunctionName", ref(b, target.id)),
		b.Entry("FunctionUrlAuthType", authorization),
		b.Entry("Principal", b.Text("*")),
	))
	e.derive(of, of.id+"URLInvokeAllowPublicAccess", place, "AWS::Lambda::Permission", b.Map(
		b.Entry("Action", b.Text("lambda:InvokeFunction")),
		b.Entry("FunctionName", ref(b, target.id)),
		b.Entry("InvokedViaFunctionUrl", b.Bool(true)),
		b.Entry("Principal", b.Text("*")),
	))
}
