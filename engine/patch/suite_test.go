package patch

import (
	"encoding/json"
	"os"
	"testing"
)

// suiteCase is one of the cases of json-patch-tests.
type suiteCase struct {
	Comment  string
	Doc      json.RawMessage
	Patch    json.RawMessage
	Expected json.RawMessage
	Error    string
}

func suite(t testing.TB) []suiteCase {
	var all []suiteCase
	for _, file := range []string{"spec_tests.json", "tests.json"} {
		text, err := os.ReadFile("testdata/" + file)
		var cases []suiteCase
		if err == nil {
			err = json.Unmarshal(text, &cases)
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, cases...)
	}
	return all
}

func load(t testing.TB, text []byte) *Document {
	t.Helper()
	d := New(1 << 20)
	if err := d.Load(text); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return d
}

// All cases run, those too that the suite has disabled because not every implementation can see what is wrong.
func TestSuite(t *testing.T) {
	ran := 0
	for _, c := range suite(t) {
		if c.Doc == nil {
			continue // only a comment
		}
		ran++
		d := load(t, c.Doc)
		before := string(d.AppendJSON(nil))
		ops, err := NewParser(nil).Parse(c.Patch)
		if err == nil {
			err = d.Apply(ops)
		}
		got := d.AppendJSON(nil)
		switch {
		case c.Error != "":
			if err == nil {
				t.Errorf("%s: %s to %s: applied, though %s: %s", c.Comment, c.Patch, c.Doc, c.Error, got)
			}
			if string(got) != before {
				t.Errorf("%s: %s to %s left %s", c.Comment, c.Patch, c.Doc, got)
			}
		case err != nil:
			t.Errorf("%s: %s to %s: %v", c.Comment, c.Patch, c.Doc, err)
		case c.Expected != nil && !sameJSON(d, c.Expected):
			t.Errorf("%s: %s to %s: got %s, want %s", c.Comment, c.Patch, c.Doc, got, c.Expected)
		}
		checkDocument(t, d)
	}
	if ran < 110 {
		t.Errorf("only %d cases ran", ran)
	}
}

// sameJSON compares the document with a JSON text as the operation test does.
func sameJSON(d *Document, text []byte) bool {
	ops, err := NewParser(nil).Parse([]byte(`{"op":"test","path":"","value":` + string(text) + `}`))
	return err == nil && d.Apply(ops) == nil
}

// checkDocument holds the document's own account of its size against what it writes, and what it writes against itself.
func checkDocument(t testing.TB, d *Document) {
	t.Helper()
	text := d.AppendJSON(nil)
	if d.Size() != len(text) {
		t.Errorf("size %d, but it has %d bytes: %s", d.Size(), len(text), text)
	}
	again := New(1 << 20)
	if err := again.Load(text); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if out := again.AppendJSON(nil); string(out) != string(text) {
		t.Errorf("read again\n%s\nis\n%s", text, out)
	}
}
