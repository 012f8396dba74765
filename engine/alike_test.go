package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"placard/engine/diag"
	"placard/engine/program"
)

// unlike puts white space behind each opening brace of a text, everywhere another one, so that no two elements are
// written alike.
func unlike(text []byte) []byte {
	var out []byte
	inString, escaped, count := false, false, 0
	for _, c := range text {
		out = append(out, c)
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = inString
		case c == '"':
			inString = !inString
		case c == '{' && !inString:
			for n := count; n > 0; n /= 2 {
				out = append(out, " \t"[n%2])
			}
			count++
		}
	}
	return out
}

// sameIssues compares all but lines and columns.
func sameIssues(a, b diag.List) bool {
	return a.More == b.More && slices.EqualFunc(a.Issues, b.Issues, func(x, y diag.Issue) bool {
		x.Line, x.Column = y.Line, y.Column
		return x == y
	})
}

// What is written like an earlier element is read and checked in a way of its own. It must mean the same as when it is
// written in another way.
func TestElementsThatAreWrittenAlikeMeanTheSame(t *testing.T) {
	tests := map[string][]string{
		"texts":                    {`{"type":"p","text":"a"}`, `{"type":"p","text":"b&c"}`, `{"type":"p","text":"d"}`},
		"texts with escapes":       {`{"type":"p","text":"a"}`, `{"type":"p","text":"b\"c"}`, `{"type":"p","text":"\u0041"}`, `{"type":"p","text":"d"}`},
		"empty texts":              {`{"type":"p","text":"a"}`, `{"type":"p","text":"b"}`, `{"type":"p","text":""}`, `{"type":"p","text":""}`, `{"type":"p","text":"d"}`},
		"empty props":              {`{"type":"Card","props":{"title":"a","description":"b"}}`, `{"type":"Card","props":{"title":"c","description":"d"}}`, `{"type":"Card","props":{"title":"e","description":""}}`},
		"longer than the one left": {`{"type":"p","text":"a"}`, `{"type":"p","text":"b"}`, `{"type":"p","text":"c","props":{"id":"x"}}`},
		"attributes":               {`{"type":"p","props":{"id":"a"}}`, `{"type":"p","props":{"id":"b"}}`, `{"type":"p","props":{"id":"c"}}`, `{"type":"p","props":{"ID":"d"}}`},
		"choices": {`{"type":"Heading","props":{"text":"a","level":"h1"}}`, `{"type":"Heading","props":{"text":"b","level":"h2"}}`,
			`{"type":"Heading","props":{"text":"c","level":"h3"}}`, `{"type":"Heading","props":{"text":"d","level":"h9"}}`,
			`{"type":"Heading","props":{"text":"e","level":"h2"}}`, `{"type":"Heading","props":{"text":"f","level":"h3"}}`,
			`{"type":"Heading","props":{"text":"g","level":"h4"}}`, `{"type":"Heading","props":{"text":"h","level":"h1"}}`},
		"the first choice is unknown": {`{"type":"Heading","props":{"text":"a","level":"h9"}}`, `{"type":"Heading","props":{"text":"b","level":"h8"}}`,
			`{"type":"Heading","props":{"text":"c","level":"h3"}}`, `{"type":"Heading","props":{"text":"d","level":"h8"}}`},
		"choices of attributes": {`{"type":"p","props":{"dir":"ltr"}}`, `{"type":"p","props":{"dir":"rtl"}}`, `{"type":"p","props":{"dir":"ltr"}}`, `{"type":"p","props":{"dir":"top"}}`},
		"styles of choices": {`{"type":"Badge","props":{"text":"a","variant":"secondary"}}`, `{"type":"Badge","props":{"text":"b","variant":"secondary"}}`,
			`{"type":"Badge","props":{"text":"c","variant":"destructive"}}`},
		"addresses": {`{"type":"a","props":{"href":"/a"}}`, `{"type":"a","props":{"href":"/b"}}`, `{"type":"a","props":{"href":"javascript:c"}}`, `{"type":"a","props":{"href":"/d"}}`},
		"addresses of components": {`{"type":"Link","props":{"label":"a","href":"/a"}}`, `{"type":"Link","props":{"label":"b","href":"/b"}}`,
			`{"type":"Link","props":{"label":"c","href":"javascript:c"}}`, `{"type":"Link","props":{"label":"d","href":"/d"}}`},
		"classes":              {`{"type":"p","props":{"class":"flex"}}`, `{"type":"p","props":{"class":"grid"}}`, `{"type":"p","props":{"class":"pt-4"}}`},
		"styles":               {`{"type":"p","props":{"style":"top:0"}}`, `{"type":"p","props":{"style":"top:1px"}}`, `{"type":"p","props":{"style":"top:url(x:y)"}}`},
		"unknown props":        {`{"type":"p","props":{"x":"a"}}`, `{"type":"p","props":{"x":"b"}}`, `{"type":"p","props":{"x":"c"}}`},
		"event handlers":       {`{"type":"p","props":{"onclick":"a"}}`, `{"type":"p","props":{"onclick":"b"}}`, `{"type":"p","props":{"onclick":"c"}}`},
		"misplaced texts":      {`{"type":"p","props":{"text":"a"}}`, `{"type":"p","props":{"text":"b"}}`, `{"type":"p","props":{"text":"c"}}`},
		"numbers":              {`{"type":"Progress","props":{"value":1}}`, `{"type":"Progress","props":{"value":1}}`, `{"type":"Progress","props":{"value":1}}`, `{"type":"Progress","props":{"value":2}}`},
		"numbers as texts":     {`{"type":"Progress","props":{"value":"1"}}`, `{"type":"Progress","props":{"value":"2"}}`, `{"type":"Progress","props":{"value":"x"}}`},
		"flags":                {`{"type":"Input","props":{"label":"a","name":"a","required":true}}`, `{"type":"Input","props":{"label":"b","name":"b","required":true}}`, `{"type":"Input","props":{"label":"c","name":"c","required":true}}`},
		"lists":                {`{"type":"Radio","props":{"label":"a","name":"a","options":["1","2"]}}`, `{"type":"Radio","props":{"label":"b","name":"b","options":["3","4"]}}`, `{"type":"Radio","props":{"label":"c","name":"c","options":["5","6"]}}`},
		"null":                 {`{"type":"Text","props":{"text":"a","variant":null}}`, `{"type":"Text","props":{"text":"b","variant":null}}`, `{"type":"Text","props":{"text":"c","variant":null}}`},
		"a prop twice":         {`{"type":"Text","props":{"text":"a","text":"b"}}`, `{"type":"Text","props":{"text":"c","text":"d"}}`, `{"type":"Text","props":{"text":"e","text":"f"}}`},
		"a type twice":         {`{"type":"p","type":"h1","text":"a"}`, `{"type":"p","type":"h1","text":"b"}`, `{"type":"h1","type":"h2","text":"c"}`},
		"the type last":        {`{"text":"a","type":"p"}`, `{"text":"bc","type":"p"}`, `{"text":"d","type":"p"}`, `{"text":"efghi","type":"p"}`, `{"text":"j","type":"i"}`},
		"an unknown type last": {`{"text":"a","type":"px"}`, `{"text":"bc","type":"px"}`, `{"text":"d","type":"px"}`, `{"text":"efghi","type":"px"}`},
		"expressions":          {`{"type":"p","text":{"$state":"/a"}}`, `{"type":"p","text":{"$state":"/b"}}`, `{"type":"p","text":{"$state":"/a"}}`, `{"type":"p","text":{"$stat":"/a"}}`},
		"expressions in lists": {`{"type":"p","text":["x",{"$template":"${/a}!"}]}`, `{"type":"p","text":["y",{"$template":"${/b}?"}]}`, `{"type":"p","text":["z",{"$template":"${/c}"}]}`},
		"conditions":           {`{"type":"p","visible":{"$state":"/a"},"text":"a"}`, `{"type":"p","visible":{"$state":"/none"},"text":"b"}`, `{"type":"p","visible":{"$state":"/b"},"text":"c"}`},
		"children":             {`{"type":"div","children":["x0"]}`, `{"type":"div","children":["x1"]}`, `{"type":"div","children":["x2"]}`, `{"type":"div","children":["none"]}`, `{"type":"div","children":[]}`},
		"children in a slot":   {`{"type":"div","slots":{"default":["x0"]}}`, `{"type":"div","slots":{"default":["x1"]}}`, `{"type":"div","slots":{"default":["x2"]}}`},
		"children twice":       {`{"type":"div","children":["x0"],"children":["x1"]}`, `{"type":"div","children":["x2"],"children":["x3"]}`, `{"type":"div","children":["x4"],"children":["x5"]}`},
		"misplaced children":   {`{"type":"div","props":{"children":["x0"]}}`, `{"type":"div","props":{"children":["x1"]}}`, `{"type":"div","props":{"children":["x2"]}}`},
		"types of one length":  {`{"type":"ul","text":"a"}`, `{"type":"ul","text":"b"}`, `{"type":"ol","text":"c"}`, `{"type":"ol","text":"d"}`, `{"type":"xl","text":"e"}`},
		"missing props":        {`{"type":"Heading","props":{"level":"h1"}}`, `{"type":"Heading","props":{"level":"h1"}}`, `{"type":"Heading","props":{"level":"h1"}}`},
		"unknown fields":       {`{"type":"p","texts":"a"}`, `{"type":"p","texts":"b"}`, `{"type":"p","texts":"c"}`},
		"what cannot hold it":  {`{"type":"hr","text":"a"}`, `{"type":"hr","text":"b"}`, `{"type":"hr","text":"c"}`},
		"classes from the state": {`{"type":"p","props":{"class":{"$state":"/a"}}}`, `{"type":"p","text":"flex"}`, `{"type":"p","text":"grid"}`,
			`{"type":"p","text":"pt-4"}`},
		"the same keys in another order": {heading("a", "h1"), heading("b", "h1"), heading("c", "h1"), heading("d", "h1"), gnidaeh("e", "h2"), gnidaeh("f", "h2"),
			gnidaeh("g", "h2"), gnidaeh("h", "h2"), gnidaeh("i", "h2"), gnidaeh("j", "h3"), heading("k", "h1"), heading("l", "h2"), gnidaeh("m", "h2")},
		"many props": {manyAttributes("a"), manyAttributes("b"), manyAttributes("c")},
	}
	e := newEngine()
	for name, elements := range tests {
		for _, write := range []func(string) string{asIs, indented} {
			text := write(pageOf(elements))
			out, issues := e.Render(nil, []byte(text), program.Options{})
			want, wantIssues := e.Render(nil, unlike([]byte(text)), program.Options{})
			if string(out) != string(want) || !sameIssues(issues, wantIssues) {
				t.Errorf("%s: %s\n%v\n%s\nnot\n%v\n%s", name, text, issues.Issues, out, wantIssues.Issues, want)
			}
		}
	}
}

// heading and gnidaeh begin alike.
func heading(text, level string) string {
	return `{"type":"Heading","props":{"text":"` + text + `","level":"` + level + `"}}`
}

func gnidaeh(text, level string) string {
	return `{"type":"Heading","props":{"level":"` + level + `","text":"` + text + `"}}`
}

// To check a spec again changes nothing of its page.
func TestSpecsMayBeCheckedAgain(t *testing.T) {
	w := newEngine().NewWorkspace()
	for name, text := range samples(t) {
		if w.Parse(text); w.Issues.Refused() {
			continue
		}
		if w.Check(); w.Issues.Refused() {
			continue
		}
		want, _ := w.Compile(program.Options{}).Append(nil)
		for range 2 {
			w.Check()
			if got, _ := w.Compile(program.Options{}).Append(nil); string(got) != string(want) {
				t.Errorf("%s: another page", name)
			}
		}
	}
}

func asIs(text string) string { return text }

func indented(text string) string {
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(text), "", "  "); err != nil {
		panic(err)
	}
	return b.String()
}

// pageOf is a spec with the elements in a div, and a few more that they may name as children.
func pageOf(elements []string) string {
	// How something is written is learned from the fourth element.
	elements = slices.Concat(elements[:2], elements[1:2], elements[1:2], elements[1:])
	var ids, all strings.Builder
	for i, e := range elements {
		fmt.Fprintf(&ids, `,"e%d"`, i)
		fmt.Fprintf(&all, `,"e%d":%s`, i, e)
	}
	for i := range 6 {
		fmt.Fprintf(&all, `,"x%d":{"type":"i","text":"%d"}`, i, i)
	}
	return page(`"a":{"type":"div","children":[`+ids.String()[1:]+`]}`+all.String(), `{"a":"A","b":["B"]}`)
}

func manyAttributes(value string) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, `,"data-%d":"%s"`, i, value)
	}
	return `{"type":"p","props":{` + b.String()[1:] + `}}`
}

// The last of several elements with one id counts, also where others are written like it.
func TestElementsThatAreWrittenAlikeMayBeThereTwice(t *testing.T) {
	const p, q = `{"type":"p","props":{"dir":"ltr"},"text":"1"}`, `{"type":"h1","props":{"id":"x"},"text":"2"}`
	elements := []string{p, p, p, p, p, q, q, q, q, p, q}
	for _, ids := range []string{"abcdefghiac", "abcdefghibf", "abcdefghicg", "abcdefghidh", "abcaefghijk", "aaabcdefghi", "abababacada", "abcdcdefghi", "abcdefcghij", "abcdefghhhi"} {
		var all strings.Builder
		for i, id := range ids {
			fmt.Fprintf(&all, `,"%c":%s`, id, elements[i])
		}
		e, text := newEngine(), page(all.String()[1:], `{}`)
		out, issues := e.Render(nil, []byte(text), program.Options{})
		want, wantIssues := e.Render(nil, unlike([]byte(text)), program.Options{})
		if string(out) != string(want) || !sameIssues(issues, wantIssues) {
			t.Errorf("%s\n%v\n%s\nnot\n%v\n%s", text, issues.Issues, out, wantIssues.Issues, want)
		}
	}
}
