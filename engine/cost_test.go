package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"placard/engine/program"
	"placard/engine/spec"
)

// fill repeats what item makes until a spec of the largest size is full.
func fill(before string, item func(i int) string, after string) string {
	var b strings.Builder
	b.WriteString(before)
	for i := 0; ; i++ {
		next := item(i)
		if b.Len()+1+len(next)+len(after) > spec.MaxSpecBytes {
			break
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(next)
	}
	return b.String() + after
}

func of(format string) func(i int) string {
	return func(i int) string {
		if !strings.Contains(format, "%") {
			return format
		}
		return fmt.Sprintf(format, i)
	}
}

// longIDs are 500 elements whose ids have the same beginning, length and end, and are named by children that are not
// there.
func longIDs() string {
	id := func(i int) string { return "samesame" + fmt.Sprintf("%06d", i) + "samesame" }
	var b strings.Builder
	b.WriteString(`{"root":"r","elements":{`)
	for i := range 499 {
		fmt.Fprintf(&b, `"%s":{"type":"p"},`, id(i))
	}
	return fill(b.String()+`"r":{"type":"div","children":[`, func(i int) string { return `"` + id(i%9000+400) + `"` }, `]}}}`)
}

// duplicateIDs are ids that are all there many times.
func duplicateIDs() string {
	return fill(`{"root":"r","elements":{"r":{"type":"p"},`, func(i int) string {
		return fmt.Sprintf(`"samesamesame%03dsamesamesame":{"type":"p"}`, i%490)
	}, `}}`)
}

func attacks() map[string]string {
	const open = `{"root":"a","elements":{"a":{"type":"div",`
	return map[string]string{
		"unknown props":               fill(open+`"props":{`, of(`"x%d":1`), `}}}}`),
		"unknown props of long names": fill(open+`"props":{`, of(`"abcdefghijklmnopqrstuvwx%d":1`), `}}}}`),
		"event handlers":              fill(open+`"props":{`, of(`"on%d":1`), `}}}}`),
		"attributes":                  fill(open+`"props":{`, of(`"data-a%d":1`), `}}}}`),
		"same attribute":              fill(open+`"props":{`, of(`"id":1`), `}}}}`),
		"misplaced fields":            fill(open+`"props":{`, of(`"on":1`), `}}}}`),
		"misplaced children":          fill(open+`"props":{`, of(`"children":["b","c"]`), `}}}}`),
		"unknown fields":              fill(open, of(`"x%d":1`), `}}}`),
		"unknown fields of spec":      fill(`{`, of(`"x%d":1`), `}`),
		"unknown children":            fill(open+`"children":[`, of(`"x%d"`), `]}}}`),
		"children that are no ids":    fill(open+`"children":[`, of(`{}`), `]}}}`),
		"unknown slots":               fill(open+`"slots":{`, of(`"x%d":1`), `}}}}`),
		"long ids alike":              longIDs(),
		"duplicate ids":               duplicateIDs(),
		"bad elements":                fill(`{"root":"a","elements":{`, of(`"%d":1`), `}}`),
		"unknown types":               fill(`{"root":"a","elements":{`, of(`"%d":{"type":"abcdefghijklmnopqrstuvwxyzabcdef"}`), `}}`),
		"bad list items":              fill(`{"root":"a","elements":{"a":{"type":"Tabs","props":{"tabs":[`, of(`1`), `]}}}}`),
		"bad cells":                   fill(`{"root":"a","elements":{"a":{"type":"Select","props":{"label":"x","name":"x","options":[`, of(`{}`), `]}}}}`),
		"rows of cells":               fill(`{"root":"a","elements":{"a":{"type":"Table","props":{"columns":[],"rows":[`, of(`[0]`), `]}}}}`),
		"cells":                       fill(`{"root":"a","elements":{"a":{"type":"Table","props":{"columns":[],"rows":[[`, of(`""`), `]]}}}}`),
		"objects":                     fill(`{"root":"a","elements":{"a":{"type":"Tabs","props":{"tabs":[`, of(`{"label":{}}`), `]}}}}`),
		"names":                       fill(`{"root":"a","elements":{"a":{"type":"Radio","props":{"label":"","name":"","options":[`, of(`"%d"`), `]}}}}`),
		"bad values":                  fill(`{"root":"a","elements":{"a":{"type":"Heading","props":{"text":"x",`, of(`"level":"h%d"`), `}}}}`),
		"bad addresses":               fill(`{"root":"a","elements":{"a":{"type":"a","props":{`, of(`"href":"x:%d"`), `}}}}`),
		"bad style properties":        fill(open+`"props":{"style":{`, of(`"x!":"%d"`), `}}}}}`),
		"style text":                  open + `"props":{"style":"` + strings.Repeat("a:b;", 16000) + `"}}}}`,
		"page style":                  `{"root":"a","elements":{"a":{"type":"div"}},"meta":{"style":"` + strings.Repeat("a{b:c}", 43000) + `"}}`,
		"page style of open rules":    `{"root":"a","elements":{"a":{"type":"div"}},"meta":{"style":"` + strings.Repeat("a:b ", 65000) + `"}}`,
		"many page styles":            fill(`{"root":"a","elements":{"a":{"type":"div"}},"meta":{`, of(`"style":"a{b:c}"`), `}}`),
		"unknown events":              fill(open+`"on":{`, of(`"x%d":{}`), `}}}}`),
		"unknown actions":             fill(open+`"on":{"press":[`, of(`{"action":"x%d"}`), `]}}}}`),
		"actions without params":      fill(open+`"on":{"press":[`, of(`{"action":"setState"}`), `]}}}}`),
		"actions of many members":     fill(open+`"on":{"press":{`, of(`"x%d":1`), `}}}}}`),
		"bad conditions":              fill(open+`"visible":[`, of(`1`), `]}}}`),
		"bad parts of a condition":    fill(open+`"visible":{`, of(`"x%d":1`), `}}}}`),
		"bad expressions":             fill(`{"root":"a","elements":{"a":{"type":"Table","props":{"columns":[`, of(`{"$state":1}`), `]}}}}`),
		"unknown expressions":         fill(`{"root":"a","elements":{"a":{"type":"Table","props":{"columns":[`, of(`{"$x%d":1}`), `]}}}}`),
		"many lines":                  "{" + strings.Repeat("\n", 500_000) + strings.Repeat(`"x":1,`, 500) + `"y":1}`,
		"errors on one line":          fill(open+`"children":["`+strings.Repeat("x", 400_000)+`",`, of(`"x%d"`), `]}}}`),
		"a long key":                  open + `"props":{"` + strings.Repeat("k", 60_000) + `":1}}}}`,
		"long types":                  fill(`{"root":"a","elements":{`, func(i int) string { return fmt.Sprintf(`"%d":{"type":"%s"}`, i, strings.Repeat("t", 900)) }, `}}`),
	}
}

// Whatever a text of 512 KB is full of, it ends: refused, or rendered with warnings. BenchmarkAttacks tells how soon.
func TestTextsFullOfErrorsEnd(t *testing.T) {
	e := newEngine()
	for name, text := range attacks() {
		t.Run(name, func(t *testing.T) {
			if len(text) > spec.MaxSpecBytes {
				t.Fatalf("%d bytes are never looked at", len(text))
			}
			page, issues := e.Render(nil, []byte(text), program.Options{})
			if issues.Refused() == (len(page) > 0) {
				t.Errorf("refused: %t, and a page of %d bytes", issues.Refused(), len(page))
			}
		})
	}
}

// BenchmarkAttacks: none may take longer than 150 ms, whether it is refused or rendered.
func BenchmarkAttacks(b *testing.B) {
	e := newEngine()
	for name, text := range attacks() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				e.Check([]byte(text))
			}
		})
	}
}

// BenchmarkAmplifiers: none may take longer than 200 ms until it is refused.
func BenchmarkAmplifiers(b *testing.B) {
	e := newEngine()
	for name, text := range amplifiers() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				e.Check([]byte(text))
			}
		})
	}
}
