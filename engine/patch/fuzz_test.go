package patch

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"
)

// The reference is slow and plain: documents are trees of Go values that are copied for each operation.

// object keeps the order of its members.
type object struct {
	keys    []string
	members map[string]any
}

func (o *object) set(key string, v any) {
	if _, there := o.members[key]; !there {
		o.keys = append(o.keys, key)
	}
	o.members[key] = v
}

func (o *object) remove(key string) {
	delete(o.members, key)
	for i, k := range o.keys {
		if k == key {
			o.keys = append(o.keys[:i:i], o.keys[i+1:]...)
			return
		}
	}
}

func decodeTree(text []byte) any {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return decodeNext(d)
}

func decodeNext(d *json.Decoder) any {
	t, _ := d.Token()
	switch t {
	case json.Delim('{'):
		o := &object{members: map[string]any{}}
		for d.More() {
			key, _ := d.Token()
			o.set(key.(string), decodeNext(d))
		}
		d.Token()
		return o
	case json.Delim('['):
		list := []any{}
		for d.More() {
			list = append(list, decodeNext(d))
		}
		d.Token()
		return list
	}
	return t
}

// print writes a tree with members in order and numbers as they came.
func print(v any) string {
	switch v := v.(type) {
	case *object:
		var parts []string
		for _, k := range v.keys {
			parts = append(parts, strconv.Quote(k)+":"+print(v.members[k]))
		}
		return "{" + strings.Join(parts, ",") + "}"
	case []any:
		var parts []string
		for _, item := range v {
			parts = append(parts, print(item))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case string:
		return strconv.Quote(v)
	}
	return fmt.Sprint(v)
}

func clone(v any) any {
	switch v := v.(type) {
	case *object:
		o := &object{members: map[string]any{}}
		for _, k := range v.keys {
			o.set(k, clone(v.members[k]))
		}
		return o
	case []any:
		list := []any{}
		for _, item := range v {
			list = append(list, clone(item))
		}
		return list
	}
	return v
}

func same(a, b any) bool {
	switch a := a.(type) {
	case *object:
		o, ok := b.(*object)
		if !ok || len(o.keys) != len(a.keys) {
			return false
		}
		for k, v := range a.members {
			if w, there := o.members[k]; !there || !same(v, w) {
				return false
			}
		}
		return true
	case []any:
		list, ok := b.([]any)
		if !ok || len(list) != len(a) {
			return false
		}
		for i := range a {
			if !same(a[i], list[i]) {
				return false
			}
		}
		return true
	case json.Number:
		n, ok := b.(json.Number)
		if !ok {
			return false
		}
		x, okX := new(big.Rat).SetString(string(a))
		y, okY := new(big.Rat).SetString(string(n))
		return okX && okY && x.Cmp(y) == 0
	}
	return a == b
}

// reference is a document; its root is in a list of one, so that nothing is special about it.
type reference struct{ root []any }

// at finds what holds the last part of a pointer, as a function to put a new holder in its place, and that part.
func (r *reference) at(pointer string) (holder any, replace func(any), last string, ok bool) {
	if pointer != "" && pointer[0] != '/' {
		return nil, nil, "", false
	}
	holder, replace, last = r.root, func(v any) { r.root = v.([]any) }, "0"
	if pointer == "" {
		return holder, replace, last, true
	}
	for _, part := range strings.Split(pointer[1:], "/") {
		for i := range part {
			if part[i] == '~' && (i+1 == len(part) || part[i+1] != '0' && part[i+1] != '1') {
				return nil, nil, "", false
			}
		}
		part = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
		inner, there := get(holder, last)
		if !there {
			return nil, nil, "", false
		}
		outer, key := holder, last
		replace = func(v any) { put(outer, key, v) }
		holder, last = inner, part
	}
	return holder, replace, last, true
}

func indexOf(list []any, part string, past int) (int, bool) {
	i, err := strconv.Atoi(part)
	return i, err == nil && strconv.Itoa(i) == part && i >= 0 && i < len(list)+past
}

func get(holder any, part string) (any, bool) {
	switch h := holder.(type) {
	case *object:
		v, there := h.members[part]
		return v, there
	case []any:
		if i, ok := indexOf(h, part, 0); ok {
			return h[i], true
		}
	}
	return nil, false
}

// put replaces what is there.
func put(holder any, part string, v any) {
	switch h := holder.(type) {
	case *object:
		h.set(part, v)
	case []any:
		i, _ := strconv.Atoi(part)
		h[i] = v
	}
}

func (r *reference) get(pointer string) (any, bool) {
	holder, _, last, ok := r.at(pointer)
	if !ok {
		return nil, false
	}
	return get(holder, last)
}

func (r *reference) add(pointer string, v any) bool {
	holder, replace, last, ok := r.at(pointer)
	if !ok {
		return false
	}
	if pointer == "" {
		r.root[0] = v
		return true
	}
	switch h := holder.(type) {
	case *object:
		h.set(last, v)
		return true
	case []any:
		i, ok := indexOf(h, last, 1)
		if last == "-" {
			i, ok = len(h), true
		}
		if !ok {
			return false
		}
		list := append([]any{}, h[:i]...)
		replace(append(append(list, v), h[i:]...))
		return true
	}
	return false
}

func (r *reference) remove(pointer string) bool {
	holder, replace, last, ok := r.at(pointer)
	if _, there := get(holder, last); !ok || !there {
		return false
	}
	switch h := holder.(type) {
	case *object:
		h.remove(last)
	case []any:
		if pointer == "" {
			r.root[0] = nil
			return true
		}
		i, _ := strconv.Atoi(last)
		replace(append(append([]any{}, h[:i]...), h[i+1:]...))
	}
	return true
}

type referenceOp struct {
	op, path, from string
	value          any
}

func (r *reference) do(o referenceOp) bool {
	switch o.op {
	case "add":
		return r.add(o.path, clone(o.value))
	case "remove":
		return r.remove(o.path)
	case "replace":
		holder, _, last, ok := r.at(o.path)
		if _, there := get(holder, last); !ok || !there {
			return false
		}
		put(holder, last, clone(o.value))
		return true
	case "move":
		v, there := r.get(o.from)
		if there && o.from == o.path {
			return true
		}
		if !there || strings.HasPrefix(o.path, o.from+"/") {
			return false
		}
		return r.remove(o.from) && r.add(o.path, v)
	case "copy":
		v, there := r.get(o.from)
		return there && r.add(o.path, clone(v))
	}
	v, there := r.get(o.path)
	return there && same(v, o.value)
}

// merge is MergePatch of RFC 7396 §2.
func mergeTrees(target, patch any) any {
	p, ok := patch.(*object)
	if !ok {
		return patch
	}
	t, ok := target.(*object)
	if !ok {
		t = &object{members: map[string]any{}}
	}
	for _, k := range p.keys {
		if p.members[k] == nil {
			t.remove(k)
		} else {
			t.set(k, mergeTrees(t.members[k], p.members[k]))
		}
	}
	return t
}

// source decides by bytes.
type source struct{ data []byte }

func (s *source) pick(n int) int {
	if len(s.data) == 0 {
		return 0
	}
	b := s.data[0]
	s.data = s.data[1:]
	return int(b) % n
}

func (s *source) of(list ...string) string { return list[s.pick(len(list))] }

func (s *source) json(depth int) string {
	if depth > 3 {
		return "1"
	}
	switch s.pick(4) {
	case 0:
		return s.of(`1`, `1.0`, `"a"`, `"\u0061"`, `null`, `true`, `0`, `-0.0`, `10e-1`, `"\ud800"`, `false`, `""`, `100e-2`, `1e400`)
	case 1:
		var items []string
		for range s.pick(4) {
			items = append(items, s.json(depth+1))
		}
		return "[" + s.of("", " ") + strings.Join(items, ",") + "]"
	}
	var members []string
	for range s.pick(12) {
		members = append(members, `"`+s.key()+`":`+s.of("", " ")+s.json(depth+1))
	}
	return "{" + strings.Join(members, ",") + "}"
}

func (s *source) key() string {
	return s.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "0", "1", "", "__proto__", "a/b", "m~n", `\"`, `\u0061`, "-")
}

func (s *source) pointer() string {
	p := ""
	for range s.pick(4) {
		p += s.of("/a", "/b", "/c", "/0", "/1", "/2", "/-", "/", "/d", "/e", "/a~1b", "/m~0n", "/\\\"", "/__proto__", "/01", "/f", "/g", "/h", "/~", "x", "/i", "/j")
	}
	return p
}

// FuzzPatch compares random operations with the reference.
func FuzzPatch(f *testing.F) {
	for i := range 64 {
		f.Add(bytes.Repeat([]byte{byte(i), 3, byte(i * 5), 2, 1, byte(i * 7), 0, 4}, 12))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &source{data}
		text := s.json(0)
		d := load(t, []byte(text))
		ref := &reference{[]any{decodeTree([]byte(text))}}
		atomic := s.pick(2) == 1
		before := print(ref.root[0])
		p := NewParser(nil)
		trace := text
		for range 20 {
			if len(s.data) == 0 {
				break
			}
			if s.pick(10) == 9 && !atomic {
				patch := s.json(0)
				trace += "\nmerge " + patch
				ref.root[0] = mergeTrees(ref.root[0], decodeTree([]byte(patch)))
				if err := d.Merge([]byte(patch)); err != nil {
					t.Fatalf("%v of %s", err, trace)
				}
			} else {
				op := referenceOp{op: s.of("add", "remove", "replace", "move", "copy", "test"), path: s.pointer(), from: s.pointer()}
				v := s.json(1)
				if was, there := ref.get(strings.ReplaceAll(op.path, `\"`, `"`)); op.op == "test" && there && s.pick(2) == 1 {
					v = reencode(was)
				}
				op.value = decodeTree([]byte(v))
				patch := fmt.Sprintf(`{"op":"%s","path":"%s","from":"%s","value":%s}`, op.op, op.path, op.from, v)
				op.path, op.from = strings.ReplaceAll(op.path, `\"`, `"`), strings.ReplaceAll(op.from, `\"`, `"`)
				trace += "\n" + patch
				ops, err := p.Parse([]byte(patch))
				if err != nil {
					t.Fatalf("%v of %s", err, trace)
				}
				want := ref.copyOnFailure(op)
				if err := d.Do(&ops[0], false); (err == nil) != want {
					t.Fatalf("want %v, got %v of %s", want, err, trace)
				}
				if !atomic {
					d.Commit()
				}
			}
			compare(t, d, print(ref.root[0]), trace)
		}
		if atomic {
			d.Rollback()
			compare(t, d, before, trace+"\nrolled back")
		}
		checkDocument(t, d)
	})
}

// copyOnFailure applies an operation to a copy and keeps that when it succeeds.
func (r *reference) copyOnFailure(o referenceOp) bool {
	c := &reference{[]any{clone(r.root[0])}}
	if !c.do(o) {
		return false
	}
	r.root = c.root
	return true
}

// reencode writes a tree as JSON, with the members of objects in another order.
func reencode(v any) string {
	switch v := v.(type) {
	case *object:
		var parts []string
		for i := len(v.keys) - 1; i >= 0; i-- {
			key, _ := json.Marshal(v.keys[i])
			parts = append(parts, string(key)+":"+reencode(v.members[v.keys[i]]))
		}
		return "{" + strings.Join(parts, ",") + "}"
	case []any:
		var parts []string
		for _, item := range v {
			parts = append(parts, reencode(item))
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	out, _ := json.Marshal(v)
	return string(out)
}

func compare(t *testing.T, d *Document, want, trace string) {
	t.Helper()
	out := d.AppendJSON(nil)
	if got := print(decodeTree(out)); got != want {
		t.Fatalf("got\n%s\nwant\n%s\nof %s", got, want, trace)
	}
	if d.Size() != len(out) {
		t.Fatalf("size %d, but it has %d bytes: %s\nof %s", d.Size(), len(out), out, trace)
	}
}
