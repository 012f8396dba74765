package app

import (
	"bytes"
	"regexp"

	"placard/engine/program"
	"placard/engine/value"
)

// noLoading is the list of an app that has nothing to show while pages load.
const noLoading = "[]"

// compileLoading makes what AppendLoading gives. Routes come in the order of their priority.
func (b *builder) compileLoading() {
	dst := []byte{'['}
	for rank, r := range b.tree.routes {
		parts := b.checked[r.index]
		if parts.loading == nil || b.issues.Refused() {
			continue
		}
		before := len(dst)
		if before > 1 {
			dst = append(dst, ',')
		}
		dst = value.AppendJSONString(append(dst, '['), b.pathExpression(rank))
		dst = value.AppendJSONString(append(dst, ','), b.loadingMarkup(parts))
		dst = append(dst, ']')
		b.grow(len(dst)-before, parts.part(extent{}, "loading").Path)
	}
	b.app.loading = append(dst, ']')
}

// loadingMarkup is a loading with its layout and its styles. What it reads of a request is not there.
func (b *builder) loadingMarkup(r *checkedRoute) []byte {
	o := program.Options{App: &program.App{State: b.shared.State, Base: b.shared.Base}, Fragment: true}
	if r.layout != nil {
		o.Layout = r.layout.spec
	}
	out, _ := b.compileSpec(r.loading, o, r.part(extent{}, "loading").Path).Append(nil)
	return out
}

func (b *builder) loadingLink() []byte {
	m := headWriter{}
	m.raw(`<link rel="ui-loading"`)
	m.attr("href", append(bytes.Clone(b.shared.Base), "/-/loading.json"...))
	m.raw(">")
	return m.dst
}

// pathExpression is a regular expression for the paths of a route, as a browser has them. What a route without a loading
// would show, which comes before it, is left out.
func (b *builder) pathExpression(rank int) []byte {
	own := b.checked[b.tree.routes[rank].index].segments
	dst := []byte("^")
	for _, before := range b.tree.routes[:rank] {
		if other := b.checked[before.index]; other.loading == nil && overlap(own, other.segments) {
			dst = append(appendPathExpression(append(dst, "(?!"...), other.segments), ')')
		}
	}
	return appendPathExpression(dst, own)
}

func appendPathExpression(dst []byte, segments []segment) []byte {
	for _, s := range segments {
		switch {
		case s.name == "":
			dst = append(append(dst, '/'), regexp.QuoteMeta(string(appendSegment(nil, []byte(s.static))))...)
		case s.class == noCatchAll:
			dst = append(dst, "/[^/]+"...)
		case s.class == catchAll:
			dst = append(dst, "/[^/].*"...)
		default:
			dst = append(dst, "(?:/.*)?"...)
		}
	}
	return append(dst, "/?$"...)
}

// overlap tells whether two patterns may match the same path.
func overlap(a, b []segment) bool {
	for i := 0; ; i++ {
		switch {
		case i < len(a) && a[i].class != noCatchAll, i < len(b) && b[i].class != noCatchAll:
			return true // nearly: a catch-all takes a segment or more
		case i == len(a) || i == len(b):
			return len(a) == len(b)
		case a[i].name == "" && b[i].name == "" && a[i].static != b[i].static:
			return false
		}
	}
}
