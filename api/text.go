package api

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/valyala/fasthttp"
)

// headerText is a header as text, without what cannot be shown. Clients differ in how they send letters beyond ASCII:
// what is not UTF-8 is ISO 8859-1, which fetch in browsers and Node sends.
func headerText(h *fasthttp.RequestHeader, name string) string {
	raw := h.Peek(name)
	text := string(raw)
	if !utf8.Valid(raw) {
		letters := make([]rune, len(raw))
		for i, b := range raw {
			letters[i] = rune(b)
		}
		text = string(letters)
	}
	return visible(text)
}

func visible(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text))
}

// firstLetters is at most n letters of a text.
func firstLetters(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
