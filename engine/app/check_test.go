package app

import (
	"strings"
	"testing"

	"placard/engine/diag"
	"placard/engine/value"
)

// issuesOf checks the metadata of an app, or of a route when it has a pattern.
func issuesOf(t *testing.T, pattern, metadata string) string {
	t.Helper()
	var doc value.Doc
	ref, err := doc.Parse([]byte(metadata))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	report := func(at value.Ref, i diag.Issue) {
		if at == value.NoRef || i.Code == "" || i.Message == "" {
			t.Errorf("%s: an issue without place, code or message: %+v", metadata, i)
		}
		lines = append(lines, i.String())
	}
	if pattern == "" {
		CheckApp(&doc, ref, report)
	} else {
		CheckRoute(&doc, ref, pattern, report)
	}
	return strings.Join(lines, "\n")
}

func TestCheckTellsIssues(t *testing.T) {
	const slug = "/blog/[slug]"
	const at = "/routes/~1blog~1[slug]/metadata"
	const links = " (allowed are http, https, mailto, tel, relative addresses and #fragments)"
	const pictures = " (allowed are http, https, relative addresses, and data: for PNG, JPEG, GIF, WebP and AVIF)"
	const refused = ": this address is not allowed"
	for _, c := range []struct{ pattern, metadata, want string }{
		{"", `null`, ``},
		{"", `[]`, `error: /metadata: must be an object, is a list`},
		{"", fullApp, ``},
		{slug, fullRoute, ``},
		{slug, `{"title":1,"description":[],"keywords":{"a":1},"openGraph":"x","twitter":[],"alternates":true}`,
			"error: " + at + "/title: must be text or an object, is a number\nerror: " + at + "/description: must be text, is a list\n" +
				"error: " + at + "/keywords: must be text, is an object\nerror: " + at + "/openGraph: must be an object, is a string\n" +
				"error: " + at + "/twitter: must be an object, is a list\nerror: " + at + "/alternates: must be an object, is true"},
		{slug, `{"title":null,"icons":null,"openGraph":{"images":[null,"/a"],"type":null}}`, ``},
		{slug, `{"keywords":["a",1]}`, "error: " + at + "/keywords/1: must be text, is a number"},
		{slug, `{"robots":{"index":"yes","noarchive":true}}`, "error: " + at + "/robots/index: must be true or false, is a string\n" +
			"warning: " + at + "/robots/noarchive: this field has no effect (it has index and follow)"},
		{slug, `{"theme/Color":"red"}`, "warning: " + at + "/theme~1Color: this field has no effect " +
			"(it has title, description, keywords, robots, alternates, openGraph, twitter and icons)"},
		{slug, `{"alternates":{"canonical":"javascript:x"}}`, "error: " + at + "/alternates/canonical" + refused + links},
		{slug, `{"alternates":{"canonical":{"url":"data:x"}}}`, "error: " + at + "/alternates/canonical/url" + refused + links},
		{slug, `{"alternates":{"canonical":{}}}`, "error: " + at + `/alternates/canonical: there is no url (give the address as "url")`},
		{"", `{"alternates":{"canonical":"/a"}}`, "warning: /metadata/alternates/canonical: all routes would name this one page as theirs, " +
			"and search engines leave out the others (give a canonical in the metadata of each route)"},
		{slug, `{"openGraph":{"url":"javascript:x","images":"javascript:x","type":"product"}}`,
			"error: " + at + "/openGraph/url" + refused + links + "\nerror: " + at + "/openGraph/images" + refused + pictures},
		{slug, `{"twitter":{"images":["/a",{"url":"data:image/svg+xml,x","width":true}]}}`,
			"error: " + at + "/twitter/images/1/url" + refused + pictures + "\nerror: " + at + "/twitter/images/1/width: must be a number of pixels, is true"},
		{slug, `{"openGraph":{"images":[{"url":"/a","secureUrl":"javascript:x"}]}}`, "error: " + at + "/openGraph/images/0/secureUrl" + refused + pictures},
		{slug, `{"twitter":{"card":"big"}}`, "warning: " + at + "/twitter/card: there is no such card (one of summary, summary_large_image, app and player)"},
		{slug, `{"icons":{"icon":[{"url":"vbscript:x","rel":"stylesheet"}],"other":"/a"}}`, "error: " + at + "/icons/icon/0/url" + refused + pictures + "\n" +
			"warning: " + at + "/icons/icon/0/rel: this is no kind of icon and is ignored (one of icon, shortcut icon, apple-touch-icon, apple-touch-icon-precomposed and mask-icon)\n" +
			"warning: " + at + "/icons/other: this field has no effect (it has shortcut, icon and apple)"},
		{slug, `{"icons":[["/a"]]}`, "error: " + at + "/icons/0: must be text or an object, is a list"},
		{slug, `{"title":{"default":"A","template":"%s | B"}}`, "warning: " + at + "/title/template: the template of a route has no effect " +
			"(a template is for the titles of routes: give it in the app's metadata)"},
		{"", `{"title":{"default":"A","template":"B"}}`, `warning: /metadata/title/template: every route has this same title (write "%s" where the title of the route goes)`},
	} {
		if got := issuesOf(t, c.pattern, c.metadata); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.metadata, got, c.want)
		}
	}
}

func TestWhatNextPrintsIsAccepted(t *testing.T) {
	for _, v := range readVectors(t) {
		for _, line := range strings.Split(issuesOf(t, "/", string(v.Metadata)), "\n") {
			if strings.HasPrefix(line, "error") {
				t.Errorf("%s: %s", v.Metadata, line)
			}
		}
	}
}
