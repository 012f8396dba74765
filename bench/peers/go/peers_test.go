package main

import (
	"os"
	"path/filepath"
	"testing"

	"placard/bench"
	"placard/bench/contender"
	"placard/bench/same"
)

// outputs are what contenders make of an input.
func outputs(t *testing.T, input []byte, names ...string) map[string][]byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "input")
	if err := os.WriteFile(file, input, 0o600); err != nil {
		t.Fatal(err)
	}
	set := contender.NewSet(contenders())
	made := map[string][]byte{}
	for _, name := range names {
		out, err := set.Output(name, file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		made[name] = out
		if sample, err := set.Time(name, file, 1); err != nil || sample.NS <= 0 {
			t.Errorf("%s takes %v, %v", name, sample, err)
		}
	}
	return made
}

func TestAllTemplatesMakeTheSamePage(t *testing.T) {
	for name, spec := range map[string][]byte{"cards": bench.Cards(3), "state": bench.StateCards(3), "items": bench.Items(30)} {
		t.Run(name, func(t *testing.T) {
			made := outputs(t, spec, "append", "html/template", "templ", "quicktemplate")
			for name, page := range made {
				if err := same.Structure(made["append"], page); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

func TestAllParsersGiveTheSameValue(t *testing.T) {
	for _, text := range [][]byte{bench.Cards(3), bench.Items(30)} {
		made := outputs(t, text, "encoding/json map", "encoding/json struct", "sonic map", "sonic struct", "fastjson", "simdjson-go")
		for name, value := range made {
			if err := same.JSON(text, value); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestPatchesMakeThePage(t *testing.T) {
	var lines []byte
	for _, patch := range bench.StreamPatches(3) {
		lines = append(append(lines, patch...), '\n')
	}
	for name, value := range outputs(t, lines, "json-patch document", "json-patch each") {
		if err := same.JSON(bench.Cards(3), value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
