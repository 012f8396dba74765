package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/valyala/fasthttp"
)

// serve is what fasthttp can do when all it does is send bytes from memory: small.html and large.html of dir and their
// copies in brotli, with a write buffer that takes the header and a small page in one write. The copy in brotli has
// an address of its own, as with the other peers.
func serve(listen, dir string) error {
	pages := map[string][]byte{}
	for _, name := range []string{"small.html", "small.html.br", "large.html", "large.html.br"} {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		pages["/"+name] = body
	}
	server := fasthttp.Server{WriteBufferSize: 16 << 10, NoDefaultServerHeader: true, Handler: func(ctx *fasthttp.RequestCtx) {
		body, ok := pages[string(ctx.Path())]
		if !ok {
			ctx.Error("not found", fasthttp.StatusNotFound)
			return
		}
		ctx.Response.Header.SetContentType("text/html; charset=utf-8")
		if path := ctx.Path(); path[len(path)-1] == 'r' {
			ctx.Response.Header.SetContentEncoding("br")
		}
		ctx.Response.SetBodyRaw(body)
	}}
	fmt.Fprintln(os.Stderr, "peers: serving on", listen)
	return server.ListenAndServe(listen)
}
