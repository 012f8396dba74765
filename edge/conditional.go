package edge

import (
	"bytes"
	"time"
)

// match says whether one of the If-None-Match lines names a copy of this page that the client may be sent, and which:
// RFC 9110 section 13.1.2, by weak comparison. It need not be the copy that would be sent now: who got the page as it
// was before its compressed copy was made still has the page.
func (e *entry) match(lines [][]byte, w wishes) (coding, bool) {
	for _, line := range lines {
		for tag, rest := nextTag(line); tag != nil; tag, rest = nextTag(rest) {
			if bytes.Equal(tag, anything) {
				c := w.best()
				return c, c != noCoding
			}
			if c := e.copyTagged(tag); c != noCoding && w[c] > 0 {
				return c, true
			}
		}
	}
	return noCoding, false
}

func (e *entry) copyTagged(tag []byte) coding {
	for c := range numCodings {
		if bytes.Equal(tag, e.tags[c]) {
			return c
		}
	}
	return noCoding
}

// nextTag takes the next entity tag off a list, without the W/ of a weak one, or a "*". It returns nil at the end, and
// at the first thing that is neither. Tags may have commas in them, so the list cannot be split at those.
func nextTag(list []byte) (tag, rest []byte) {
	list = bytes.TrimLeft(list, ", \t")
	if bytes.HasPrefix(list, anything) {
		return list[:1], list[1:]
	}
	list = bytes.TrimPrefix(list, weakPrefix)
	if len(list) < 2 || list[0] != '"' {
		return nil, nil
	}
	end := bytes.IndexByte(list[1:], '"')
	if end < 0 {
		return nil, nil
	}
	return list[:end+2], list[end+2:]
}

var weakPrefix = []byte("W/")

// datable says whether the page's time of change tells its versions apart. HTTP dates count whole seconds, so as long
// as that second lasts another write may fall into it, and the date must be neither given nor believed: RFC 9110
// section 8.8.2.2.
func (e *entry) datable(now time.Time) bool {
	return e.lastModified != nil && now.Unix() > e.modified
}

// unchangedSince evaluates If-Modified-Since: RFC 9110 section 13.1.3. A date that is not one is as none.
func (e *entry) unchangedSince(date []byte, now time.Time) bool {
	if len(date) == 0 || !e.datable(now) {
		return false
	}
	if bytes.Equal(date, e.lastModified) {
		return true // What clients send: the date they were given.
	}
	since, ok := parseDate(string(date))
	return ok && e.modified <= since.Unix()
}

// parseDate knows the three forms of RFC 9110 section 5.6.7.
func parseDate(date string) (time.Time, bool) {
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, date); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

var dateLayouts = [...]string{"Mon, 02 Jan 2006 15:04:05 GMT", "Monday, 02-Jan-06 15:04:05 GMT", time.ANSIC}
