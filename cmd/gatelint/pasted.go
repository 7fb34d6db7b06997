package main

import (
	"regexp"
	"strings"
)

// errorTypes are what API Gateway's header x-amzn-ErrorType says, and the answers
// that come with it. Source: API Gateway developer guide, «Gateway response
// types», and what gateways answer.
var errorTypes = map[string]string{ //nolint:gosec // names of errors, no credentials
	"accessdeniedexception":               "403 User is not authorized to perform: execute-api:Invoke on resource",
	"forbiddenexception":                  "403 Forbidden",
	"internalservererrorexception":        "500 Internal server error",
	"missingauthenticationtokenexception": "403 Missing Authentication Token",
	"notfoundexception":                   "404 Not Found",
	"toomanyrequestsexception":            "429 Too Many Requests",
	"unauthorizedexception":               "401 Unauthorized",
}

var errorHeader = regexp.MustCompile(`(?i)x-amzn-errortype["']?\s*[:=]\s*["']?(\w+)`)

// incidental matches what is in a pasted text and says nothing of the fault: ids
// of requests, times, addresses, the version of HTTP.
var incidental = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`,
	`\b\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?`,
	`\b(?:mon|tue|wed|thu|fri|sat|sun) \w{3} \d\d [\d:]{8} \w+ \d{4}\b`,
	`\bhttps?://[^\s'"]+`,
	`\barn:[\w-]*:[^\s"',]+`,
	`\bHTTP/\d(?:\.\d)?`,
	`\brequest ?id:? ?[\w-]+`,
	`\bstatus code:`,
	`"message"\s*:`,
	`\bx-amzn-requestid: ?\S+`,
}, "|"))

// asked gives of a pasted text what may say something of a fault.
func asked(text string) string {
	text = errorHeader.ReplaceAllStringFunc(text, func(header string) string {
		kind := strings.ToLower(errorHeader.FindStringSubmatch(header)[1])
		if answer, ok := errorTypes[kind]; ok {
			return answer
		}
		return kind
	})
	if plain := incidental.ReplaceAllString(text, " "); len(words(plain)) > 0 {
		return plain
	}
	return text
}
