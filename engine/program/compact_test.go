package program

import "testing"

func TestMarkupIsCompacted(t *testing.T) {
	for _, c := range []struct {
		in, want string
		inTag    bool
	}{
		{`<p class="a">it's "so"</p>`, `<p class=a>it's "so"</p>`, false},
		{`<p class="a b" title="" id="x">`, `<p class='a b' title='' id=x>`, false},
		{`<a href="/x?a=b" rel="c">`, `<a href='/x?a=b' rel=c>`, false},
		{`<a title="&quot;&gt;" href="/x/">`, `<a title=&quot;&gt; href=/x/>`, false},
		{`<p class="a `, `<p class='a `, false},
		{` b" title="c"`, ` b' title=c`, true},
		{`" title="c d`, `' title='c d`, true},
		{`"quoted" <b id="x">"y"`, `"quoted" <b id=x>"y"`, false},
	} {
		if got := string(appendCompact(nil, []byte(c.in), c.inTag)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.in, got, c.want)
		}
	}
}
