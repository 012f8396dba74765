package api

import (
	"strconv"
	"strings"

	"github.com/valyala/fasthttp"

	"placard/storage"
)

// versionTag is an item's entity tag: its version.
func versionTag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// ifMatch evaluates If-Match (RFC 9110 section 13.1.1): the version that the write must still find, 0 for any.
func ifMatch(c *call, item storage.Item) (version int64, err error) {
	lines := c.http.Request.Header.PeekAll(fasthttp.HeaderIfMatch)
	if len(lines) == 0 || hasTag(lines, "*") {
		return 0, nil
	}
	if !hasTag(lines, versionTag(item.Version)) { // W/ makes a tag another one: writes compare strongly.
		return 0, &refusal{code: versionMismatch}
	}
	return item.Version, nil
}

// noneMatch tells that the caller knows what has this tag (RFC 9110 section 13.1.2).
func noneMatch(c *call, tag string) bool {
	lines := c.http.Request.Header.PeekAll(fasthttp.HeaderIfNoneMatch)
	return hasTag(lines, "*") || hasTag(lines, tag) || hasTag(lines, "W/"+tag)
}

// hasTag looks for a tag in lists of them. Ours have no commas, so the lists can be split at those.
func hasTag(lines [][]byte, tag string) bool {
	for _, line := range lines {
		for one := range strings.SplitSeq(string(line), ",") {
			if strings.TrimSpace(one) == tag {
				return true
			}
		}
	}
	return false
}
