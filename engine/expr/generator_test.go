package expr

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// generator writes random JSON: values, and expressions that have a good chance to find something in them.
type generator struct{ *rand.Rand }

func (g generator) of(list ...string) string { return list[g.IntN(len(list))] }

// keys are few, so that paths meet members. "__proto__" and the like are plain keys.
func (g generator) key() string {
	return g.of("a", "b", "c", "name", "n", "list", "", "a/b", "m~n", "é😀", "__proto__", "constructor", "length", "toString")
}

func (g generator) scalar() string {
	return g.of("null", "true", "false", "0", "-0", "1", "2", "-3", "0.1", "12.5", "1e21", "1e-7", "123456789012345680000", "1e400", "-1e400",
		`""`, `"0"`, `"1"`, `"a"`, `" 8 "`, `"0x1F"`, `"a😀b"`, `"שלום"`, `"Ann Lee"`, `"a,b,c"`, `"{{a}}${/a}"`, `"\u0000\n\"\\"`, `"x\ud83d"`, `"2024-03-05"`)
}

func (g generator) value(depth int) string {
	switch n := g.IntN(8); {
	case n == 0 && depth > 0:
		return g.object(depth)
	case n == 1 && depth > 0:
		return g.list(depth, g.value)
	}
	return g.scalar()
}

func (g generator) object(depth int) string { return g.members(depth, g.value) }

func (g generator) list(depth int, of func(depth int) string) string {
	items := make([]string, g.IntN(4))
	for i := range items {
		items[i] = of(depth - 1)
	}
	return "[" + strings.Join(items, ",") + "]"
}

func (g generator) members(depth int, of func(depth int) string) string {
	var members []string
	seen := map[string]bool{}
	for range g.IntN(12) {
		if key := g.key(); !seen[key] {
			seen[key] = true
			members = append(members, strconv.Quote(key)+":"+of(depth-1))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

func (g generator) pointer() string {
	path := ""
	for range 1 + g.IntN(3) {
		key := strings.NewReplacer("~", "~0", "/", "~1").Replace(g.key())
		path += "/" + g.of(key, key, "0", "1", "01", "-0", "-", "1.5", " 1", "1e3", "length")
	}
	return g.of(path, path, path, path[1:], "", "/")
}

// expr is an expression or literal.
func (g generator) expr(depth int) string {
	if depth == 0 {
		return g.path()
	}
	x := func() string { return g.expr(g.IntN(depth)) }
	switch g.IntN(16) {
	case 0:
		return g.scalar()
	case 1:
		return g.list(depth, g.expr)
	case 2:
		return g.members(depth, g.expr)
	case 3, 4:
		return `{"$cond":` + g.condition(depth) + `,"$then":` + x() + `,"$else":` + x() + `}`
	case 5:
		return `{"$template":` + strconv.Quote(g.template()) + `}`
	case 6:
		return `{"$math":"` + g.of("add", "subtract", "multiply", "divide", "mod", "min", "max", "round", "floor", "ceil", "abs", "constructor", "pow") +
			`","a":` + x() + `,"b":` + x() + `}`
	case 7:
		return g.of(`{"$concat":`, `{"$count":`) + x() + `}`
	case 8:
		return `{"$truncate":` + x() + g.of(``, `,"length":3`, `,"length":-1`, `,"length":`+x()) + g.of(``, `,"suffix":`+x()) + `}`
	case 9:
		return `{"$pluralize":` + x() + g.of(``, `,"zero":`+x()) + `,"one":"item","other":` + x() + `}`
	case 10:
		return `{"$join":` + x() + g.of(``, `,"separator":`+x()) + `}`
	case 11:
		return `{"$t":"{{a}} {{{name}}} {{length}} {{constructor}} {{}}"` + g.of(``, `,"params":`+x(), `,"params":`+g.members(depth, g.expr)) + `}`
	case 12, 13:
		return g.format(x)
	}
	return g.path()
}

func (g generator) path() string {
	return `{` + g.of(`"$state":`, `"$item":`, `"$bindState":`) + strconv.Quote(g.pointer()) + `}`
}

func (g generator) template() string {
	text := g.of("", "a ", "${", "${}", "😀")
	for range g.IntN(4) {
		text += g.of("", "-") + "${" + g.pointer() + "}"
	}
	return text
}

func (g generator) condition(depth int) string {
	if depth > 0 && g.IntN(3) == 0 {
		all := func(depth int) string { return g.condition(max(depth, 0)) }
		return g.of(g.list(depth, all), `{"$and":`+g.list(depth, all)+`}`, `{"$or":`+g.list(depth, all)+`}`)
	}
	subject := g.of(g.path()[1:], g.path()[1:], `"$index":true}`)
	subject = strings.TrimSuffix(strings.Replace(subject, `"$bindState"`, `"$state"`, 1), "}")
	compare := g.of("eq", "neq", "gt", "gte", "lt", "lte")
	return `{` + subject + g.of("", `,"`+compare+`":`+g.scalar(), `,"`+compare+`":`+g.path()) + g.of("", "", `,"not":true`) + `}`
}

// format is a $format of anything, with options that people write.
func (g generator) format(x func() string) string {
	number := g.of("1234.5", "0", "0.256", "-12345678", "999999", "1e21", x())
	date := g.of("1709629623045", "-1", `"2024-03-05T09:07:03Z"`, `"March 5, 2024"`, `"2024-02-30"`, x())
	locale := g.of("", "", `,"locale":"de"`, `,"locale":"fr-FR"`, `,"locale":"ja-JP"`, `,"locale":"xx"`, `,"locale":"EN-gb"`, `,"locale":null`)
	options := g.of("", "", `,"options":{"maximumFractionDigits":0}`, `,"options":{"minimumFractionDigits":2}`, `,"options":{"useGrouping":false}`,
		`,"options":{"minimumFractionDigits":5,"maximumFractionDigits":1}`, `,"options":{"maximumSignificantDigits":3}`, `,"options":{"style":"nothing","notation":"compact"}`)
	switch g.IntN(4) {
	case 0:
		return `{"$format":"number","value":` + number + locale + options + g.of("", `,"notation":"compact"`) + `}`
	case 1:
		return `{"$format":"percent","value":` + number + locale + options + `}`
	case 2:
		return `{"$format":"currency","value":` + number + locale + options + g.of("", `,"currency":"EUR"`, `,"currency":"jpy"`, `,"currency":"dollars"`) + `}`
	}
	return `{"$format":"date","value":` + date + locale + g.of("", `,"style":"relative"`, `,"options":{"dateStyle":"medium"}`,
		`,"options":{"month":"long","day":"numeric"}`, `,"options":{"timeStyle":"short","weekday":"long"}`, `,"options":{"year":"numeric","month":"wide"}`) + `}`
}

// wrap puts an expression into one of those that only components build.
func (g generator) wrap(p *Pool, a, b ID) ID {
	switch g.IntN(9) {
	case 0:
		return p.Nth(a, g.IntN(3))
	case 1:
		return p.Member(a, g.key())
	case 2:
		return p.Coalesce(p.Member(a, "a"), b)
	case 3:
		return p.And(p.Not(a), p.Or(b, p.Index(2)))
	case 4:
		return p.Equal(a, p.Item(2))
	case 5:
		return p.Choose(a, p.Item(2), b)
	}
	f := Function(g.IntN(int(Percent) + 1))
	return p.Call(f, a, p.Member(b, "a"), p.Index(2))
}
