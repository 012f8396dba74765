package pages

import (
	"bytes"
	"net/url"

	"placard/edge"
	"placard/storage"
)

// What begins the paths of the kinds of items on the main host.
const (
	pagePrefix    = "/a/"
	appPrefix     = "/app/"
	datasetPrefix = "/d/"
	datasetSuffix = ".json"
)

// sites knows the addresses of items, in both directions.
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

// url is the address that an item is known by.
func (s sites) url(item storage.Item) string {
	switch {
	case item.Kind == storage.KindDataset:
		return s.base + datasetPrefix + item.Workspace + "/" + item.Name + datasetSuffix
	case s.suffix != "":
		return s.origin(item.ID) + "/"
	case item.Kind == storage.KindApp:
		return s.base + appPrefix + item.ID
	}
	return s.base + pagePrefix + item.ID
}

// path is that of an item's page on its host, without a slash at its end.
func (s sites) path(item storage.Item) string {
	switch {
	case s.suffix != "":
		return ""
	case item.Kind == storage.KindApp:
		return s.appBase(item.ID)
	}
	return pagePrefix + item.ID
}

// origin is scheme, host and port of where an item's pages live.
func (s sites) origin(id string) string {
	if s.suffix == "" {
		return s.base
	}
	return s.scheme + id + s.suffix + s.port
}

// appBase is what begins the paths of an app's pages.
func (s sites) appBase(id string) string {
	if s.suffix == "" {
		return appPrefix + id
	}
	return ""
}

// host is the host of an item's pages, "" for the main host.
func (s sites) host(id string) string {
	if s.suffix == "" {
		return ""
	}
	return id + s.suffix
}

// place is what an address says. It points into the request.
type place struct {
	// kind is that of the item, "" for an item of any kind that has pages.
	kind storage.Kind
	// id is the item's; of a dataset it is workspace and name with a slash between them.
	id []byte
	// own: the host is the item's.
	own bool
	// events: the address is that of what happens to the item's pages.
	events bool
	// path, at an app, is what comes behind its base, as it came; it begins with a slash.
	path []byte
}

// locate takes an address apart. ok is false if it is none of an item.
func (s sites) locate(r edge.Request) (p place, ok bool) {
	if s.suffix != "" && len(r.Host) > len(s.suffix) && string(r.Host[len(r.Host)-len(s.suffix):]) == s.suffix {
		p = place{id: r.Host[:len(r.Host)-len(s.suffix)], own: true, path: r.RawPath, events: string(r.Path) == eventsPath}
		return p, validID(p.id)
	}
	if rest, found := after(r.Path, pagePrefix); found {
		p = place{kind: storage.KindArtifact, id: bytes.TrimSuffix(rest, slash)}
		if id, found := before(rest, eventsPath); found {
			p.id, p.events = id, true
		}
		return p, validID(p.id)
	}
	if rest, found := after(r.Path, appPrefix); found {
		return locateApp(rest, r.RawPath)
	}
	if rest, found := after(r.Path, datasetPrefix); found && bytes.HasSuffix(rest, []byte(datasetSuffix)) {
		p = place{kind: storage.KindDataset, id: rest[:len(rest)-len(datasetSuffix)]}
		return p, validDataset(p.id)
	}
	return p, false
}

// locateApp needs the raw path: a slash that was encoded belongs to a segment. Where the raw path leads elsewhere than
// the one that was cleaned, as "/app/x/../y" does, there is nothing.
func locateApp(rest, raw []byte) (p place, ok bool) {
	id, _ := cutSlash(rest)
	below, found := after(raw, appPrefix)
	if !validID(id) || !found || !bytes.HasPrefix(below, id) {
		return p, false
	}
	p = place{kind: storage.KindApp, id: id, path: below[len(id):]}
	if len(p.path) == 0 {
		p.path = slash
	}
	p.events = string(p.path) == eventsPath
	return p, p.path[0] == '/'
}

// after is bytes.CutPrefix for a prefix in the program.
func after(path []byte, prefix string) (rest []byte, ok bool) {
	if len(path) < len(prefix) || string(path[:len(prefix)]) != prefix {
		return nil, false
	}
	return path[len(prefix):], true
}

// before is bytes.CutSuffix for a suffix in the program.
func before(path []byte, suffix string) (rest []byte, ok bool) {
	n := len(path) - len(suffix)
	if n < 0 || string(path[n:]) != suffix {
		return nil, false
	}
	return path[:n], true
}

func cutSlash(path []byte) (before, after []byte) {
	if i := bytes.IndexByte(path, '/'); i >= 0 {
		return path[:i], path[i+1:]
	}
	return path, nil
}

var slash = []byte("/")

// maxIDLength is that of a DNS label: an ID is one.
const maxIDLength = 63

var (
	idLetters   = setOf("abcdefghijklmnopqrstuvwxyz0123456789-")
	nameLetters = setOf("abcdefghijklmnopqrstuvwxyz0123456789-_")
)

// validID keeps what cannot be an ID away from the index and the database.
func validID(id []byte) bool {
	return len(id) <= maxIDLength && madeOf(id, &idLetters)
}

// validDataset does the same for workspace and name of a dataset.
func validDataset(id []byte) bool {
	workspace, name := cutSlash(id)
	return len(id) <= 4*maxIDLength && madeOf(workspace, &nameLetters) && madeOf(name, &nameLetters)
}

// setOf is a set of bytes.
func setOf(letters string) (set [256]bool) {
	for i := range len(letters) {
		set[letters[i]] = true
	}
	return set
}

func madeOf(text []byte, letters *[256]bool) bool {
	for _, c := range text {
		if !letters[c] {
			return false
		}
	}
	return len(text) > 0
}
