package api

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/valyala/fasthttp"

	"placard/storage"
)

const (
	// keyLife is how long a key's workspace is believed to be as it was: its plan, and whether it is claimed, may be
	// changed by another process.
	keyLife = 10 * time.Second
	// maxKnownKeys bounds the cache: about 3 MB.
	maxKnownKeys = 10_000
)

// admit finds out whose key came with the request, and counts the request.
func (a *API) admit(c *call) error {
	key, ok := bearer(c.http.Request.Header.Peek(fasthttp.HeaderAuthorization))
	if !ok {
		return &refusal{code: unauthorized}
	}
	var err error
	c.workspace, err = a.workspaceByKey(c, sha256.Sum256(key))
	if errors.Is(err, storage.ErrNotFound) {
		return &refusal{code: unauthorized}
	}
	if err != nil {
		return fmt.Errorf("look up key: %w", err)
	}
	return a.perKey.refuse(c.workspace.ID, c.now)
}

// bearer takes the key out of an Authorization header. What cannot be one of ours is not looked up.
func bearer(header []byte) (key []byte, ok bool) {
	const scheme = "Bearer "
	if len(header) < len(scheme) || !bytes.EqualFold(header[:len(scheme)], []byte(scheme)) {
		return nil, false
	}
	key = bytes.TrimSpace(header[len(scheme):])
	return key, len(key) == keyLength && bytes.HasPrefix(key, []byte(keyPrefix))
}

// workspaceByKey asks the cache, then storage. Unknown keys are not remembered: they would push the known ones out.
func (a *API) workspaceByKey(c *call, key storage.Hash) (storage.Workspace, error) {
	if w, ok := a.keys.get(key, c.now); ok {
		return w, nil
	}
	w, err := a.cfg.Meta.WorkspaceByKey(c.ctx, key, c.now)
	if err == nil {
		a.keys.put(key, w, c.now)
	}
	return w, err
}

// keyCache remembers workspaces by the hash of their key, for keyLife and not beyond the workspace's own end.
type keyCache struct {
	mu    sync.Mutex
	known map[storage.Hash]knownKey
}

type knownKey struct {
	workspace storage.Workspace
	until     time.Time
}

func newKeyCache() *keyCache { return &keyCache{known: map[storage.Hash]knownKey{}} }

func (k *keyCache) get(key storage.Hash, now time.Time) (storage.Workspace, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	known, ok := k.known[key]
	return known.workspace, ok && now.Before(known.until)
}

func (k *keyCache) put(key storage.Hash, w storage.Workspace, now time.Time) {
	until := now.Add(keyLife)
	if !w.ExpiresAt.IsZero() && w.ExpiresAt.Before(until) {
		until = w.ExpiresAt
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.known) >= maxKnownKeys {
		clear(k.known) // They come back at one point read each, every ten seconds at most.
	}
	k.known[key] = knownKey{w, until}
}
