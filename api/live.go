package api

import (
	"context"
	"errors"

	"placard/engine/patch"
)

// Live is where items are while they are being written: their readers see what a Writer does at once.
type Live struct {
	// Write begins to write a spec or an app. Its errors are ErrBusy, ErrFull, those of the contexts and storage.
	Write func(ctx context.Context, id string) (Writer, error)
	// End tells the readers of an item that it is an ordinary one now, or none, after that was committed. It is called for
	// every item that is replaced or deleted.
	End func(id string)
}

var (
	// ErrBusy: somebody else is writing the item.
	ErrBusy = errors.New("api: the item is being written")
	// ErrFull: too many items are being written.
	ErrFull = errors.New("api: too many items are being written")
)

// Writer writes the spec of one item; it stores nothing. Its errors are *patch.Error, and the spec is as it was then, or
// say that the item was replaced or deleted meanwhile.
type Writer interface {
	// Lines makes a reader of lines for this spec, one at a time. Write and End are called without waiting for anybody;
	// instead of Next, ApplyNext is.
	Lines() (*patch.Lines, error)
	// ApplyNext takes the next line, if all of it is there, and applies its operations as models write them, up to the first
	// that is refused. Those operations are then of no use any more.
	ApplyNext(lines *patch.Lines) (line patch.Line, ok bool, err error)
	// ApplyAll applies a patch (RFC 6902), Merge a merge patch (RFC 7396): all or nothing.
	ApplyAll(ops []patch.Op) error
	Merge(text []byte) error
	// Load replaces the spec.
	Load(text []byte) error
	// AppendSpec appends the spec as it stands.
	AppendSpec(dst []byte) ([]byte, error)
	// Close lets others write.
	Close()
}
