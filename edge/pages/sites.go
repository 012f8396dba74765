package pages

import (
	"bytes"
	"net/url"
	"strings"
)

const pagePrefix = "/a/"

// sites knows the addresses of pages, in both directions.
type sites struct {
	base string // scheme, host and port
	// suffix is "." and the content domain, "" for none; scheme and port are those of base.
	suffix, scheme, port string
}

func newSites(base *url.URL, domain string) sites {
	s := sites{base: base.Scheme + "://" + base.Host, scheme: base.Scheme + "://"}
	if domain == "" {
		return s
	}
	s.suffix = "." + domain
	if port := base.Port(); port != "" {
		s.port = ":" + port
	}
	return s
}

func (s sites) url(id string) string {
	if s.suffix == "" {
		return s.base + pagePrefix + id
	}
	return s.scheme + id + s.suffix + s.port + "/"
}

// locate takes the ID out of an address, nil if it is none of a page. own tells that the host is the page's own.
func (s sites) locate(host, path []byte) (id []byte, own bool) {
	if s.suffix != "" && len(host) > len(s.suffix) && string(host[len(host)-len(s.suffix):]) == s.suffix {
		if string(path) == "/" {
			return host[:len(host)-len(s.suffix)], true
		}
		return nil, true
	}
	if len(path) < len(pagePrefix) || string(path[:len(pagePrefix)]) != pagePrefix {
		return nil, false
	}
	return bytes.TrimSuffix(path[len(pagePrefix):], slash), false
}

var slash = []byte("/")

// maxIDLength is that of a DNS label: an ID is one.
const maxIDLength = 63

const idLetters = "abcdefghijklmnopqrstuvwxyz0123456789-"

// validID keeps what cannot be an ID away from the index and the database.
func validID(id []byte) bool {
	if len(id) == 0 || len(id) > maxIDLength {
		return false
	}
	for _, c := range id {
		if strings.IndexByte(idLetters, c) < 0 {
			return false
		}
	}
	return true
}
