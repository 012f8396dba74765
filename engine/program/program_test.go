package program_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"placard/catalog"
	"placard/components"
	"placard/engine/check"
	"placard/engine/diag"
	"placard/engine/expr"
	"placard/engine/program"
	"placard/engine/spec"
)

// stages are the memory of parsing, checking and compiling.
type stages struct {
	spec     spec.Spec
	issues   diag.List
	checker  *check.Checker
	compiler *program.Compiler
}

func newStages(set func(cat *catalog.Catalog) *program.Set) *stages {
	cat := catalog.New()
	return &stages{checker: check.New(cat), compiler: program.NewCompiler(set(cat))}
}

func (s *stages) compile(t *testing.T, text string) *program.Program {
	t.Helper()
	s.issues.Reset()
	s.spec.Parse([]byte(text), &s.issues)
	s.checker.Check(&s.spec)
	if s.issues.Refused() {
		t.Fatalf("%s\nis refused: %s", text, s.issues.Issues[0])
	}
	return s.compiler.Compile(&s.spec, program.Options{}, &s.issues)
}

// only is a set in which one type is written by a function, as a component would.
func only(typ string, emit func(b *program.Builder)) func(cat *catalog.Catalog) *program.Set {
	return func(cat *catalog.Catalog) *program.Set {
		set := components.New(cat)
		i, _ := cat.Lookup(catalog.NameOf([]byte(typ)), []byte(typ))
		set.Components[i].Emit = emit
		return set
	}
}

func body(page []byte) string {
	_, rest, _ := strings.Cut(string(page), `<main class="ui-page">`)
	rest, _, _ = strings.Cut(rest, "</main></body>")
	return rest
}

// unbalanced is the first tag of a page that does not fit, "" if all do.
func unbalanced(page []byte) string {
	void := map[string]bool{"br": true, "hr": true, "img": true, "input": true, "source": true, "meta": true, "link": true}
	z := html.NewTokenizer(bytes.NewReader(page))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(open, " ")
		case html.StartTagToken:
			if name, _ := z.TagName(); !void[string(name)] {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return "/" + string(name)
			}
			open = open[:len(open)-1]
		}
	}
}

// Whatever limit is reached, wherever, the page is well-formed and no longer than the limit allows.
func TestPagesAreWellFormedAtEveryLimit(t *testing.T) {
	files, _ := filepath.Glob("../testdata/specs/*.json")
	if len(files) == 0 {
		t.Fatal("no samples")
	}
	s := newStages(components.New)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := s.compile(t, string(text))
		whole, complete := p.Append(nil)
		if !complete {
			t.Fatalf("%s is not complete", file)
		}
		for limit := len(whole) - len(body(whole)) - 500; limit < len(whole)+500 && !p.Static(); limit += 97 {
			out, complete := p.AppendWithin(nil, limit, program.MaxSteps)
			if bad := unbalanced(out); bad != "" {
				t.Fatalf("%s, %d bytes: %s", file, limit, bad)
			}
			if complete != (string(out) == string(whole)) && complete {
				t.Fatalf("%s, %d bytes: another page is called complete", file, limit)
			}
		}
		for steps := 1; steps < 2*p.Ops() && !p.Static(); steps += 3 {
			out, complete := p.AppendWithin(nil, program.MaxOutputBytes, steps)
			if bad := unbalanced(out); bad != "" {
				t.Fatalf("%s, %d steps: %s", file, steps, bad)
			}
			if complete && string(out) != string(whole) {
				t.Fatalf("%s, %d steps: another page is called complete", file, steps)
			}
		}
	}
}

// A start tag and its end tag have one name, also when a limit of the expressions is reached between them.
func TestTagsThatAreChosenFitWhenWorkRunsOut(t *testing.T) {
	s := newStages(components.New)
	p := s.compile(t, `{"root":"a","elements":{"a":{"type":"Stack","repeat":{"statePath":"/l"},"children":["h","c"]},
		"h":{"type":"Heading","props":{"level":{"$concat":["h",{"$state":"/n"}]},"text":{"$join":{"$state":"/b"},"separator":""}}},
		"c":{"type":"Text","props":{"variant":{"$concat":["co",{"$state":"/de"}]},"text":{"$join":{"$state":"/b"},"separator":""}}}},
		"state":{"n":1,"de":"de","l":[`+strings.TrimSuffix(strings.Repeat("0,", 3000), ",")+`],"b":[`+strings.TrimSuffix(strings.Repeat(`"",`, 90_000), ",")+`]}}`)
	out, complete := p.Append(nil)
	if complete {
		t.Fatal("the page is complete, so that no limit was reached")
	}
	if bad := unbalanced(out); bad != "" {
		t.Error(bad)
	}
	if got := body(out); !strings.Contains(got, `<h1 class="ui-heading"></h1><code class="ui-text ui-text-code"></code>`) {
		t.Error(got[:200])
	}
}

func TestChoicesAreMadeOncePerElement(t *testing.T) {
	cat := catalog.New()
	i, _ := cat.Lookup(catalog.NameOf([]byte("Heading")), []byte("Heading"))
	level := cat.Types[i].Prop("level")
	c := program.NewChoice(level, cat.Types[i].Props[level].Enum, map[string]string{"h1": "one", "h2": "two", "h3": "three"}, "none")
	yes := program.Literal("yes")
	s := newStages(only("Heading", func(b *program.Builder) {
		b.Choose(c)
		b.Markup(" ")
		b.IfElse(b.Prop(0), func() { b.Choose(c); b.Choose(c) }, func() { b.Choose(c) })
		b.If(yes, func() { b.Choose(c) })
		b.Choose(c)
		b.Markup(";")
	}))
	p := s.compile(t, `{"root":"a","elements":{"a":{"type":"div","children":["b","c","r"]},"b":{"type":"Heading","props":{"text":{"$state":"/no"},"level":{"$state":"/x"}}},
		"c":{"type":"Heading","props":{"text":{"$state":"/x"},"level":{"$state":"/y"}}},
		"r":{"type":"p","repeat":{"statePath":"/l"},"children":["d"]},"d":{"type":"Heading","props":{"text":"x","level":{"$item":""}}}},"state":{"x":"h1","y":"h2","l":["h3","h1","h9"]}}`)
	out, _ := p.Append(nil)
	want := `<div>one oneoneone;two twotwotwotwo;<p>three threethreethreethree;one oneoneoneone;none nonenonenonenone;</p></div>`
	if got := body(out); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAListInALiteralUnrolls(t *testing.T) {
	s := newStages(only("Table", func(b *program.Builder) {
		b.Each(b.Prop(0), func(item, index program.Val) {
			b.Text(index)
			b.Markup(":")
			b.Text(item)
			b.Markup(" ")
		})
	}))
	for _, test := range []struct {
		columns, want string
		ops           int
	}{
		{`["a","<"]`, "0:a 1:&lt; ", 1},
		{`[]`, "", 1},
		{`["a",{"$concat":["b"]}]`, "0:a 1:b ", 1},
		{`["a",{"$state":"/x"}]`, "0:a 1:X ", 2},
		{`{"$state":"/l"}`, "0:p 1:q ", 5},
		{`{"$state":"/x"}`, "", 5},
	} {
		p := s.compile(t, `{"root":"a","elements":{"a":{"type":"Table","props":{"columns":`+test.columns+`,"rows":[]}}},"state":{"x":"X","l":["p","q"]}}`)
		out, _ := p.Append(nil)
		if got := body(out); got != test.want || p.Ops() != test.ops {
			t.Errorf("%s: %q in %d operations, want %q in %d", test.columns, got, p.Ops(), test.want, test.ops)
		}
	}
}

// 170,000 empty items are a spec of 512 KB; what a component writes for each must not make a page of any size.
func TestHugeListsAreRefused(t *testing.T) {
	items := strings.TrimSuffix(strings.Repeat(`"",`, 170_000), ",")
	for name, emit := range map[string]func(b *program.Builder){
		"bytes": func(b *program.Builder) {
			b.Each(b.Prop(0), func(_, _ program.Val) { b.Markup(program.Trusted(strings.Repeat("x", 100))) })
		},
		"expressions": func(b *program.Builder) {
			b.Each(b.Prop(0), func(item, _ program.Val) { b.Text(b.Call(expr.String, b.Call(expr.String, item))) })
		},
	} {
		s := newStages(only("Table", emit))
		s.compile(t, `{"root":"a","elements":{"a":{"type":"Table","props":{"columns":[`+items+`],"rows":[]}}}}`)
		if len(s.issues.Issues) != 1 || s.issues.Issues[0].Code != "page_too_large" {
			t.Errorf("%s: %v", name, s.issues.Issues)
		}
	}
}

func TestTooManyFramesWriteNothing(t *testing.T) {
	depth := 0
	var nest func(b *program.Builder)
	nest = func(b *program.Builder) {
		if depth++; depth > 2*expr.MaxFrames {
			b.Markup("too deep")
			return
		}
		b.Markup("(")
		b.Each(b.Prop(0), func(_, _ program.Val) { nest(b) })
		b.Markup(")")
	}
	s := newStages(only("Table", nest))
	p := s.compile(t, `{"root":"a","elements":{"a":{"type":"Table","props":{"columns":{"$state":"/l"},"rows":[]}}},"state":{"l":[1]}}`)
	out, _ := p.Append(nil)
	if got := body(out); got != strings.Repeat("(", expr.MaxFrames+1)+strings.Repeat(")", expr.MaxFrames+1) {
		t.Errorf("%d: %s", len(got), got)
	}
}

func TestIDsAreUnique(t *testing.T) {
	s := newStages(only("Input", func(b *program.Builder) {
		b.UniqueID(b.Prop(1), "-a")
		b.Markup(" ")
		b.UniqueID(b.Prop(1), "-b")
		b.Markup(" ")
	}))
	p := s.compile(t, `{"root":"a","elements":{"a":{"type":"div","children":["b","c","d","r"]},"b":{"type":"Input","props":{"label":"x","name":"n<"}},
		"c":{"type":"Input","props":{"label":"x","name":"n<"}},"d":{"type":"Input","props":{"label":"x","name":{"$state":"/no"}}},
		"r":{"type":"div","repeat":{"statePath":"/l"},"children":["e","q"]},"e":{"type":"Input","props":{"label":"x","name":"m"}},
		"q":{"type":"div","repeat":{"statePath":"/l"},"children":["f"]},"f":{"type":"Input","props":{"label":"x","name":"m"}}},"state":{"l":[1,2]}}`)
	out, _ := p.Append(nil)
	ids := strings.Fields(regexp.MustCompile("<[^>]*>").ReplaceAllString(body(out), " "))
	seen := map[string]bool{}
	for i, id := range ids {
		if seen[id] {
			t.Errorf("%s is there twice in %v", id, ids)
		}
		seen[id] = true
		if base, ok := strings.CutSuffix(id, "-a"); ok && ids[i+1] != base+"-b" {
			t.Errorf("the ids of one element are %s and %s", id, ids[i+1])
		}
	}
	if len(ids) != 18 || ids[0] != "n&lt;-a" {
		t.Errorf("%d ids: %v", len(ids), ids)
	}
}

func TestCompilingDoesNotAllocate(t *testing.T) {
	s := newStages(components.New)
	text := []byte(`{"root":"a","elements":{"a":{"type":"Stack","props":{"gap":{"$state":"/g"},"className":"x"},"repeat":{"statePath":"/l"},"visible":[{"$item":"x"},{"$state":"/y"}],"children":["b","c","d"]},
		"b":{"type":"Table","props":{"columns":["a",{"$item":"x"}],"rows":{"$state":"/rows"}}},"c":{"type":"Input","props":{"label":{"$template":"a ${/b} c"},"name":"n"}},
		"d":{"type":"div","props":{"data-x":{"$item":""},"style":{"color":{"$state":"/c"}}},"text":"x"}},"state":{"l":[1]},"meta":{"title":"t","style":"p{color:red}"}}`)
	allocs := testing.AllocsPerRun(100, func() {
		s.spec.Parse(text, &s.issues)
		s.checker.Check(&s.spec)
		s.compiler.Compile(&s.spec, program.Options{Title: "t"}, &s.issues)
	})
	if len(s.issues.Issues) > 0 || allocs != 0 {
		t.Errorf("%v allocations, %v", allocs, s.issues.Issues)
	}
}
