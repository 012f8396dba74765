package api

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/valyala/fasthttp"

	"placard/engine/diag"
	"placard/storage"
)

// content is what a request publishes. body belongs to fasthttp.
type content struct {
	mediaType string
	body      []byte
	hash      storage.Hash // of body
	title     *string      // nil: the request says nothing about it
	client    storage.Client
	warnings  diag.List
}

// content reads and checks the request's body.
func (a *API) content(c *call) (content, error) {
	h := &c.http.Request.Header
	f, err := a.format(h)
	if err != nil {
		return content{}, err
	}
	in := content{mediaType: f.mediaType, body: c.http.Request.Body(), client: client(h)}
	if title := headerText(h, "X-Artifact-Title"); title != "" {
		title = firstLetters(title, maxTitleLetters)
		in.title = &title
	}
	if in.warnings, err = f.accept(in.body); err != nil {
		return content{}, err
	}
	in.hash = sha256.Sum256(in.body)
	return in, nil
}

// client is what the caller tells about itself. It is for statistics, so nothing in it is ever refused.
func client(h *fasthttp.RequestHeader) storage.Client {
	read := func(name string) string { return firstLetters(headerText(h, name), maxClientLetters) }
	return storage.Client{Name: read("X-Client-Name"), Version: read("X-Client-Version"), Run: read("X-Run-Id")}
}

// request is the hash of everything that makes this request another one than those before it.
func (in *content) request(kind storage.Kind) storage.Hash {
	title := ""
	if in.title != nil {
		title = *in.title
	}
	var b []byte
	for _, part := range []string{string(kind), in.mediaType, title, string(in.hash[:])} {
		b = binary.AppendUvarint(b, uint64(len(part)))
		b = append(b, part...)
	}
	return sha256.Sum256(b)
}

// keep stores the bytes for write, which writes the record that names them. Until that has happened the sweeper leaves
// the bytes alone.
func (a *API) keep(c *call, in *content, write func() error) error {
	defer a.pins.pin(in.hash)()
	stored, err := a.cfg.Blobs.Put(c.ctx, in.body)
	if err != nil {
		return fmt.Errorf("store content: %w", err)
	}
	if stored != in.hash {
		return fmt.Errorf("store content: stored as %x, not %x", stored, in.hash)
	}
	return write()
}
