package value

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestTruthyAndEqual(t *testing.T) {
	var d Doc
	ref, _ := d.Parse([]byte(`[null,false,0,-0,"","0"," ",1,true,[],{},"a",1e400,[],{}]`))
	list := d.At(ref)
	truthy := "false false false false false true true true true true true true true true true"
	for i, want := range strings.Fields(truthy) {
		if got := list.Item(i).Truthy(); got != (want == "true") {
			t.Errorf("item %d: got %v", i, got)
		}
		for j := range list.Len() {
			same := i == j || i == 2 && j == 3 || i == 3 && j == 2 // 0 and -0
			if got := list.Item(i).Equal(list.Item(j)); got != same {
				t.Errorf("items %d and %d: got %v", i, j, got)
			}
		}
	}
	nan := OfNumber(OfString([]byte("x")).ToNumber())
	if nan.Truthy() || nan.Equal(nan) {
		t.Error("NaN is false and equal to nothing")
	}
	if !list.Item(11).Equal(OfString([]byte("a"))) || !list.Item(7).Equal(OfNumber(1)) || !list.Item(8).Equal(OfBool(true)) {
		t.Error("a value of its own is equal to one in a text")
	}
	if (Value{}).Equal(list.Item(0)) || !(Value{}).Equal(Value{}) {
		t.Error("undefined is not null")
	}
}

func TestWalk(t *testing.T) {
	var d Doc
	ref, _ := d.Parse([]byte(`{"a":{"b":[10,{"c":"x"}]},"":{"":1},"x/y":2,"m~n":3,"~1":4,"1":5,"s":"text","list":[[1,2],[3]],"n":null}`))
	root := d.At(ref)
	for pointer, want := range map[string]string{
		"/a/b/0": "10", "a/b/0": "10", "/a/b/1/c": "x", "/a/b/01": "", "/a/b/1st/c": "x", "/a/b/-0": "10", "/a/b/ 0": "10", "/a/b/-1": "missing",
		"/a/b/2": "missing", "/a/b/length": "missing", "/a/b/": "missing", "/a/x/y/z": "missing", "//": "1", "/x~1y": "2", "/m~0n": "3", "/~01": "4", "/1": "5",
		"/s/0": "missing", "/s/length": "missing", "/list/0/1": "2", "/n": "null", "/n/x": "missing", "/a/": "missing", "x/y": "missing",
	} {
		v := root.Walk(AppendSteps(nil, []byte(pointer)))
		got := string(v.AppendString(nil))
		if v.Kind() == Missing {
			got = "missing"
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", pointer, got, want)
		}
	}
	for _, whole := range []string{"", "/"} {
		if v := root.Walk(AppendSteps(nil, []byte(whole))); !v.Equal(root) {
			t.Errorf("%q is not the whole value", whole)
		}
	}
}

func TestBuild(t *testing.T) {
	var src, d Doc
	ref, _ := src.Parse([]byte(`{"a":[1,"x",{"b":null}],"c":-0.5}`))
	list := d.Begin(Array, nil)
	d.Put(OfNumber(1.5), nil)
	d.Put(Value{}, nil)
	d.Put(src.At(ref), nil)
	inner := d.Begin(Object, nil)
	d.Put(OfString([]byte("v")), []byte("k"))
	d.Put(OfBool(true), []byte("t"))
	made := d.Finish(inner)
	d.Put(made, nil) // from the arena itself
	empty := d.Begin(Array, nil)
	d.Finish(empty)
	v := d.Finish(list)
	const want = `[1.5,undefined,[a:[1,"x",[b:null,],],c:-0.5,],[k:"v",t:true,],[k:"v",t:true,],[],]`
	if got := render(v); got != want || v.Len() != 6 {
		t.Errorf("got %s, want %s", got, want)
	}
	if d.HasExpressions(list) {
		t.Error("a computed value holds no expressions")
	}
}

func TestRewind(t *testing.T) {
	var d Doc
	d.Put(OfString([]byte("kept")), nil)
	mark, used := d.Mark(), d.Used()
	for range 3 {
		d.Put(OfString([]byte("dropped")), []byte("key"))
		d.Rewind(mark)
	}
	if d.Used() != used || string(d.At(1).Bytes()) != "kept" {
		t.Errorf("used %d bytes, want %d", d.Used(), used)
	}
	if d.Clear(); d.Used() != 0 {
		t.Errorf("used %d bytes after Clear", d.Used())
	}
}

func TestNoAllocations(t *testing.T) {
	text := []byte(`{"a":[1,2.5,"text","esc\u0041ped",{"b":{"c":[true,null]}}],"name":"` + strings.Repeat("word ", 200) + `"}`)
	steps := AppendSteps(nil, []byte("/a/4/b/c/0"))
	var d, built Doc
	var out []byte
	var ref Ref
	for name, f := range map[string]func(){
		"parse": func() { ref, _ = d.Parse(text) },
		"walk":  func() { _ = d.At(ref).Walk(steps).Truthy() },
		"print": func() { out = d.At(ref).Field("a").AppendString(out[:0]) },
		"put":   func() { built.Clear(); built.Put(d.At(ref), nil) },
		"equal": func() { _ = d.At(ref).Field("name").Equal(d.At(ref).Field("a").Item(2)) },
		"float": func() { _ = d.At(ref).Field("a").Item(1).ToNumber() },
	} {
		ref, _ = d.Parse(text)
		f()
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestMemberIsTheLastOfItsKey(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1,"b":2,"a":3}`: "3", `{"a":1,"b":[0],"a":3}`: "3", `{"a":1,"b":[0]}`: "1", `{"b":[{"a":5}],"c":0}`: "undefined",
		`{"b":{"a":5}}`: "undefined", `{}`: "undefined", `{"a":{"a":1},"a":2}`: "2", `{"aa":1,"a":""}`: "",
	} {
		var d Doc
		ref, _ := d.Parse([]byte(text))
		if got := string(d.At(ref).Field("a").AppendString(nil)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		if m := d.Member(ref, []byte("a")); m != d.Field(ref, "a") {
			t.Errorf("%s: Member finds another than Field", text)
		}
	}
}

func TestCursorFindsWhatItemDoes(t *testing.T) {
	var d Doc
	ref, _ := d.Parse([]byte(`{"a":[[1,2],{"x":3},4,[],5],"b":[1,2,3],"c":[],"d":"text"}`))
	var c Cursor
	random := rand.New(rand.NewPCG(3, 4))
	for range 10_000 {
		v := d.At(ref).Field(string(rune('a' + random.IntN(4))))
		i := random.IntN(8) - 1
		if got, want := c.Item(v, i), v.Item(i); got != want {
			t.Fatalf("item %d: got %v, want %v", i, got, want)
		}
	}
}
