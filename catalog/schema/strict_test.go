package schema_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"placard/catalog"
	"placard/catalog/schema"
)

// The rules of structured output, the strictest of OpenAI, Anthropic and Google: each object is closed and requires all its
// properties, of which it has at most 100; five levels of objects; no other keywords than these.
const (
	maxProperties = 100
	maxNesting    = 5
)

var strictKeywords = []string{"type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "description"}

func TestStrictSchemasFollowTheRules(t *testing.T) {
	c := catalog.New()
	for name, text := range map[string][]byte{"page": schema.Page(c, true), "app": schema.App(c, true)} {
		compile(t, text)
		var n object
		if err := json.Unmarshal(text, &n); err != nil {
			t.Fatal(err)
		}
		if n["type"] != "object" {
			t.Errorf("%s: the top is no object", name)
		}
		checkStrict(t, name, n, 0)
	}
}

func checkStrict(t *testing.T, at string, n object, level int) {
	t.Helper()
	for key := range n {
		if !slices.Contains(strictKeywords, key) {
			t.Errorf("%s: keyword %s", at, key)
		}
	}
	for i, one := range anySlice(n["anyOf"]) {
		checkStrict(t, at+"|"+string(rune('0'+i)), one.(object), level)
	}
	if items, ok := n["items"].(object); ok {
		checkStrict(t, at+"[]", items, level)
	}
	if n["type"] == "object" {
		checkClosed(t, at, n, level+1)
	} else if n["properties"] != nil {
		t.Errorf("%s: properties of %v", at, n["type"])
	}
}

func checkClosed(t *testing.T, at string, n object, level int) {
	t.Helper()
	properties, ok := n["properties"].(object)
	required := stringsOf(n["required"])
	slices.Sort(required)
	switch {
	case !ok || n["additionalProperties"] != false:
		t.Errorf("%s is open", at)
	case !slices.Equal(required, sorted(properties)):
		t.Errorf("%s requires %v of %v", at, required, sorted(properties))
	case len(properties) > maxProperties || level > maxNesting:
		t.Errorf("%s: %d properties at level %d", at, len(properties), level)
	}
	for name, p := range properties {
		checkStrict(t, at+"."+name, p.(object), level)
	}
}

// What a model may leave out of the schema, it may set to null in the strict one.
func TestStrictSchemasTakeNullForWhatIsNotGiven(t *testing.T) {
	c := catalog.New()
	page := compile(t, schema.Page(c, true))
	if err := validate(t, page, []byte(`{"root":"a","elements":{},"state":null,"meta":{"title":"x","description":null,"lang":null,"dir":null,"theme":"dark","style":null}}`)); err != nil {
		t.Error(err)
	}
	if validate(t, page, []byte(`{"root":"a","elements":null,"state":null,"meta":null}`)) == nil {
		t.Error("elements may be null")
	}
	if err := validate(t, compile(t, schema.App(c, true)), []byte(`{"metadata":null,"layouts":null,"routes":{},"state":null}`)); err != nil {
		t.Error(err)
	}
}

func TestAppSchema(t *testing.T) {
	s := compile(t, schema.App(catalog.New(), false))
	const page = `{"root":"h","elements":{"h":{"type":"Heading","props":{"level":"h1","text":"Hello"},"children":[]}}}`
	for _, app := range []string{
		`{"routes":{"/":{"page":` + page + `}}}`,
		`{"metadata":{"title":"My App"},"routes":{"/":{"page":` + page + `},"/about":{"page":` + page + `,"layout":"main","metadata":{"title":{"absolute":"x"}}}},` +
			`"layouts":{"main":{"root":"s","elements":{"s":{"type":"Slot"}}}},"state":{"a":1}}`,
		`{"routes":{"/blog/[slug]":{"page":` + page + `,"loader":{"dataset":"posts","where":{"slug":{"$param":"slug"}},"as":"post","one":true},"notFound":` + page + `}}}`,
	} {
		if err := validate(t, s, []byte(app)); err != nil {
			t.Errorf("%s: %v", app, err)
		}
	}
	for _, app := range []string{
		`{}`, `{"routes":{}}`, `{"routes":{"about":{"page":` + page + `}}}`, `{"routes":{"/":` + page + `}}`, `{"routes":{"/":{"page":` + page + `}},"root":"h"}`,
		`{"routes":{"/":{"page":` + strings.Replace(page, "Heading", "div", 1) + `}}}`,
		`{"routes":{"/":{"page":` + page + `,"layout":{"root":"s"}}}}`,
	} {
		if validate(t, s, []byte(app)) == nil {
			t.Errorf("%s is accepted", app)
		}
	}
}
