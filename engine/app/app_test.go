package app_test

import "testing"

func TestPages(t *testing.T) {
	const layout = `{"root":"l","elements":{"l":{"type":"main","children":["n","s"]},"n":{"type":"a","props":{"href":"/about"}},"s":{"type":"Slot"}}}`
	for _, c := range []struct{ name, app, path, want string }{
		{"a page", `{"routes":{"/":{"page":` + page(`"x"`) + `}}}`, "/", "<p>x</p>"},
		{"a page in its layout", `{"layouts":{"l":` + layout + `},"routes":{"/":{"layout":"l","page":` + page(`"x"`) + `}}}`, "/",
			`<main><a href="/app/x1/about"></a><p>x</p></main>`},
		{"params", `{"routes":{"/blog/[slug]":{"page":` + page(`{"$state":"/params/slug"}`) + `}}}`, "/blog/a%3Cb", "<p>a&lt;b</p>"},
	} {
		a := compile(t, c.app, options)
		html, _ := show(t, a, c.path, `[]`)
		if got := body(t, html); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}
