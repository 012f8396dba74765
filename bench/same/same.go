// Package same holds what contenders of the benchmarks make against each other, before anything is timed.
package same

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Comparison says how what was made differs from what should have been made.
type Comparison func(want, got []byte) error

// Structure wants the same elements with the same attributes, and the same text, in the same order; references,
// the order of attributes and spaces between tags may differ. Style sheets are left out: the peers have none.
func Structure(want, got []byte) error {
	return compare(parts(want), parts(got))
}

// Text wants what a reader sees: the words of the body.
func Text(want, got []byte) error {
	return compare(words(want), words(got))
}

// JSON wants the same value.
func JSON(want, got []byte) error {
	var a, b any
	if err := json.Unmarshal(want, &a); err != nil {
		return err
	}
	if err := json.Unmarshal(got, &b); err != nil {
		return fmt.Errorf("not JSON: %w", err)
	}
	if !reflect.DeepEqual(a, b) {
		return fmt.Errorf("another value: %.200q", got)
	}
	return nil
}

// part is a tag or a piece of text.
type part struct {
	text string
	tag  bool
}

func compare(want, got []part) error {
	for i := range max(len(want), len(got)) {
		w, g := at(want, i), at(got, i)
		if w != g {
			return fmt.Errorf("part %d is %s where it should be %s", i, g, w)
		}
	}
	return nil
}

func at(parts []part, i int) string {
	if i >= len(parts) {
		return "the end"
	}
	return fmt.Sprintf("%.80q", parts[i].text)
}

// parts are a page's tags and texts, in a form that is the same for all spellings of the same page.
func parts(page []byte) []part {
	var all []part
	inStyle := false
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return all
		}
		token := z.Token()
		switch {
		case token.Data == "style" && kind != html.TextToken:
			inStyle = kind == html.StartTagToken
		case kind == html.TextToken && !inStyle:
			if text := fold(token.Data); text != "" {
				all = append(all, part{text: text})
			}
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			all = append(all, part{tag(token), true})
		case kind == html.EndTagToken:
			all = append(all, part{"</" + token.Data + ">", true})
		}
	}
}

func tag(token html.Token) string {
	attributes := make([]string, len(token.Attr))
	for i, a := range token.Attr {
		attributes[i] = fmt.Sprintf(" %s=%q", a.Key, a.Val)
	}
	slices.Sort(attributes)
	return "<" + token.Data + strings.Join(attributes, "") + ">"
}

// words are what a reader sees of a page's body, in order.
func words(page []byte) []part {
	if _, body, found := bytes.Cut(page, []byte("<body>")); found {
		page = body
	}
	var all []part
	for _, p := range parts(page) {
		if !p.tag {
			for _, word := range strings.Fields(p.text) {
				all = append(all, part{text: word})
			}
		}
	}
	return all
}

func fold(text string) string { return strings.Join(strings.Fields(text), " ") }
