package edge

import "bytes"

// wishes is what an Accept-Encoding header says: a score for each coding, 0 for one that must not be sent. Weights
// decide, and between equal weights the coding.
type wishes [numCodings]int

// unsaid marks a coding that the header does not name.
const unsaid = -1

var nothingSaid = [numCodings]int{identity: unsaid, gzipCoding: unsaid, zstdCoding: unsaid, brotliCoding: unsaid}

// parseWishes reads the Accept-Encoding lines of a request: RFC 9110 section 12.5.3. Without any, everything would be
// acceptable, but such a client is most likely to understand the identity. A member that is not well formed is passed
// over.
func parseWishes(lines [][]byte) wishes {
	weights, others := nothingSaid, unsaid
	for _, line := range lines {
		for len(line) > 0 {
			var member []byte
			member, line = cutByte(line, ',')
			name, params := cutByte(member, ';')
			weight := parseWeight(params)
			c := codingNamed(trimSpace(name))
			switch {
			case weight == unsaid:
			case c != noCoding:
				weights[c] = weight
			case bytes.Equal(trimSpace(name), anything):
				others = weight
			}
		}
	}
	return score(weights, others)
}

// score combines the weights that were given, and the weight of "*", with what RFC 9110 says about the rest: identity
// is acceptable unless it is excluded, though it was not asked for; no other coding is.
func score(weights [numCodings]int, others int) wishes {
	var w wishes
	for c, weight := range weights {
		switch {
		case weight == unsaid && others != unsaid:
			weight = others
		case weight == unsaid && coding(c) == identity:
			w[c] = 1 // Below every weight that can be given.
			continue
		}
		if weight > 0 {
			w[c] = weight*int(numCodings) + c
		}
	}
	return w
}

// best is the coding with the highest score, noCoding if nothing at all is acceptable.
func (w wishes) best() coding {
	best, score := noCoding, 0
	for c, s := range w {
		if s > score {
			best, score = coding(c), s
		}
	}
	return best
}

// parseWeight reads the parameters of a member, in thousandths: RFC 9110 section 12.4.2. No weight is 1000.
func parseWeight(params []byte) int {
	params = trimSpace(params)
	if len(params) == 0 {
		return 1000
	}
	name, value := cutByte(params, '=')
	if len(name) != 1 || name[0]|0x20 != 'q' || len(value) == 0 || len(value) > len("0.000") {
		return unsaid
	}
	weight, unit := 0, 1000
	for i, b := range value {
		switch {
		case i == 1 && b == '.':
		case i != 1 && '0' <= b && b <= '9':
			weight += int(b-'0') * unit
			unit /= 10
		default:
			return unsaid
		}
	}
	if weight > 1000 {
		return unsaid
	}
	return weight
}

// codingNamed knows the names of RFC 9110 section 8.4.1, RFC 7932 and RFC 8878, in any case.
func codingNamed(name []byte) coding {
	for c := range numCodings {
		if bytes.EqualFold(name, codings[c].name) {
			return c
		}
	}
	if bytes.EqualFold(name, oldGzip) {
		return gzipCoding
	}
	return noCoding
}

// quick leaves brotli out unless nothing else may be sent: a page that is made for one request does not win back its time.
func (w wishes) quick() wishes {
	if max(w[identity], w[gzipCoding], w[zstdCoding]) > 0 {
		w[brotliCoding] = 0
	}
	return w
}

// choose returns the best copy that is ready, nil if none of the ready ones may be sent; and the coding that would be
// better but is not made yet, noCoding if there is none.
func (e *entry) choose(w wishes) (*representation, coding) {
	var rep *representation
	missing, score, missingScore := noCoding, 0, 0
	for c, s := range w {
		if s == 0 {
			continue
		}
		done := e.copies[c].done.Load()
		switch {
		case done == nil && s > missingScore && !e.small():
			missing, missingScore = coding(c), s
		case done != nil && done.worth && s > score:
			rep, score = done, s
		}
	}
	if missingScore < score {
		missing = noCoding
	}
	return rep, missing
}

// atOnceBytes is how large a page may be to be compressed while its first reader waits: at most 4 ms for brotli, less
// than the copy saves on any network.
const atOnceBytes = 256 << 10

// pick returns the copy to send, nil if the client refuses all codings. The first reader of a large page does not
// wait for its compression, but gets the page as it is; zstd is the exception, as it takes a tenth of brotli's time.
func (s *Server) pick(e *entry, w wishes) *representation {
	if e.uncached {
		w = w.quick()
	}
	rep, missing := e.choose(w)
	if missing != noCoding && rep != nil && rep.coding == identity {
		rep, missing = s.compressAtOnce(e, w, missing)
	}
	if missing != noCoding && !e.uncached {
		s.compress.start(e, missing)
	}
	if rep != nil {
		return rep
	}
	return s.pickCompressed(e, w)
}

// compressAtOnce makes the copy that is missing, or one that takes less time, and chooses again.
func (s *Server) compressAtOnce(e *entry, w wishes, missing coding) (*representation, coding) {
	switch {
	case len(e.body()) <= atOnceBytes:
		s.compress.tryNow(e, missing)
	case w[zstdCoding] > w[identity]:
		s.compress.tryNow(e, zstdCoding)
	}
	return e.choose(w)
}

// pickCompressed is for those who refuse the identity: they wait for the coding they like best, however small the page.
func (s *Server) pickCompressed(e *entry, w wishes) *representation {
	c := w.best()
	if c == noCoding {
		return nil
	}
	if rep := e.copies[c].done.Load(); rep != nil {
		return rep
	}
	return s.compress.now(e, c)
}

// Names that are compared with, as bytes: converting them in place would be code on the hot path.
var (
	anything = []byte("*")
	oldGzip  = []byte("x-gzip")
)

// cutByte splits b at the first sep; after is nil if there is none.
func cutByte(b []byte, sep byte) (before, after []byte) {
	if i := bytes.IndexByte(b, sep); i >= 0 {
		return b[:i], b[i+1:]
	}
	return b, nil
}

// trimSpace takes off the optional white space of RFC 9110 section 5.6.3.
func trimSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}
