// Package secret covers what looks like a secret in texts that are to be shown.
// It knows the shapes of keys and tokens, and the names that people give to
// passwords; what a definition itself says is secret, it need not guess.
package secret

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cover stands for each character of a secret, so that all else in the line keeps
// its column.
const Cover = '*'

// shapes match keys and tokens that begin with what tells who gave them out.
var shapes = regexp.MustCompile(strings.Join([]string{
	`\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b`,                   // AWS: ids of keys
	`\bgh[pousr]_[A-Za-z0-9]{36,}`,                              // GitHub
	`\bgithub_pat_[A-Za-z0-9_]{22,}`,                            // GitHub
	`\bglpat-[A-Za-z0-9_-]{20,}`,                                // GitLab
	`\bxox[abeoprs]-[A-Za-z0-9-]{10,}`,                          // Slack
	`\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}`,                    // Stripe
	`\bsk-[A-Za-z0-9_-]{20,}`,                                   // OpenAI and others
	`\bAIza[A-Za-z0-9_-]{35}`,                                   // Google
	`\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`,              // SendGrid
	`\bnpm_[A-Za-z0-9]{36}`,                                     // npm
	`\bpypi-[A-Za-z0-9_-]{16,}`,                                 // PyPI
	`\bhv[sb]\.[A-Za-z0-9_-]{20,}`,                              // Vault
	`\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*`, // JSON Web Tokens
	`-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:[^-"']*(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----)?)?`, // PEM
}, "|"))

// marks are texts of which one is in all that the shapes match, so that nearly
// every text is passed without a look at the shapes.
var marks = []string{
	"AKIA", "ASIA", "ABIA", "ACCA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "_live_", "_test_", "sk-",
	"AIza", "SG.", "npm_", "pypi-", "hvs.", "hvb.", "eyJ", "PRIVATE KEY",
}

// inURL matches the password in a URL.
var inURL = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://[^\s/:@"'$]*:([^\s/@"'$]+)@`)

// random matches texts that are long enough to be a key without a shape: secret
// keys of AWS have 40 characters, lines of a private key 64.
var random = regexp.MustCompile(`[A-Za-z0-9+/]{40,}={0,2}`)

// Mask covers what looks like a key, a token or a password in a URL.
func Mask(text string) string {
	if slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(text, mark) }) {
		text = shapes.ReplaceAllStringFunc(text, cover)
	}
	if strings.Contains(text, "://") && strings.Contains(text, "@") {
		text = replaceGroup(inURL, text)
	}
	return text
}

// MaskLine covers, in a line of a source, also texts that look like nothing but
// chance, and those that are given to something which is called a password or the
// like.
func MaskLine(line string) string {
	line = random.ReplaceAllStringFunc(Mask(line), func(found string) string {
		if isRandom(found) {
			return cover(found)
		}
		return found
	})
	if strings.Contains(line, "sensitive") {
		line = replaceGroup(marked, line)
	}
	return replaceGroup(assigned, line)
}

// marked matches a literal that Terraform is told to keep secret.
var marked = regexp.MustCompile(`\bsensitive\(\s*"((?:[^"\\]|\\.)+)"`)

// names are the ends of the names that people give to secrets.
const names = `(?:passw(?:or)?d|passphrase|secret|secret[_-]?string|secret[_-]?binary|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|auth[_-]?key)`

// assigned matches a literal that is given to such a name, in HCL, JSON and YAML.
// References, functions, ARNs and what is looked up when it is deployed are no
// literals.
var assigned = regexp.MustCompile(`(?i)(?:^|[\s"',{(])[\w.-]*` + names +
	`["']?\s*[:=]\s*(?:"((?:[^"\\$]|\\.|\$[^{])+)"|'([^'$]+)'|([^\s"'!{}\[\]$&*|>#,][^\s"'{}\[\]$,]{3,}))`)

var named = regexp.MustCompile(`(?i)` + names + `$`)

// Given reports whether a text that is given to a name is a secret by that name.
func Given(name, text string) bool {
	return text != "" && named.MatchString(name) && !plain.MatchString(text)
}

// plain matches literals that are no secrets, whatever they are given to.
var plain = regexp.MustCompile(`(?i)^(?:arn:.*|true|false|null|none|\*+|[0-9]{1,3}|\{\{.*|(?:aws|var|local|module|data|each|random|method|integration|context|stageVariables)[_.].*|.*\(.*)$`)

// replaceGroup covers the groups of each match, unless they are plain.
func replaceGroup(pattern *regexp.Regexp, text string) string {
	matches := pattern.FindAllStringSubmatchIndex(text, -1)
	if matches == nil {
		return text
	}
	var b strings.Builder
	end := 0
	for _, m := range matches {
		for i := 2; i+1 < len(m); i += 2 {
			if m[i] < 0 || plain.MatchString(text[m[i]:m[i+1]]) {
				continue
			}
			b.WriteString(text[end:m[i]])
			b.WriteString(cover(text[m[i]:m[i+1]]))
			end = m[i+1]
		}
	}
	b.WriteString(text[end:])
	return b.String()
}

// All covers all of a line but its blanks.
func All(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return r
		}
		return Cover
	}, line)
}

// keyLines is how many lines a private key may have.
const keyLines = 200

// InKey reports whether line n, counted from 1, stands inside of a private key.
func InKey(n int, line func(n int) string) bool {
	for above := n - 1; above >= max(1, n-keyLines); above-- {
		text := line(above)
		if strings.Contains(text, "-----END ") {
			return false
		}
		if strings.Contains(text, "-----BEGIN ") {
			return strings.Contains(text, "PRIVATE KEY") && !strings.Contains(text, "-----END ")
		}
	}
	return false
}

func cover(text string) string { return strings.Repeat(string(Cover), utf8.RuneCountInString(text)) }

// awsKey is how long secret keys of AWS are. Texts of just that length are taken
// for one more readily.
const awsKey = 40

// isRandom tells chance from words: in names that people and generators make of
// words, most letters are followed by one of their own kind.
func isRandom(text string) bool {
	var kinds [4]bool
	last, changes := -1, 0
	for _, r := range text {
		kind := 3
		switch {
		case unicode.IsUpper(r):
			kind = 0
		case unicode.IsLower(r):
			kind = 1
		case unicode.IsDigit(r):
			kind = 2
		}
		if last >= 0 && kind != last {
			changes++
		}
		kinds[kind], last = true, kind
	}
	least := 50 // of a hundred; chance gives about 64
	if len(text) == awsKey {
		least = 35
	}
	return kinds[0] && kinds[1] && kinds[2] && changes*100 >= least*len(text)
}
