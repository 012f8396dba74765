package engine_test

import (
	"placard/catalog"
	"placard/components"
	"placard/engine"
)

func newEngine() *engine.Engine {
	cat := catalog.New()
	return engine.New(cat, components.New(cat))
}
