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

		"replace":           replace,
		"whole again":       wholeAgain,
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

// streamed is a page that is being written, with the reader of its lines.
type streamed struct {
	page    *livepage.Page
	reader  *patch.Lines
	changes livepage.Change
}

func newStreamed() *streamed {
	cat := catalog.New()
	p := livepage.New(cat, components.New(cat), livepage.Options{Title: title})
	return &streamed{page: p, reader: p.Lines()}
}

// write applies lines: each is read, checked and compiled.
func (s *streamed) write(lines []byte) error {
	s.changes.Reset()
	s.reader.Write(lines)
	for line, ok := s.reader.Next(); ok; line, ok = s.reader.Next() {
		if line.Kind != patch.Patch {
			return fmt.Errorf("line %d is no patch", line.Number)
		}
		for i := range line.Ops {
			if err := s.page.Apply(&line.Ops[i], &s.changes); err != nil {
				return fmt.Errorf("line %d: %w", line.Number, err)
			}
		}
	}
	return nil
}

// stream writes a page from its first line to the last.
func stream(lines []byte) (contender.Job, error) {
	s := newStreamed()
	var nothing []byte
	write := func() error {
		s.page.Reset()
		err := s.write(lines)
		// What has changed since then is nothing, but whoever asks for that gets it from blocks that are up to date.
		s.changes.Reset()
		nothing, _ = s.page.AppendChange(nothing[:0], &s.changes)
		return err
	}
	return contender.Job{
		Run:    func() { _ = write() }, // it has worked once
		Output: func() ([]byte, error) { return s.page.AppendSpec(nil), nil },
	}, write()
}

// replace changes one prop of the page that lines have made, and makes the message for who watches.
func replace(lines []byte) (contender.Job, error) {
	s := newStreamed()
	if err := s.write(lines); err != nil {
		return contender.Job{}, err
	}
	texts := [2][]byte{
		[]byte(`{"op":"replace","path":"/elements/t50/props/text","value":"Some other text for the card."}` + "\n"),
		[]byte(`{"op":"replace","path":"/elements/t50/props/text","value":"And some more for card 50."}` + "\n"),
	}
	var out []byte
	i := 0
	write := func() error {
		i ^= 1
		err := s.write(texts[i])
		out, _ = s.page.AppendChange(out[:0], &s.changes)
		return err
	}
	return contender.Job{Run: func() { _ = write() }}, write()
}

// wholeAgain makes the page that lines have made from its JSON.
func wholeAgain(lines []byte) (contender.Job, error) {
	s := newStreamed()
	if err := s.write(lines); err != nil {
		return contender.Job{}, err
	}
	job, err := page(newEngine(), s.page.AppendSpec(nil))
	job.Output = nil // compared in group render
	return job, err
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
