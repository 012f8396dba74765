package engine_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
)

var (
	differentialCount = flag.Int("differential", 150, "how many random specs the browser and the server render")
	differentialSeed  = flag.Uint64("differential-seed", 1, "the first of their seeds")
)

// TestBrowserRendersLikeServer opens pages of random specs and changes all of their state. The browser's runtime must
// make of them what the server writes for the new state.
func TestBrowserRendersLikeServer(t *testing.T) {
	if os.Getenv("PLACARD_TEST_BROWSER") == "" {
		t.Skip("needs node and Chromium: `make test` installs them and sets PLACARD_TEST_BROWSER")
	}
	d := startDifferential(t)
	compared := 0
	last := *differentialSeed + 4*uint64(*differentialCount)
	for seed := *differentialSeed; compared < *differentialCount && seed < last; seed++ {
		spec, after := randomChange(seed)
		difference, ok := d.difference(spec, after)
		if ok {
			compared++
		}
		if difference != "" {
			d.minimise(spec, after)
			t.Errorf("seed %d: %s", seed, d.report(spec, after))
		}
	}
	if compared < *differentialCount {
		t.Errorf("only %d specs of %d could be compared", compared, 4**differentialCount)
	}
}

// differential is a browser that compares pages.
type differential struct {
	t      *testing.T
	engine *engine.Engine
	in     *json.Encoder
	out    *bufio.Reader
}

func startDifferential(t *testing.T) *differential {
	t.Helper()
	cat := catalog.New()
	set := components.New(cat)
	set.Script = "/-/runtime.js"
	cmd := exec.Command("node", "../components/runtime/test/browser/differential.mjs")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		io.Copy(io.Discard, out)
		cmd.Wait()
	})
	return &differential{t, engine.New(cat, set), json.NewEncoder(in), bufio.NewReader(out)}
}

// difference says in what the browser differs from the server when the state of a spec becomes another one. What is
// refused, or has elements where a browser drops or moves them, is not compared.
func (d *differential) difference(spec, after map[string]any) (difference string, compared bool) {
	later := maps.Clone(spec)
	later["state"] = after
	pages := map[string]string{}
	for name, s := range map[string]any{"before": spec, "after": later} {
		text, err := json.Marshal(s)
		if err != nil {
			d.t.Fatal(err)
		}
		page, issues := d.engine.Render(nil, text, program.Options{})
		if issues.Refused() {
			return "", false
		}
		pages[name] = string(page)
	}
	if err := d.in.Encode(pages); err != nil {
		d.t.Fatal(err)
	}
	line, err := d.out.ReadBytes('\n')
	if err != nil {
		d.t.Fatal(err)
	}
	var answer *string
	if err := json.Unmarshal(line, &answer); err != nil {
		d.t.Fatal(err)
	}
	if answer == nil {
		return "", false
	}
	return *answer, true
}

// report shows a difference. The actions of the button are left out: they say the same as the state.
func (d *differential) report(spec, after map[string]any) string {
	difference, _ := d.difference(spec, after)
	elements := maps.Clone(spec["elements"].(map[string]any))
	delete(elements, "button")
	text, _ := json.Marshal(elements)
	state, _ := json.Marshal(after)
	return fmt.Sprintf("%s\nof %s\nand then %s", difference, text, state)
}

// minimise leaves out what the difference does not need: elements, what they have, and members of their props.
func (d *differential) minimise(spec, after map[string]any) {
	differs := func() bool {
		difference, accepted := d.difference(spec, after)
		return accepted && difference != ""
	}
	elements := spec["elements"].(map[string]any)
	for _, id := range slices.Sorted(maps.Keys(elements)) {
		if id == "root" || id == "button" {
			continue
		}
		e := elements[id].(map[string]any)
		shrinkMap(e, "type", differs)
		if props, ok := e["props"].(map[string]any); ok {
			shrinkMap(props, "", differs)
		}
		shrinkChildren(e, elements, differs)
	}
	shrinkMap(elements, "root", differs)
}

// shrinkMap deletes each member without which the difference is still there.
func shrinkMap(m map[string]any, keep string, differs func() bool) {
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if key == keep {
			continue
		}
		v := m[key]
		delete(m, key)
		if !differs() {
			m[key] = v
		}
	}
}

func shrinkChildren(e, elements map[string]any, differs func() bool) {
	children, _ := e["children"].([]string)
	for _, id := range slices.Clone(children) {
		before := e["children"].([]string)
		e["children"] = slices.DeleteFunc(slices.Clone(before), func(c string) bool { return c == id })
		if !differs() {
			e["children"] = before
		}
	}
}

// randomChange is a spec that ends with a button, and the state that its button makes.
func randomChange(seed uint64) (spec, after map[string]any) {
	random := rand.New(rand.NewPCG(seed, 0))
	data := make([]byte, 300)
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	g := specGen{cat: catalog.New(), data: data, elements: map[string]any{}, change: true}
	top := []string{g.element(0), g.element(0), "button"}
	after = changed(generatedState, random)
	g.elements["root"] = map[string]any{"type": "Stack", "children": top}
	g.elements["button"] = map[string]any{"type": "Button", "props": map[string]any{"label": "change"}, "on": map[string]any{"press": settings(after)}}
	return map[string]any{"root": "root", "elements": g.elements, "state": generatedState}, after
}

// settings are the actions that set the members of a state.
func settings(state map[string]any) (actions []any) {
	for _, key := range slices.Sorted(maps.Keys(state)) {
		actions = append(actions, map[string]any{"action": "setState", "params": map[string]any{"statePath": "/" + key, "value": state[key]}})
	}
	return actions
}

// changed is a state with other members: what another member has, or the member's own list in another order.
func changed(state map[string]any, random *rand.Rand) map[string]any {
	keys := slices.Sorted(maps.Keys(state))
	after := map[string]any{}
	for _, key := range keys {
		after[key] = state[key]
		list, isList := state[key].([]any)
		switch n := random.IntN(4); {
		case isList && n > 0:
			after[key] = rearranged(list, random)
		case n > 1:
			after[key] = state[keys[random.IntN(len(keys))]]
		}
	}
	return after
}

// rearranged is a list in another order, with some items left out and one that is new.
func rearranged(list []any, random *rand.Rand) []any {
	all := append(slices.Clone(list), map[string]any{"id": "new", "label": fmt.Sprint("n", random.IntN(9)), "tags": []any{"y", "w"}})
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[random.IntN(3)%len(all):]
}
