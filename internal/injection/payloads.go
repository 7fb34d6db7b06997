// Package injection has what a stranger writes into a definition to make
// something else of the output: of a terminal, a build server, a viewer. It
// serves the tests of whatever prints.
package injection

import (
	"slices"
	"strings"
)

// Payloads gives strings that a definition, a file name or an argument may hold
// and that do something to who prints them as they are.
func Payloads() []string { return slices.Concat(short, long) }

// Short gives those that fit into a name.
func Short() []string { return slices.Clone(short) }

var short = []string{
	// Terminals.
	"\x1b[31mred\x1b[0m", "\x1b[2J\x1b[H", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
	"\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", "\x1b]52;c;ZXZpbA==\x07", "\x1b[6n", "\x1b[?1049h", "\x1bP+q544e\x1b\\",
	"\x1b_payload\x1b\\", "\x1b^privacy\x1b\\", "\x1bc", "\x1b[8mhidden\x1b[28m", "a\rb", "a\bb", "a\x7fb", "a\x07b", "a\x00b", "a\vb", "a\fb",
	"a\tb", "a\nb", "a\r\nb", "\u009b31mred", "\u009d8;;x\u009c", "\u0085next", "\u008dup", "\u0090x\u009c",
	"\x1b]1337;File=inline=1:AAAA\x07", "\x1b_Gi=1,a=t;AAAA\x1b\\", "\x1bP0;0;0q\"1;1~\x1b\\", "\x1b[200~id\n\x1b[201~", "\x1b#8", "\x1b[1000;1000H",
	"\x0e", "\x1b[?25l", "\x1b[11;?y", "\x1b]7;file://evil/\x07", "\x1b[21t", "\xc2", "\u0098x\u009c",
	// What hides or reorders.
	"\u202Egpj.exe", "\u202Da\u202C", "\u2066a\u2069", "\u2067a", "\u2068a", "\u200Fa", "\u200Ea", "\u061Ca", "\u202Aa", "\u202Ba",
	"a\u2028b", "a\u2029b", "a\u200Bb", "a\uFEFFb", "a\u00ADb", "a\u2060b", "a\U000E0041b", "\uFFF9a\uFFFAb\uFFFB",
	// What is no text.
	"a\xffb", "\xc3\x28", "\xed\xa0\x80", "\xed\xb0\x80x", "\xf8\x88\x80\x80\x80", "\uE000\u0030\uE001", "\U000F0000", "\uFFFE", "\U0010FFFF",
	// Build servers.
	"::error::pwned", "::error file=a,line=1::pwned", "::stop-commands::x", "::add-mask::a", "::set-env name=PATH::x", "::set-output name=a::b",
	"  ::error::indented", "\t::error::tab", "x\n::error::line", "x\r::error::cr", "x%0A::error::encoded", "x%0D%0A::debug::", "::save-state name=a::b",
	"##[group]x", "##[error]x", "##[set-env name=a]b", "x ##[add-mask]y", "##vso[task.setvariable variable=a]b", "##vso[task.complete result=Succeeded;]",
	"\u00A0::error::blank", "\u3000::error::blank", "##teamcity[buildStatus status='SUCCESS']", "###[command]x",
	"section_start:1:x\r\x1b[0Kheader", "travis_fold:start:x\r", "\ufeff::error::mark", "\v::error::vt", "\u0085::error::nel", "x\u2028::error::ls",
	"##\u202E[group]x",
	// Documents.
	`"`, `\`, `\"`, "'", "`", "```", "]]>", "<!--", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</script>", "&amp;",
	"]]><failure/>", "&#x1b;", "&x;", "<![CDATA[", "<?x?>", "~~~", "````\n@a", "</summary></details>", "</code>@a", "www.evil.example", "a@b.example", "GH-1", "a/b#1",
	"[click](javascript:alert(1))", "![x](http://evil.example/x.png)", "@everyone", "#1", "| a | b |", "\n\n# Heading", "=cmd|' /C calc'!A0",
	"{0}", "{{x}}", "${x}", "%s%n%d", "%!s(MISSING)", "$(id)", "`id`", "; rm -rf /", "--help", "javascript:alert(1)", "file:///etc/passwd",
	"//evil.example/x", "https://evil.example", "a?b#c", "a b", "a:1:2: error: b", "../../../etc/passwd", "CON.tf", "e\u0301.tf", "é.tf",
}

// long ones do by their length what short ones do not.
var long = []string{
	strings.Repeat("A", 1_000_000), strings.Repeat("\x1b[31m", 10_000), strings.Repeat("é\u202E", 5_000), strings.Repeat("\n::error::", 500),
}
