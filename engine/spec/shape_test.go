package spec

import (
	"testing"

	"placard/engine/value"
)

// Each thing that a shape says is in bits of its own: elements that differ in one have different shapes.
func TestShapesTellElementsApart(t *testing.T) {
	var d value.Doc
	list, err := d.Parse([]byte(`["text","",true,"x"]`))
	if err != nil {
		t.Fatal(err)
	}
	text, empty, yes := d.Item(list, 0), d.Item(list, 1), d.Item(list, 2)
	seen := map[Shape]string{}
	add := func(s Shape, what string) {
		if other, ok := seen[s]; ok || s == 0 {
			t.Errorf("%s has the shape %x of %s", what, uint64(s), other)
		}
		seen[s] = what
	}
	add(ShapeOf(&Element{Type: 0}, &d, 0), "the first type")
	add(ShapeOf(&Element{Type: MaxShapeTypes - 1}, &d, 0), "the last type")
	add(ShapeOf(&Element{Type: 5, KidCount: 1}, &d, 0), "children")
	add(ShapeOf(&Element{Type: 5, Text: text}, &d, 0), "a text")
	for i := range MaxShapeProps {
		for what, slot := range map[string]Slot{"text": {Behind: text}, "empty": {Behind: empty}, "true": {Behind: yes},
			"first choice": {Behind: text, Choice: 1}, "last choice": {Behind: text, Choice: MaxShapeChoices}} {
			s, ok := Shape(0).WithProp(i, &d, slot.Behind, slot.Choice)
			if !ok {
				t.Errorf("%s has no shape", what)
			}
			add(ShapeOf(&Element{Type: 5}, &d, s), what)
		}
	}
	for n := range MaxShapeAttrs {
		for _, index := range []int{0, MaxShapeIndex - 1} {
			s, ok := Shape(0).WithAttr(n, index, &d, text)
			if !ok {
				t.Errorf("attribute %d has no shape", n)
			}
			add(ShapeOf(&Element{Type: 6}, &d, s), "an attribute")
		}
	}
}

func TestWhatAShapeCannotSayHasNone(t *testing.T) {
	var d value.Doc
	list, _ := d.Parse([]byte(`["text",5,null,[],{},false]`))
	for _, e := range []Element{{Type: NoType}, {Visible: 1}, {Repeat: 1}, {On: 1}, {Watch: 1}, {Text: d.Item(list, 1)}} {
		if s := ShapeOf(&e, &d, 0); s != 0 {
			t.Errorf("%+v has the shape %x", e, uint64(s))
		}
	}
	for i := 1; i < 6; i++ {
		if _, ok := Shape(0).WithProp(0, &d, d.Item(list, i), 0); ok {
			t.Errorf("item %d has a shape", i)
		}
	}
	if _, ok := Shape(0).WithAttr(MaxShapeAttrs, 0, &d, d.Item(list, 0)); ok {
		t.Error("one attribute too many")
	}
}
