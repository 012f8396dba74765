// Command peers has what other Go projects do of the work that Placard does: rendering, parsing, patching and serving.
// It is a module of its own, so that Placard does not depend on its peers. The benchmark suite starts it and talks to
// it in the JSON lines of package contender; with -serve it is a bare fasthttp server of one page.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"placard/bench/contender"
)

func contenders() map[string]contender.Maker {
	return map[string]contender.Maker{
		"html/template":        htmlTemplate,
		"templ":                templTemplate,
		"quicktemplate":        quickTemplate,
		"append":               appendWriter,
		"encoding/json map":    parsesInto[map[string]any](json.Unmarshal),
		"encoding/json struct": parsesInto[typedSpec](json.Unmarshal),
		"sonic map":            parsesInto[map[string]any](sonicUnmarshal),
		"sonic struct":         parsesInto[typedSpec](sonicUnmarshal),
		"fastjson":             fastjsonTree,
		"simdjson-go":          simdjsonTape,
		"json-patch document":  patchDocument,
		"json-patch each":      patchOneByOne,
	}
}

func main() {
	listen := flag.String("serve", "", "serve a page on this address with fasthttp and nothing else")
	dir := flag.String("dir", "", "folder of the page's copies: small.html, large.html and each with .br")
	flag.Parse()
	if err := run(*listen, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(listen, dir string) error {
	if listen != "" {
		return serve(listen, dir)
	}
	return contender.Serve(contender.NewSet(contenders()), os.Stdin, os.Stdout)
}
