package suite

import (
	"bytes"
	"fmt"

	"placard/bench/contender"
	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/app"
	"placard/engine/patch"
	"placard/engine/program"
	livepage "placard/engine/stream"
)

// title is what all contenders call their pages.
const title = "Benchmark"

// Contenders are Placard's own, and the limits that everybody is held against. They run in a process of their own like
// all others: see Serve of package contender.
func Contenders() map[string]contender.Maker {
	e := newEngine()
	return map[string]contender.Maker{
		"page":      func(spec []byte) (contender.Job, error) { return page(e, spec) },
		"run":       func(spec []byte) (contender.Job, error) { return run(e, spec) },
		"stream":    stream,
		"parse":     func(spec []byte) (contender.Job, error) { return parse(e, spec) },
		"copy page": func(spec []byte) (contender.Job, error) { return copyPage(e, spec) },
		"copy":      func(text []byte) (contender.Job, error) { return copying(text), nil },
		"byte loop": byteLoop,

		"match static":      match("/section7/item-of-the-day/about"),
		"match params":      match("/section42/a%20b/edit"),
		"match catch-all":   match("/section99/files/2026/11/report.pdf"),
		"match nothing":     match("/section7/item-of-the-day/nowhere"),
		"app /":             request("/"),
		"app /shop/garden":  request("/shop/garden"),
		"app /holes/garden": request("/holes/garden"),
	}
}

func newEngine() *engine.Engine {
	cat := catalog.New()
	return engine.New(cat, components.New(cat))
}

// page goes all the way from JSON to HTML, with all checks.
func page(e *engine.Engine, spec []byte) (contender.Job, error) {
	out, err := rendered(e, spec)
	if err != nil {
		return contender.Job{}, err
	}
	run := func() { out, _ = e.Render(out[:0], spec, program.Options{Title: title}) }
	return contender.Job{Run: run, Output: func() ([]byte, error) { return out, nil }}, nil
}

func rendered(e *engine.Engine, spec []byte) ([]byte, error) {
	out, issues := e.Render(nil, spec, program.Options{Title: title})
	if issues.Refused() {
		return nil, fmt.Errorf("the spec is refused: %s", issues.Issues[0])
	}
	return out, nil
}

// run writes the page of a compiled program: what is left to do when a page is made again.
func run(e *engine.Engine, spec []byte) (contender.Job, error) {
	p, issues := e.Compile(spec, program.Options{Title: title})
	if issues.Refused() {
		return contender.Job{}, fmt.Errorf("the spec is refused: %s", issues.Issues[0])
	}
	out, _ := p.Append(nil)
	return contender.Job{
		Run:    func() { out, _ = p.Append(out[:0]) },
		Output: func() ([]byte, error) { return out, nil },
	}, nil
}

// stream reads the lines of a page as it is written, and applies, checks and compiles each of them.
func stream(lines []byte) (contender.Job, error) {
	cat := catalog.New()
	p := livepage.New(cat, components.New(cat), livepage.Options{Title: title})
	reader := p.Lines()
	var changes livepage.Change
	write := func() error {
		p.Reset()
		changes.Reset()
		reader.Write(lines)
		for line, ok := reader.Next(); ok; line, ok = reader.Next() {
			if line.Kind != patch.Patch {
				return fmt.Errorf("line %d is no patch", line.Number)
			}
			for i := range line.Ops {
				if err := p.Apply(&line.Ops[i], &changes); err != nil {
					return fmt.Errorf("line %d: %w", line.Number, err)
				}
			}
		}
		return nil
	}
	return contender.Job{
		Run:    func() { _ = write() }, // it has worked once
		Output: func() ([]byte, error) { return p.AppendSpec(nil), nil },
	}, write()
}

// parse is the first stage alone.
func parse(e *engine.Engine, spec []byte) (contender.Job, error) {
	w := e.NewWorkspace()
	w.Parse(spec)
	if w.Issues.Refused() {
		return contender.Job{}, fmt.Errorf("the spec is refused: %s", w.Issues.Issues[0])
	}
	return contender.Job{Run: func() { w.Parse(spec) }}, nil
}

// copyPage copies the bytes of the page into a buffer: nothing can write a page faster.
func copyPage(e *engine.Engine, spec []byte) (contender.Job, error) {
	out, err := rendered(e, spec)
	if err != nil {
		return contender.Job{}, err
	}
	return copying(bytes.Clone(out)), nil
}

func copying(text []byte) contender.Job {
	out := make([]byte, 0, len(text))
	return contender.Job{Run: func() { out = append(out[:0], text...) }}
}

// request makes a page of an app for a request that no cache knows.
func request(path string) contender.Maker {
	return func(text []byte) (contender.Job, error) {
		a, err := compileApp(text)
		if err != nil {
			return contender.Job{}, err
		}
		r := app.Request{Path: []byte(path)}
		var params app.Params
		var out []byte
		return contender.Job{Run: func() { out, _ = a.Append(out[:0], a.Find(r.Path, &params), r) }}, nil
	}
}

// match finds the route of a path.
func match(path string) contender.Maker {
	return func(text []byte) (contender.Job, error) {
		a, err := compileApp(text)
		if err != nil {
			return contender.Job{}, err
		}
		var params app.Params
		p := []byte(path)
		return contender.Job{Run: func() { a.Find(p, &params) }}, nil
	}
}

func compileApp(text []byte) (*app.App, error) {
	cat := catalog.New()
	a, issues := app.NewCompiler(cat, components.New(cat)).Compile(text, app.Options{Base: "/app/1", Origin: "https://placard.example", Title: title})
	if a == nil {
		return nil, fmt.Errorf("the app is refused: %s", issues.Issues[0])
	}
	return a, nil
}

// byteLoop looks at every byte once, one by one: what a parser does at the least, unless it has wider instructions.
func byteLoop(text []byte) (contender.Job, error) {
	quotes := 0
	return contender.Job{Run: func() {
		for _, b := range text {
			if b == '"' {
				quotes++
			}
		}
	}}, nil
}
