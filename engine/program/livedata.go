package program

import (
	"placard/engine/expr"
	"placard/engine/value"
)

// list says of a repeat where its list is and by which field its items are told apart.
type list struct {
	place place
	key   []byte
}

// place writes a pointer, [pointer, frame], or 0 for no place.
func (l *live) place(p place) {
	switch {
	case p.pointer == nil:
		l.number(0)
	case p.frame == expr.Outside:
		l.text(p.pointer)
	default:
		l.openList()
		l.text(p.pointer)
		l.number(p.frame)
		l.closeList()
	}
}

// behaviour writes what a tag does, or, between tags, a node of watchers.
func (l *live) behaviour(w *behaviour) {
	l.b.spec = w.spec // for the values below; the walk needs none
	switch w.kind {
	case runsActions:
		l.node(0)
		l.event(w.dom)
		if w.shared {
			l.number(l.share(w))
		} else {
			l.actions(w.actions, w.repeat)
		}
	case writesValue:
		l.node(1)
		l.event(w.dom)
		l.number(int(w.source))
		l.place(w.place)
		if w.source == FromExpression {
			l.expr(w.value)
		}
	case checksField:
		l.node(2)
		l.place(w.place)
		l.checks(w)
		l.text(w.error)
		if when, known := l.b.pool.Known(w.when); !known || string(when.Bytes()) != "blur" {
			l.expr(w.when)
		}
	case movesFocus:
		l.node(3)
		l.text([]byte(w.dom))
	case watches:
		l.node(6)
		l.watchers(w)
	}
	l.closeList()
}

// event writes the name of an event, 0 for the most frequent one.
func (l *live) event(name Trusted) {
	if name == "click" {
		l.number(0)
	} else {
		l.text([]byte(name))
	}
}

// share is the index of a behaviour among those that are shared.
func (l *live) share(w *behaviour) int {
	if w.index == 0 {
		l.shared = append(l.shared, w)
		w.index = len(l.shared)
	}
	return w.index - 1
}

// sharedActions writes the actions of a shared behaviour.
func (l *live) sharedActions(i int) {
	w := l.shared[i]
	l.b.spec = w.spec
	l.actions(w.actions, w.repeat)
}

func (l *live) watchers(w *behaviour) {
	d := &l.b.spec.Doc
	for m := d.First(w.actions); m < d.End(w.actions); m = d.Next(m) {
		l.openList()
		l.text(d.Key(m))
		l.actions(m, w.repeat)
		l.closeList()
	}
}

// checks writes [[type, message, args], …].
func (l *live) checks(w *behaviour) {
	d := &l.b.spec.Doc
	l.openList()
	for m := d.First(w.actions); m < d.End(w.actions); m = d.Next(m) {
		if d.Kind(m) != value.Object {
			continue
		}
		l.openList()
		l.text(d.At(d.Field(m, "type")).Bytes())
		l.compiled(d.Field(m, "message"), w.repeat)
		if args := d.Field(m, "args"); d.Len(args) > 0 {
			l.params(args, w.repeat)
		}
		l.closeList()
	}
	l.closeList()
}

// actions writes one action or several: [[name, params, extra], …].
func (l *live) actions(ref value.Ref, repeat int) {
	d := &l.b.spec.Doc
	l.openList()
	if d.Kind(ref) == value.Object {
		l.action(ref, repeat)
	} else {
		for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
			l.action(m, repeat)
		}
	}
	l.closeList()
}

func (l *live) action(ref value.Ref, repeat int) {
	d := &l.b.spec.Doc
	if d.Kind(ref) != value.Object {
		return
	}
	l.openList()
	l.text(d.At(d.Field(ref, "action")).Bytes())
	l.params(d.Field(ref, "params"), repeat)
	l.extra(ref, repeat)
	l.closeList()
}

// params writes an object of expressions. A path that is {"$item": …} is a place (semantics §5).
func (l *live) params(ref value.Ref, repeat int) {
	d := &l.b.spec.Doc
	l.openObject()
	if d.Kind(ref) == value.Object {
		for m := d.First(ref); m < d.End(ref); m = d.Next(m) {
			l.key(d.Key(m))
			form, path := expr.Classify(d, m)
			if (form == expr.Item || form == expr.BindItem) && isPath(d.Key(m)) && repeat >= 0 {
				l.place(place{d.Content(path), repeat})
				continue
			}
			l.compiled(m, repeat)
		}
	}
	l.closeObject()
}

func isPath(param []byte) bool {
	return string(param) == "statePath" || string(param) == "clearStatePath"
}

// extra writes what comes before and after an action: {c: confirm, s: onSuccess, e: onError}, or nothing.
func (l *live) extra(ref value.Ref, repeat int) {
	d := &l.b.spec.Doc
	confirm, success, failure := d.Field(ref, "confirm"), d.Field(ref, "onSuccess"), d.Field(ref, "onError")
	if confirm|success|failure == value.NoRef {
		return
	}
	l.openObject()
	if d.Kind(confirm) == value.Object {
		l.key([]byte("c"))
		l.params(confirm, repeat)
	}
	l.after("s", success, repeat)
	l.after("e", failure, repeat)
	l.closeObject()
}

func (l *live) after(key string, ref value.Ref, repeat int) {
	d := &l.b.spec.Doc
	if d.Kind(ref) != value.Object && d.Kind(ref) != value.Array {
		return
	}
	l.key([]byte(key))
	set, navigate := d.Field(ref, "set"), d.Field(ref, "navigate")
	switch {
	case d.Kind(set) == value.Object:
		l.openObject()
		l.key([]byte("set"))
		l.params(set, repeat)
		l.closeObject()
	case navigate != value.NoRef:
		l.openObject()
		l.key([]byte("navigate"))
		l.compiled(navigate, repeat)
		l.closeObject()
	default:
		l.actions(ref, repeat)
	}
}

func (l *live) compiled(ref value.Ref, repeat int) {
	l.expr(l.b.pool.Compile(&l.b.spec.Doc, ref, repeat))
}
