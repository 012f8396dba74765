package storage

import "crypto/sha256"

// Content is bytes with their hash, which is computed once: here. The bytes must not change from then on.
type Content struct {
	bytes []byte
	hash  Hash
}

// NewContent takes the bytes over.
func NewContent(bytes []byte) Content { return Content{bytes, sha256.Sum256(bytes)} }

// Bytes are the bytes, none of the zero Content.
func (c Content) Bytes() []byte { return c.bytes }

// Hash is the SHA-256 of the bytes, zero of the zero Content.
func (c Content) Hash() Hash { return c.hash }

// Len is the number of bytes.
func (c Content) Len() int { return len(c.bytes) }
