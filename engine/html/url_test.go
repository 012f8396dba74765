package html

import (
	stdhtml "html"
	"strings"
	"testing"
)

// Bits of the kinds that allow a URL.
const (
	link = 1 << Link
	img  = 1 << Image
	font = 1 << Font
	all  = link | img | font
)

var urlCases = []struct {
	url string
	ok  int
}{
	// Clean for every place.
	{"", all}, {"/", all}, {"/a/b?c=d#e", all}, {"a.html", all}, {"./a", all}, {"../a", all}, {"#top", all}, {"?q=1", all},
	{"http://example.com", all}, {"https://example.com/a?b=c&d=e#f", all}, {"HTTPS://EXAMPLE.COM", all}, {"HtTp://x", all},
	{"//cdn.example.com/x.png", all}, {`\\cdn.example.com`, all}, {`/\evil.example`, all}, {"  https://x  ", all},
	{"\thttps://x", all}, {"ht\ntps://x", all}, {"/javascript:alert(1)", all}, {"?x=javascript:alert(1)", all},
	{"#javascript:alert(1)", all}, {"./a:b", all}, {"R&D.html", all}, {"a?x=1&copy=2", all}, {"https:x", all},
	{"日本.html", all}, {"a b.png", all}, {"/&colon;", all}, {"javascript", all}, {"%6aavascript", all},
	{"javascript%3Aalert(1)", all}, {"&", all}, {"&#", all}, {"&#x", all}, {"&#;", all}, {"a&#47;b:c", all},
	// Links only.
	{"mailto:a@example.com", link}, {"MAILTO:a@b?subject=Hi", link}, {"tel:+31-6", link}, {" tel:1", link}, {"te\tl:1", link},
	// Images only.
	{"data:image/png;base64,iVBORw0KGgo=", img}, {"DATA:IMAGE/PNG;base64,AA", img}, {"data:image/jpeg,x", img},
	{"data:image/gif;base64,R0", img}, {"data:image/webp;base64,AA", img}, {"data:image/avif;base64,AA", img},
	{"data:image/jpg;base64,AA", img}, {"da\nta:image/png;base64,AA", img},
	// Fonts only.
	{"data:font/woff2;base64,AA", font}, {"data:Font/TTF,x", font},
	// Nowhere: other types of data.
	{"data:image/svg+xml,<svg onload=alert(1)>", 0}, {"data:image/svg+xml;base64,AA", 0}, {"data:text/html,<script>", 0},
	{"data:,x", 0}, {"data:", 0}, {"data:;base64,AA", 0}, {"data:image/png+xml,x", 0}, {"data:image/pngx,", 0}, {"data:image/,x", 0},
	{"data: image/png,x", 0}, {"data:image/png ,x", 0}, {"data:application/xhtml+xml,x", 0}, {"data:font/,x", 0}, {"data:fon/t,x", 0},
	{"data://image/png,x", 0}, {"data:text/html;image/png,x", 0}, {"data:image/png&#43;xml,x", 0},
	{"data:" + strings.Repeat(" ", 99) + "text/html,x", 0}, {"data:image/png" + strings.Repeat("x", 99), 0},
	// Nowhere: schemes, in all the ways of the filter evasion lists.
	{"javascript:alert(1)", 0}, {"JaVaScRiPt:alert(1)", 0}, {"javascript :alert(1)", 0}, {" javascript:alert(1)", 0},
	{"\x01javascript:alert(1)", 0}, {"\x00http:", 0}, {"\x01/a:b", all}, {"\fhttp:x", all}, {"\fjavascript:x", 0}, {"\x00javascript:alert(1)", 0}, {"java\x00script:alert(1)", 0}, {"java\tscript:alert(1)", 0},
	{"java\nscript:alert(1)", 0}, {"java\r\nscript:alert(1)", 0}, {"j\ta\nv\ra\tscript\n:\nalert(1)", 0}, {"\n\n\tjavascript:alert(1)", 0},
	{"\x1f\x1e\x20javascript:alert(1)", 0}, {"\ufeffjavascript:alert(1)", 0}, {"\u00a0javascript:alert(1)", 0}, {"\u2028javascript:x", 0},
	{"javascript\t:alert(1)", 0}, {"javascript:\nalert(1)", 0}, {"javascript:", 0}, {"javascript:/*--></title>*/alert(1)", 0},
	{"javascript://example.com/%0aalert(1)", 0}, {"java\\script:alert(1)", 0}, {"java%0ascript:alert(1)", 0}, {"jav\xffascript:x", 0},
	{"ｊavascript:alert(1)", 0}, {"vbscript:msgbox(1)", 0}, {"VBScript:x", 0}, {"livescript:x", 0}, {"mocha:x", 0}, {"feed:javascript:x", 0},
	{"view-source:x", 0}, {"about:blank", 0}, {"blob:https://x/y", 0}, {"file:///etc/passwd", 0}, {"filesystem:x", 0}, {"ftp://x", 0},
	{"ws://x", 0}, {"jar:x", 0}, {"ms-its:x", 0}, {"intent://x", 0}, {"x-apple:x", 0}, {"httpx://x", 0}, {"httpss://x", 0}, {"s:x", 0},
	{":", 0}, {"::", 0}, {" :x", 0}, {"a b:c", 0}, {"1:2", 0}, {"http&:x", 0}, {"localhost:8080", 0}, {RefusedURL, 0},
	// Nowhere: with character references.
	{"java&#115;cript:alert(1)", 0}, {"java&#115cript:alert(1)", 0}, {"&#106;avascript:alert(1)", 0}, {"&#x6A;avascript:x", 0},
	{"&#X6a;avascript:x", 0}, {"&#0000106avascript:x", 0}, {"&#x000000000000000000006a;avascript:x", 0}, {"javascript&colon;alert(1)", 0},
	{"javascript&#58;alert(1)", 0}, {"javascript&#x3a;alert(1)", 0}, {"javascript&#x3A(1)", 0}, {"jav&Tab;ascript:alert(1)", 0},
	{"jav&Tab;ascript&colon;alert(1)", 0}, {"jav&NewLine;ascript&colon;alert(1)", 0}, {"jav&#x09;ascript:x", 0}, {"jav&#x0A;ascript:x", 0},
	{"&#1;javascript:x", 0}, {"&#32;javascript:x", 0}, {" &#14;  javascript:x", 0}, {"&Tab;javascript&colon;x", 0},
	{"data&colon;text/html,x", 0}, {"data&#58;image/svg&plus;xml,x", 0}, {"vbscript&#58;x", 0}, {"&#65536;:x", 0}, {"&#99999999999999999999:x", 0},
	{"&amp;:x", 0}, {"x&AMPcolon;y", all}, {"data&colon;image/png;base64,AA", img}, {"https&colon;//x", all}, {"data:image/png&semi;base64,x", 0},
}

func TestCleanURL(t *testing.T) {
	for _, c := range urlCases {
		for kind := Link; kind <= Font; kind++ {
			if got, want := CleanURL(kind, []byte(c.url)), c.ok&(1<<kind) != 0; got != want {
				t.Errorf("CleanURL(%d, %q) = %v, want %v", kind, c.url, got, want)
			}
		}
	}
}

func TestAppendURL(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"/a?b=c&d='e'", "/a?b=c&amp;d=&#39;e&#39;"},
		{"javascript:alert(1)", RefusedURL},
		{`"onclick="x`, "&#34;onclick=&#34;x"},
		{" https://x ", " https://x "},
	} {
		if got := string(AppendURL(nil, Link, []byte(c.in))); got != c.want {
			t.Errorf("AppendURL(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestPlainLinksAreWrittenAsTheyAre(t *testing.T) {
	for _, base := range []string{"", "/app/1"} {
		urls := []string{"https://x/?a=b&c", "/about", "/app/1/x", "//x"}
		for _, c := range urlCases {
			urls = append(urls, c.url)
		}
		for _, url := range urls {
			s := []byte(url)
			if got, want := AppendAttr(nil, s), AppendLink(nil, s, []byte(base)); IsPlainLink(s, []byte(base)) && string(got) != string(want) {
				t.Errorf("%q below %q is written as %q", url, base, want)
			}
		}
	}
	for _, s := range []string{"https://x", "/about"} {
		if !IsPlainLink([]byte(s), nil) {
			t.Errorf("%q is not plain", s)
		}
	}
}

func TestIsScriptURL(t *testing.T) {
	for _, s := range []string{"javascript:x", " JAVA\nSCRIPT:x", "vbscript:", "javascript&colon;x", "data:text/html,x", "data:image/svg+xml,x", "data: text/html"} {
		if !IsScriptURL([]byte(s)) {
			t.Errorf("%q is taken for harmless", s)
		}
	}
	for _, s := range []string{"", "Note: hello", "https://x", "Data: 5", "javascript", "data:image/png,x", "data:font/woff2,x", "/javascript:x", "→"} {
		if IsScriptURL([]byte(s)) {
			t.Errorf("%q is taken for code", s)
		}
	}
}

func TestCleanSrcset(t *testing.T) {
	for _, s := range []string{
		"", " , ", "/a.png", "/a.png 1x, /b.png 2x", "/a.png 100w,/b.png 200w", "/a.png,/b.png", "a.png, b.png", "/a,b.png 2x",
		"data:image/png;base64,AAAA 1x, https://x/y.png 2x", "a.png (x, javascript:y) 2x", "/img?w=1&h=2 2x", "a.png,,, b.png",
	} {
		if !CleanSrcset([]byte(s)) {
			t.Errorf("%q was refused", s)
		}
	}
	for _, s := range []string{
		"javascript:x", "/a.png, javascript:x 2x", "/a.png 2x,javascript:x", "a.png,, javascript:x", "data:image/svg+xml,x 1x",
		"/a.png&#32;2x,&#32;javascript:x", "a&comma;&Tab;b", "/a.png 1x, java&#115;cript:x", "a.png (x) , javascript:y 2x",
	} {
		if CleanSrcset([]byte(s)) {
			t.Errorf("%q was let through", s)
		}
		if got := string(AppendSrcset(nil, []byte(s))); got != RefusedURL {
			t.Errorf("AppendSrcset(%q) = %q", s, got)
		}
	}
	if got := string(AppendSrcset(nil, []byte("/a?b&c 2x"))); got != "/a?b&amp;c 2x" {
		t.Errorf("AppendSrcset = %q", got)
	}
}

// oracleScheme finds the scheme as the basic URL parser of WHATWG URL §4.4 does, written apart from the code.
func oracleScheme(s string) (scheme, rest string) {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	s = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		switch {
		case 'a' <= c && c <= 'z':
		case i > 0 && s[i] == ':':
			return strings.ToLower(s[:i]), s[i+1:]
		case i > 0 && (strings.IndexByte("+-.", s[i]) >= 0 || '0' <= s[i] && s[i] <= '9'):
		default:
			return "", s
		}
	}
	return "", s
}

func oracleAllows(kind URLKind, s string) bool {
	scheme, rest := oracleScheme(s)
	switch scheme {
	case "", "http", "https":
		return true
	case "mailto", "tel":
		return kind == Link
	case "data":
		media := strings.ToLower(rest[:strings.IndexAny(rest+",", ",;")])
		return kind == Image && strings.HasPrefix(media, "image/") && !strings.Contains(media, "svg") ||
			kind == Font && strings.HasPrefix(media, "font/")
	}
	return false
}

func FuzzCleanURL(f *testing.F) {
	for _, c := range urlCases {
		f.Add(c.url)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for kind := Link; kind <= Font; kind++ {
			ok := CleanURL(kind, []byte(s))
			out := AppendURL(nil, kind, []byte(s))
			seen := stdhtml.UnescapeString(string(out))
			for _, reading := range []string{s, stdhtml.UnescapeString(s), seen, stdhtml.UnescapeString(seen)} {
				if ok && !oracleAllows(kind, reading) {
					t.Fatalf("kind %d: %q is read as %q", kind, s, reading)
				}
			}
			if again := AppendURL(nil, kind, []byte(seen)); string(again) != string(out) {
				t.Fatalf("kind %d: %q gives %q, then %q", kind, s, out, again)
			}
		}
		if CleanSrcset([]byte(s)) && strings.Contains(strings.ToLower(stdhtml.UnescapeString(s)), ", javascript:") &&
			!strings.ContainsAny(s, "()") {
			t.Fatalf("srcset %q", s)
		}
	})
}
