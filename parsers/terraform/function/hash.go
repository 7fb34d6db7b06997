package function

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"

	"github.com/google/uuid"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// digest is a hash and how it is written.
type digest struct {
	hash  func() hash.Hash
	write func([]byte) string
}

var (
	hexMD5       = digest{md5.New, hex.EncodeToString}
	hexSHA1      = digest{sha1.New, hex.EncodeToString}
	hexSHA256    = digest{sha256.New, hex.EncodeToString}
	hexSHA512    = digest{sha512.New, hex.EncodeToString}
	base64SHA256 = digest{sha256.New, base64.StdEncoding.EncodeToString}
	base64SHA512 = digest{sha512.New, base64.StdEncoding.EncodeToString}
)

// of gives the digest of a text.
func (d digest) of(text string) (string, error) {
	h := d.hash()
	h.Write([]byte(text))
	return d.write(h.Sum(nil)), nil
}

// namespaces are the names that uuidv5 knows beside UUIDs.
var namespaces = map[string]uuid.UUID{
	"dns":  uuid.NameSpaceDNS,
	"url":  uuid.NameSpaceURL,
	"oid":  uuid.NameSpaceOID,
	"x500": uuid.NameSpaceX500,
}

var uuidV5 = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	name := args[0].AsString()
	namespace, ok := namespaces[name]
	if !ok {
		parsed, err := uuid.Parse(name)
		if err != nil {
			return cty.NilVal, function.NewArgErrorf(0, "uuidv5() does not support namespace %s: %w", name, err)
		}
		namespace = parsed
	}
	return cty.StringVal(uuid.NewSHA1(namespace, []byte(args[1].AsString())).String()), nil
}, param("namespace", cty.String), param("name", cty.String))

// bcrypt is salted.
var bcrypt = defineVariadic(cty.String, func([]cty.Value) (cty.Value, error) {
	return unsupported(cty.String, "bcrypt"), nil
}, param("cost", cty.Number), param("str", cty.String))
