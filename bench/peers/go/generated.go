package main

import (
	"bytes"
	"context"

	atempl "github.com/a-h/templ"
	"github.com/valyala/quicktemplate"

	"placard/bench/contender"
	"placard/bench/peers/page"
	"placard/bench/peers/qt"
	"placard/bench/peers/templ"
)

// templTemplate renders a templ component. Making the component is part of rendering, as it is in a server.
func templTemplate(spec []byte) (contender.Job, error) {
	data, err := page.Read(spec)
	if err != nil {
		return contender.Job{}, err
	}
	return buffered(func(b *bytes.Buffer) {
		if err := templComponent(data).Render(context.Background(), b); err != nil {
			panic("templ: " + err.Error()) // A bytes.Buffer never fails.
		}
	}), nil
}

func templComponent(data any) atempl.Component {
	switch p := data.(type) {
	case *page.Cards:
		return templ.Cards(p)
	case *page.Site:
		return templ.Site(p)
	default:
		return templ.Shop(data.(*page.Shop))
	}
}

// quickTemplate writes with quicktemplate into a buffer that is used again.
func quickTemplate(spec []byte) (contender.Job, error) {
	data, err := page.Read(spec)
	if err != nil {
		return contender.Job{}, err
	}
	var b quicktemplate.ByteBuffer
	run := func() {
		b.Reset()
		switch p := data.(type) {
		case *page.Cards:
			qt.WriteCards(&b, p)
		case *page.Site:
			qt.WriteSite(&b, p)
		case *page.Shop:
			qt.WriteShop(&b, p)
		}
	}
	return contender.Job{Run: run, Output: func() ([]byte, error) {
		run()
		return b.B, nil
	}}, nil
}
