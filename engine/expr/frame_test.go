package expr

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"placard/engine/value"
)

// What is remembered of one item must never be taken for what another one has, however they differ.
func TestItemsAreWhatTheyAre(t *testing.T) {
	paths := []string{"", "a", "b", "c", "c/a", "c/b", "c/1", "c/0/0", "c/1/0", "a/a", "description", "nope"}
	var text strings.Builder
	for i, path := range paths {
		fmt.Fprintf(&text, `%s{"$item":"%s"}`, comma(i), path)
	}
	p, _ := compiled(t, `[`+text.String()+`,{"$template":"${a}"},{"$template":"${description}"}]`, 0)
	var ids []ID
	for id := ID(1); int(id) < len(p.nodes); id++ {
		if o := p.nodes[id].op; o == opItem || o == opTemplName {
			ids = append(ids, id)
		}
	}
	m := model(t, `{"a":"of the state","description":0}`)
	random := rand.New(rand.NewPCG(1, 2))
	var e Env
	for range 600 {
		list := randomItems(t, random)
		e.Reset(p, m)
		for i := range list.Len() {
			item := list.Item(i)
			e.Turn(0, item, i)
			for _, id := range ids {
				n := &p.nodes[id]
				want := item.Walk(p.steps[n.steps:][:n.stepCount])
				if n.op == opTemplName && want.Nullish() {
					want = m.layers[0].Walk(p.steps[n.steps:][:n.stepCount])
				}
				for range 2 { // found, and found again
					if near := e.Near(p.Slot(id)); !near.Nullish() && !identical(near, want) {
						t.Fatalf("%s is near %s, want %s", show(near), show(item), show(want))
					}
					if got := e.Eval(id); !identical(got, want) {
						t.Fatalf("%s of %s, want %s", show(got), show(item), show(want))
					}
				}
			}
		}
		e.Leave(0)
		if got := e.Eval(ids[1]); got.Kind() != value.Missing {
			t.Fatalf("%s is left of the last item", show(got))
		}
	}
}

// identical tells of the same place, not only of the same value.
func identical(a, b value.Value) bool {
	if a.Kind() == value.Missing {
		return b.Kind() == value.Missing
	}
	return a == b
}

func comma(i int) string { return ","[:min(i, 1)] }

// randomItems is a list of a few runs of items, which are mostly written alike.
func randomItems(t *testing.T, random *rand.Rand) value.Value {
	values := []string{`1`, `"x"`, `null`, `{}`, `[]`, `{"a":1,"b":2}`, `{"b":1,"a":2}`, `[1,2]`, `[[1],2]`, `[1,[2]]`}
	var list strings.Builder
	for i := range 12 {
		var item strings.Builder
		for j, key := range []string{"a", "b", "c", "a", "description", "descriptiom"} {
			if random.IntN(8) > 0 || j == 2 {
				value := values[random.IntN(2)]
				if j == 2 {
					value = values[random.IntN(len(values))]
				}
				if item.Len() > 0 {
					item.WriteString(",")
				}
				fmt.Fprintf(&item, `"%s":%s`, key, value)
			}
		}
		text := `{` + item.String() + `}`
		if random.IntN(10) == 0 {
			text = values[random.IntN(len(values))]
		}
		list.WriteString(comma(i) + strings.Repeat(text+",", random.IntN(3)) + text)
	}
	d, ref := parse(t, `[`+list.String()+`]`)
	return d.At(ref)
}

// A path into the state leads elsewhere when the state is another one, or the program is.
func TestPlacesAreOfOneRun(t *testing.T) {
	var e Env
	p, id := compiled(t, `[{"$state":"/a/b"},{"$state":"/c"},{"$state":"/a/b"},{"$state":""}]`, Outside)
	q, other := compiled(t, `[{"$state":"/c"},{"$state":"/a/b"}]`, Outside)
	for _, c := range []struct{ layers, want, wantOther string }{
		{`{"a":{"b":1},"c":2}`, `[1,2,1,{"a":{"b":1},"c":2}]`, `[2,1]`},
		{`{"c":3,"a":{"x":0,"b":4}}`, `[4,3,4,{"c":3,"a":{"x":0,"b":4}}]`, `[3,4]`},
		{`{"a":{"b":1},"c":2} {"c":5}`, `[1,5,1,{"a":{"b":1},"c":2,"c":5}]`, `[5,1]`},
		{`{"c":6} {"a":{"b":7}}`, `[7,6,7,{"c":6,"a":{"b":7}}]`, `[6,7]`},
		{``, `[]`, `[]`},
	} {
		m := model(t, strings.Fields(c.layers)...)
		e.Reset(p, m)
		if got := asJSON(e.Eval(id)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.layers, got, c.want)
		}
		e.Reset(q, m)
		if got := asJSON(e.Eval(other)); got != c.wantOther {
			t.Errorf("%s: got %s, want %s", c.layers, got, c.wantOther)
		}
	}
}

// The numbers of layouts begin again some time, and nothing of before may be taken for new then.
func TestNumbersBeginAgain(t *testing.T) {
	p, id := compiled(t, `{"$state":"/b"}`, Outside)
	var e Env
	e.Reset(p, model(t, `{"a":1,"b":2}`))
	e.Eval(id)
	used := e.last
	e.last = 1<<31 + 1
	e.Reset(p, model(t, `{"b":3}`))
	if got := asJSON(e.Eval(id)); got != "3" || e.last > used {
		t.Errorf("got %s; the last number is %d", got, e.last)
	}
}

func asJSON(v value.Value) string {
	text, _ := v.AppendJSON(nil)
	return string(text)
}
