package edge

import (
	"strings"
	"testing"
	"time"
)

func TestConditionalRequests(t *testing.T) {
	source := newSource()
	source.write("/a/p", html(20_000))
	s, addr := listen(t, Config{Pages: source})
	e := allCodings(t, s, "/a/p")
	plain, br, gz := string(e.tags[identity]), string(e.tags[brotliCoding]), string(e.tags[gzipCoding])
	const date = "Tue, 14 Nov 2023 22:13:20 GMT" // The page's Last-Modified.
	for _, c := range []struct {
		name    string
		headers []string
		status  int
		tag     string
	}{
		{"no condition", nil, 200, plain},
		{"same tag", []string{"If-None-Match: " + plain}, 304, plain},
		{"other tag", []string{`If-None-Match: "x"`}, 200, plain},
		{"weak form of the tag", []string{"If-None-Match: W/" + plain}, 304, plain},
		{"in a list", []string{`If-None-Match: "x", W/"y,z" ,` + plain}, 304, plain},
		{"in a list without spaces", []string{`If-None-Match: "x","y",` + plain + `,"z"`}, 304, plain},
		{"on the second line", []string{`If-None-Match: "x"`, "If-None-Match: " + plain}, 304, plain},
		{"star", []string{"If-None-Match: *"}, 304, plain},
		{"star with a coding", []string{"If-None-Match: *", "Accept-Encoding: br"}, 304, br},
		{"not quoted", []string{"If-None-Match: " + strings.Trim(plain, `"`)}, 200, plain},
		{"not closed", []string{"If-None-Match: " + strings.TrimSuffix(plain, `"`)}, 200, plain},
		{"after something malformed", []string{"If-None-Match: x, " + plain}, 200, plain},
		{"empty", []string{"If-None-Match:"}, 200, plain},
		{"tag of the coding", []string{"If-None-Match: " + br, "Accept-Encoding: br, gzip"}, 304, br},
		{"tag of another coding that is accepted", []string{"If-None-Match: " + gz, "Accept-Encoding: br, gzip"}, 304, gz},
		{"tag of the page as it is", []string{"If-None-Match: " + plain, "Accept-Encoding: br, gzip"}, 304, plain},
		{"tag of a coding that is not accepted", []string{"If-None-Match: " + br, "Accept-Encoding: gzip"}, 200, gz},
		{"tag of a refused identity", []string{"If-None-Match: " + plain, "Accept-Encoding: gzip, identity;q=0"}, 200, gz},
		{"same date", []string{"If-Modified-Since: " + date}, 304, plain},
		{"later date", []string{"If-Modified-Since: Wed, 15 Nov 2023 00:00:00 GMT"}, 304, plain},
		{"earlier date", []string{"If-Modified-Since: Tue, 14 Nov 2023 22:13:19 GMT"}, 200, plain},
		{"date in the second form", []string{"If-Modified-Since: Tuesday, 14-Nov-23 22:13:20 GMT"}, 304, plain},
		{"date in the third form", []string{"If-Modified-Since: Tue Nov 14 22:13:20 2023"}, 304, plain},
		{"not a date", []string{"If-Modified-Since: yesterday"}, 200, plain},
		{"date with a coding", []string{"If-Modified-Since: " + date, "Accept-Encoding: gzip"}, 304, gz},
		{"the tag decides, not the date", []string{`If-None-Match: "x"`, "If-Modified-Since: " + date}, 200, plain},
		{"an empty tag list decides too", []string{"If-None-Match:", "If-Modified-Since: " + date}, 200, plain},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(t, addr, method+" /a/p", c.headers...)
			if r.status != c.status || r.header.Get("Etag") != c.tag {
				t.Errorf("%s, %s: status %d, tag %s; want %d, %s", c.name, method, r.status, r.header.Get("Etag"), c.status, c.tag)
			}
			if r.status == 304 && (r.body != "" || r.header.Get("Content-Length") != "") {
				t.Errorf("%s, %s: a 304 with a body", c.name, method)
			}
			if r.header.Get("Vary") != "Accept-Encoding" || r.header.Get("Cache-Control") != "public, no-cache" {
				t.Errorf("%s, %s: Vary %q, Cache-Control %q", c.name, method, r.header.Get("Vary"), r.header.Get("Cache-Control"))
			}
		}
	}
}

func TestDateIsNotGivenWhileItsSecondLasts(t *testing.T) {
	now := time.Unix(1_700_000_000, 400_000_000)
	source := newSource()
	source.write("/a/p", "one")
	_, addr := listen(t, Config{Pages: source, Now: func() time.Time { return now }})
	r := ask(t, addr, "GET /a/p", "If-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT")
	if r.status != 200 || r.header.Get("Last-Modified") != "" {
		t.Errorf("status %d, Last-Modified %q", r.status, r.header.Get("Last-Modified"))
	}
}

func TestTagsDifferByBodyTypePolicyAndCoding(t *testing.T) {
	seen := map[string]bool{}
	for _, page := range []Page{
		{Body: []byte("a"), ContentType: "t", Policy: "p"},
		{Body: []byte("b"), ContentType: "t", Policy: "p"},
		{Body: []byte("a"), ContentType: "u", Policy: "p"},
		{Body: []byte("a"), ContentType: "t", Policy: "q"},
		{Body: []byte("a"), ContentType: "tp", Policy: ""},
		{Body: []byte("pa"), ContentType: "t", Policy: ""},
	} {
		for _, tag := range newEntry(Ref{}, &page).tags {
			if seen[string(tag)] {
				t.Errorf("tag %s came twice", tag)
			}
			seen[string(tag)] = true
		}
	}
}
