package css

import (
	"math"
	"testing"
)

func TestAppendProperty(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"color", "red", "color:red"},
		{"backgroundColor", " red ", "background-color:red"},
		{"background-color", "red", "background-color:red"},
		{"WebkitLineClamp", "3", "-webkit-line-clamp:3"},
		{"MozAppearance", "none", "-moz-appearance:none"},
		{"msTransform", "none", "-ms-transform:none"},
		{"OTransition", "none", "-o-transition:none"},
		{"-webkit-x", "none", "-webkit-x:none"},
		{"mso", "x", "mso:x"},
		{"--Gap_1", "1rem", "--Gap_1:1rem"},
		{"--x", "a b", "--x:a b"},
		{"backgroundImage", "url(a.png)", "background-image:url(a.png)"},
		{"content", `"</style>;"`, `content:"\3c /style>;"`},
		{"margin", "1px/**/ 2px", "margin:1px/**/ 2px"},
		{"width", "1px !important", "width:1px !important"},
	} {
		out, issue, ok := AppendProperty([]byte("a:b;"), []byte(c.name), []byte(c.value))
		if !ok || string(out) != "a:b;"+c.want {
			t.Errorf("%s: %q gave %q, %v", c.name, c.value, out, issue)
		}
	}
}

func TestAppendPropertyRefuses(t *testing.T) {
	for _, c := range []struct {
		name, value string
		offset      int
	}{
		{"", "red", 0}, {"a b", "red", 0}, {"a:b", "red", 0}, {"a;b", "red", 0}, {"1a", "red", 0}, {"-1", "red", 0}, {"-", "x", 0}, {"é", "x", 0}, {`a\3a`, "x", 0},
		{"a/*", "x", 0}, {"a{", "x", 0}, {"a<", "x", 0}, {"behavior", "url(x)", 0}, {"Behavior", "x", -1}, {"MozBinding", "url(x)", 0}, {"msBehavior", "x", 0},
		{"-moz-binding", "x", 0}, {"BEHAVIOR", "x", -1}, {"javascript", "x", 0},
		{"color", "", 0}, {"color", " \n", 0}, {"color", "red; a:b", 3}, {"color", "red}", 3}, {"color", "{a:b}", 0}, {"color", "red{", 3}, {"--x", "{}", 0},
		{"color", "'a", 0}, {"color", "a(", 0}, {"color", "a)", 1}, {"color", "/*", 0}, {"color", `a\`, 1}, {"width", "  expression(1)", 2},
		{"background", "url(javascript:x)", 0}, {"background", "a url('javascript:x')", 6}, {"background", "javascript:x", 0},
	} {
		out, issue, ok := AppendProperty([]byte("x"), []byte(c.name), []byte(c.value))
		if c.offset < 0 { // Capitals are vendor prefixes: no property that does anything.
			continue
		}
		if ok || string(out) != "x" || issue.Offset != c.offset || issue.Reason == "" {
			t.Errorf("%s: %q gave %q, %+v", c.name, c.value, out, issue)
		}
	}
}

func TestAppendNumberProperty(t *testing.T) {
	for _, c := range []struct {
		name  string
		value float64
		want  string
	}{
		{"width", 10, "width:10px"}, {"width", 0, "width:0"}, {"width", math.Copysign(0, -1), "width:0"}, {"marginTop", -1.5, "margin-top:-1.5px"},
		{"opacity", 0.5, "opacity:0.5"}, {"lineHeight", 1.2, "line-height:1.2"}, {"line-height", 2, "line-height:2"}, {"zIndex", 1e3, "z-index:1000"},
		{"WebkitLineClamp", 3, "-webkit-line-clamp:3"}, {"MozBoxFlex", 1, "-moz-box-flex:1"}, {"msFlexGrow", 1, "-ms-flex-grow:1"},
		{"flex", 1, "flex:1"}, {"gridRow", 2, "grid-row:2"}, {"fontWeight", 700, "font-weight:700"}, {"fontSize", 16, "font-size:16px"},
		{"--gap", 8, "--gap:8"}, {"--zIndex", 8, "--zIndex:8"}, {"strokeWidth", 2, "stroke-width:2"}, {"scale", 1.1, "scale:1.1"},
		{"width", 1e-7, "width:1e-7px"}, {"width", 1e21, "width:1e+21px"}, {"width", 1.25e-10, "width:1.25e-10px"}, {"width", 1e20, "width:100000000000000000000px"},
		{"width", 0.000001, "width:0.000001px"},
	} {
		out, issue, ok := AppendNumberProperty([]byte("x"), []byte(c.name), c.value)
		if !ok || string(out) != "x"+c.want {
			t.Errorf("%s: %v gave %q, %v", c.name, c.value, out, issue)
		}
	}
	for _, name := range []string{"", "a b", "behavior"} {
		if out, _, ok := AppendNumberProperty([]byte("x"), []byte(name), 1); ok || string(out) != "x" {
			t.Errorf("%q gave %q", name, out)
		}
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if out, _, ok := AppendNumberProperty([]byte("x"), []byte("width"), v); ok || string(out) != "x" {
			t.Errorf("%v gave %q", v, out)
		}
	}
}
