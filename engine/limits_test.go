package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"placard/engine/program"
)

// nested is a spec of repeats in each other around an element, each over the same list.
func nested(levels int, inner, state string) string {
	var b strings.Builder
	b.WriteString(`{"root":"r0","elements":{`)
	for i := range levels {
		fmt.Fprintf(&b, `"r%d":{"type":"div","repeat":{"statePath":"/l"},"children":["r%d"]},`, i, i+1)
	}
	fmt.Fprintf(&b, `"r%d":%s},"state":%s}`, levels, inner, state)
	return b.String()
}

// numbers is a list of n numbers as JSON.
func numbers(n int) string { return "[0" + strings.Repeat(",0", n-1) + "]" }

// amplifiers are small specs of huge pages.
func amplifiers() map[string]string {
	thousand := `{"l":` + numbers(1000) + `}`
	big := `{"l":` + numbers(1000) + `,"big":"` + strings.Repeat("x", 200_000) + `"}`
	manyKeys := strings.Builder{}
	for i := range 30_000 {
		fmt.Fprintf(&manyKeys, `"k%d":0,`, i)
	}
	cells := func(cell string) string {
		return `{"root":"a","elements":{"a":{"type":"Table","props":{"columns":[],"rows":[[` + cell + strings.Repeat(","+cell, 8000) + `]]}}},"state":`
	}
	empties := "[" + strings.Repeat(`"",`, 80_000) + `""]`
	return map[string]string{
		"repeats of what is never visible":       nested(3, `{"type":"p","visible":false}`, `{"l":`+numbers(100_000)+`}`),
		"empty texts joined in repeats":          nested(1, `{"type":"p","text":{"$join":{"$state":"/l"},"separator":""}}`, `{"l":`+empties+`}`),
		"empty texts in repeats":                 nested(1, `{"type":"p","text":{"$state":"/l"}}`, `{"l":`+empties+`}`),
		"empty texts in templates":               nested(1, `{"type":"p","text":{"$template":"${/e}"}}`, `{"l":`+numbers(1000)+`,"e":`+strings.Repeat("[", 80)+empties+strings.Repeat("]", 80)+`}`),
		"bad styles in repeats":                  nested(1, `{"type":"p","props":{"style":{"$state":"/css"}}}`, `{"l":`+numbers(10_000)+`,"css":"`+strings.Repeat("a:b;", 16_000)+`}"}`),
		"bad style objects in repeats":           nested(1, `{"type":"p","props":{"style":{"$state":"/css"}}}`, `{"l":`+numbers(10_000)+`,"css":{`+strings.Repeat(`"a":"}",`, 20_000)+`"b":0}}`),
		"bad addresses in repeats":               nested(1, `{"type":"a","props":{"href":{"$state":"/url"}}}`, `{"l":`+numbers(50_000)+`,"url":"x`+strings.Repeat(`\t`, 100_000)+`:"}`),
		"bad sizes in repeats":                   nested(1, `{"type":"Skeleton","props":{"width":{"$state":"/css"}}}`, `{"l":`+numbers(10_000)+`,"css":"`+strings.Repeat("a ", 16_000)+`}"}`),
		"bad sets of images in repeats":          nested(1, `{"type":"img","props":{"srcset":{"$state":"/url"}}}`, `{"l":`+numbers(50_000)+`,"url":"`+strings.Repeat("a,", 50_000)+`x:"}`),
		"long classes in repeats":                nested(1, `{"type":"p","props":{"class":{"$state":"/l"}}}`, `{"l":`+empties+`}`),
		"repeats that write":                     nested(2, `{"type":"p","text":"xx"}`, thousand),
		"repeats of repeats of repeats":          nested(4, `{"type":"p","text":"x"}`, thousand),
		"repeats that write nothing":             nested(3, `{"type":"p","visible":{"$state":"/no"}}`, thousand),
		"49 repeats":                             nested(49, `{"type":"p","text":{"$index":true}}`, thousand),
		"a long text in a repeat":                nested(1, `{"type":"p","text":{"$state":"/big"}}`, big),
		"a long attribute in a repeat":           nested(1, `{"type":"p","props":{"title":{"$state":"/big"}}}`, big),
		"a template of long texts":               nested(0, `{"type":"p","text":{"$template":"`+strings.Repeat("${/big}", 10_000)+`"}}`, big),
		"a template of long texts, as attribute": nested(0, `{"type":"p","props":{"title":{"$template":"`+strings.Repeat("${/big}", 10_000)+`"}}}`, big),
		"a template of nothing in repeats":       nested(2, `{"type":"p","text":{"$template":"`+strings.Repeat("${/no}", 10_000)+`"}}`, thousand),
		"a condition of many in repeats":         nested(2, `{"type":"p","visible":{"$or":[{"$item":"","eq":1}`+strings.Repeat(`,{"$item":"","eq":1}`, 10_000)+`]}}`, thousand),
		"a long text in cells":                   cells(`{"$state":"/b"}`) + `{"b":"` + strings.Repeat("x", 200_000) + `"}}`,
		"a long list joined in cells":            cells(`{"$join":{"$state":"/b"}}`) + `{"b":` + strings.ReplaceAll(numbers(80_000), "0", `""`) + `}}`,
		"the last of many keys in repeats":       nested(1, `{"type":"p","visible":{"$state":"/zz"}}`, `{`+manyKeys.String()+`"l":`+numbers(40_000)+`}`),
		"a list of long texts in repeats":        nested(1, `{"type":"p","props":{"class":[{"$state":"/big"},{"$state":"/big"}]}}`, big),
		"styles in repeats":                      nested(2, `{"type":"p","props":{"style":{"width":{"$index":true},"color":{"$state":"/c"}}}}`, thousand),
	}
}

func TestPagesThatGrowBeyondTheLimitsAreRefused(t *testing.T) {
	e := newEngine()
	for name, text := range amplifiers() {
		t.Run(name, func(t *testing.T) {
			_, issues := e.Render(nil, []byte(text), program.Options{})
			if len(issues.Issues) != 1 || issues.Issues[0].Code != "page_too_large" {
				t.Errorf("%v", issues.Issues)
			}
		})
	}
}
