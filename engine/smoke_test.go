package engine_test

import (
	"fmt"
	"os"
	"testing"

	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/program"
)

func TestSmoke(t *testing.T) {
	cat := catalog.New()
	e := engine.New(cat, components.New(cat))
	src, _ := os.ReadFile(os.Getenv("SPEC"))
	out, issues := e.Render(nil, src, program.Options{Title: "x"})
	for _, i := range issues.Issues {
		fmt.Println(i)
	}
	os.Stdout.Write(out)
}
