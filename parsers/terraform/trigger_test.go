package terraform

import (
	"fmt"
	"strings"
	"testing"
)

// A trigger keeps the resources that it is made of, unless it may be made of
// something else as well.
func TestTriggersKeepTheirReferences(t *testing.T) {
	for trigger, want := range map[string]string{
		`aws_x.a.id`: "aws_x.a",
		`sha1(jsonencode([aws_x.a, aws_x.b.id]))`:        "aws_x.a aws_x.b",
		`sha1(jsonencode(aws_x.a.known))`:                "aws_x.a",
		`sha1(join(",", [local.all]))`:                   "aws_x.a aws_x.b",
		`"${aws_x.a.id}-${md5(aws_x.b.id)}"`:             "aws_x.a aws_x.b",
		`sha1(jsonencode(aws_x.many[*].id))`:             `aws_x.many[0] aws_x.many[1]`,
		`timestamp()`:                                    "",
		`sha1("${aws_x.a.known}${timestamp()}")`:         "",
		`sha1("${aws_x.a.known}${var.revision}")`:        "",
		`sha1(jsonencode([data.aws_x.c.known]))`:         "",
		`sha1(jsonencode([local.other, aws_x.a.known]))`: "",
		`sha1(jsonencode([local.circle]))`:               "",
		`sha1(true ? aws_x.a.known : "")`:                "",
		`sha1(join("", [for x in [1] : aws_x.a.known]))`: "",
		`sha1(module.gone.x)`:                            "",
	} {
		t.Run(trigger, func(t *testing.T) {
			definition, _ := load(t, map[string]string{"main.tf": fmt.Sprintf(`
variable "revision" {}
locals {
  all    = "${aws_x.a.id}${aws_x.b.id}"
  other  = uuid()
  circle = local.circle
}
resource "aws_x" "a" { known = "1" }
resource "aws_x" "b" {}
resource "aws_x" "many" { count = 2 }
data "aws_x" "c" {}
resource "aws_x" "deployment" {
  triggers = {
    first = "1"
    "hash" = %s
  }
}
`, trigger)})
			var found []string
			for _, ref := range find(definition, "aws_x.deployment").Get("triggers", "hash").AllRefs() {
				if !strings.HasPrefix(ref.Address, "data.") {
					found = append(found, ref.Address)
				}
			}
			if got := strings.Join(found, " "); got != want {
				t.Errorf("it rests on %q, want %q", got, want)
			}
		})
	}
}
