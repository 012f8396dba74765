package markdown

import (
	"strings"
	"sync"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine/program"
)

func newRenderer() *Renderer {
	cat := catalog.New()
	return New(cat, components.New(cat))
}

// page is the whole page of a text that must be accepted.
func page(t testing.TB, r *Renderer, src string, o program.Options) string {
	t.Helper()
	out, issues := r.Render(nil, []byte(src), o)
	if len(issues.Issues) > 0 {
		t.Fatalf("%.80q: %v", src, issues.Issues)
	}
	return string(out)
}

// bodyOf is what stands between the ends of the page's shell.
func bodyOf(t testing.TB, page string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `<main class="ui-page">`)
	body, end, ok2 := strings.Cut(rest, "</main>")
	if !ok || !ok2 || end != "</body></html>" {
		t.Fatalf("no whole page: %q", page)
	}
	return body
}

func TestBody(t *testing.T) {
	r := newRenderer()
	for _, c := range []struct{ name, src, want string }{
		{"paragraph", "Hello **you** & _them_", "<p>Hello <strong>you</strong> &amp; <em>them</em></p>\n"},
		{"heading", "# Hello World", `<h1 id="hello-world">Hello World</h1>` + "\n"},
		{"heading in Greek", "## Καλημέρα, κόσμε!", `<h2 id="καλημέρα-κόσμε">Καλημέρα, κόσμε!</h2>` + "\n"},
		{"equal headings", "# A\n# A\n# !\n", `<h1 id="a">A</h1>` + "\n" + `<h1 id="a-1">A</h1>` + "\n" + `<h1 id="section">!</h1>` + "\n"},
		{"table", "|a|b|c|\n|-|:-:|-:|\n|1|2|3|", `<table>
<thead>
<tr>
<th>a</th>
<th align="center">b</th>
<th align="right">c</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td align="center">2</td>
<td align="right">3</td>
</tr>
</tbody>
</table>
`},
		{"strikethrough", "~~gone~~", "<p><del>gone</del></p>\n"},
		{"autolink", "see https://x.example/a?b=c&d", `<p>see <a href="https://x.example/a?b=c&amp;d">https://x.example/a?b=c&amp;d</a></p>` + "\n"},
		{"mail and phone", "[m](mailto:a@b.example) [t](tel:+123)", `<p><a href="mailto:a@b.example">m</a> <a href="tel:+123">t</a></p>` + "\n"},
		{"tasks", "- [ ] a\n- [x] b", "<ul>\n" + `<li><input disabled="" type="checkbox"> a</li>` + "\n" + `<li><input checked="" disabled="" type="checkbox"> b</li>` + "\n</ul>\n"},
		{"code", "```go\nif a < b {}\n```", `<pre><code class="language-go">if a &lt; b {}` + "\n</code></pre>\n"},
		{"code in C++", "```c++\n```", `<pre><code class="language-c++"></code></pre>` + "\n"},
		{"footnote", "a[^1]\n\n[^1]: b", `<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup></p>
<div class="footnotes" role="doc-endnotes">
<hr>
<ol>
<li id="fn:1">
<p>b&nbsp;<a href="#fnref:1" class="footnote-backref" role="doc-backlink">` + "↩︎" + `</a></p>
</li>
</ol>
</div>
`},
		{"image", "![a cat](cat.png \"Tom\")", `<p><img src="cat.png" alt="a cat" title="Tom"></p>` + "\n"},
		{"image as data", "![x](data:image/png;base64,iVBORw0KGgo=)", `<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="x"></p>` + "\n"},
		{"details", "<details open>\n<summary>More</summary>\n\n*text*\n\n</details>", "<details open=\"\">\n<summary>More</summary>\n<p><em>text</em></p>\n</details>"},
		{"formatting HTML", `<p align="center">Press <kbd>X</kbd><br>now</p>`, `<p align="center">Press <kbd>X</kbd><br>now</p>`},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := bodyOf(t, page(t, r, c.src, program.Options{}))
			if strings.ReplaceAll(got, "\u00a0", "&nbsp;") != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	r := newRenderer()
	for _, c := range []struct{ src, given, want string }{
		{"text\n\n## The *first* `<b>` heading\n\n# Second", "", "The first &lt;b&gt; heading"},
		{"# Heading", "Given & taken", "Given &amp; taken"},
		{"# Tom &amp; \\*Jerry\\* &#33;", "", "Tom &amp; *Jerry* !"},
		{"# `&amp;`", "", "&amp;amp;"},
		{"# [Link](x) and ![image](y) <b>bold</b> <https://z.example>", "", "Link and image bold https://z.example"},
		{"#\n\nTwo\nlines\n---", "", "Two lines"},
		{"no heading", "", ""},
		{"# </title><script>alert(1)</script>", "", "alert(1)"},
	} {
		got := page(t, r, c.src, program.Options{Title: c.given})
		if !strings.Contains(got, "<title>"+c.want+"</title>") {
			_, rest, _ := strings.Cut(got, "<title>")
			t.Errorf("%q: title %.60q, want %q", c.src, rest, c.want)
		}
	}
}

// The page is that of a spec: the same shell, the same stylesheets.
func TestShellIsThatOfSpecs(t *testing.T) {
	cat := catalog.New()
	set := components.New(cat)
	got := page(t, New(cat, set), "# Hi", program.Options{})
	for _, want := range []string{`<!doctype html><html lang="en"><head><meta charset="utf-8">`, set.Base[0].CSS, "&:where(h1)"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %.60q", want)
		}
	}
}

func TestRenderAppends(t *testing.T) {
	out, _ := newRenderer().Render([]byte("before"), []byte("a"), program.Options{})
	if !strings.HasPrefix(string(out), "before<!doctype") {
		t.Errorf("got %.40q", out)
	}
}

func TestConcurrentUse(t *testing.T) {
	r := newRenderer()
	src := "# A\n\n[^1] <b>x</b>\n\n[^1]: note\n\n|a|\n|-|\n"
	want := page(t, r, src, program.Options{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if out, _ := r.Render(nil, []byte(src), program.Options{}); string(out) != want {
					t.Errorf("got %q", out)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkReadme(b *testing.B) {
	r := newRenderer()
	src := []byte(strings.Repeat("## Section\n\nThe *quick* `brown` [fox](https://x.example).\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|\n\n", 100))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		page(b, r, string(src), program.Options{})
	}
}
