package html

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"
)

func TestAppendText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Save", "Save"},
		{"naïve 日本語 🎉 \u00a0\ufffd", "naïve 日本語 🎉 \u00a0\ufffd"},
		{"tab\tline\nfeed\fcr\r", "tab\tline\nfeed\fcr\r"},
		{`a & b < c > d "e" 'f'`, `a &amp; b &lt; c &gt; d "e" 'f'`},
		{"</script><!--", "&lt;/script&gt;&lt;!--"},
		{"&amp;", "&amp;amp;"},
		{"a\x00b", "a\ufffdb"},
		{"\x1b[31mred", "\ufffd[31mred"},
		{"del\x7f", "del\ufffd"},
		{"c1 \u0080 \u009f.", "c1 \ufffd \ufffd."},
		{"bad \xff\xc3", "bad \ufffd\ufffd"},
		{"cut \xe6\x97", "cut \ufffd\ufffd"},
		{"overlong \xc0\xbcscript", "overlong \ufffd\ufffdscript"},
		{"surrogate \xed\xa0\x80", "surrogate \ufffd\ufffd\ufffd"},
		{"<é>", "&lt;é&gt;"},
	} {
		if got := string(AppendText([]byte("x"), []byte(c.in))); got != "x"+c.want {
			t.Errorf("AppendText(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestAppendAttr(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"flex gap-2", "flex gap-2"},
		{`" onload="x`, `&#34; onload=&#34;x`},
		{`it's <b> & co`, `it&#39;s &lt;b&gt; &amp; co`},
		{"\x00\"", "\ufffd&#34;"},
		{"`=\n", "`=\n"},
	} {
		if got := string(AppendAttr(nil, []byte(c.in))); got != c.want {
			t.Errorf("AppendAttr(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestAppendScriptJSON(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"a":1}`, `{"a":1}`},
		{`"</script><!--"`, `"<\/script>\u003c!--"`},
		{`"<p>1 < 2<</SCRIPT></p><\/b>"`, `"<p>1 < 2<<\/SCRIPT></p><\/b>"`},
		{`"</`, `"<\/`},
		{"\"<\x7f/script\"", `"<\ufffd/script"`},
		{`<`, `\u003c`},
		{"\"a & b]]>\u2028é\"", "\"a & b]]>\u2028é\""},
		{"\"\xff\x00\"", `"\ufffd\ufffd"`},
	} {
		if got := string(AppendScriptJSON(nil, []byte(c.in))); got != c.want {
			t.Errorf("AppendScriptJSON(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// sanitised is what a reader may see of s: package html's replacements, and the parser's line breaks.
func sanitised(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < ' ' && !strings.ContainsRune("\t\n\f\r", r) || 0x7F <= r && r <= 0x9F {
			r = '\ufffd'
		}
		b.WriteRune(r)
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(b.String())
}

func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"", "a<b>&\"'", "</div><script>", "\x00\xff\u009f", "&lt;&#60;&notit;", "\r\n\r", "日本\U0001F389"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkText(t, s)
		checkAttr(t, s)
		checkScript(t, s)
	})
}

func checkText(t *testing.T, s string) {
	page := "<p>" + string(AppendText(nil, []byte(s))) + "</p>"
	nodes, err := nethtml.ParseFragment(strings.NewReader(page), nil)
	if err != nil {
		t.Fatal(err)
	}
	p := nodes[0].LastChild.FirstChild // html, body, p
	got := ""
	if p.FirstChild != nil {
		got = p.FirstChild.Data
	}
	if p.NextSibling != nil || p.FirstChild != nil && p.FirstChild.NextSibling != nil || got != sanitised(s) {
		t.Errorf("text %q was read as %q", s, got)
	}
}

func checkAttr(t *testing.T, s string) {
	page := `<p title="` + string(AppendAttr(nil, []byte(s))) + `">`
	z := nethtml.NewTokenizer(strings.NewReader(page))
	z.Next()
	tok := z.Token()
	if len(tok.Attr) != 1 || tok.Attr[0].Val != sanitised(s) {
		t.Errorf("attribute %q was read as %q", s, tok.Attr)
	}
	if z.Next() != nethtml.ErrorToken {
		t.Errorf("attribute %q leaves its tag", s)
	}
}

func checkScript(t *testing.T, s string) {
	var encoded bytes.Buffer
	enc := json.NewEncoder(&encoded)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		t.Fatal(err)
	}
	data := encoded.Bytes()
	out := AppendScriptJSON(nil, data)
	if bytes.Contains(bytes.ToLower(out), []byte("</s")) || bytes.Contains(out, []byte("<!")) {
		t.Errorf("script %q", out)
	}
	var want, got string
	if json.Unmarshal(data, &want) != nil || json.Unmarshal(out, &got) != nil {
		t.Fatalf("no JSON: %q", out)
	}
	// json.Marshal leaves DEL and C1 as they are; they are replaced here like everywhere.
	if !strings.ContainsAny(want, "\x7f") && got != want {
		t.Errorf("script %q was read as %q", want, got)
	}
}

// Markup before a text is written as it is, whatever its length, wherever it stands, and whatever room there is.
func TestMarkupBeforeTexts(t *testing.T) {
	const markup = `<p class="a">&amp;"'<b>` + "\x00\u00e9" + `0123456789012345678901234567890123456789`
	const text = `Tom & "Jerry" <b>`
	for n := range len(markup) {
		for room := range 120 {
			dst := append(make([]byte, 0, room+1), '*')
			if got, want := AppendMarkupText(dst, []byte(markup[n:]), []byte(text)), "*"+markup[n:]+`Tom &amp; "Jerry" &lt;b&gt;`; string(got) != want {
				t.Fatalf("got %q, want %q", got, want)
			}
			if got, want := AppendMarkupAttr(dst, []byte(markup[n:]), []byte(text)), "*"+markup[n:]+`Tom &amp; &#34;Jerry&#34; &lt;b&gt;`; string(got) != want {
				t.Fatalf("got %q, want %q", got, want)
			}
		}
	}
}
