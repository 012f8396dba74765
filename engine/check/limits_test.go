package check_test

import (
	"fmt"
	"strings"
	"testing"

	"placard/catalog"
	"placard/engine/check"
	"placard/engine/diag"
	"placard/engine/spec"
)

// codes are the codes of a list's issues with how often each is there.
func codes(list *diag.List) map[string]int {
	n := map[string]int{}
	for _, i := range list.Issues {
		n[i.Code]++
	}
	return n
}

// chain is a spec of n elements, each the child of the one before.
func chain(n int) string {
	var b strings.Builder
	b.WriteString(`{"root":"e1","elements":{`)
	for i := 1; i <= n; i++ {
		if i > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"e%d":{"type":"div"`, i)
		if i < n {
			fmt.Fprintf(&b, `,"children":["e%d"]`, i+1)
		}
		b.WriteByte('}')
	}
	return b.String() + `}}`
}

// flat is a spec with a root and n-1 children.
func flat(n int) string {
	var kids, elements strings.Builder
	for i := 1; i < n; i++ {
		if i > 1 {
			kids.WriteByte(',')
		}
		fmt.Fprintf(&kids, `"e%d"`, i)
		fmt.Fprintf(&elements, `,"e%d":{"type":"p"}`, i)
	}
	return `{"elements":{"r":{"type":"div","children":[` + kids.String() + `]}` + elements.String() + `},"root":"r"}`
}

func TestFiftyLevelsAreAllowed(t *testing.T) {
	if list := issuesOf(chain(spec.MaxLevels)); len(list.Issues) > 0 {
		t.Errorf("%v", list.Issues[0])
	}
}

func TestTheFiftyFirstLevelIsReportedOnce(t *testing.T) {
	for _, levels := range []int{spec.MaxLevels + 1, spec.MaxElements} {
		list := issuesOf(chain(levels))
		if len(list.Issues) != 1 || list.Issues[0].Code != "too_deep" || list.Issues[0].Path != "/elements/e51" {
			t.Errorf("%d levels: %v", levels, list.Issues)
		}
	}
}

func TestFiveHundredElementsAreAllowed(t *testing.T) {
	if list := issuesOf(flat(spec.MaxElements)); len(list.Issues) > 0 {
		t.Errorf("%v", list.Issues[0])
	}
}

// What is past the limit is not read, so it must not be called missing, and neither must the root behind it.
func TestTheElementAfterFiveHundredIsTheOnlyIssue(t *testing.T) {
	list := issuesOf(flat(spec.MaxElements + 1))
	if len(list.Issues) != 1 || list.Issues[0].Code != "too_many_elements" || list.Issues[0].Path != "/elements/e500" {
		t.Errorf("%v", list.Issues)
	}
}

func TestADuplicateIsNoElementMore(t *testing.T) {
	text := strings.Replace(flat(spec.MaxElements), `,"e1":`, `,"e1":{"type":"i"},"e1":`, 1)
	if list := issuesOf(text); list.Refused() || codes(list)["duplicate_id"] != 1 {
		t.Errorf("%v", list.Issues)
	}
}

func TestSpecBytesAtTheLimit(t *testing.T) {
	text := `{"root":"a","elements":{"a":{"type":"div"}}}`
	text += strings.Repeat(" ", spec.MaxSpecBytes-len(text))
	if list := issuesOf(text); len(list.Issues) > 0 {
		t.Errorf("at the limit: %v", list.Issues[0])
	}
	list := issuesOf(text + " ")
	if len(list.Issues) != 1 || list.Issues[0].Code != "spec_too_large" {
		t.Errorf("past it: %v", list.Issues)
	}
}

func TestNestingOfJSONIsLimited(t *testing.T) {
	page := func(levels int) string {
		return `{"root":"a","elements":{"a":{"type":"div"}},"state":{"x":` + strings.Repeat("[", levels) + strings.Repeat("]", levels) + `}}`
	}
	if list := issuesOf(page(98)); len(list.Issues) > 0 {
		t.Errorf("at the limit: %v", list.Issues[0])
	}
	for _, levels := range []int{99, 100_000} {
		list := issuesOf(page(levels))
		if len(list.Issues) != 1 || list.Issues[0].Code != "syntax" || !strings.Contains(list.Issues[0].Message, "nested too deeply") {
			t.Errorf("%d levels: %v", levels, list.Issues)
		}
	}
}

func TestChildrenAreLimited(t *testing.T) {
	page := func(n int) string {
		// Nobody reaches who names them, so that naming one twice is no issue of its own.
		return `{"elements":{"x":{"type":"div","children":["b"` + strings.Repeat(`,"b"`, n-2) + `]},"a":{"type":"div","children":["b"]},"b":{"type":"p"}},"root":"a"}`
	}
	if list := issuesOf(page(spec.MaxChildrenRefs)); list.Refused() {
		t.Errorf("at the limit: %v", list.Issues)
	}
	list := issuesOf(page(spec.MaxChildrenRefs + 5))
	if !list.Refused() || codes(list)["too_many_children"] != 1 {
		t.Errorf("past it: %v", list.Issues)
	}
}

func TestAttributesAreLimited(t *testing.T) {
	page := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,"data-a%d":1`, i)
		}
		return `{"root":"a","elements":{"a":{"type":"div","props":{"id":"x"` + b.String() + `}}}}`
	}
	if list := issuesOf(page(99)); len(list.Issues) > 0 {
		t.Errorf("at the limit: %v", list.Issues[0])
	}
	list := issuesOf(page(100))
	if len(list.Issues) != 1 || list.Issues[0].Code != "too_many_attributes" {
		t.Errorf("past it: %v", list.Issues)
	}
}

func TestIssuesPastTheCapAreCounted(t *testing.T) {
	list := issuesOf(strings.ReplaceAll(flat(301), `"p"`, `"nope"`))
	if len(list.Issues) != diag.MaxIssues || list.More != 200 || !list.Refused() {
		t.Errorf("%d issues and %d more", len(list.Issues), list.More)
	}
}

// A hundred warnings must not hide why the spec is refused.
func TestErrorsTakeThePlaceOfWarnings(t *testing.T) {
	var props strings.Builder
	for i := range 150 {
		fmt.Fprintf(&props, `"x%d":1,`, i)
	}
	list := issuesOf(`{"root":"a","elements":{"a":{"type":"div","props":{` + props.String() + `"onclick":"x"},"children":["nope"]}}}`)
	n := codes(list)
	if n["event_handler"] != 1 || n["unknown_child"] != 1 || n["unknown_prop"] != 98 || list.More != 52 {
		t.Errorf("%v and %d more", n, list.More)
	}
}

func TestCheckingAgainReportsTheSame(t *testing.T) {
	for _, file := range []string{"mend", "values", "tree", "names", "expressions", "events"} {
		for _, c := range readCases(t, "testdata/"+file+".txt") {
			var first, second diag.List
			var s spec.Spec
			checker := check.New(catalog.New())
			s.Parse([]byte(c.spec), &first)
			checker.Check(&s)
			s.Parse([]byte(c.spec), &second)
			checker.Check(&s)
			if lines(&first) != lines(&second) {
				t.Errorf("%s: with memory that was used\n%s\nat first\n%s", c.name, lines(&second), lines(&first))
			}
			kids, slots := len(s.Kids), len(s.Slots)
			second.Reset()
			checker.Check(&s)
			if len(s.Kids) != kids || len(s.Slots) != slots {
				t.Errorf("%s: %d kids and %d slots became %d and %d", c.name, kids, slots, len(s.Kids), len(s.Slots))
			}
		}
	}
}

func TestCheckingDoesNotAllocate(t *testing.T) {
	text := []byte(`{"root":"a","elements":{"a":{"type":"Stack","children":["b","c","d"],"repeat":{"statePath":"/l"},"visible":{"$and":[{"$item":"x","eq":1},{"$state":"/y"}]}},
		"b":{"type":"Text","props":{"text":{"$cond":{"$state":"/y"},"$then":{"$template":"a ${x}"},"$else":"b"},"className":"x"}},
		"c":{"type":"div","props":{"style":{"backgroundColor":"red","margin":4},"class":"x","data-x":1},"children":["e"]},
		"d":{"type":"Button","props":{"label":"x","disabled":{"$state":"/y"}},"on":{"press":{"action":"setState","params":{"statePath":"/y","value":{"$item":"x"}}}}},
		"e":{"type":"a","props":{"href":"https://example.com","style":"color:red"},"text":"x"}},"state":{"l":[1]},"meta":{"style":"p{color:red}"}}`)
	var list diag.List
	var s spec.Spec
	checker := check.New(catalog.New())
	allocs := testing.AllocsPerRun(100, func() {
		s.Parse(text, &list)
		checker.Check(&s)
	})
	if len(list.Issues) > 0 {
		t.Fatal(list.Issues[0])
	}
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
