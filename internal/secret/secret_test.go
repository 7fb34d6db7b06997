package secret

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// secrets are made of pieces, so that no scanner takes this file for a leak.
var secrets = []string{
	"AKIA" + "IOSFODNN7EXAMPLE",
	"ASIA" + "Y34FZKBOKMUTVV7A",
	"ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a",
	"github" + "_pat_11ABCDEFG0abcdefghijkl_mnop",
	"glpat" + "-x1y2z3A4B5C6D7E8F9g0",
	"xoxb" + "-123456789012-abcdefABCDEF",
	"sk" + "_live_4eC39HqLyjWDarjtT1zdp7dc",
	"AIza" + "SyA1234567890abcdefghijklmnopqrstuv",
	"SG" + ".abcdefghijklmnop0123.ABCDEFGHIJKLMNOP",
	"npm" + "_0123456789abcdefghijABCDEFGHIJ012345",
	"hvs" + ".CAESIJ1234567890abcdefgh",
	"eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
	"-----BEGIN RSA " + "PRIVATE KEY-----",
}

func TestMask(t *testing.T) {
	for _, secret := range secrets {
		for _, frame := range []string{"%", "é = \"%\" # ü", "invalid value %: try again", "https://x/%?a=b"} {
			text := strings.ReplaceAll(frame, "%", secret)
			got := Mask(text)
			if strings.Contains(got, secret) || strings.Contains(got, secret[len(secret)-8:]) {
				t.Errorf("%q gives %q", text, got)
			}
			if utf8.RuneCountInString(got) != utf8.RuneCountInString(text) {
				t.Errorf("%q gives %q: the columns are no longer the same", text, got)
			}
		}
	}
}

func TestMaskLine(t *testing.T) {
	for line, want := range map[string]string{
		`password = "hunter2!"`:                          `password = "********"`,
		`  db_password: hunter2! # no`:                   `  db_password: ******** # no`,
		`"MasterUserPassword": "hunter2!",`:              `"MasterUserPassword": "********",`,
		`client_secret = "a" + "b"`:                      `client_secret = "*" + "b"`,
		`SecretString: 'it is 1'`:                        `SecretString: '*******'`,
		`uri = "https://shop:pw1234@example.com/"`:       `uri = "https://shop:******@example.com/"`,
		`DB_TOKEN: abcdef`:                               `DB_TOKEN: ******`,
		`x = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"`: `x = "****************************************"`,
	} {
		if got := MaskLine(line); got != want {
			t.Errorf("%s\ngives %s\nwant  %s", line, got, want)
		}
	}
}

// TestPlainLinesStay holds that what rules speak of can still be read.
func TestPlainLinesStay(t *testing.T) {
	for _, line := range []string{
		`api_key_source = "HEADER"`,
		`api_key_required = true`,
		`api_key = aws_api_gateway_api_key.shop.id`,
		`secret = var.secret`,
		`password = random_password.db.result`,
		`password = "${var.password}"`,
		`Password: !Ref Password`,
		`MasterUserPassword: "{{resolve:secretsmanager:shop:SecretString:password}}"`,
		`secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop-AbCdEf"`,
		`secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop-AbCdEf"`,
		`token = file("token.txt")`,
		`identity_source = "method.request.header.Authorization"`,
		`uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:shop/invocations"`,
		`uri = "https://example.com:8443/a@b"`,
		`source = "git::https://github.com/example/m.git?ref=3f786850e387550fdab836ed7e6dc881de23001b"`,
		`"Fn::GetAtt": ["OrdersApiDeploymentStageprodEndpointA1B2C3D4E5F6", "Arn"]`,
		`"OrdersApiusersGETApiPermissionTestShopOrdersApiF70053CDGETusers9257B917"`,
		`secret: true`,
		`Secret:`,
		`password = ""`,
	} {
		if got := MaskLine(line); got != line {
			t.Errorf("%s\ngives %s", line, got)
		}
	}
}

func TestInKey(t *testing.T) {
	lines := []string{"", "a", "x = <<EOT", "-----BEGIN " + "PRIVATE KEY-----", "abc", "def==", "-----END " + "PRIVATE KEY-----", "b", "-----BEGIN CERTIFICATE-----", "abc", "-----END CERTIFICATE-----", "c"}
	for n := 1; n < len(lines); n++ {
		want := n >= 4 && n <= 6 // the line that ends it as well
		if got := InKey(n, func(n int) string { return lines[n] }); got != want {
			t.Errorf("line %d, %q: %v", n, lines[n], got)
		}
	}
}
