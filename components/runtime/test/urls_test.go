// Package test holds the vectors of the browser's runtime that Placard's own Go code decides to what it does.
package test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"placard/engine/html"
	"placard/engine/value"
)

var update = flag.Bool("update", false, "write what the Go code does into the vectors")

// urlVector says whether a URL may be a link and an image.
type urlVector struct {
	URL   string `json:"url"`
	Link  bool   `json:"link"`
	Image bool   `json:"image"`
}

func TestURLVectors(t *testing.T) {
	check(t, "vectors/urls.json", func(v urlVector) urlVector {
		return urlVector{v.URL, html.CleanURL(html.Link, []byte(v.URL)), html.CleanURL(html.Image, []byte(v.URL))}
	})
}

// pointerVector has the keys of a pointer, and what each one is as an index of a list.
type pointerVector struct {
	Pointer string   `json:"pointer"`
	Keys    []string `json:"keys"`
	Indexes []int32  `json:"indexes"`
}

func TestPointerVectors(t *testing.T) {
	check(t, "vectors/pointers.json", func(v pointerVector) pointerVector {
		got := pointerVector{v.Pointer, []string{}, []int32{}}
		for _, step := range value.AppendSteps(nil, []byte(v.Pointer)) {
			got.Keys = append(got.Keys, string(step.Key))
			got.Indexes = append(got.Indexes, step.Index)
		}
		return got
	})
}

// check compares the vectors of a file with those that the Go code gives for them.
func check[V any](t *testing.T, file string, compute func(V) V) {
	t.Helper()
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var vectors []V
	if err := json.Unmarshal(old, &vectors); err != nil {
		t.Fatal(err)
	}
	text := []byte("[")
	for i, v := range vectors {
		if i > 0 {
			text = append(text, ',')
		}
		line, err := json.Marshal(compute(v))
		if err != nil {
			t.Fatal(err)
		}
		text = append(append(text, '\n'), line...)
	}
	text = append(text, "\n]\n"...)
	if bytes.Equal(text, old) {
		return
	}
	if !*update {
		t.Fatalf("%s differs from what the Go code does; see -update", file)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
