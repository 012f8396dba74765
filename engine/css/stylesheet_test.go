package css

import (
	"strings"
	"testing"
)

// cleanStylesheets are kept byte for byte.
var cleanStylesheets = []string{
	"", "a{}", ".a, #b > c ~ d + e * f::before { color: red; margin: 0 }", "a:hover{color:red}", "a:not(.b):nth-child(2n + 1){}",
	"@media (min-width: 600px) and (width <= 900px) { a { color: red } }", "@media print{a{b:c}}", "@supports (display: grid) and (not (a:b)) {a{b:c}}",
	"@container card (width > 400px) { a { b: c } }", "@layer base, theme;", "@layer base { a { b: c } }", "@layer{a{b:c}}",
	"@keyframes spin { from { rotate: 0 } 50%, 60.5% { rotate: 1turn } to { rotate: 0 } }",
	"@font-face { font-family: 'X'; src: url(x.woff2) format('woff2'), url(data:font/woff2;base64,AA), local('Y'); unicode-range: U+0025-00FF, u+4??, U+a5 }",
	"@property --x { syntax: '*'; inherits: false; initial-value: 0 }", "@starting-style { a { opacity: 0 } }",
	"@page :first { margin: 1in; @top-left { content: 'x' } }", "@counter-style a { system: cyclic; symbols: url(a.png) '→' }",
	".card { color: red; &:hover { color: blue } .title & { a: b } > p { c: d } a:hover { e: f } a:b; @media print { g: h } }",
	"a{--x:{b:c;d:e};f:g}", "a{--x:(;)}", "a{--x:b{c}d}", ":root{--a:1;--b:url(x.png)}", `.md\:flex{a:b}`, `.w-1\/2{a:b}`, `.\31 a{b:c}`,
	`a[href^="javascript:"]{a:b}`, ".javascript:hover{a:b}", ".behavior::before{a:b}", ".tag.javascript{}", `a::after{content:"\f101"}`,
	"a{b:c}\n\n\nd{e:f}\n", "a{;;b:c;}", "a|b{c:d}", "*{box-sizing:border-box}", "a{background:url(https://x.example/a.png)}", "@-webkit-keyframes x{to{a:b}}",
	".日本{a:b}", ".🎉{a:b}", "a{width:1e3px}", "a{b:c!important}",
}

func TestCleanStylesheetKeepsWhatIsClean(t *testing.T) {
	for _, s := range cleanStylesheets {
		out, issue, ok := CleanStylesheet(nil, []byte(s))
		if !ok || string(out) != s {
			t.Errorf("%q gave %q, %v", s, out, issue)
		}
	}
}

func TestCleanStylesheetRewrites(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"/* a */ a /* b */ { /* c */ b : c /* d */ } /* e */", " a  {  b : c  } "},
		{"a/**/.b{}", "a/**/.b{}"},
		{"<!-- a{b:c} -->", "  a{b:c}  "},
		{"a{b:c<!-- -->}", "a{b:c   }"},
		{"a{b:c};d{e:f}", "a{b:c}d{e:f}"},
		{"a{content:'</style><script>'}", `a{content:'\3c /style>\3c script>'}`},
		{"a{content:'<!--'}", `a{content:'\3c !--'}`},
		{"@media (400px<width){a{}}", "@media (400px< width){a{}}"},
		{"a{b:</style>}", "a{b:< /style>}"},
		{"a{b:<<!-- -->/style>}", "a{b:<    /style>}"},
		{"a{b:</**//style>}", "a{b:< /style>}"},
		{"@property --x{syntax:'<length>'}", `@property --x{syntax:'\3c length>'}`},
		{`@\6d edia print{a{}}`, "@media print{a{}}"},
		{`a{\62:c}`, "a{b:c}"},
		{`a{b:\31 /**/ (c)}`, `a{b:\31 /**/ (c)}`},
	} {
		out, issue, ok := CleanStylesheet([]byte("x"), []byte(c.in))
		if !ok || string(out) != "x"+c.want {
			t.Errorf("%q gave %q, %v, want %q", c.in, out, issue, c.want)
		}
	}
}

var attackStylesheets = []string{
	"@import 'x';", "@import url(x);a{b:c}", `@\69mport "x";`, "@IMPORT 'x';", "a{}@import 'x';", "@media print{@import 'x';}", "a{@import 'x';}", "@charset 'utf-8';",
	"@namespace url(x);", "@document url(x){a{}}", "@-moz-document url-prefix(){a{}}", "@foo;", "@foo{}", "@tailwind base;", "a{@apply x;}", "@top-left{}", "@media;", "@media print",
	"@page{a{@top-left{}}}@top-left{}", "@font-face;", "@", "@ import 'x';", "@/**/import 'x';", "@imp/**/ort 'x';",
	"a{width:expression(1)}", "a{behavior:url(x)}", "a{-moz-binding:url(x)}", "a{b:url(javascript:x)}", "a{b:url(data:text/html,x)}", "@media (a:url(javascript:x)){}",
	"@font-face{src:url(javascript:x)}", "@font-face{src:url(data:text/html,x)}", "@font-face{src:url(data:image/png,x)}", "a{b:url(data:font/woff,x)}",
	"@font-face{}a{b:url(data:font/woff,x)}", "@supports (behavior:url(x)){}", "@supports (background:url(javascript:x)){a{}}", "javascript:hover{}", "a{&:hover{b:url(javascript:x)}}",
	"a{--x:{b:url(javascript:x)}}", "a{--x:{behavior:x}}", "a{b:'javascript:x'}", "a[b=url(javascript:x)]{}", "a{b:image-set('javascript:x')}", ".behavior:x", "a{.behavior:url(x)}",
	"a{", "a{b:c", "a{b:c}d{e:f", "a{b:'}", "a{b:\"c}", "a}", "}", "a{}}", "a{(}", "a{b:(}", "a{b:(})}", "a{b:[)]}", "a(b{}", "a)b{}", "a;b{}", "a", "a,b", "color:red", "color:red;a{}", "a{b{c:d}", "a{b}",
	"a{b c;}", "a{b:c{d}", "a{b:{c}", "a{--x:{}", "a{--x:{)}}", "/*", "a{}/*", "a{/*}", "a{b:url(}", "a{b:url(x}", "a{b:\\\n}", "a\\", "a{b:‘c’}", "×{}", "a{'b':c}", "a{@media print}",
	"a{@layer b}", "expression(){}", "a{b:(c{d:e)}f:url(javascript:x)}}",
	strings.Repeat("a{", MaxDepth+1) + strings.Repeat("}", MaxDepth+1), strings.Repeat("a{}\n", MaxStylesheetBytes/4) + "\n",
}

func TestCleanStylesheetRefuses(t *testing.T) {
	for _, s := range attackStylesheets {
		out, issue, ok := CleanStylesheet([]byte("x"), []byte(s))
		if ok || string(out) != "x" || issue.Reason == "" || issue.Offset < 0 || issue.Offset > len(s) {
			t.Errorf("%.60q gave %.60q, %v", s, out, issue)
		}
	}
}
