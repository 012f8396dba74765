package live

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dom is a page as the browser has it: it does with messages what live.js does, on nodes.
type dom struct {
	main    *html.Node
	version string
	// aside are the nodes that a message has taken out so far: a later fragment of it may want them back.
	aside *html.Node
}

// message is what the protocol says between Go and the browser.
type wireMessage struct {
	F    [][2]string
	Main *string
}

// openPage reads a page.
func openPage(page []byte) (*dom, error) {
	doc, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		return nil, err
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Main {
			return &dom{main: n, version: n.Attr[0].Val}, nil
		}
	}
	return nil, fmt.Errorf("no main in %s", page)
}

func (d *dom) apply(data string) error {
	var m wireMessage
	if err := json.Unmarshal([]byte(data), &m); err != nil {
		return fmt.Errorf("%w: %s", err, data)
	}
	if m.Main != nil {
		empty(d.main, nil)
		insert(d.main, nil, parse(*m.Main))
	}
	d.aside = &html.Node{Type: html.ElementNode, Data: "aside"}
	for _, f := range m.F {
		if err := d.replace(f[0], f[1]); err != nil {
			return fmt.Errorf("%w: %s", err, data)
		}
	}
	return nil
}

// replace puts a fragment between the marks of an element.
func (d *dom) replace(id, markup string) error {
	start := d.find("e:" + id)
	if start == nil {
		return fmt.Errorf("no element %s", id)
	}
	nodes := parse(markup)
	for _, slot := range comments(nodes, "s:") {
		if err := d.fill(slot); err != nil {
			return err
		}
	}
	for n := start.NextSibling; n.Data != "/e:"+id; n = start.NextSibling {
		start.Parent.RemoveChild(n)
		d.aside.AppendChild(n)
	}
	insert(start.Parent, start.NextSibling, nodes)
	return nil
}

// fill moves an element to where a slot stands.
func (d *dom) fill(slot *html.Node) error {
	id := slot.Data[2:]
	n := d.find("e:" + id)
	if n == nil {
		return fmt.Errorf("no element %s for its slot", id)
	}
	for end := false; !end; {
		next := n.NextSibling
		end = n.Type == html.CommentNode && n.Data == "/e:"+id
		n.Parent.RemoveChild(n)
		slot.Parent.InsertBefore(n, slot)
		n = next
	}
	slot.Parent.RemoveChild(slot)
	return nil
}

func (d *dom) find(mark string) *html.Node {
	for _, root := range []*html.Node{d.main, d.aside} {
		for _, n := range comments(root, mark) {
			if n.Data == mark {
				return n
			}
		}
	}
	return nil
}

func comments(root *html.Node, prefix string) (found []*html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.CommentNode && strings.HasPrefix(n.Data, prefix) {
			found = append(found, n)
		}
	}
	return found
}

// parse gives the nodes of markup in a parent of their own.
func parse(markup string) *html.Node {
	parent := &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main}
	nodes, err := html.ParseFragment(strings.NewReader(markup), parent)
	if err != nil {
		panic(err) // A strings.Reader does not fail.
	}
	for _, n := range nodes {
		parent.AppendChild(n)
	}
	return parent
}

func empty(parent, until *html.Node) {
	for parent.FirstChild != until {
		parent.RemoveChild(parent.FirstChild)
	}
}

func insert(parent, before, from *html.Node) {
	for n := from.FirstChild; n != nil; n = from.FirstChild {
		from.RemoveChild(n)
		parent.InsertBefore(n, before)
	}
}

func (d *dom) String() string {
	var b strings.Builder
	for n := range d.main.ChildNodes() {
		_ = html.Render(&b, n) // A strings.Builder does not fail.
	}
	return b.String()
}
