package storagetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"testing"

	"placard/storage"
)

type blobCase struct {
	name string
	run  func(*testing.T, storage.Blobs)
}

func blobCases() []blobCase {
	return []blobCase{
		{"RoundTrip", blobRoundTrip},
		{"GetAppendsToDst", blobAppends},
		{"TwiceIsTheSameAsOnce", blobTwice},
		{"UnknownIsNotFound", blobUnknown},
		{"DeletedIsNotFoundAndMayComeBack", blobDeleted},
		{"BytesAreNotKeptAfterPut", blobNotKept},
		{"CancelledContextHasNoEffect", blobCancelled},
		{"HammerSameAndOtherBytes", blobHammer},
	}
}

func wantBlob(t *testing.T, b storage.Blobs, h storage.Hash, want []byte) {
	t.Helper()
	got, err := b.Get(t.Context(), nil, h)
	succeeds(t, err)
	if !bytes.Equal(got, want) {
		t.Errorf("Get = %d bytes, want the %d that were put", len(got), len(want))
	}
}

func put(t *testing.T, b storage.Blobs, data []byte) storage.Hash {
	t.Helper()
	h, err := b.Put(t.Context(), data)
	succeeds(t, err)
	if want := sha256.Sum256(data); h != want {
		t.Errorf("Put = %x, want the SHA-256 %x", h, want)
	}
	return h
}

func blobRoundTrip(t *testing.T, b storage.Blobs) {
	for _, size := range []int{0, 1, 511, 512, 513, 4096, 65_537, 5_000_000} {
		data := bytes.Repeat([]byte{0, 255, 'a', '\n', '\r', 0xc3, 7}, size/7+1)[:size]
		wantBlob(t, b, put(t, b, data), data)
	}
}

func blobAppends(t *testing.T, b storage.Blobs) {
	h := put(t, b, []byte("world"))
	for _, spare := range []int{0, 3, 100} {
		dst := append(make([]byte, 0, 6+spare), "hello "...)
		got, err := b.Get(t.Context(), dst, h)
		succeeds(t, err)
		if string(got) != "hello world" {
			t.Errorf("with room for %d: %q", spare, got)
		}
	}
}

func blobTwice(t *testing.T, b storage.Blobs) {
	h := put(t, b, []byte("same"))
	put(t, b, []byte("same"))
	wantBlob(t, b, h, []byte("same"))
	succeeds(t, b.Delete(t.Context(), h))
	_, err := b.Get(t.Context(), nil, h)
	fails(t, err, storage.ErrNotFound)
}

func blobUnknown(t *testing.T, b storage.Blobs) {
	for _, h := range []storage.Hash{{}, hash("never put")} {
		_, err := b.Get(t.Context(), nil, h)
		fails(t, err, storage.ErrNotFound)
		succeeds(t, b.Delete(t.Context(), h))
	}
}

func blobDeleted(t *testing.T, b storage.Blobs) {
	h, other := put(t, b, []byte("one")), put(t, b, []byte("two"))
	succeeds(t, b.Delete(t.Context(), h))
	_, err := b.Get(t.Context(), nil, h)
	fails(t, err, storage.ErrNotFound)
	wantBlob(t, b, other, []byte("two"))
	put(t, b, []byte("one"))
	wantBlob(t, b, h, []byte("one"))
}

func blobNotKept(t *testing.T, b storage.Blobs) {
	data := []byte("before")
	h := put(t, b, data)
	copy(data, "after!")
	got, err := b.Get(t.Context(), nil, h)
	succeeds(t, err)
	copy(got, "after!")
	wantBlob(t, b, h, []byte("before"))
}

func blobCancelled(t *testing.T, b storage.Blobs) {
	over, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := b.Put(over, []byte("cancelled"))
	fails(t, err, context.Canceled)
	_, err = b.Get(t.Context(), nil, hash("cancelled"))
	fails(t, err, storage.ErrNotFound)

	h := put(t, b, []byte("kept"))
	_, err = b.Get(over, nil, h)
	fails(t, err, context.Canceled)
	fails(t, b.Delete(over, h), context.Canceled)
	wantBlob(t, b, h, []byte("kept"))
}

// blobHammer has every caller put bytes that all put and bytes of its own, and read both back.
func blobHammer(t *testing.T, b storage.Blobs) {
	together(16, func(i int) {
		for round := range 4 {
			shared := bytes.Repeat([]byte{byte(round)}, 50_000)
			own := fmt.Appendf(nil, "caller %d, round %d", i, round)
			for _, data := range [][]byte{shared, own} {
				h, err := b.Put(t.Context(), data)
				if err != nil {
					t.Errorf("Put: %v", err)
				}
				if got, err := b.Get(t.Context(), nil, h); err != nil || !bytes.Equal(got, data) {
					t.Errorf("Get after Put = %d bytes, %v; want %d", len(got), err, len(data))
				}
			}
		}
	})
}
