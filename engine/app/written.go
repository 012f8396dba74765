package app

import (
	"placard/engine/spec"
	"placard/engine/value"
)

// written collects the top-level keys of the app's state that some page may write to. It looks at names of members only, so
// it rather finds too many: a page that follows a key in vain is no less right.
type written struct {
	state value.Value // the app's
	keys  map[string]bool
}

// writtenKeys are those keys of the app's state that its pages may write to.
func (b *builder) writtenKeys() map[string]bool {
	w := written{state: b.shared.State, keys: map[string]bool{}}
	for _, l := range b.layoutsBy {
		w.spec(l.spec)
	}
	for _, r := range b.checked {
		for _, s := range []*spec.Spec{r.page, r.failure, r.notFound} {
			if s != nil {
				w.spec(s)
			}
		}
	}
	return w.keys
}

func (w *written) spec(s *spec.Spec) {
	for i := range s.Elements {
		e := &s.Elements[i]
		for _, part := range []value.Ref{e.Props, e.Text, e.On, e.Watch, e.Repeat} {
			w.members(&s.Doc, part)
		}
	}
}

// members goes through what an element says, as deep as it goes. A list that is repeated counts, since controls may be bound
// to its items.
func (w *written) members(d *value.Doc, ref value.Ref) {
	isObject := d.Kind(ref) == value.Object
	for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
		if isObject {
			w.member(d, string(d.Key(m)), m)
		}
		w.members(d, m)
	}
}

func (w *written) member(d *value.Doc, name string, m value.Ref) {
	switch name {
	case "$bindState", "statePath", "clearStatePath":
		w.pointer(d.At(m).Bytes())
	case "action":
		if string(d.At(m).Bytes()) == "validateForm" {
			w.pointer([]byte("/formValidation")) // unless it is told otherwise (semantics §5)
		}
	case "set": // of onSuccess and onError
		if d.Kind(m) != value.Object {
			return
		}
		for path := d.First(m); path < d.End(m); path = d.Next(path) {
			w.pointer(d.Key(path))
		}
	}
}

// pointer notes the key that a pointer begins with. What is no text leads to an item of a list, which counts already.
func (w *written) pointer(p []byte) {
	steps := value.AppendSteps(nil, p)
	if len(steps) == 0 {
		return
	}
	if key := string(steps[0].Key); w.state.Field(key).Kind() != value.Missing {
		w.keys[key] = true
	}
}
