package css

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"

	"placard/engine/html"
)

func FuzzCleanDeclarations(f *testing.F) {
	for _, s := range slices.Concat(cleanDeclarations, attackDeclarations) {
		if len(s) < 1000 {
			f.Add([]byte(s))
		}
	}
	f.Fuzz(checkDeclarations)
}

// checkDeclarations holds for every source.
func checkDeclarations(t *testing.T, src []byte) {
	out, _, ok := CleanDeclarations(nil, src)
	if !ok {
		return
	}
	again, issue, ok := CleanDeclarations(nil, out)
	if !ok || !bytes.Equal(again, out) {
		t.Fatalf("%q gives %q, then %q %v", src, out, again, issue)
	}
	if bytes.ContainsAny(out, "<") {
		t.Fatalf("%q gives %q", src, out)
	}
	checkClosed(t, out)
	checkTokens(t, src, out)
	if seen := nethtml.UnescapeString(string(html.AppendAttr(nil, out))); seen != string(out) {
		t.Fatalf("%q is seen as %q", out, seen)
	}
	longer := append(slices.Clone(out), ";color:red"...)
	if got, issue, ok := CleanDeclarations(nil, longer); !ok || !bytes.Equal(got, longer) {
		t.Fatalf("%q is not closed: %q %v", out, got, issue)
	}
}

func FuzzCleanStylesheet(f *testing.F) {
	for _, s := range slices.Concat(cleanStylesheets, attackStylesheets) {
		if len(s) < 1000 {
			f.Add([]byte(s))
		}
	}
	f.Fuzz(checkStylesheet)
}

// checkStylesheet holds for every source.
func checkStylesheet(t *testing.T, src []byte) {
	out, _, ok := CleanStylesheet(nil, src)
	if !ok {
		return
	}
	again, issue, ok := CleanStylesheet(nil, out)
	if !ok || !bytes.Equal(again, out) {
		t.Fatalf("%q gives %q, then %q %v", src, out, again, issue)
	}
	checkClosed(t, out)
	checkTokens(t, src, out)
	checkStyleElement(t, out)
	longer := append(slices.Clone(out), "a{color:red}"...)
	if got, issue, ok := CleanStylesheet(nil, longer); !ok || !bytes.Equal(got, longer) {
		t.Fatalf("%q is not closed: %q %v", out, got, issue)
	}
}

// checkStyleElement lets another parser read the stylesheet in its element.
func checkStyleElement(t *testing.T, out []byte) {
	if bytes.Contains(out, []byte("</")) || bytes.Contains(out, []byte("<!")) {
		t.Fatalf("%q can end its element", out)
	}
	nodes, err := nethtml.ParseFragment(strings.NewReader("<body><style>"+string(out)+"</style>"), nil)
	if err != nil {
		t.Fatal(err)
	}
	body := nodes[0].LastChild
	style := body.FirstChild
	text := ""
	if style.FirstChild != nil {
		text = style.FirstChild.Data
	}
	want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(out))
	if style.Data != "style" || style.NextSibling != nil || text != want {
		t.Fatalf("%q is read as %q", out, text)
	}
}

// checkClosed walks over the output with a reader of its own, which knows strings, escapes and brackets and nothing
// else: no comments, which are empty, and no unquoted URLs, which have no quotes and brackets.
func checkClosed(t *testing.T, out []byte) {
	var open []byte
	for i := 0; i < len(out); i++ {
		switch c := out[i]; c {
		case '\\':
			i++
		case '"', '\'':
			for i++; i < len(out) && out[i] != c; i++ {
				if out[i] == '\\' {
					i++
				}
			}
			if i >= len(out) {
				t.Fatalf("%q: a string is open", out)
			}
		case '(':
			open = append(open, ')')
		case '[':
			open = append(open, ']')
		case '{':
			open = append(open, '}')
		case ')', ']', '}':
			if len(open) == 0 || open[len(open)-1] != c {
				t.Fatalf("%q: bracket at %d", out, i)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Fatalf("%q: %q are open", out, open)
	}
	if !utf8.Valid(out) {
		t.Fatalf("%q is not UTF-8", out)
	}
}

// checkTokens compares what source and output mean and looks for what must not be there.
func checkTokens(t *testing.T, src, out []byte) {
	before, after := meaning(src), meaning(out)
	if !slices.Equal(before, after) {
		t.Fatalf("%q means %q, %q means %q", src, before, out, after)
	}
	font := bytes.Contains(bytes.ToLower(out), []byte("@font-face"))
	for i, word := range after {
		if word == "bad" || word == "f:expression" || word == "@:import" {
			t.Fatalf("%q has %q", out, word)
		}
		if word == "f:url" && i+1 < len(after) {
			url := []byte(after[i+1][len("s:"):])
			if !html.CleanURL(html.Image, url) && !(font && html.CleanURL(html.Font, url)) {
				t.Fatalf("%q has URL %q", out, url)
			}
		}
	}
}

// meaning lists the tokens of a source, decoded, without what may be dropped.
func meaning(src []byte) (words []string) {
	l := lexer{src: src}
	for {
		t := l.next()
		name := string(appendDecoded(nil, t.text(src)))
		switch t.kind {
		case endToken:
			return words
		case badToken:
			return append(words, "bad")
		case spaceToken, commentToken, semicolonToken:
		case identToken:
			words = append(words, "i:"+name)
		case functionToken:
			words = append(words, "f:"+strings.ToLower(name))
		case atToken:
			words = append(words, "@:"+strings.ToLower(name))
		case hashToken:
			words = append(words, "#:"+name)
		case stringToken:
			words = append(words, "s:"+name)
		case urlToken:
			words = append(words, "f:url", "s:"+name, ")")
		case dimensionToken:
			words = append(words, string(src[t.start:t.from]), "u:"+name)
		default:
			words = append(words, string(src[t.start:t.end]))
		}
	}
}

// pieces of CSS that are dangerous next to each other.
var pieces = []string{
	"a", "b", "-", "--", "u", "url", "url(", "src(", "f(", "(", ")", "[", "]", "{", "}", ":", ";", ",", ".", "#", "@", "@media", "@import", "@font-face", "@layer",
	"'", "\"", "\\", "\\\n", "\\31 ", "\\31", "\\2d ", "\\3c ", "\\75 ", "\\28 ", "\\A\t", " ", " ", "\n", "\r\n", "\f", "/*", "*/", "/**/", "/", "*", "<", "<!--", "-->", ">", "!", "+", "1", "1e", "e3", ".5", "%",
	"'a'", "\"b\"", "url(a)", "url('a')", "url(a\\)b)", "a:b;", "a{b:c}", "--x:{", "behavior", "expression(", "javascript:", "data:image/png,", "\x00", "\x01", "\xff", "é", "\u0085", "\u2018", "🎉", "=", "|", "&", "$", "~", "^",
}

// TestRandomPieces tries what a fuzzer that flips bytes finds late. It runs with the same seed each time.
func TestRandomPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var src []byte
	for range randomRuns {
		src = src[:0]
		for range 1 + random.IntN(7) {
			src = append(src, pieces[random.IntN(len(pieces))]...)
		}
		checkDeclarations(t, append([]byte("a:"), src...))
		checkDeclarations(t, append([]byte("--x:("), append(src, ')')...))
		checkStylesheet(t, src)
		checkStylesheet(t, append([]byte("a{b:"), append(src, '}')...))
		checkStylesheet(t, append(src, "a{}"...))
	}
}

// randomRuns takes about half a second.
const randomRuns = 20_000
