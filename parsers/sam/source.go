package sam

// sources are the types of what the transform makes of a function's events that
// make no routes, where these are no event source mappings.
var sources = map[string]string{
	"CloudWatchEvent": "AWS::Events::Rule",
	"CloudWatchLogs":  "AWS::Logs::SubscriptionFilter",
	"EventBridgeRule": "AWS::Events::Rule",
	"IoTRule":         "AWS::IoT::TopicRule",
	"SNS":             "AWS::SNS::Subscription",
	"Schedule":        "AWS::Events::Rule",
	"ScheduleV2":      "AWS::Scheduler::Schedule",
}

// principals are the services that are permitted to call a function for events
// of which the transform makes no other resource.
var principals = map[string]string{
	"AlexaSkill": "alexa-appkit.amazon.com",
	"Cognito":    "cognito-idp.amazonaws.com",
	"S3":         "s3.amazonaws.com",
}

// sources makes what invokes a function besides its APIs. It is no part of an
// API, and holds no more than which function it is for.
func (e *expander) sources(of *item, target invoked) {
	events := of.get("Events")
	if !isMap(events) {
		return
	}
	for _, entry := range events.Entries {
		kind := text(given(entry.Value, "Type"))
		if kind == "" || kind == restRoutes.event || kind == httpRoutes.event || !e.spend(1) {
			continue
		}
		b, id := at(entry.KeyAt), of.id+entry.Key
		function := b.Entry("FunctionName", ref(b, target.id))
		if principal := principals[kind]; principal != "" {
			e.derive(of, id+"Permission", entry.KeyAt, "AWS::Lambda::Permission", b.Map(
				b.Entry("Action", b.Text("lambda:InvokeFunction")), function, b.Entry("Principal", b.Text(principal)),
			))
			continue
		}
		typ := sources[kind]
		if typ == "" {
			typ = "AWS::Lambda::EventSourceMapping"
		}
		e.derive(of, id, entry.KeyAt, typ, b.Map(function))
	}
}
