// Package engine turns JSON specs into HTML pages:
//
//	bytes ──Parse──▶ spec.Spec ──Check──▶ spec.Spec ──Compile──▶ program.Program ──Append──▶ HTML
//
// An Engine is immutable and may be used by many goroutines. Its memory for parsing and compiling comes from a pool:
// after the first pages, rendering one allocates nothing.
package engine

import (
	"sync"

	"placard/catalog"
	"placard/engine/check"
	"placard/engine/diag"
	"placard/engine/program"
	"placard/engine/spec"
)

// Engine renders specs with one catalog and one set of components.
type Engine struct {
	cat  *catalog.Catalog
	set  *program.Set
	pool sync.Pool // of *Workspace
}

// New makes an engine.
func New(cat *catalog.Catalog, set *program.Set) *Engine {
	e := &Engine{cat: cat, set: set}
	e.pool.New = func() any { return e.NewWorkspace() }
	return e
}

// Workspace is the memory of one rendering, for callers that go through the stages one by one. It belongs to one
// goroutine at a time; what it returns is valid until its next Parse.
type Workspace struct {
	Issues diag.List

	spec     *spec.Spec
	checker  *check.Checker
	compiler *program.Compiler
}

// NewWorkspace makes a workspace.
func (e *Engine) NewWorkspace() *Workspace {
	return &Workspace{spec: new(spec.Spec), checker: check.New(e.cat), compiler: program.NewCompiler(e.set)}
}

// Parse reads a spec; what is wrong goes to Issues, which it empties first.
func (w *Workspace) Parse(text []byte) *spec.Spec {
	w.Issues.Reset()
	w.spec.Parse(text, &w.Issues)
	return w.spec
}

// Check holds the spec that was parsed against the catalog.
func (w *Workspace) Check() { w.checker.Check(w.spec) }

// Compile compiles the spec that was checked and not refused.
func (w *Workspace) Compile(o program.Options) *program.Program {
	return w.compiler.Compile(w.spec, o, &w.Issues)
}

// maxKeptBytes is what a workspace in the pool may hold: many times what a page of 500 elements needs, and less than
// the worst, so that a few huge pages do not pin their memory for good.
const maxKeptBytes = 4 << 20

// put gives a workspace back for the next page.
func (e *Engine) put(w *Workspace) {
	if w.spec.Size()+w.compiler.Size() <= maxKeptBytes {
		e.pool.Put(w)
	}
}

// read parses and checks a spec, and tells whether it is not refused.
func (w *Workspace) read(text []byte) bool {
	w.Parse(text)
	w.Check()
	return !w.Issues.Refused()
}

// program goes through all stages; nil when the spec is refused.
func (w *Workspace) program(text []byte, o program.Options) *program.Program {
	if !w.read(text) {
		return nil
	}
	p := w.Compile(o)
	if w.Issues.Refused() {
		return nil
	}
	return p
}

// Check reports what is wrong with a spec. It goes as far as Render would: a spec without errors renders.
func (e *Engine) Check(text []byte) diag.List {
	_, issues := e.Render(nil, text, program.Options{})
	return issues
}

// Render appends the page of a spec to dst. When the spec is refused, out is dst as it was. The page is that of the
// spec's own state.
func (e *Engine) Render(dst, text []byte, o program.Options) (out []byte, issues diag.List) {
	w := e.pool.Get().(*Workspace)
	defer e.put(w)
	if !w.read(text) {
		return dst, w.takeIssues()
	}
	out, complete := w.compiler.Append(dst, w.spec, o, &w.Issues)
	if !complete {
		w.Issues.Add(tooLarge)
		return dst, w.takeIssues()
	}
	return out, w.takeIssues()
}

var tooLarge = diag.Issue{Severity: diag.Error, Code: "page_too_large",
	Message: "the repeats of this page make it too large", Hint: "show fewer items, or nest fewer repeats"}

// Compile makes a program to keep; nil when the spec is refused.
func (e *Engine) Compile(text []byte, o program.Options) (*program.Program, diag.List) {
	w := e.pool.Get().(*Workspace)
	defer e.put(w)
	p := w.program(text, o)
	if p == nil {
		return nil, w.takeIssues()
	}
	if p.Static() {
		return w.compiler.Detach(), w.takeIssues()
	}
	// Any other program keeps the spec's values. It is made once more in memory of its own, which is no larger than
	// it must be and which nobody else will write to.
	own := e.NewWorkspace()
	p = own.program(text, o)
	own.spec.KeepValues()
	return p, own.takeIssues()
}

// takeIssues gives the issues away: the usual case, none, costs nothing.
func (w *Workspace) takeIssues() diag.List {
	issues := w.Issues
	if len(issues.Issues) > 0 {
		issues.Sort()
		w.Issues = diag.List{}
	}
	return issues
}
