package forwarding

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// header says whether a header of the viewer is sent on to the origin. The zero
// header is not known.
type header int

const (
	undecided header = iota
	kept             // it is not sent on
	sent
	removed // it is kept from the origin by name, whatever else would send it
)

// queries says which query parameters are sent on. The zero value is not known.
type queries int

const (
	unsure queries = iota
	none
	some
	all
)

// contents is what a policy sends on.
type contents struct {
	host, authorization header
	queries             queries
}

// nothing is what no policy sends on.
var nothing = contents{kept, kept, none}

// ofPolicy gives what a behavior's policy sends on: one of the definition, or a
// managed one by its id.
func ofPolicy(kind string, id value.Value, policy *model.ForwardingPolicy) contents {
	text, known := id.Text()
	switch {
	case id.IsAbsent(), known && text == "":
		return nothing
	case policy == nil:
		return managedByID(kind, text)
	case policy.LookedUp:
		return lookedUp(policy)
	}
	return contents{
		host:          headerIn(policy.HeaderBehavior, policy.Headers, "Host"),
		authorization: headerIn(policy.HeaderBehavior, policy.Headers, "Authorization"),
		queries:       queriesBy(policy.QueryBehavior),
	}
}

func lookedUp(policy *model.ForwardingPolicy) contents {
	if id, known := policy.PolicyID.Text(); known {
		return managedByID(policy.Kind, id)
	}
	name, _ := policy.Name.Text()
	return managedByName(policy.Kind, name)
}

// headerIn tells whether a policy that treats the headers of a list in some way
// sends one on.
func headerIn(behavior, headers value.Value, name string) header {
	listed, certain := lists(headers, name)
	text, _ := behavior.Text()
	switch {
	case text == "none":
		return kept
	case text == "allViewer", text == "allViewerAndWhitelistCloudFront":
		return sent
	case !certain:
	case text == "whitelist" && listed, text == "allExcept" && !listed:
		return sent
	case text == "whitelist":
		return kept
	case text == "allExcept":
		return removed
	}
	return undecided
}

// lists reports whether a list holds a name of a header, and whether that is
// certain.
func lists(headers value.Value, name string) (listed, certain bool) {
	certain = headers.IsAbsent() || headers.IsKnown() && !headers.Open()
	for _, item := range headers.Items() {
		text, known := item.Text()
		if strings.EqualFold(text, name) {
			return true, true
		}
		certain = certain && known
	}
	return false, certain
}

func queriesBy(behavior value.Value) queries {
	switch text, _ := behavior.Text(); text {
	case "none":
		return none
	case "whitelist", "allExcept":
		return some
	case "all":
		return all
	}
	return unsure
}

// legacy gives what the settings send on that came before policies.
func legacy(b *model.Behavior) contents {
	result := contents{host: legacyHeader(b.ForwardedHeaders, "Host"), authorization: legacyHeader(b.ForwardedHeaders, "Authorization")}
	switch text, known := b.ForwardedQuery.Text(); {
	case b.ForwardedQuery.IsAbsent(), known && text == "false":
		result.queries = none
	case known:
		result.queries = all
	}
	return result
}

func legacyHeader(headers value.Value, name string) header {
	for _, listed := range []string{"*", name} {
		switch is, certain := lists(headers, listed); {
		case is:
			return sent
		case !certain:
			return undecided
		}
	}
	return kept
}
