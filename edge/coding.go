package edge

// coding is a content coding (RFC 9110 section 8.4.1) that the edge can send. Of two that a client likes equally the
// greater one is sent: it is the smaller on the wire.
type coding int

const (
	identity coding = iota
	gzipCoding
	zstdCoding
	brotliCoding
	numCodings

	noCoding coding = -1
)

// codings says how each coding is called. The suffix tells the copies of a page apart in their entity tags: strong
// tags must differ when the bytes do, so its digit is raised whenever a level, an option or an encoder changes what a
// coding makes of the same page. TestEncodersMakeTheSameBytes notices.
var codings = [numCodings]struct {
	name      []byte
	tagSuffix string
}{
	identity:     {[]byte("identity"), ""},
	gzipCoding:   {[]byte("gzip"), "-g1"},
	zstdCoding:   {[]byte("zstd"), "-z1"},
	brotliCoding: {[]byte("br"), "-b1"},
}

const (
	// smallBytes is below what is left of a packet of 1460 bytes after a page's header of about 600.
	smallBytes = 860
	// codingHeaderBytes is what "Content-Encoding: gzip" and its line end cost, which a copy must win back.
	codingHeaderBytes = 24
)
