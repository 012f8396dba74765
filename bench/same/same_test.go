package same

import (
	"strings"
	"testing"
)

func TestPagesAreTheSameHoweverTheyAreWritten(t *testing.T) {
	want := `<!doctype html><head><style>p > a{}</style></head><body><p class="a" id="b">Fish &amp; <b>chips</b></p></body>`
	tests := []struct {
		name, page string
		differs    string
	}{
		{"itself", want, ""},
		{"another spelling", "<!DOCTYPE html>\n<head>\n</head><body><p id=b class='a'>Fish  &#38;\n<b>chips</b> </p></body>", ""},
		{"another attribute", strings.Replace(want, `id="b"`, `id="c"`, 1), `id=\"c\"`},
		{"another text", strings.Replace(want, "chips", "peas", 1), `"peas"`},
		{"another element", strings.ReplaceAll(want, "b>", "i>"), `<i>`},
		{"an element less", strings.Replace(want, "<b>chips</b>", "", 1), `</p>`},
		{"a part more", want + "<p>more", `"<p>"`},
		{"a part less", strings.TrimSuffix(want, "</body>"), "the end"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { expect(t, Structure([]byte(want), []byte(test.page)), test.differs) })
	}
}

func TestTextIsWhatAReaderSees(t *testing.T) {
	want := `<head><title>T</title></head><body><p>Card 1 of &lt;two&gt;</p></body>`
	expect(t, Text([]byte(want), []byte(`<div><span>Card</span> <!-- -->1 of<i>&lt;two></i></div>`)), "")
	expect(t, Text([]byte(want), []byte(`<p>Card 2 of &lt;two&gt;</p>`)), `"2"`)
}

func TestValuesAreTheSameHoweverTheyAreWritten(t *testing.T) {
	expect(t, JSON([]byte(`{"a":[1,"x"],"b":null}`), []byte(` {"b": null, "a": [1.0, "\u0078"]}`)), "")
	expect(t, JSON([]byte(`{"a":1}`), []byte(`{"a":2}`)), "another value")
	expect(t, JSON([]byte(`{"a":1}`), []byte(`{"a":1`)), "not JSON")
}

// expect wants no difference, or one that names something.
func expect(t *testing.T, err error, differs string) {
	t.Helper()
	switch {
	case differs == "" && err != nil:
		t.Error(err)
	case differs != "" && (err == nil || !strings.Contains(err.Error(), differs)):
		t.Errorf("the difference is %v, want one about %s", err, differs)
	}
}
