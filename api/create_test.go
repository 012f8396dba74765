package api

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"placard/edge"
	"placard/storage"
)

func TestFreePlanHoldsThree(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	for _, name := range []string{"A", "B", "C"} {
		f.publish(name, name)
	}
	full := scenario{status: 402, want: []string{`{"error":"Payment Required"`, "3 active items", "DELETE /v1/artifacts/"}}
	full.check(f, f.ask("POST /v1/artifacts", "d", asKey, isHTML))
	if r := f.ask("PUT /v1/artifacts/$A", "a", asKey, isHTML); r.status != 200 {
		t.Errorf("PUT when full: %d", r.status)
	}
	f.ask("DELETE /v1/artifacts/$A", "", asKey)
	f.publish("D", "d")
	full.check(f, f.ask("POST /v1/artifacts", "e", asKey, isHTML))
	f.wait(DefaultFreeItemLife)
	f.publish("E", "e")
}

func TestProPlanHoldsMore(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY", pro)
	for i := range 10 {
		f.publish("ID", fmt.Sprint(i))
	}
}

func TestParallelPublishersCannotExceedTheQuota(t *testing.T) {
	f := newFixture(t)
	w := f.workspace("KEY")
	var created, refused atomic.Int32
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			switch r := f.ask("POST /v1/artifacts", fmt.Sprint("page ", i), asKey, isHTML); r.status {
			case 201:
				created.Add(1)
			case 402:
				refused.Add(1)
			default:
				t.Errorf("%d %s", r.status, r.body)
			}
		})
	}
	wg.Wait()
	if n := f.countBlobs(); n != 3 {
		t.Errorf("%d blobs", n)
	}
	active, err := f.meta.CountActive(t.Context(), w.ID, itemKinds, f.clock())
	if created.Load() != 3 || refused.Load() != 17 || active != 3 || err != nil {
		t.Errorf("%d created, %d refused, %d active, %v", created.Load(), refused.Load(), active, err)
	}
}

func TestRefusedContentLeavesNoBytes(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	for _, name := range []string{"A", "B", "C"} {
		f.publish(name, name)
	}
	before := f.countBlobs()
	f.ask("POST /v1/artifacts", "d", asKey, isHTML)
	f.ask("PUT /v1/artifacts/nothing", "d", asKey, isHTML)
	f.ask("PUT /v1/artifacts/$A", "d", asKey, isHTML, `If-Match: "9"`)
	// Whether it is a repetition only storage knows, so the bytes are stored first.
	f.ask("POST /v1/artifacts", "d", asKey, isHTML, "Idempotency-Key: k")
	f.ask("POST /v1/artifacts", "B", asKey, isHTML, "Idempotency-Key: k") // refused too, but B's bytes stay
	if n := f.countBlobs(); n != before {
		t.Errorf("%d blobs more", n-before)
	}
	wantPage(f, f.vars["B"], "B")
}

// countBlobs counts the rows and files of blobs.
func (f *fixture) countBlobs() (n int) {
	f.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(f.vars["DATA"], "placard.db"))
	if err != nil {
		f.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(f.t.Context(), "SELECT count(*) FROM blobs").Scan(&n); err != nil {
		f.t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(f.vars["DATA"], "blobs"), func(_ string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			n++
		}
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return n
}

func TestIdempotency(t *testing.T) {
	const key = "Idempotency-Key: 7f1c"
	f := newFixture(t)
	f.workspace("KEY")
	f.workspace("OTHER")
	first := f.ask("POST /v1/artifacts", "x", asKey, isHTML, key)
	id := first.field(t, "id")
	if first.status != 201 || first.header.Get("Idempotency-Replayed") != "" {
		t.Fatalf("%+v", first)
	}
	f.publish("B", "b")
	f.publish("C", "c")
	for _, s := range []scenario{
		{name: "again, when the workspace is full", body: "x", headers: []string{asKey, isHTML, key}, status: 201,
			want: []string{first.body}, header: []string{"Idempotency-Replayed: true", `Etag: "1"`}},
		{name: "again with a charset", body: "x", headers: []string{asKey, isHTML + "; charset=utf-8", key}, status: 201, want: []string{first.body}},
		{name: "another body", body: "y", headers: []string{asKey, isHTML, key}, status: 422, want: []string{`"error":"Idempotency-Key Reused"`}},
		{name: "another type", body: "x", headers: []string{asKey, isMD, key}, status: 422},
		{name: "another title", body: "x", headers: []string{asKey, isHTML, key, "X-Artifact-Title: T"}, status: 422},
		{name: "another workspace", body: "y", headers: []string{asOther, isHTML, key}, status: 201, not: []string{id}, header: []string{"!Idempotency-Replayed"}},
		{name: "long key", body: "y", headers: []string{asKey, isHTML, "Idempotency-Key: " + strings.Repeat("k", maxKeyBytes+1)}, status: 400, want: []string{"255"}},
		{name: "another key when it is full", body: "x", headers: []string{asKey, isHTML, key + "2"}, status: 402},
	} {
		t.Run(s.name, func(t *testing.T) {
			f.within(t, func() { s.check(f, f.ask("POST /v1/artifacts", s.body, s.headers...)) })
		})
	}
	f.vars["ID"] = id
	f.ask("DELETE /v1/artifacts/$ID", "", asKey)
	gone := scenario{status: 410, want: []string{`"error":"Gone"`, "new key"}}
	gone.check(f, f.ask("POST /v1/artifacts", "x", asKey, isHTML, key))
	f.wait(storage.IdempotencyKeyLife)
	if r := f.ask("POST /v1/artifacts", "x", asKey, isHTML, key); r.status != 201 || r.field(t, "id") == id {
		t.Errorf("a day later: %+v", r)
	}
}

func TestParallelRepetitionsPublishOnce(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	answers := make([]string, 10)
	var wg sync.WaitGroup
	for i := range answers {
		wg.Go(func() { answers[i] = f.ask("POST /v1/artifacts", "x", asKey, isHTML, "Idempotency-Key: k").body })
	}
	wg.Wait()
	for _, a := range answers {
		if a != answers[0] || !strings.Contains(a, `"id"`) {
			t.Errorf("answers %q and %q", a, answers[0])
		}
	}
}

func TestOfParallelUpdatesOneWins(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	f.publish("ID", "x")
	var won, lost atomic.Int32
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			switch r := f.ask("PUT /v1/artifacts/$ID", fmt.Sprint(i), asKey, isHTML, `If-Match: "1"`); r.status {
			case 200:
				won.Add(1)
			case 412:
				lost.Add(1)
			default:
				t.Errorf("%d %s", r.status, r.body)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 || lost.Load() != 9 {
		t.Errorf("%d won, %d lost", won.Load(), lost.Load())
	}
}

// The visitor sees each write as soon as it was answered.
func TestPublishedPagesAreSeenAtOnce(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	id := f.publish("ID", "<h1>one</h1>")
	wantPage(f, id, "<h1>one</h1>")
	f.ask("PUT /v1/artifacts/$ID", "# two", asKey, isMD)
	wantPage(f, id, `<h1 id="two">two</h1>`)
	f.ask("PUT /v1/artifacts/$ID", spec, asKey, isJSON)
	wantPage(f, id, "Hello from JSON!</h1>")
	f.ask("DELETE /v1/artifacts/$ID", "", asKey)
	wantPage(f, id, "")
	other := f.publish("ID2", "<h1>three</h1>")
	wantPage(f, other, "<h1>three</h1>")
	f.wait(DefaultFreeItemLife)
	wantPage(f, other, "")
}

// wantPage checks what a visitor of /a/<id> gets; "" means nothing.
func wantPage(f *fixture, id, want string) {
	f.t.Helper()
	path := []byte("/a/" + id)
	r := edge.Request{Path: path, RawPath: path}
	ref, err := f.pages.Find(f.t.Context(), r)
	if want == "" {
		if err == nil {
			f.t.Errorf("%s is still there: %+v", id, ref)
		}
		return
	}
	if err != nil {
		f.t.Fatal(err)
	}
	page, err := f.pages.Load(f.t.Context(), ref, r)
	if err != nil || !strings.Contains(string(page.Body), want) {
		f.t.Errorf("%v, page %+v lacks %s", err, page, want)
	}
}

func TestFailuresAreLoggedAndNotTold(t *testing.T) {
	f := newFixture(t)
	f.workspace("KEY")
	f.ask("GET /v1/whoami", "", asKey)
	if err := f.meta.Close(); err != nil {
		t.Fatal(err)
	}
	failed := scenario{status: 500, want: []string{`"error":"Internal Server Error"`}, not: []string{"sqlite", "closed"}}
	failed.check(f, f.ask("GET /v1/whoami", "", asKey))
	failed.check(f, f.ask("POST /v1/artifacts", "x", asKey, isHTML))
	if log := f.log.String(); !strings.Contains(log, "database is closed") || strings.Contains(log, f.vars["KEY"]) {
		t.Errorf("log %s", log)
	}
}
