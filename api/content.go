package api

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/valyala/fasthttp"

	"placard/storage"
)

// content is what a request publishes. The bytes of body belong to fasthttp.
type content struct {
	mediaType string
	body      storage.Content
	title     *string // nil: the request says nothing about it
	name      string  // of what has one
	client    storage.Client
	found     Checked
}

// content reads and checks the request's body.
func (a *API) content(c *call) (content, error) {
	h := &c.http.Request.Header
	in, err := a.readContent(c, h)
	if err != nil {
		return content{}, err
	}
	in.client = client(h)
	return in, nil
}

func (a *API) readContent(c *call, h *fasthttp.RequestHeader) (content, error) {
	if c.of.lines && isLines(mediaType(h)) {
		return a.contentOfLines(c)
	}
	f, err := c.of.format(h)
	if err != nil {
		return content{}, err
	}
	return c.of.read(a, c, f)
}

// readItem is for what is published as it comes.
func (a *API) readItem(c *call, f *format) (in content, err error) {
	body := c.http.Request.Body()
	found, err := f.accept(body)
	if err != nil {
		return content{}, err
	}
	return content{mediaType: f.mediaType, body: storage.NewContent(body), title: title(&c.http.Request.Header), found: found}, nil
}

// title is the one that the request gives, nil for none.
func title(h *fasthttp.RequestHeader) *string {
	text := headerText(h, "X-Artifact-Title")
	if text == "" {
		return nil
	}
	text = firstLetters(text, maxTitleLetters)
	return &text
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
	hash := in.body.Hash()
	var b []byte
	for _, part := range []string{string(kind), in.name, in.mediaType, title, string(hash[:])} {
		b = binary.AppendUvarint(b, uint64(len(part)))
		b = append(b, part...)
	}
	return sha256.Sum256(b)
}

// keep stores the bytes and lets write write the record that is to name them. Small bytes are given to write, for the record's
// own transaction; all others are stored first, and when the record is refused they are deleted again, unless others name
// them. write returns the item that is there now.
func (a *API) keep(c *call, in *content, write func(storage.Content) (storage.Item, error)) (err error) {
	named, content, hash := false, in.body, in.body.Hash()
	a.pins.hold(hash)
	defer func() {
		err = errors.Join(err, a.pins.release(hash, named, func() error { return a.deleteBytes(c.ctx, hash) }))
	}()
	if content.Len() == 0 || content.Len() > storage.MaxContent {
		if err := a.store(c, content); err != nil {
			return err
		}
		content = storage.Content{}
	}
	item, err := write(content)
	named = err == nil && item.Blob == hash || err != nil && mayBeWritten(err)
	return err
}

// store stores bytes whose hash is held.
func (a *API) store(c *call, content storage.Content) error {
	hash := content.Hash()
	// Bytes that are there already are read in vain, by who publishes the same thing again.
	if _, err := a.cfg.Blobs.Get(c.ctx, nil, hash); errors.Is(err, storage.ErrNotFound) {
		a.pins.orphan(hash)
	}
	stored, err := a.cfg.Blobs.Put(c.ctx, content.Bytes())
	if err != nil {
		return fmt.Errorf("store content: %w", err)
	}
	if stored != hash {
		return fmt.Errorf("store content: stored as %x, not %x", stored, hash)
	}
	return nil
}

// deleteBytes deletes what no record names any longer. This is the only chance to, so it is taken also when ctx ends.
func (a *API) deleteBytes(ctx context.Context, h storage.Hash) error {
	if err := a.cfg.Blobs.Delete(context.WithoutCancel(ctx), h); err != nil {
		return fmt.Errorf("delete content: %w", err)
	}
	return nil
}
