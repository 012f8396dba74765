// Package storage says what Placard keeps and what it may expect of whoever keeps it: the records, and the two
// contracts Meta (rows, transactions, versions) and Blobs (content-addressed bytes). It does no I/O itself.
// Every implementation runs the whole suite of storage/storagetest.
//
// Rules that hold for both contracts:
//   - A call that returns nil has made its effect durable: it survives kill -9 and a power cut. Calls that only read may see an
//     effect a moment before that.
//   - A call whose context is cancelled before it began returns the context's error and has no effect. A write that
//     has begun is finished, so that nobody is told "no" about something that happened.
//   - Errors are matched with errors.Is against the values below; anything else is an internal error.
//   - Times are kept to the millisecond and come back in UTC. A moment that is given for an expiry is the first one
//     at which the record is gone. IDs are compared as bytes.
package storage

import (
	"context"
	"errors"
	"time"
)

var (
	// ErrNotFound: there is no such record, or it is deleted, expired, or another workspace's.
	ErrNotFound = errors.New("storage: not found")
	// ErrConflict: the record has another version than the caller asked for.
	ErrConflict = errors.New("storage: version conflict")
	// ErrQuota: the write would exceed the workspace's number of active items.
	ErrQuota = errors.New("storage: quota reached")
	// ErrNameTaken: another active item of the kind has the name.
	ErrNameTaken = errors.New("storage: name taken")
	// ErrKeyReused: the idempotency key was used before for a different request.
	ErrKeyReused = errors.New("storage: idempotency key reused for another request")
)

// IdempotencyKeyLife is how long an idempotency key is remembered: at exactly this age it is forgotten.
const IdempotencyKeyLife = 24 * time.Hour

// Hash is the SHA-256 of a blob, of an API key or of a request: whatever the field it is in says.
type Hash [32]byte

// Plan is what a workspace may do.
type Plan string

const (
	PlanFree Plan = "free"
	PlanPro  Plan = "pro"
)

// Workspace is a tenant. Every item belongs to exactly one, and every query of an item by its owner names it.
type Workspace struct {
	ID        string // "ws_…"
	Name      string // may be empty
	Plan      Plan
	Claimed   bool
	CreatedAt time.Time // milliseconds
	ExpiresAt time.Time // zero: never. From it on the workspace, its key and its items are gone for everybody.
}

// Kind tells items apart that have their own endpoints and addresses.
type Kind string

const (
	KindArtifact Kind = "artifact"
	KindApp      Kind = "app"
	KindDataset  Kind = "dataset"
)

// MaxInfoBytes bounds Item.Info: it is in every row that a list reads.
const MaxInfoBytes = 32 << 10

// MaxContent bounds NewItem.Content and ItemUpdate.Content, in bytes.
const MaxContent = 64 << 10

// Item is one published thing. The bytes are in Blobs under Blob; Version counts up from 1 with each write.
type Item struct {
	ID        string
	Workspace string
	Kind      Kind
	// Name, if not empty, names the item among the active ones of its kind in its workspace. It never changes.
	Name        string
	ContentType string // media type without parameters
	Title       string
	// Info is what lists say of the content without reading it, in the caller's form: at most MaxInfoBytes.
	Info      string
	Version   int64
	Blob      Hash
	Size      int64     // bytes of the blob
	CreatedAt time.Time // milliseconds
	UpdatedAt time.Time // milliseconds
	ExpiresAt time.Time // zero: never
	Client    Client
}

// Client is what a caller told about itself with the optional X-Client-* and X-Run-Id headers, on the last write.
type Client struct {
	Name, Version, Run string
}

// NewItem is what CreateItem needs. ID, and the times, are the caller's: storage invents nothing. CreatedAt is the
// call's now; Version is ignored.
type NewItem struct {
	Item
	// Content, if it is not empty, are the bytes of Blob: they are put into Blobs in the transaction that adds the record, so a
	// refused call puts nothing. If it is empty they are there already. At most MaxContent bytes.
	Content Content
	// MaxActive bounds the workspace's active items of the kinds in Counted, this one included; 0 means no bound.
	MaxActive int
	Counted   []Kind
	// IdempotencyKey, if not empty, makes a repetition of the same request return the first one's item.
	IdempotencyKey string
	// Request is the hash of what was asked; the same key with another Request is ErrKeyReused.
	Request Hash
}

// ItemUpdate replaces an item's content. A nil Title leaves the title. UpdatedAt is the call's now.
type ItemUpdate struct {
	ContentType string
	Blob        Hash
	// Content is as in NewItem.
	Content   Content
	Size      int64
	Title     *string
	Info      string
	UpdatedAt time.Time
	Client    Client
	// IfVersion, if not 0, is the version that the item must have, else ErrConflict.
	IfVersion int64
}

// Page asks for a part of a list: at most Limit records after the record with ID After. Limit 0 means all, an empty
// After the beginning. A record that was deleted or has expired keeps its place until it is swept; an After that
// names no record of that list is ErrNotFound.
type Page struct {
	After string
	Limit int
}

// Meta keeps records. "Active" means: not deleted, and neither it nor its workspace expired at now, the time that
// the caller passes; deletion does not look at now, so a clock that is behind brings nothing back. All methods may be called by many goroutines at once; each is one transaction.
// Bytes that come with a record are in the Blobs that belong to the same store.
type Meta interface {
	// CreateWorkspace adds a workspace and the hash of its key. An existing ID or key hash is ErrConflict.
	CreateWorkspace(ctx context.Context, w Workspace, key, claim Hash) error
	// WorkspaceByKey finds the active workspace whose key has this hash, or ErrNotFound.
	WorkspaceByKey(ctx context.Context, key Hash, now time.Time) (Workspace, error)

	// CreateItem adds an item at version 1, all or nothing: quota and idempotency are decided in the same
	// transaction. replayed tells that the idempotency key was known and that the item is the earlier one (also when
	// it was updated since; when it is no longer active: ErrNotFound). Idempotency keys belong to a workspace and are
	// kept for IdempotencyKeyLife; a call that fails keeps none.
	//
	// The refusals, in the order in which they are looked for: a workspace that is not active is ErrNotFound; then a
	// known key answers (the item, ErrKeyReused or ErrNotFound), without looking at the quota; then ErrQuota; then a
	// name that an active item of the kind in the workspace has is ErrNameTaken; then an ID that exists, active or not,
	// in any workspace, is ErrConflict.
	CreateItem(ctx context.Context, n NewItem) (item Item, replayed bool, err error)
	// UpdateItem replaces the content of an active item of the workspace and returns it with its new version, one
	// more than before. Of many calls with the same IfVersion one wins, the others get ErrConflict.
	UpdateItem(ctx context.Context, workspace string, kind Kind, id string, u ItemUpdate) (Item, error)
	// DeleteItem marks an active item of the workspace as deleted at now. A second time it is ErrNotFound.
	DeleteItem(ctx context.Context, workspace string, kind Kind, id string, now time.Time) error

	// Item finds an active item by its ID alone: for readers, who have no workspace.
	Item(ctx context.Context, id string, now time.Time) (Item, error)
	// OwnedItem finds an active item of the workspace.
	OwnedItem(ctx context.Context, workspace string, kind Kind, id string, now time.Time) (Item, error)
	// NamedItem finds an active item of the workspace by its name, which is not empty.
	NamedItem(ctx context.Context, workspace string, kind Kind, name string, now time.Time) (Item, error)
	// Items lists the workspace's active items of a kind, newest first (CreatedAt, then ID, descending). A workspace
	// that is not active has none.
	Items(ctx context.Context, workspace string, kind Kind, p Page, now time.Time) ([]Item, error)
	// CountActive counts the workspace's active items of some kinds; 0 for a workspace that is not active.
	CountActive(ctx context.Context, workspace string, kinds []Kind, now time.Time) (int, error)

	// Sweep removes for good what was deleted or expired before `before` (strictly), at most limit records at a time:
	// items (also those of expired workspaces), the marks that UpdateItem leaves for the blobs that it replaced,
	// idempotency keys, and expired workspaces that are empty. removed counts them all; while it equals limit there
	// may be more. orphans are the blobs of what it removed that no record names any longer, each once; a record that
	// is not swept yet, such as a recently deleted item or replaced content, still names its blob. Running it again is
	// harmless.
	Sweep(ctx context.Context, before time.Time, limit int) (orphans []Hash, removed int, err error)

	// Close lets the calls that run finish, then frees everything. Calls that come later fail.
	Close() error
}

// Blobs keeps immutable bytes under their SHA-256.
type Blobs interface {
	// Put stores the bytes and returns their hash; storing them twice is the same as once.
	Put(ctx context.Context, data []byte) (Hash, error)
	// Get returns the bytes, appended to dst, or ErrNotFound. Bytes that do not match their hash are an error.
	Get(ctx context.Context, dst []byte, h Hash) ([]byte, error)
	// Delete forgets the bytes; an unknown hash is no error. A Put of the same bytes that runs at the same time, or
	// whose record is not yet written, is the caller's concern: see Sweep's grace time in package api.
	Delete(ctx context.Context, h Hash) error
}
