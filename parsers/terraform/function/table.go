package function

import (
	"regexp"
	"strings"

	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// rows gives all functions of the language: how each deals with what is not
// known, what it does with what is, and the rule where the class alone does not
// say it. See class and row.
func rows(e *Env) map[string]row {
	return map[string]row{
		// Numbers
		"abs":      {class: opaque, plain: stdlib.AbsoluteFunc},
		"ceil":     {class: opaque, plain: stdlib.CeilFunc},
		"floor":    {class: opaque, plain: stdlib.FloorFunc},
		"log":      {class: opaque, plain: stdlib.LogFunc},
		"max":      {class: opaque, plain: stdlib.MaxFunc},
		"min":      {class: opaque, plain: stdlib.MinFunc},
		"parseint": {class: opaque, plain: stdlib.ParseIntFunc, size: numeralSize},
		"pow":      {class: opaque, plain: stdlib.PowFunc},
		"signum":   {class: opaque, plain: stdlib.SignumFunc},
		"sum":      {class: opaque, plain: sum},

		// Texts
		"chomp":          {class: reads, plain: stdlib.ChompFunc, rule: removes(func(string) string { return `(?:\r\n?|\n)+\z` }), hole: anyHole},
		"endswith":       {class: reads, plain: about("str", "suffix", strings.HasSuffix), rule: tells(func(q string) string { return `(?:` + q + `)\z` })},
		"format":         {class: weaves, plain: plainFormat(stdlib.FormatFunc, cty.String, "format"), rule: formatRule, size: formattedSize},
		"formatlist":     {class: weaves, plain: plainFormat(stdlib.FormatListFunc, cty.List(cty.String), "formatlist"), rule: formatListRule, size: formattedSize},
		"indent":         {class: weaves, plain: stdlib.IndentFunc, rule: indentRule, hole: anyHole, size: indentedSize},
		"join":           {class: weaves, plain: stdlib.JoinFunc, rule: joinRule, hole: anyHole, size: joinedSize},
		"lower":          {class: reads, plain: stdlib.LowerFunc, rule: lowerRule, hole: anyHole},
		"regex":          {class: reads, plain: stdlib.RegexFunc, rule: regexRule},
		"regexall":       {class: reads, plain: stdlib.RegexAllFunc, rule: regexAllRule, size: elementsSize(matched)},
		"replace":        {class: reads, plain: replace, rule: replaceRule, hole: anyHole, size: replacedSize},
		"split":          {class: reads, plain: stdlib.SplitFunc, rule: splitRule, size: elementsSize(separated)},
		"startswith":     {class: reads, plain: about("str", "prefix", strings.HasPrefix), rule: tells(func(q string) string { return `\A(?:` + q + `)` })},
		"strcontains":    {class: reads, plain: about("str", "substr", strings.Contains), rule: strContainsRule},
		"strrev":         {class: opaque, plain: stdlib.ReverseFunc, hole: anyHole},
		"substr":         {class: reads, plain: stdlib.SubstrFunc, rule: substrRule, hole: anyHole},
		"templatefile":   {class: weaves, plain: e.templateFile(), rule: templateRule},
		"templatestring": {class: weaves, plain: e.templateString(), rule: templateRule},
		"title":          {class: opaque, plain: stdlib.TitleFunc, hole: anyHole},
		"trim":           {class: reads, plain: stdlib.TrimFunc, rule: removes(func(cut string) string { return `\A` + classOf(cut) + `+|` + classOf(cut) + `+\z` }), hole: anyHole},
		"trimprefix":     {class: reads, plain: stdlib.TrimPrefixFunc, rule: removes(func(p string) string { return `\A` + regexp.QuoteMeta(p) }), hole: anyHole},
		"trimspace":      {class: reads, plain: stdlib.TrimSpaceFunc, rule: removes(func(string) string { return `\A[` + spaces + `]+|[` + spaces + `]+\z` }), hole: anyHole},
		"trimsuffix":     {class: reads, plain: stdlib.TrimSuffixFunc, rule: removes(func(s string) string { return regexp.QuoteMeta(s) + `\z` }), hole: anyHole},
		"upper":          {class: reads, plain: stdlib.UpperFunc, rule: upperRule, hole: anyHole},

		// Collections
		"alltrue":         {class: compares, plain: quantifier(false), rule: quantifierRule(false)},
		"anytrue":         {class: compares, plain: quantifier(true), rule: quantifierRule(true)},
		"chunklist":       {class: moves, plain: stdlib.ChunklistFunc},
		"coalesce":        {class: compares, plain: coalesce, rule: coalesceRule, hole: anyHole},
		"coalescelist":    {class: moves, plain: stdlib.CoalesceListFunc, rule: wovenRule},
		"compact":         {class: compares, plain: stdlib.CompactFunc, rule: compactRule},
		"concat":          {class: moves, plain: stdlib.ConcatFunc},
		"contains":        {class: compares, plain: contains, rule: containsRule},
		"distinct":        {class: compares, plain: distinct, rule: distinctRule},
		"element":         {class: moves, plain: element},
		"flatten":         {class: moves, plain: stdlib.FlattenFunc, rule: flattenRule},
		"index":           {class: compares, plain: index, rule: indexRule},
		"keys":            {class: moves, plain: stdlib.KeysFunc},
		"length":          {class: moves, plain: length, rule: lengthRule},
		"lookup":          {class: moves, plain: lookup, rule: lookupRule},
		"matchkeys":       {class: compares, plain: matchKeys, rule: matchKeysRule},
		"merge":           {class: moves, plain: stdlib.MergeFunc, rule: mergeRule},
		"one":             {class: moves, plain: one},
		"range":           {class: opaque, plain: stdlib.RangeFunc},
		"reverse":         {class: moves, plain: stdlib.ReverseListFunc},
		"setintersection": {class: opaque, plain: stdlib.SetIntersectionFunc},
		"setproduct":      {class: moves, plain: stdlib.SetProductFunc, size: productSize},
		"setsubtract":     {class: opaque, plain: stdlib.SetSubtractFunc},
		"setunion":        {class: moves, plain: stdlib.SetUnionFunc, rule: setRule},
		"slice":           {class: moves, plain: stdlib.SliceFunc},
		"sort":            {class: compares, plain: stdlib.SortFunc, rule: sortRule},
		"transpose":       {class: opaque, plain: transpose},
		"values":          {class: moves, plain: stdlib.ValuesFunc},
		"zipmap":          {class: moves, plain: stdlib.ZipmapFunc, rule: zipmapRule},

		// Encodings
		"base64decode":     {class: opaque, plain: ofText("str", decodeBase64)},
		"base64encode":     {class: opaque, plain: ofText("str", encodeBase64), hole: anyHole},
		"base64gzip":       {class: varies, plain: unknownText("base64gzip", param("str", cty.String))},
		"csvdecode":        {class: opaque, plain: stdlib.CSVDecodeFunc, size: elementsSize(cells)},
		"jsondecode":       {class: reads, plain: e.jsonDecode(), rule: jsonDecodeRule},
		"jsonencode":       {class: weaves, plain: stdlib.JSONEncodeFunc, rule: jsonEncodeRule, hole: anyHole},
		"textdecodebase64": {class: opaque, plain: textDecode},
		"textencodebase64": {class: opaque, plain: textEncode},
		"urlencode":        {class: reads, plain: ofText("str", encodeURL), rule: urlRule, hole: anyHole},
		"yamldecode":       {class: reads, plain: e.yamlDecode(), rule: yamlDecodeRule},
		"yamlencode":       {class: weaves, plain: ctyyaml.YAMLEncodeFunc, rule: yamlEncodeRule, hole: anyHole},

		// Files
		"abspath":          {class: varies, plain: absolutePath},
		"basename":         {class: opaque, plain: ofText("path", baseName), hole: anyHole},
		"dirname":          {class: opaque, plain: ofText("path", dirName), hole: anyHole},
		"file":             {class: opaque, plain: e.ofFile("file", utf8Text)},
		"filebase64":       {class: opaque, plain: e.ofFile("filebase64", encodeBase64)},
		"filebase64sha256": {class: opaque, plain: e.ofFile("filebase64sha256", base64SHA256.of)},
		"filebase64sha512": {class: opaque, plain: e.ofFile("filebase64sha512", base64SHA512.of)},
		"fileexists":       {class: opaque, plain: e.fileExists()},
		"filemd5":          {class: opaque, plain: e.ofFile("filemd5", hexMD5.of)},
		"fileset":          {class: opaque, plain: e.fileSet()},
		"filesha1":         {class: opaque, plain: e.ofFile("filesha1", hexSHA1.of)},
		"filesha256":       {class: opaque, plain: e.ofFile("filesha256", hexSHA256.of)},
		"filesha512":       {class: opaque, plain: e.ofFile("filesha512", hexSHA512.of)},
		"pathexpand":       {class: reads, plain: pathExpand, rule: pathExpandRule},

		// Hashes
		"base64sha256": {class: opaque, plain: ofText("str", base64SHA256.of), hole: anyHole},
		"base64sha512": {class: opaque, plain: ofText("str", base64SHA512.of), hole: anyHole},
		"bcrypt":       {class: varies, plain: bcrypt},
		"md5":          {class: opaque, plain: ofText("str", hexMD5.of), hole: tameHole},
		"rsadecrypt":   {class: varies, plain: unknownText("rsadecrypt", param("ciphertext", cty.String), param("privatekey", cty.String))},
		"sha1":         {class: opaque, plain: ofText("str", hexSHA1.of), hole: tameHole},
		"sha256":       {class: opaque, plain: ofText("str", hexSHA256.of), hole: tameHole},
		"sha512":       {class: opaque, plain: ofText("str", hexSHA512.of), hole: tameHole},
		"uuid":         {class: varies, plain: unknownText("uuid")},
		"uuidv5":       {class: opaque, plain: uuidV5},

		// Times
		"formatdate":    {class: opaque, plain: stdlib.FormatDateFunc},
		"plantimestamp": {class: varies, plain: unknownText("plantimestamp")},
		"timeadd":       {class: opaque, plain: stdlib.TimeAddFunc},
		"timecmp":       {class: opaque, plain: timeCompare},
		"timestamp":     {class: varies, plain: unknownText("timestamp")},

		// Networks
		"cidrhost":    {class: opaque, plain: cidrHost},
		"cidrnetmask": {class: opaque, plain: cidrNetmask},
		"cidrsubnet":  {class: opaque, plain: cidrSubnet},
		"cidrsubnets": {class: opaque, plain: cidrSubnets},

		// Types and marks
		"can":             {class: closes, plain: e.can()},
		"ephemeralasnull": {class: moves, plain: withMarks("value", func(v cty.Value) cty.Value { return v })},
		"issensitive":     {class: compares, plain: issensitive, rule: issensitiveRule},
		"nonsensitive":    {class: moves, plain: withMarks("value", nonsensitive), rule: markRule(nonsensitive)},
		"sensitive":       {class: moves, plain: withMarks("value", sensitive), rule: markRule(sensitive)},
		"tobool":          {class: opaque, plain: stdlib.MakeToFunc(cty.Bool)},
		"tolist":          {class: moves, plain: stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)), rule: wovenRule},
		"tomap":           {class: moves, plain: stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)), rule: wovenRule},
		"tonumber":        {class: opaque, plain: stdlib.MakeToFunc(cty.Number)},
		"toset":           {class: moves, plain: stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)), rule: setRule},
		"tostring":        {class: moves, plain: stdlib.MakeToFunc(cty.String), rule: tostringRule, hole: anyHole},
		"try":             {class: closes, plain: e.try()},
	}
}
