package patch

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// lines reads a stream in pieces of at most so many bytes and describes each line.
func lines(stream string, piece int) []string {
	l := NewLines(nil)
	var all []string
	take := func() {
		for {
			line, ok := l.Next()
			if !ok {
				return
			}
			text := fmt.Sprint(line.Number, " ", [...]string{"blank", "fence", "prose", "patch", "refused"}[line.Kind])
			for _, op := range line.Ops {
				text += fmt.Sprintf(" %s %s", op.Code, op.Path)
				if op.Value.Given() {
					text += " " + string(op.Value.JSON())
				}
			}
			if line.Mended != "" {
				text += " (" + line.Mended + ")"
			}
			if line.Err != nil {
				text += ": " + line.Err.Message
			}
			all = append(all, text)
		}
	}
	for len(stream) > 0 {
		n := min(piece, len(stream))
		l.Write([]byte(stream[:n]))
		stream = stream[n:]
		take()
	}
	l.End()
	take()
	return all
}

func TestLines(t *testing.T) {
	stream := strings.Join([]string{
		"\uFEFFHere is your page:", "", "```jsonl",
		`{"op":"add","path":"/root","value":"page"}`,
		` {"op":"add", "path":"/a","value":{"x":[1]}} ` + "\r",
		`{"op":"add","path":"/a","value":{"x":1}`,
		`{"op":"add","path":"/a","value":{"x":1}}}`,
		`{"op":"add","path":"/a","value":{"x":"}"}},`,
		`{"op":"add","path":"/a","value":{"x":1}}} ,`,
		`[{"op":"remove","path":"/a"},{"op":"test","path":"","value":{}}]`,
		`[{"op":"remove","path":"/a"}`,
		`[`, `],`, `[]`,
		`{"op":"add","path":"/a","value":{"x":[1}}`,
		`{"op":"add","path":"/a","value":"x`,
		`{"op":"add","path":"/a"}`,
		`{"op":"jump","path":"/a"}`,
		`{"root":"page","elements":{}}`,
		`- {"op":"remove","path":"/a"}`,
		`[1] is a footnote, {this} is prose`, `{this} too`,
		`{"op":"add","path":"/a","value":{"x":{`,
		"```", `{"op":"remove","path":"/last"}`,
	}, "\n")
	want := []string{
		"1 prose", "2 blank", "3 fence", `4 patch add /root "page"`, `5 patch add /a {"x":[1]}`,
		`6 patch add /a {"x":1} (one bracket too few at the end)`, `7 patch add /a {"x":1} (one bracket too many at the end)`,
		`8 patch add /a {"x":"}"} (a comma at the end)`, `9 patch add /a {"x":1} (one bracket too many at the end)`,
		`10 patch remove /a test  {}`, `11 patch remove /a (one bracket too few at the end)`, "12 fence", "13 fence", "14 patch",
		`15 refused: expected ',' or ']', found '}'`, `16 refused: the text ends inside a string`, `17 refused: the operation has no "value"`,
		`18 refused: there is no operation "jump"`, `19 refused: the operation has no "op"`,
		`20 refused: there is something else on the line of an operation`, "21 prose", "22 prose",
		`23 refused: the text ends too early: expected a key in double quotes`, "24 fence", "25 patch remove /last",
	}
	for _, piece := range []int{1, 2, 7, 1 << 20} {
		got := lines(stream, piece)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("in pieces of %d:\n%s\nwant\n%s", piece, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestLongLinesAreRefusedWithoutKeepingThem(t *testing.T) {
	l := NewLines(nil)
	piece := bytes.Repeat([]byte("x"), 100<<10)
	for range 100 {
		l.Write(piece)
		if _, ok := l.Next(); ok {
			t.Fatal("a line without end")
		}
	}
	if cap(l.buf) > 2<<20 {
		t.Errorf("%d bytes are kept", cap(l.buf))
	}
	l.Write([]byte("\n" + `{"op":"remove","path":"/a"}` + "\n"))
	if line, _ := l.Next(); line.Kind != Refused || line.Number != 1 || line.Err.Code != TooLarge {
		t.Errorf("%+v", line)
	}
	if line, _ := l.Next(); line.Kind != Patch || line.Number != 2 {
		t.Errorf("%+v", line)
	}
	exact := `{"op":"add","path":"/a","value":"` + strings.Repeat("x", MaxLineBytes-35) + `"}`
	if got := lines(exact+"\n"+exact+" \n", 1<<20); len(exact) != MaxLineBytes || !strings.HasPrefix(got[0], "1 patch") || !strings.HasPrefix(got[1], "2 refused") {
		t.Errorf("%.40q of %d", got, len(exact))
	}
}

// FuzzLines: what a stream is does not depend on its pieces, and nothing is made up that is not in it.
func FuzzLines(f *testing.F) {
	f.Add("Hi\n```\n{\"op\":\"add\",\"path\":\"/a\",\"value\":[1]}\r\n{\"op\":\"remove\",\"path\":\"/a\"}}\n[{\"op\":\"remove\",\"path\":\"/a\"},\n]\n", uint64(1))
	f.Add(`{"op":"add","path":"/a","value":{"x":"\"}"}`, uint64(2))
	f.Add("[\n{\"op\":\"test\",\"path\":\"\",\"value\":null},\n]", uint64(3))
	f.Fuzz(func(t *testing.T, stream string, seed uint64) {
		whole := lines(stream, len(stream)+1)
		rnd := rand.New(rand.NewPCG(seed, 0))
		if got := lines(stream, 1+rnd.IntN(8)); strings.Join(got, "\n") != strings.Join(whole, "\n") {
			t.Fatalf("%q: got\n%q\nwant\n%q", stream, got, whole)
		}
		if want := strings.Count(strings.TrimSuffix(stream, "\n"), "\n") + 1; stream != "" && len(whole) != want {
			t.Fatalf("%q: %d lines, want %d", stream, len(whole), want)
		}
		l := NewLines(nil)
		l.Write([]byte(stream + "\n"))
		texts := strings.Split(stream, "\n")
		for {
			line, ok := l.Next()
			if !ok {
				break
			}
			text := strings.TrimSpace(texts[line.Number-1])
			if line.Kind != Patch || line.Number == 1 {
				continue
			}
			if _, err := NewParser(nil).Parse([]byte(text)); (err == nil) != (line.Mended == "") {
				t.Fatalf("%q: mended %q, but as it is: %v", text, line.Mended, err)
			}
			for _, op := range line.Ops {
				if op.Code == None || op.Path == nil || op.Value.Given() && !strings.Contains(text, string(op.Value.JSON())) {
					t.Fatalf("%q: %+v", text, op)
				}
			}
		}
	})
}
