package engine_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// defect says what is wrong with a page, "" when it is well-formed and harmless. It reads the page with another
// implementation than the one that wrote it: as tokens, whose nesting it compares itself, and as a browser does.
func defect(page []byte) string {
	z := html.NewTokenizer(bytes.NewReader(page))
	var open []string
	for {
		kind := z.Next()
		t := z.Token()
		switch kind {
		case html.ErrorToken:
			if len(open) > 0 {
				return fmt.Sprintf("%v are not closed", open)
			}
			return documentDefect(page)
		case html.StartTagToken, html.SelfClosingTagToken:
			if d := tagDefect(t.Data, t.Attr); d != "" {
				return d
			}
			if kind == html.StartTagToken && !isVoid[t.Data] {
				open = append(open, t.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != t.Data {
				return fmt.Sprintf("</%s> closes %v", t.Data, open)
			}
			open = open[:len(open)-1]
		case html.CommentToken:
			return "a comment"
		}
	}
}

// documentDefect looks at the elements that a browser makes of the page.
func documentDefect(page []byte) string {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return err.Error()
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			if d := tagDefect(n.Data, n.Attr); d != "" {
				return d
			}
		}
	}
	return ""
}

var isVoid = map[string]bool{"br": true, "hr": true, "img": true, "input": true, "source": true, "meta": true, "link": true}

var forbidden = regexp.MustCompile(`^(script|noscript|iframe|frame|frameset|object|embed|applet|base|template|portal|math)$`)

var attributeName = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9-]*$`)

func tagDefect(name string, attributes []html.Attribute) string {
	if forbidden.MatchString(name) {
		return "an element " + name
	}
	for _, a := range attributes {
		if strings.HasPrefix(strings.ToLower(a.Key), "on") || !attributeName.MatchString(a.Key) || a.Key == "srcdoc" {
			return fmt.Sprintf("<%s> has an attribute %q", name, a.Key)
		}
		switch a.Key {
		case "href", "src", "action", "formaction", "poster", "cite":
			if !harmless(name, a.Val) {
				return fmt.Sprintf("<%s> has %s=%q", name, a.Key, a.Val)
			}
		case "srcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				// What follows the address is its descriptors, whatever they look like (HTML §4.8.4.2.2).
				if !harmless(name, firstWord(candidate)) {
					return fmt.Sprintf("<%s> has %s=%q", name, a.Key, a.Val)
				}
			}
		}
	}
	return ""
}

func firstWord(s string) string {
	if words := strings.Fields(s); len(words) > 0 {
		return words[0]
	}
	return ""
}

var (
	ignored = regexp.MustCompile("[\t\n\r]")
	scheme  = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)
	raster  = regexp.MustCompile(`^data:image/(png|jpeg|jpg|gif|webp|avif)([;,]|$)`)
)

// harmless tells whether a browser finds no code in an address (WHATWG URL §4.4).
func harmless(element, url string) bool {
	url = strings.ToLower(ignored.ReplaceAllString(strings.TrimLeft(url, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\v\f\r\x0e\x0f\x1f "), ""))
	switch scheme.FindString(url) {
	case "", "http:", "https:", "mailto:", "tel:":
		return true
	case "about:":
		return url == "about:blank#refused"
	case "data:":
		return raster.MatchString(url) && element != "a" || element == "link" && url == "data:,"
	}
	return false
}

func TestDefectFindsDefects(t *testing.T) {
	for _, page := range []string{
		`<p>`, `</p>`, `<p><b></p></b>`, `<script></script>`, `<p onclick="x"></p>`, `<p a"b="x"></p>`, `<!-- x -->`,
		`<a href="javascript:x"></a>`, `<a href=" java` + "\t" + `Script:x"></a>`, `<img src="data:image/svg+xml,x">`, `<a href="data:image/png,x"></a>`,
		`<img srcset="a 1x, javascript:x 2x">`,
	} {
		if defect([]byte(page)) == "" {
			t.Errorf("%s passes", page)
		}
	}
	for _, page := range []string{
		`<!doctype html><p a-b="x" hidden>a<br></p>`, `<a href="/x:y">x</a>`, `<a href="about:blank#refused"></a>`,
		`<textarea><p></textarea>`, `<svg><circle r="1"/></svg>`, `<img src="data:image/png;base64,x">`,
	} {
		if d := defect([]byte(page)); d != "" {
			t.Errorf("%s: %s", page, d)
		}
	}
}
