package schema_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"placard/catalog"
	"placard/catalog/schema"
	"placard/components"
	"placard/engine"
)

// compile makes a validator of a schema, and so checks it against the meta-schema.
func compile(t testing.TB, text []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("mem://schema", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("mem://schema")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t testing.TB, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return s.Validate(v)
}

func newEngine(c *catalog.Catalog) *engine.Engine { return engine.New(c, components.New(c)) }

// A few cases have a mistake on purpose, of which the engine warns.
func TestConformanceSpecsAreAccepted(t *testing.T) {
	c := catalog.New()
	s, e := compile(t, schema.Page(c, false)), newEngine(c)
	files, _ := filepath.Glob("../../components/conformance/cases/*.json")
	checked := 0
	for _, f := range files {
		if strings.HasSuffix(f, ".expect.json") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var c struct{ Spec json.RawMessage }
		if err := json.Unmarshal(text, &c); err != nil {
			t.Fatal(err)
		}
		if issues := e.Check(c.Spec).Issues; len(issues) > 0 {
			t.Logf("%s: %s", filepath.Base(f), issues[0])
			continue
		}
		if err := validate(t, s, c.Spec); err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
		}
		checked++
	}
	if checked < 160 {
		t.Errorf("only %d specs", checked)
	}
}

func TestBrokenSpecsAreRefused(t *testing.T) {
	s := compile(t, schema.Page(catalog.New(), false))
	for _, broken := range []string{
		`[]`, `{}`, `{"root":"a"}`, `{"elements":{"a":{"type":"div"}}}`, `{"root":1,"elements":{"a":{"type":"div"}}}`,
		`{"root":"a","elements":{}}`, `{"root":"a","elements":[{"type":"div"}]}`, `{"root":"a","elements":{"a":null}}`,
		`{"root":"a","elements":{"a":{"type":"div"}},"pages":{}}`, `{"root":"a","elements":{"a":{"type":"div"}},"state":[]}`,
		`{"root":"a","elements":{"a":{"type":"div"}},"meta":{"color":"red"}}`, `{"root":"a","elements":{"a":{"type":"div"}},"meta":{"title":1}}`,
		`{"root":"a","elements":{"a":{"type":"div"}},"meta":{"theme":"blue"}}`,
	} {
		if validate(t, s, []byte(broken)) == nil {
			t.Errorf("%s is accepted", broken)
		}
	}
	for _, broken := range []string{
		`{}`, `{"type":"script"}`, `{"type":"Slot"}`, `{"type":"Widget"}`, `{"type":"DIV"}`, `{"type":5}`, `{"type":"div","color":"red"}`,
		`{"type":"div","children":"b"}`, `{"type":"div","children":[{"type":"p"}]}`, `{"type":"br","children":["b"]}`, `{"type":"br","text":"x"}`,
		`{"type":"textarea","children":["b"]}`, `{"type":"div","props":[]}`, `{"type":"div","props":{"onclick":"x"}}`,
		`{"type":"div","props":{"href":"/"}}`, `{"type":"div","props":{"aria-":"x"}}`, `{"type":"div","text":["x"]}`, `{"type":"div","on":{"press":{"action":"setState"}}}`,
		`{"type":"a","props":{"href":"javascript:alert(1)"}}`, `{"type":"a","props":{"href":"java&#115;cript:x"}}`, `{"type":"a","props":{"href":5}}`,
		`{"type":"img","props":{"src":"data:text/html,x"}}`, `{"type":"img","props":{"src":"mailto:x"}}`, `{"type":"img","props":{"srcset":"javascript:x 1x"}}`,
		`{"type":"Text"}`, `{"type":"Text","props":{}}`, `{"type":"Text","text":"x","props":{"text":"x"}}`, `{"type":"Text","props":{"text":["x"]}}`,
		`{"type":"Heading","props":{"text":"x","level":"h7"}}`, `{"type":"Heading","props":{"text":"x","size":"lg"}}`, `{"type":"Heading","props":{"text":"x"},"children":["b"]}`,
		`{"type":"Grid","props":{"columns":"many"}}`, `{"type":"Card","props":{"centered":"yes"}}`, `{"type":"Table","props":{"columns":["a"],"rows":["b"]}}`,
		`{"type":"Tabs","props":{"tabs":["a"]}}`, `{"type":"Tabs","props":{"tabs":[{"label":"a"}]}}`, `{"type":"Dialog","props":{"title":"x","openPath":true}}`,
		`{"type":"Button","props":{"label":"x"},"on":{"click":{"action":"setState","params":{"statePath":"/a","value":1}}}}`,
		`{"type":"Button","props":{"label":"x"},"on":{"press":"setState"}}`, `{"type":"Button","props":{"label":"x"},"on":{"press":{"action":"alert"}}}`,
		`{"type":"Button","props":{"label":"x"},"on":{"press":{"action":"setState"}}}`, `{"type":"Button","props":{"label":"x"},"on":{"press":{"action":"setState","params":{"statePath":1,"value":1}}}}`,
		`{"type":"Button","props":{"label":"x"},"on":{"press":{"action":"navigate","params":{"href":"javascript:x"}}}}`,
		`{"type":"Button","props":{"label":"x"},"on":{"press":{"action":"validateForm","onSuccess":{"navigate":"javascript:x"}}}}`,
		`{"type":"div","watch":{"/a":"setState"}}`, `{"type":"div","repeat":"/items"}`, `{"type":"div","repeat":{"key":"id"}}`,
		`{"type":"div","visible":"yes"}`, `{"type":"div","visible":{"eq":1}}`, `{"type":"div","visible":{"$state":"/a","equals":1}}`,
		`{"type":"div","visible":{"$state":"/a","gt":1,"lt":3}}`, `{"type":"div","visible":{"$and":{"$state":"/a"}}}`, `{"type":"div","visible":{"$state":"/a","$item":"b"}}`,
		`{"type":"p","text":{"$state":5}}`, `{"type":"p","text":{"$get":"/a"}}`, `{"type":"p","text":{"$index":false}}`, `{"type":"p","text":{"$cond":true,"$then":1}}`,
		`{"type":"p","text":{"$math":"power","a":1,"b":2}}`, `{"type":"p","text":{"$computed":"f"}}`,
		`{"type":"Input","props":{"label":"x","name":"x","checks":[{"type":"required"}]}}`, `{"type":"Input","props":{"label":"x","name":"x","checks":[{"type":"phone","message":"x"}]}}`,
		`{"type":"Input","props":{"label":"x","name":"x","checks":[{"type":"min","message":"x","args":{"max":5}}]}}`,
	} {
		if validate(t, s, []byte(`{"root":"a","elements":{"a":`+broken+`,"b":{"type":"p"}}}`)) == nil {
			t.Errorf("%s is accepted", broken)
		}
	}
}
