# METADATA
# title: How a rule says what it found
# description: |
#   A finding points at its subject: a value, or an entity, whose header is then
#   meant. It carries the indexes of all values that it rests on, and the host
#   reads those again: a finding that rests on something unknown is refused.
package gatelint.finding

# at: a finding at the subject. Each %s of the message stands for an argument:
# a value, an entity (its label) or a text. Values among the arguments and the
# subject count as evidence.
at(subject, message, args) := detailed(subject, message, args, {})

# detailed: a finding with extras:
#   evidence: the values and sets that it rests on besides subject and args
#   related:  [{"at": value or entity, "message": text}], the other ends
#   severity: instead of the rule's own
detailed(subject, message, args, extra) := {
	"at": index(subject),
	"message": message,
	"args": [shown |
		some arg in args
		shown := _argument(arg)
	],
	"evidence": [index(v) | some v in object.get(extra, "evidence", [])],
	"related": [{"at": index(other.at), "message": other.message} |
		some other in object.get(extra, "related", [])
	],
	"severity": object.get(extra, "severity", ""),
}

# index: what the host knows a value, a set or an entity by.
index(subject) := subject.at

index(subject) := subject.header.at

_argument(arg) := {"at": arg.at}

_argument(arg) := {"text": arg.label} if arg.header

_argument(arg) := {"text": arg} if is_string(arg)

_argument(arg) := {"text": sprintf("%v", [arg])} if is_number(arg)
