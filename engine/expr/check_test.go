package expr

import (
	"strings"
	"testing"

	"placard/engine/diag"
	"placard/engine/value"
)

// findings are what a Checker says, one "severity code /path" a line.
func findings(t *testing.T, text string, inRepeat, condition bool) string {
	d, ref := parse(t, text)
	var found []string
	c := Checker{Doc: d, InRepeat: inRepeat, Report: func(sev diag.Severity, code string, at value.Ref, message, hint string, path []string) {
		if message == "" || d.Kind(at) == value.Missing {
			t.Errorf("%s: %s says %q about a %v", text, code, message, d.Kind(at))
		}
		found = append(found, sev.String()+" "+code+" /"+strings.Join(path, "/"))
	}}
	if condition {
		c.Condition(ref)
	} else {
		c.Value(ref)
	}
	return strings.Join(found, "\n")
}

func TestCheckValues(t *testing.T) {
	for _, c := range []struct{ text, outside, inRepeat string }{
		{`{"$state":"/a"}`, "", ""},
		{`"plain"`, "", ""},
		{`{"a":[1,{"b":{"$state":5}}]}`, "error expression_not_text /a/1/b", "error expression_not_text /a/1/b"},
		{`{"$item":"f"}`, "warning item_outside_repeat /", ""},
		{`{"$index":true}`, "warning item_outside_repeat /", ""},
		{`{"$index":1}`, "error index_not_true /", "error index_not_true /"},
		{`{"$cond":true,"$then":1}`, "error incomplete_cond /", "error incomplete_cond /"},
		{`{"$cond":{"a":1},"$then":{"$foo":1},"$else":{"$item":""}}`,
			"error bad_condition /$cond\nerror bad_condition /$cond\nwarning unknown_expression /$then\nwarning item_outside_repeat /$else",
			"error bad_condition /$cond\nerror bad_condition /$cond\nwarning unknown_expression /$then"},
		{`{"$computed":"f","args":{}}`, "warning unknown_function /", "warning unknown_function /"},
		{`{"$math":"power","a":{"$state":[]}}`, "warning unknown_operation /\nerror expression_not_text /a", "warning unknown_operation /\nerror expression_not_text /a"},
		{`{"$math":"add","a":{"$state":"/a"}}`, "", ""},
		{`{"$format":"money","value":1}`, "warning unknown_operation /", "warning unknown_operation /"},
		{`{"$format":{"$state":"/kind"},"value":1}`, "", ""},
		{`{"$concat":["a",{"$item":"f"}]}`, "warning item_outside_repeat /$concat/1", ""},
		{`{"$state":"/a","$template":5}`, "", ""},
	} {
		if got := findings(t, c.text, false, false); got != c.outside {
			t.Errorf("%s: got %q, want %q", c.text, got, c.outside)
		}
		if got := findings(t, c.text, true, false); got != c.inRepeat {
			t.Errorf("%s in a repeat: got %q, want %q", c.text, got, c.inRepeat)
		}
	}
}

func TestCheckConditions(t *testing.T) {
	const bad = "error bad_condition /"
	for text, want := range map[string]string{
		`true`: "", `{"$state":"/a"}`: "", `[{"$state":"/a"},{"$or":[{"$state":"/b","gt":1},false]}]`: "", `{"$state":"/a","eq":{"$state":"/b"},"not":true}`: "",
		`null`: bad, `1`: bad, `"/a"`: bad, `{}`: bad, `{"eq":1}`: bad, `{"$and":{}}`: bad + "$and", `[1]`: bad + "0", `{"$or":[{"$state":"/a"},{"x":1}]}`: bad + "$or/1\n" + bad + "$or/1",
		`{"$state":"/a","gt":1,"lt":2}`: bad, `{"$state":"/a","$item":"b"}`: "warning item_outside_repeat /\n" + bad, `{"$state":"/a","not":"yes"}`: bad,
		`{"$state":5}`: "error expression_not_text /", `{"$index":0}`: "error index_not_true /", `{"$state":"/a","eq":{"$state":1}}`: "error expression_not_text /eq",
	} {
		if got := findings(t, text, false, true); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
