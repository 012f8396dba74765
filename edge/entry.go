package edge

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/valyala/fasthttp"
)

// entry is a cached page with everything that its responses are made of, as bytes. It is shared by all requests and
// never changes, but that compressed copies appear in it. What every answer needs stands together, since the entries of many
// pages are not in the processor's caches.
type entry struct {
	id      string
	version int64
	status  int
	copies  [numCodings]slot
	// whole is the page as it was built.
	whole representation
	// modified is in Unix seconds, as HTTP dates are; lastModified is the same as a header value, nil if not known.
	modified            int64
	lastModified        []byte
	contentType, policy []byte
	immutable, cors     bool
	// uncached: the entry is for one request.
	uncached bool
	// tags are the strong entity tags of the copies, also of those that have not been made yet or elsewhere: a visitor
	// who has one from before a restart is answered 304 at once.
	tags [numCodings][]byte
	// memo is the last Memo that the entry was noted in.
	memo atomic.Pointer[Memo]
}

// slot is the place of one copy of a page.
type slot struct {
	// done is nil until the copy is made, which happens at most once.
	done atomic.Pointer[representation]
	// making is held by whoever makes it.
	making sync.Mutex
}

// representation is one coding of a page's body: RFC 9110 section 3.2. It is immutable.
type representation struct {
	body   []byte
	tag    []byte
	coding coding
	// worth: the body is enough smaller than the page to be sent to someone who would also take the page as it is.
	worth bool
}

func newEntry(ref Ref, page *Page) *entry {
	e := &entry{
		id:          ref.ID,
		version:     ref.Version,
		uncached:    ref.Uncached,
		cors:        page.CORS,
		status:      page.Status,
		contentType: bytesOf(page.ContentType),
		policy:      bytesOf(page.Policy),
		immutable:   page.Immutable,
	}
	orDefault(&e.status, fasthttp.StatusOK)
	e.writeValidators(page)
	e.whole = representation{body: page.Body, tag: e.tags[identity], worth: true}
	e.copies[identity].done.Store(&e.whole)
	return e
}

// writeValidators makes the tags and the date, in one piece of memory.
func (e *entry) writeValidators(page *Page) {
	text := make([]byte, 0, validatorBytes)
	cut := func() (piece []byte) {
		piece, text = text[:len(text):len(text)], text[len(text):]
		return piece
	}
	digest := contentDigest(page)
	for c := range numCodings {
		text = append(append(append(append(text, '"'), digest...), codings[c].tagSuffix...), '"')
		e.tags[c] = cut()
		if c == identity && !page.Modified.IsZero() {
			e.modified = page.Modified.Unix()
			text = fasthttp.AppendHTTPDate(text, time.Unix(e.modified, 0))
			e.lastModified = cut()
		}
	}
}

// validatorBytes is what four tags and a date take.
const validatorBytes = 4*27 + 29

// bytesOf gives out a string as bytes, which nobody may write to. The few types and policies that there are then are the
// same bytes for all pages.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// contentDigest is what the entity tags are made of: a hash of the body, and of the headers that a 304 leaves as the
// visitor has them.
func contentDigest(page *Page) string {
	const digestBytes = 16 // More than enough for the few versions that one address has.
	h := sha256.New()
	head := binary.AppendUvarint(nil, uint64(len(page.ContentType)))
	head = append(head, page.ContentType...)
	head = binary.AppendUvarint(head, uint64(len(page.Policy)))
	head = append(head, page.Policy...)
	_, _ = h.Write(head) // A hash.Hash never fails.
	_, _ = h.Write(page.Body)
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:digestBytes])
}

// ok tells that this is a page as a visitor hoped for; only such ones are kept and asked for again.
func (e *entry) ok() bool { return e.status == fasthttp.StatusOK }

// body is the page as it was built.
func (e *entry) body() []byte { return e.whole.body }

// small: compressing the page is not worth a try. Up to this size it leaves in one packet with its header anyway.
func (e *entry) small() bool { return len(e.body()) <= smallBytes }

// cost is about how many bytes the entry takes.
func (e *entry) cost() int64 {
	n := entryOverheadBytes + len(e.id) + len(e.contentType) + len(e.policy)
	for c := range numCodings {
		if r := e.copies[c].done.Load(); r != nil {
			n += len(r.body)
		}
	}
	return int64(n)
}
