package api

import (
	"fmt"
	"testing"
	"time"
)

func TestList(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY", pro)
	for _, name := range []string{"A", "B", "C"} {
		f.publish(name, name)
		f.wait(time.Second)
	}
	entry := func(name string, second int) string {
		return fmt.Sprintf(`{"id":"$%s","title":"","url":"%s/a/$%s","createdAt":180000000%d000,"updatedAt":180000000%d000}`,
			name, baseURL, name, second, second)
	}
	a, b, c := entry("A", 0), entry("B", 1), entry("C", 2)
	next := func(limit int, after string) string {
		return fmt.Sprintf(`Link: <%s/v1/artifacts?limit=%d&after=$%s>; rel="next"`, baseURL, limit, after)
	}
	for _, s := range []scenario{
		{request: "GET /v1/artifacts", status: 200, want: []string{"[" + c + "," + b + "," + a + "]"}, header: []string{"!Link"}},
		{request: "GET /v1/artifacts?limit=2", status: 200, want: []string{"[" + c + "," + b + "]"}, header: []string{next(2, "B")}},
		{request: "GET /v1/artifacts?limit=2&after=$B", status: 200, want: []string{"[" + a + "]"}, header: []string{"!Link"}},
		{request: "GET /v1/artifacts?limit=1&after=$C", status: 200, want: []string{"[" + b + "]"}, header: []string{next(1, "B")}},
		{request: "GET /v1/artifacts?limit=3", status: 200, header: []string{"!Link"}},
		{request: "GET /v1/artifacts?limit=0", status: 400, want: []string{"limit must be"}},
		{request: "GET /v1/artifacts?limit=1001", status: 400, want: []string{"1000"}},
		{request: "GET /v1/artifacts?limit=x", status: 400},
		{request: "GET /v1/artifacts?after=nothing", status: 400, want: []string{"after must be"}},
	} {
		t.Run(s.request, func(t *testing.T) {
			f.within(t, func() { s.check(f, f.ask(s.request, "", asKey)) })
		})
	}
}
