package program

import (
	"math"
	"testing"

	"placard/engine/value"
)

func TestAppendProperty(t *testing.T) {
	text := func(s string) value.Value { return value.OfString([]byte(s)) }
	for _, c := range []struct {
		name string
		v    value.Value
		want string
	}{
		{"width", text("50%"), "width:50%;"},
		{"width", text(" calc(1rem + 2px) "), "width:calc(1rem + 2px);"},
		{"width", value.OfNumber(48), "width:48px;"},
		{"width", value.OfNumber(0), "width:0;"},
		{"opacity", value.OfNumber(0.5), "opacity:0.5;"},
		{"--value", value.OfNumber(12.5), "--value:12.5;"},
		{"font-family", text(`"A & B"`), "font-family:&#34;A &amp; B&#34;;"},
		// What has no value in CSS, or leaves its declaration.
		{"width", value.Value{}, ""},
		{"width", value.OfBool(true), ""},
		{"width", value.OfNumber(math.Inf(1)), ""},
		{"width", text(""), ""},
		{"width", text("1px;color:red"), ""},
		{"width", text("1px}body{color:red"), ""},
		{"background", text("url(javascript:alert(1))"), ""},
		{"width", text("expression(alert(1))"), ""},
	} {
		if got := string(appendProperty([]byte("x"), c.name, c.v)); got != "x"+c.want {
			t.Errorf("%s: %v: got %q, want %q", c.name, c.v, got, "x"+c.want)
		}
	}
}

func TestAppendPropertyAllocatesNothing(t *testing.T) {
	dst, v := make([]byte, 0, 1024), value.OfString([]byte(`calc(1rem + "&")`))
	n := testing.AllocsPerRun(100, func() {
		dst = appendProperty(dst[:0], "width", v)
		dst = appendProperty(dst, "--value", value.OfNumber(33.25))
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}
