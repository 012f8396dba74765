package stream

import (
	"bytes"
	"strings"

	"placard/engine/diag"
	"placard/engine/program"
	"placard/engine/spec"
	"placard/engine/value"
)

// styles is the spec read whole, for all that is not in the body of the page, and the styles that it gives.
type styles struct {
	shell   spec.Spec
	issues  diag.List
	stale   bool // shell and issues are those of another version
	dynamic bool // a class attribute depends on the state, so that any text may be a class
	text    []byte
	changed uint32 // the version in which text was found to have changed last
}

// readShell reads the whole spec.
func (p *Page) readShell() {
	s := &p.styles
	if !s.stale {
		return
	}
	s.stale = false
	s.issues.Reset()
	p.text = p.doc.AppendJSON(p.text[:0])
	s.shell.Parse(p.text, &s.issues)
	p.checker.Check(&s.shell)
	for _, i := range s.issues.Issues { // what is wrong in meta is left out, and the rest of it with it
		if i.Severity == diag.Error && strings.HasPrefix(i.Path, "/meta") || s.issues.More > 0 {
			s.shell.Meta = value.NoRef
		}
	}
}

// AppendPage writes the document as it stands. Around each element, with the handle N by which AppendChange names it, stand
// the comments <!--pN--> and <!--/pN-->, and around all of them those of handle 0. What is not there yet, or cannot be
// shown, is a placeholder between its comments. Without the comments and placeholders it is the page that the spec gives
// when it is posted whole, but for its behaviour.
func (p *Page) AppendPage(dst []byte) []byte { return p.AppendVersion(dst, "") }

// AppendVersion is AppendPage for viewers who are to be told what changes: version is how they say what they have.
func (p *Page) AppendVersion(dst []byte, version string) []byte {
	p.readPending()
	p.renew()
	p.readShell()
	o := program.Options{Title: p.opts.Title}
	dst = p.compiler.AppendHead(dst, &p.styles.shell, o, placeholderStyle, program.Watch{Events: p.opts.Events, Version: version})
	p.round++
	dst = p.appendElement(dst, main, 0)
	return program.AppendTail(dst, p.opts.Script)
}

// Placeholders stand where an element will be. A span is allowed wherever an element of a page may be, but in a few elements
// (tableParts).
const (
	placeholder                      = `<span class="ui-pending" aria-hidden="true"></span>`
	placeholderStyle program.Trusted = `<style>.ui-pending{display:block;align-self:stretch;min-width:6rem;min-height:1.25rem;border-radius:.375rem;background:var(--accent)}</style>`
)

// tableParts are the elements in which a browser lets no span stand.
var tableParts = [...]string{"table", "thead", "tbody", "tfoot", "tr", "colgroup", "select", "optgroup", "datalist"}

func (p *Page) appendPlaceholder(dst []byte, parent int32) []byte {
	if typ := p.at(parent).typ; parent != main && typ >= 0 {
		for _, name := range tableParts {
			if p.cat.Types[typ].Name == name {
				return dst
			}
		}
	}
	return append(dst, placeholder...)
}

// appendElement writes an element between its comments.
func (p *Page) appendElement(dst []byte, h int32, level int) []byte {
	dst = appendMark(dst, `<!--p`, h)
	p.ensure(h)
	e := p.at(h)
	e.shown = p.round
	if h != main && (!e.there || e.refused || level > spec.MaxLevels) {
		dst = p.appendPlaceholder(dst, e.parent)
	} else {
		dst = p.appendBlock(dst, h, level)
	}
	return appendMark(dst, `<!--/p`, h)
}

func appendMark(dst []byte, mark string, h int32) []byte {
	return append(appendHandle(append(dst, mark...), h), "-->"...)
}

// appendHandle is strconv.AppendInt for handles, which have few digits: it takes a third of the time.
func appendHandle(dst []byte, h int32) []byte {
	var digits [10]byte
	i := len(digits)
	for ; h > 0 || i == len(digits); h /= 10 {
		i--
		digits[i] = '0' + byte(h%10)
	}
	return append(dst, digits[i:]...)
}

// appendBlock writes a block with what belongs into its places.
func (p *Page) appendBlock(dst []byte, h int32, level int) []byte {
	from := int32(0)
	for i := 0; i < len(p.at(h).places); i++ {
		e := p.at(h)
		f := &e.places[i]
		dst = append(dst, e.html[from:f.At]...)
		from = f.At + f.Name
		switch {
		case f.Child < 0 && f.first:
			dst = append(dst, e.html[f.At:from]...)
		case f.Child < 0:
			dst = program.AppendNumberedID(dst, int(p.at(f.Element).number))
		case e.repeats: // it is missing, in each item
			dst = p.appendPlaceholder(dst, p.at(f.Child).parent)
		case p.at(f.Child).parent == h && p.at(f.Child).shown != p.round:
			dst = p.appendElement(dst, f.Child, level+1)
		}
	}
	return append(dst, p.at(h).html[from:]...)
}

// AppendChange writes what has changed as one line of JSON for viewers:
//
//	{"title":…,"lang":…,"dir":…,"class":…,"style":…,"parts":[[N,"html"],[N,"html",M],…]}
//
// The first four, the document's title and the attributes of its html element, are there when meta has changed, style, the
// content of the page's style element, when it has. A part takes the place of what stands from comment <!--pN--> to
// <!--/pN-->, comments included, or, when there is an M, is new and stands behind <!--/pM-->. A part whose comments are not
// there belongs to what is hidden. It tells whether there is anything to say; else dst is as it was. c is as it was in
// any case.
func (p *Page) AppendChange(dst []byte, c *Change) (out []byte, any bool) {
	p.readPending()
	p.renew()
	start := len(dst)
	dst = append(dst, '{')
	if c.has(p.journal.head) {
		p.readShell()
		dst = append(p.compiler.AppendHeadJSON(dst, &p.styles.shell, program.Options{Title: p.opts.Title}), ',')
	}
	dst = p.appendStyleChange(dst, c)
	dst = p.appendParts(dst, c)
	if len(dst) == start+1 {
		return dst[:start], false
	}
	dst[len(dst)-1] = '}' // the last comma
	return dst, true
}

func (p *Page) appendStyleChange(dst []byte, c *Change) []byte {
	if !c.has(p.journal.styles) {
		return dst
	}
	p.readShell()
	p.page = p.compiler.AppendStyles(p.page[:0], &p.styles.shell)
	if !bytes.Equal(p.page, p.styles.text) {
		p.styles.text, p.styles.changed = append(p.styles.text[:0], p.page...), p.version
	}
	if !c.has(p.styles.changed) {
		return dst
	}
	return append(value.AppendJSONString(append(dst, `"style":`...), p.styles.text), ',')
}

// appendParts writes the outermost of the elements that have changed.
func (p *Page) appendParts(dst []byte, c *Change) []byte {
	p.round++
	entries := p.journal.since(c)
	for i := range entries {
		e := &entries[i]
		p.ensure(e.element)
		if own := p.at(e.element); own.changed >= e.version {
			own.stamp = p.round
		}
	}
	from := len(dst)
	dst = append(dst, `"parts":[`...)
	begin := len(dst)
	// What has got a place comes first: if it changed before that, the viewer does not have it yet.
	dst = p.appendEntries(dst, entries, true)
	dst = p.appendEntries(dst, entries, false)
	if len(dst) == begin {
		return dst[:from]
	}
	dst[len(dst)-1] = ']' // the last comma
	return append(dst, ',')
}

// appendEntries writes those of the entries that say where their element stands, or the others.
func (p *Page) appendEntries(dst []byte, entries []entry, placed bool) []byte {
	for i := range entries {
		e := &entries[i]
		own := p.at(e.element)
		if (e.after != none) != placed || own.stamp != p.round || own.shown == p.round {
			continue
		}
		if level, ok := p.outermost(e.element); ok {
			dst = append(p.appendPart(dst, e, level), ',')
		}
	}
	return dst
}

func (p *Page) appendPart(dst []byte, e *entry, level int) []byte {
	dst = appendHandle(append(dst, '['), e.element)
	p.page = p.appendElement(p.page[:0], e.element, level)
	dst = value.AppendJSONString(append(dst, ','), p.page)
	if e.after != none {
		dst = appendHandle(append(dst, ','), e.after)
	}
	return append(dst, ']')
}

// outermost tells whether an element is shown, with nothing around it that is sent with this change; level is its level.
func (p *Page) outermost(h int32) (level int, ok bool) {
	for i := h; i != main; {
		e := p.at(i)
		if e.parent == none || level > spec.MaxLevels {
			return 0, false
		}
		level++
		parent := p.at(e.parent)
		if parent.stamp == p.round || parent.repeats || e.parent != main && (!parent.there || parent.refused) {
			return 0, false
		}
		i = e.parent
	}
	return level, level <= spec.MaxLevels
}
