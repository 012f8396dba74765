package engine_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"placard/bench"
	"placard/engine"
	"placard/engine/program"
)

// kept is a program that is kept, and the page that it must give.
type kept struct {
	name    string
	program *program.Program
	want    []byte
}

func keepAll(t *testing.T, e *engine.Engine) []kept {
	t.Helper()
	var all []kept
	keep := func(name string, text []byte) {
		text = bytes.Clone(text)
		want, _ := newEngine().Render(nil, text, program.Options{Title: name})
		p, issues := e.Compile(text, program.Options{Title: name})
		if p == nil {
			t.Fatalf("%s is refused: %s", name, issues.Issues[0])
		}
		clear(text) // the program must not need it
		all = append(all, kept{name, p, want})
	}
	for name, text := range samples(t) {
		keep(name, text)
	}
	for name, text := range dynamicPages() {
		keep(name, []byte(text))
	}
	keep("cards", bench.Cards(20))
	return all
}

func (k kept) check(t *testing.T) {
	if got, complete := k.program.Append([]byte("before")); !complete || string(got) != "before"+string(k.want) {
		t.Errorf("%s: the program gives another page than Render", k.name)
	}
}

// The engine's memory is used again for other specs, by many goroutines, while programs from it are run.
func TestKeptProgramsStayWhatTheyAre(t *testing.T) {
	e := newEngine()
	all := keepAll(t, e)
	texts := samples(t)
	texts["refused"] = []byte(`{"root":"a","elements":{"a":{"type":"dvi","props":{"title":{"$state":"/x"}}}}}`)
	texts["large"] = bench.Cards(99)
	var workers sync.WaitGroup
	for w := range 4 {
		workers.Go(func() {
			for range 3 {
				for name, text := range texts {
					if w%2 == 0 {
						e.Render(nil, text, program.Options{Title: name})
					} else {
						e.Compile(text, program.Options{Title: name})
					}
				}
				for _, k := range all {
					k.check(t)
				}
			}
		})
	}
	workers.Wait()
	runtime.GC()
	for _, k := range all {
		k.check(t)
	}
}

func TestRenderingConcurrentlyGivesTheSamePages(t *testing.T) {
	e := newEngine()
	want := map[string][]byte{}
	for name, text := range samples(t) {
		want[name], _ = e.Render(nil, text, program.Options{Title: name})
	}
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			var out []byte
			for range 3 {
				for name, text := range samples(t) {
					out, _ = e.Render(out[:0], text, program.Options{Title: name})
					if !bytes.Equal(out, want[name]) {
						t.Errorf("%s is another page", name)
					}
				}
			}
		})
	}
	workers.Wait()
}

func TestARefusedSpecWritesNothing(t *testing.T) {
	e := newEngine()
	for name, text := range map[string]string{
		"an error":  `{"root":"a","elements":{"a":{"type":"dvi"}}}`,
		"too large": nested(2, `{"type":"p","text":"xx"}`, `{"l":`+numbers(1000)+`}`),
		"no JSON":   `<p>`,
	} {
		out, issues := e.Render([]byte("before"), []byte(text), program.Options{})
		if string(out) != "before" || !issues.Refused() {
			t.Errorf("%s: %q, refused %v", name, out, issues.Refused())
		}
		if list := e.Check([]byte(text)); len(list.Issues) != len(issues.Issues) || list.Issues[0] != issues.Issues[0] {
			t.Errorf("%s: Check says %v, Render %v", name, list.Issues, issues.Issues)
		}
	}
}

func TestIssuesAreTheCallersToKeep(t *testing.T) {
	e := newEngine()
	bad := []byte(`{"root":"a","elements":{"a":{"type":"dvi"}}}`)
	first := e.Check(bad)
	kept := fmt.Sprint(first.Issues)
	for range 10 {
		e.Check([]byte(`{"root":"b","elements":{"b":{"type":"spna"}}}`))
	}
	if got := fmt.Sprint(first.Issues); got != kept {
		t.Errorf("%s became %s", kept, got)
	}
}

func TestErrorsComeBeforeWarningsInTheOrderOfTheText(t *testing.T) {
	list := newEngine().Check([]byte(`{"root":"a","x":1,"elements":{"a":{"type":"div","props":{"y":1},"children":["b","c"]},
"b":{"type":"p","visible":5},"c":{"type":"dvi"}}}`))
	var codes []string
	for _, i := range list.Issues {
		codes = append(codes, i.Code)
	}
	if got := strings.Join(codes, " "); got != "bad_condition unknown_type unknown_field unknown_prop" {
		t.Error(got)
	}
}

// A huge page must not leave its memory in the pool.
func TestThePoolKeepsNoHugeMemory(t *testing.T) {
	e := newEngine()
	huge := fill(`{"root":"a","elements":{"a":{"type":"div"}},"state":{"x":[`, of(`0`), `]}}`)
	var before, after runtime.MemStats
	var pages [][]byte
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range 4 {
		page, issues := e.Render(nil, []byte(huge), program.Options{})
		if issues.Refused() {
			t.Fatal(issues.Issues[0])
		}
		pages = append(pages, page)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 2<<20 {
		t.Errorf("%d bytes are held for %d small pages", grown, len(pages))
	}
}
