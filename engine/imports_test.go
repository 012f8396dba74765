package engine_test

import (
	"os/exec"
	"strings"
	"testing"
)

// importRule says what packages may not know, directly or through others. Names end with "/..." when they stand for all
// packages below as well.
type importRule struct {
	of, except string
	not        []string
}

// importRules are the arrows of ARCHITECTURE.md: imports go one way.
var importRules = []importRule{
	{of: "placard/engine/...", not: []string{"placard/api/...", "placard/storage/...", "placard/edge/...", "placard/components/...",
		"placard/bench/...", "github.com/valyala/fasthttp/...", "net/http/...", "database/sql/..."}},
	{of: "placard/catalog/...", not: []string{"placard/...", "net/http/...", "github.com/valyala/fasthttp/..."}},
	{of: "placard/catalog", not: derived},
	{of: "placard/engine/...", not: derived},
	{of: "placard/components/...", not: derived},
	{of: "placard/edge/...", not: derived},
	{of: "placard/components/...", not: []string{"placard/api/...", "placard/storage/...", "placard/edge/...", "placard/bench/...", "net/http/..."}},
	{of: "placard/edge/...", except: "placard/edge/pages/...", not: []string{"placard/engine/...", "placard/storage/...", "placard/api/...", "placard/components/..."}},
	{of: "placard/edge/pages/...", not: []string{"placard/api/..."}},
	{of: "placard/storage/...", not: []string{"placard/engine/...", "placard/edge/...", "placard/api/...", "placard/components/...", "placard/catalog/..."}},
	{of: "placard/api/...", not: []string{"placard/edge/...", "placard/bench/..."}},
}

// derived is what is made of the catalog for those who write specs: only the API serves it.
var derived = []string{"placard/catalog/schema/...", "placard/catalog/describe/..."}

// covers tells whether a pattern of an importRule means a package.
func covers(pattern, name string) bool {
	prefix, all := strings.CutSuffix(pattern, "/...")
	return name == prefix || all && strings.HasPrefix(name, prefix+"/")
}

// dependencies are the packages of the project with all that they import, tests apart.
func dependencies(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-f", `{{.ImportPath}} {{join .Deps " "}}`, "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		if names := strings.Fields(line); len(names) > 0 {
			all[names[0]] = names[1:]
		}
	}
	return all
}

func TestImportsGoOneWay(t *testing.T) {
	packages := dependencies(t)
	for _, rule := range importRules {
		found := false
		for name, imports := range packages {
			if !covers(rule.of, name) || rule.except != "" && covers(rule.except, name) {
				continue
			}
			found = true
			for _, i := range imports {
				for _, not := range rule.not {
					if covers(not, i) && !(covers(rule.of, i) && not == "placard/...") {
						t.Errorf("%s must not know %s", name, i)
					}
				}
			}
		}
		if !found {
			t.Errorf("there is no package %s", rule.of)
		}
	}
}
