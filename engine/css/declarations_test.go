package css

import (
	"strings"
	"testing"
)

// cleanDeclarations are kept byte for byte.
var cleanDeclarations = []string{
	"", " ", ";", "color:red", "color: red; background-color : #fff ;", "color:red;;", "margin:0 auto!important",
	"background:url(a.png)", "background:url( 'a.png' )", `background:url("https://x.example/a.png?b=c&d=(e)")`,
	"background:url(#grad)", "background:url(//cdn/x.png)", "background: URL(data:image/png;base64,iVBORw0KGgo=) no-repeat",
	"background:image-set('a.png' 1x, url(b.png) 2x type('image/png'))", "width:calc(100% - (2 * var(--gap, 1rem)))",
	"--x: 1px", "--x:", "--é: a b c", `--label: "Note: hello"`, "--empty:;color:red", `content:"\201C"`, `content: '\'' "\\"`,
	`content:"a \` + "\n" + `b"`, `content:"{;}"`, "grid-template-areas: 'a b' 'c d'", "grid-area:1/2/3/4", "font:12px/1.5 'A B',serif",
	"transform:translate(-50%,-50%) rotate(1.5e3deg)", "margin:-.5em +1e-2px", "position:fixed;inset:0;z-index:9999",
	"filter:drop-shadow(0 0 2px rgb(0 0 0 / 50%))", "width:1px\n\theight:2px", "color:", "quotes:'«' '»'", "width:100px;/**/", "a:1/**/%",
	"grid-template-columns:[a] 1fr [b]", "color:rgb(0,0,0)", "-webkit-line-clamp:3", "content:'日本 🎉'", "a:()", `a:"\3c a"`,
	"background:src('a.png')", "a:b(c;d)", "content:'Data: 5'", "content:'javascript'", "--js:javascript", "a:1\r\n",
}

func TestCleanDeclarationsKeepsWhatIsClean(t *testing.T) {
	for _, s := range cleanDeclarations {
		want := s
		if strings.HasSuffix(s, ";/**/") {
			want = strings.TrimSuffix(s, "/**/") // Comments go where they can.
		}
		out, issue, ok := CleanDeclarations(nil, []byte(s))
		if !ok || string(out) != want {
			t.Errorf("%q gave %q, %v", s, out, issue)
		}
	}
}

func TestCleanDeclarationsRewrites(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"/* a */color/* b */:/* c */red/* d */;/**/", "color/**/:red/**/;"},
		{"margin:1px /* a */ 2px", "margin:1px  2px"},
		{"a:1/*x*//*y*/.5", "a:1/**/.5"},
		{`c\6f lor:red`, "color:red"},
		{`color:r\65 d`, "color:red"},
		{`--\31 a:b`, "--1a:b"},
		{`a:\31 x`, `a:\31 x`},
		{`a:\2d`, `a:\-`},
		{`a:\->`, `a:\->`},
		{`a:\-->`, `a:\-->`},
		{`a:md\:flex w-1\/2`, `a:md\:flex w-1\/2`},
		{`a:\201c x`, `a:\201c x`},
		{"a:b\x00c", "a:b\ufffdc"},
		{"a:b\x01c", "a:b\ufffdc"},
		{"content:'a\xffb\u0085'", "content:'a\ufffdb\ufffd'"},
		{`content:"<b>"`, `content:"\3c b>"`},
		{`content:"</style>"`, `content:"\3c /style>"`},
		{`content:"\</style>"`, `content:"\3c /style>"`},
		{`content:'\3c/style>'`, `content:'\3c/style>'`},
		{"content:'\\41\tb'", `content:'\41 b'`},
		{"content:'\\41\\\r\nb'", "content:'\\41\\\nb'"},
		{`background:url(a\(b\).png)`, `background:url("a(b).png")`},
		{`background:url(a\"b.png)`, `background:url("a\"b.png")`},
		{`background:url(a<b.png)`, `background:url("a\3c b.png")`},
		{`background:url(a[1]{}*)`, `background:url("a[1]{}*")`},
		{`background:\75 rl(a.png)`, `background:url("a.png")`},
		{`background:ur\l(a.png)`, `background:url("a.png")`},
		{`background:u\72l("a.png")`, `background:url("a.png")`},
		{"a:b --> c", "a:b   c"},
		{"<!--a:b -->", " a:b  "},
		{`a:#\31 23`, `a:#\31 23`},
		{`a:#1\:2`, `a:#1\:2`},
		{`a:\3c/b`, `a:\3c /b`},
		{`a:\3c /b`, `a:\3c /b`},
		{`a:\</b`, `a:\3c /b`},
	} {
		out, issue, ok := CleanDeclarations([]byte("x"), []byte(c.in))
		if !ok || string(out) != "x"+c.want {
			t.Errorf("%q gave %q, %v, want %q", c.in, out, issue, c.want)
		}
	}
}

// attackDeclarations are refused.
var attackDeclarations = []string{
	// Code.
	"width:expression(alert(1))", "width:EXPRESSION(alert(1))", `width:exp\72 ession(alert(1))`, `width:\65xpression(alert(1))`,
	`width:e\78 pression(alert(1))`, `width:\000065xpression(1)`, `width:expr\65 ssion(1)`, "xss:expr/*XSS*/ession(alert('XSS'))",
	"width:exp/**/ression(1)", "width:expression/**/(1)", "a:b(expression(1))", `a:e\xpression(1)`, "--x:expression(1)",
	"behavior:url(xss.htc)", "BEHAVIOR : url(x)", `beh\61vior:url(x)`, "-moz-binding:url(x#y)", "-moz-binding :url(x)", "-ms-behavior:url(x)",
	`-moz-bindin\67:url(x)`, `\2d moz-binding:url(x)`, "behavior/**/:url(x)", "a:behavior<!--:url(x)", "a:javascript<!---->:x", "a:javascript <!-- --> :x", "a:b behavior:url(x)", "-o-link:'javascript:x'",
	"javascript:alert(1)", "background:javascript:alert(1)", "a: JavaScript : x", `a:java\73 cript:x`, "filter:progid:DXImageTransform.Microsoft.x()",
	"a:(javascript:x)",
	// URLs.
	"background:url(javascript:alert(1))", "background:url('javascript:alert(1)')", `background:url("JAVAscript:x")`,
	`background:url(\6a avascript:x)`, `background:url(java\73 cript:x)`, `background:url("java\73 cript:x")`, `background:url("\6aavascript:x")`,
	`background:\75rl(javascript:x)`, `background:ur\l(javascript:x)`, `background:\75\72\6c(javascript:x)`, `background:u\72l('javascript:x')`,
	"background:url(  javascript:x  )", "background:url(\tjavascript:x)", "background:url(\"\\a javascript:x\")", "background:url('java\\\nscript:x')",
	"background:url('java\\9 script:x')", "background:url(data:image/svg+xml,x)", "background:url(data:text/html;base64,x)", "background:url(data:font/woff,x)",
	"background:url(vbscript:x)", "background:url(blob:x)", "background:url(about:blank)", "background:url(mailto:x)", "background:url(file:///x)",
	"background:url(java&#115;cript:x)", "background:url(javascript&colon;x)", "background:url('\\000001 javascript:x')",
	"background:image-set('javascript:x' 1x)", "background:-webkit-image-set(url(javascript:x) 1x)", "background:image-set((('javascript:x')) 1x)",
	"background:cross-fade('data:text/html,x', url(a))", "background:src('javascript:x')", "background:s\\72 c('javascript:x')", "background:image('javascript:x')",
	"background:image-set('a' type('data:text/html,x'))", "background:image-set(foo('file:x'))", "--x:url(javascript:x)", "--x:'javascript:x'",
	`--x:"data:text/html,x"`, "--x:'\\6a avascript:x'", "list-style-image:url(javascript:x)", "cursor:url(javascript:x),auto",
	// Leaving its place.
	"a:'", `a:"`, "a:'b\nc'", "a:\"b", "a:'b\\", "a:'b\\'", "a:(", "a:b(", "a:[", "a:{", "a:}", "a:)", "a:]", "a:(]", "a:[)]", "}", "{", ")", "a:b}", "a:b};body{color:red",
	"--x:{a}", "--x:}", "/*", "a:b/*", "/*/", "a:url(", "a:url(x", "a:url(x y)", "a:url(x'y)", "a:url(x(y)", "a:url(x\x01)", "a:url(x\\\n)", "a:url( ", "a:url('x'", "a:\\", "a:b\\\n",
	"a:<b", "a:</style>", "<a:b", "a:‘b’", "a:b‘", "×url(a)", "a:×url(a\"b)",
	// Not declarations.
	"@import 'x'", "a:b;@import url(x)", "@media{}", "a:@import", "a{b:c}", "color", "color red", "color;a:b", ":red", "12:red", "*zoom:1", "'a':b", "#a:b", "a(b):c", "$", ".a:b",
	"a:1\\65 3",
	strings.Repeat("a:b;", MaxDeclarationsBytes/4) + " ", "a:" + strings.Repeat("(", MaxDepth+1) + strings.Repeat(")", MaxDepth+1),
}

func TestCleanDeclarationsRefuses(t *testing.T) {
	for _, s := range attackDeclarations {
		out, issue, ok := CleanDeclarations([]byte("x"), []byte(s))
		if ok || string(out) != "x" || issue.Reason == "" || issue.Offset < 0 || issue.Offset > len(s) {
			t.Errorf("%.60q gave %.60q, %v", s, out, issue)
		}
	}
}

func TestIssuesPointAtTheirCause(t *testing.T) {
	for _, c := range []struct {
		in     string
		offset int
		reason string
	}{
		{"color:red; width:expression(1)", 17, "expression() runs code"},
		{"a:b; behavior:url(x)", 5, "this property or scheme can run code"},
		{"a:url(javascript:x)", 2, "this URL is not allowed in CSS"},
		{"a:src(  'file:x')", 8, "this URL is not allowed in CSS"},
		{"a:b; c d", 7, "a ':' is missing after the property name"},
		{"a:b; (c", 5, "a property name is missing here"},
		{"a:b(c", 2, "a bracket is not closed"},
		{"a:b)", 3, "this bracket closes nothing"},
		{"a:'b", 2, badString},
		{"a:/*", 2, badComment},
	} {
		_, issue, _ := CleanDeclarations(nil, []byte(c.in))
		if issue.Offset != c.offset || issue.Reason != c.reason {
			t.Errorf("%q gave %+v", c.in, issue)
		}
	}
}

func TestLimits(t *testing.T) {
	full := strings.Repeat("a:b;", MaxDeclarationsBytes/4)
	deep := "a:" + strings.Repeat("(", MaxDepth) + strings.Repeat(")", MaxDepth)
	grows := "a:'" + strings.Repeat("<", MaxDeclarationsBytes/4) + "'" // Each '<' becomes 4 bytes.
	for s, want := range map[string]bool{full: true, full + ";": false, deep: true, grows: false} {
		if _, issue, ok := CleanDeclarations(nil, []byte(s)); ok != want {
			t.Errorf("%.20q of %d bytes: %v, %v", s, len(s), ok, issue)
		}
	}
}
