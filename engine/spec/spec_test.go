package spec

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"placard/engine/diag"
	"placard/engine/value"
)

func parse(text string) (*Spec, *diag.List) {
	var s Spec
	var list diag.List
	s.Parse([]byte(text), &list)
	return &s, &list
}

// find looks an id up that is not in the text: it is put behind it.
func (s *Spec) find(id string) int32 {
	before := s.Doc.Mark()
	defer s.Doc.Rewind(before)
	list := s.Doc.Begin(value.Array, nil)
	s.Doc.Put(value.OfString([]byte(id)), nil)
	s.Doc.Finish(list)
	return s.Lookup(s.Doc.ContentSpan(s.Doc.First(list)))
}

// element is what an element of a spec was read as, for comparison.
func (s *Spec) element(id string) string {
	i := s.find(id)
	if i == NoElement {
		return "none"
	}
	e := &s.Elements[i]
	var b strings.Builder
	fmt.Fprintf(&b, "%s at %d", s.Doc.Bytes(e.TypeName), e.Offset)
	for _, k := range s.Children(e) {
		fmt.Fprintf(&b, " %s", s.Doc.Bytes(k.ID))
	}
	for name, ref := range map[string]value.Ref{"props": e.Props, "text": e.Text, "visible": e.Visible, "repeat": e.Repeat, "on": e.On, "watch": e.Watch} {
		if ref != value.NoRef {
			fmt.Fprintf(&b, " %s", name)
		}
	}
	return b.String()
}

// The usual keys are read in a way of their own when they stand without white space: both ways must mean the same.
func TestWhiteSpaceMakesNoDifference(t *testing.T) {
	tight := `{"root":"a","elements":{"a":{"type":"div","props":{"x":1},"children":["b","c"]},"b":{"children":[],"props":{},"type":"p"},"c":{"type":"p","children":null,"props":null}}}`
	loose := strings.NewReplacer(":", " : ", ",", " ,\n\t", "{", "{ ", "]", " ]").Replace(tight)
	for _, field := range []string{"type", "props", "children"} {
		loose = strings.Replace(loose, `"`+field+`"`, `"\u00`+fmt.Sprintf("%02x", field[0])+field[1:]+`"`, 1)
	}
	a, issues := parse(tight)
	b, more := parse(loose)
	if len(issues.Issues)+len(more.Issues) > 0 {
		t.Fatal(issues.Issues, more.Issues)
	}
	for _, id := range []string{"a", "b", "c"} {
		x, y := a.element(id), b.element(id)
		if x, y := cutOffset(x), cutOffset(y); x != y {
			t.Errorf("%s: %q and %q", id, x, y)
		}
	}
}

func cutOffset(s string) string {
	before, after, _ := strings.Cut(s, " at ")
	_, after, _ = strings.Cut(after, " ")
	return before + " " + after
}

func TestKeysThatOnlyBeginLikeTheUsualOnes(t *testing.T) {
	s, issues := parse(`{"root":"a","elements":{"a":{"type":"div","childrex":1,"children_":2,"props2":3,"type2":4,"typ":5}}}`)
	if len(issues.Issues) != 5 || s.element("a") != "div at 28" {
		t.Errorf("%s %v", s.element("a"), issues.Issues)
	}
}

func TestOfAFieldThatIsThereTwiceTheLastOneCounts(t *testing.T) {
	s, _ := parse(`{"root":"x","root":"a","elements":{"a":{"type":"p","type":"div","children":["x","y"],"children":["b"],"text":"x","text":null},"b":{"type":"p","children":["c"],"children":null}}}`)
	if got := s.element("a"); string(s.Doc.Bytes(s.Root)) != "a" || got != "div at 39 b" {
		t.Errorf("root %s, %s", s.Doc.Bytes(s.Root), got)
	}
	if got := cutOffset(s.element("b")); got != "p " {
		t.Errorf("%q", got)
	}
}

func TestParsingAgainForgetsTheLastSpec(t *testing.T) {
	var s Spec
	var list diag.List
	s.Parse([]byte(`{"root":"a","elements":{"a":{"type":"div","children":["b"]},"b":{"type":"p"}},"state":{"x":1},"meta":{"title":"x"}}`), &list)
	s.Parse([]byte(`{"elements":{"b":{"type":"p"}}}`), &list)
	if s.HasRoot || s.State != value.NoRef || s.Meta != value.NoRef || len(s.Kids) > 0 || len(s.Elements) != 1 || s.element("a") != "none" {
		t.Errorf("%+v", s.Elements)
	}
	s.Parse(bytes.Repeat([]byte("x"), MaxSpecBytes+1), &list)
	if !s.Cut || len(s.Elements) > 0 || s.element("b") != "none" {
		t.Error("a text that is too large left something")
	}
}

func TestIDsAreFoundWhateverTheirLength(t *testing.T) {
	var b strings.Builder
	ids := map[string]int{}
	for i := range MaxElements - 1 {
		id := strings.Repeat("x", i%40) + fmt.Sprint(i) + strings.Repeat("y", i%7)
		ids[id] = i
		fmt.Fprintf(&b, `%q:{"type":"p"},`, id)
	}
	s, issues := parse(`{"root":"","elements":{` + b.String() + `"":{"type":"div"}}}`)
	if len(issues.Issues) > 0 {
		t.Fatal(issues.Issues[0])
	}
	for id, i := range ids {
		if got := s.find(id); got != int32(i) {
			t.Errorf("%s: %d, want %d", id, got, i)
		}
		for _, other := range []string{id + "x", id[1:], "z" + id} {
			if got := s.find(other); got != NoElement && string(s.Doc.Bytes(s.Elements[got].ID)) != other {
				t.Errorf("%s was taken for %s", other, s.Doc.Bytes(s.Elements[got].ID))
			}
		}
	}
}

// From the fourth element that begins alike on, others are known by it, whatever the white space.
func TestElementsAreKnownByAnEarlierOneThatIsWrittenAlike(t *testing.T) {
	var b strings.Builder
	for i := range 9 {
		fmt.Fprintf(&b, `"%d":{"type":"div","props":{"id":"%d"},"children":["a","%d"]},`, i, i, i)
	}
	tight := `{"root":"0","elements":{` + b.String() + `"x":{"type":"div","props":{"id":""},"children":["a","b"]},"y":{"type":"p"}}}`
	var loose bytes.Buffer
	if err := json.Indent(&loose, []byte(tight), " ", "\t"); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{tight, loose.String()} {
		s, issues := parse(text)
		if len(issues.Issues) > 0 {
			t.Fatal(issues.Issues)
		}
		for i := range s.Elements {
			e, want := &s.Elements[i], uint32(0)
			s.Nodes(e)
			if i > 3 && i < 9 {
				want = 1 + 3
			}
			if e.Like != want {
				t.Errorf("element %d is like %d, not %d", i, e.Like, want)
			}
			if want > 0 && (s.element(strconv.Itoa(i)) != fmt.Sprintf("div at %d a %d props", e.Offset, i) || s.Doc.Text()[e.Offset] != '{' ||
				string(s.Doc.Content(s.Doc.Field(e.Props, "id"))) != strconv.Itoa(i)) {
				t.Errorf("element %d: %s", i, s.element(strconv.Itoa(i)))
			}
			if e.TypeName.Off < e.Offset || i+1 < len(s.Elements) && e.TypeName.Off > s.Elements[i+1].Offset {
				t.Errorf("element %d at %d: its type is at %d", i, e.Offset, e.TypeName.Off)
			}
		}
	}
}

func TestPointer(t *testing.T) {
	for want, parts := range map[string][]string{
		"": nil, "/": {""}, "/a/b": {"a", "b"}, "/a~1b/~0": {"a/b", "~"}, "/~01/é": {"~1", "é"},
	} {
		if got := Pointer(parts...); got != want {
			t.Errorf("%q: %q, want %q", parts, got, want)
		}
	}
}

func TestPositions(t *testing.T) {
	block := strings.Repeat("x", blockBytes-1)
	for _, text := range []string{
		"", "a", "\n", "a\nbc\n\nd", "\r\n\r\n", "é\nü", strings.Repeat("\n", 2*blockBytes+5), block + "\n" + block + "y\n" + block, strings.Repeat("long ", 2000),
	} {
		var x lineIndex
		line, column := 1, 1
		for i := range len(text) + 1 {
			if l, c := x.position([]byte(text), i); l != line || c != column {
				t.Fatalf("%.20q at %d: %d:%d, want %d:%d", text, i, l, c, line, column)
			}
			if column++; i < len(text) && text[i] == '\n' {
				line, column = line+1, 1
			}
		}
	}
}

func TestParsingDoesNotAllocate(t *testing.T) {
	text := []byte(`{"root":"a","elements":{"a":{"type":"div","props":{"x":[1,{"y":"z\n"}]},"children":["b"]},"b":{"type":"p","text":"é","visible":{"$state":"/x"}}},"state":{"x":1}}`)
	var s Spec
	var list diag.List
	if n := testing.AllocsPerRun(100, func() { s.Parse(text, &list) }); n != 0 || len(list.Issues) > 0 {
		t.Errorf("%v allocations, %v", n, list.Issues)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"root":"a","elements":{"a":{"type":"div","props":{},"children":["b"],"slots":{"default":["c"]}},"b":{"type":"p","text":"x"}},"state":{},"meta":{}}`,
		`{"elements":{"a":5,"a":{"type":"p"}},"elements":[]}`, `{"root":5,"x":1,"elements":{"":{"type":"","children":[1,null,{}]}}}`, `[`, "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var s Spec
		var list diag.List
		s.Parse(text, &list)
		for i := range s.Elements {
			e := &s.Elements[i]
			if got := s.Lookup(e.ID); got != int32(i) {
				t.Fatalf("element %d is found at %d", i, got)
			}
			s.Children(e)
		}
		for _, i := range list.Issues {
			if i.Line < 1 && i.Code != "spec_too_large" || i.Code == "" || i.Message == "" {
				t.Fatalf("%+v", i)
			}
		}
		if s.Cut != (codesOf(&list, "syntax", "too_many_elements", "spec_too_large") || codesOf(&list, "not_an_object") && len(s.Elements) == 0 && s.Cut) {
			t.Fatalf("cut is %v: %v", s.Cut, list.Issues)
		}
	})
}

func codesOf(list *diag.List, codes ...string) bool {
	for _, i := range list.Issues {
		for _, c := range codes {
			if i.Code == c {
				return true
			}
		}
	}
	return false
}
