package bench

import (
	"bytes"
	"fmt"
	"strings"
)

// Cards is the benchmark page: a Stack of n cards, each with a heading, a text, a badge and a link: 5n+1 elements.
func Cards(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"root":"page","elements":{"page":{"type":"Stack","props":{"direction":"vertical","gap":"md"},"children":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `"card%d"`, i)
	}
	b.WriteString(`]}`)
	for i := range n {
		for _, e := range cardElements {
			b.WriteString("," + strings.ReplaceAll(`"`+e[0]+`":`+e[1], "#", fmt.Sprint(i)))
		}
	}
	b.WriteString(`}}`)
	return b.Bytes()
}

// cardElements are the elements of a card: id and element, with # for its number.
var cardElements = [][2]string{
	{`card#`, `{"type":"Card","props":{"title":"Card #","description":"Description of card number #"},"children":["h#","t#","b#","l#"]}`},
	{`h#`, `{"type":"Heading","props":{"text":"Heading #","level":"h3"},"children":[]}`},
	{`t#`, `{"type":"Text","props":{"text":"Some body text for the card, number #.","variant":"muted"},"children":[]}`},
	{`b#`, `{"type":"Badge","props":{"text":"Active","variant":"secondary"},"children":[]}`},
	{`l#`, `{"type":"Link","props":{"label":"Read more","href":"https://example.com/items/#"},"children":[]}`},
}

// StreamPatches is the page of Cards as a model streams it: one operation a line, 5n+2 lines without their breaks. The first
// names the root, the others add an element each, parents before their children.
func StreamPatches(n int) [][]byte {
	page, _, _ := bytes.Cut(Cards(n), []byte(`,"card0":`))
	_, page, _ = bytes.Cut(page, []byte(`"page":`))
	if n == 0 {
		page = bytes.TrimSuffix(page, []byte("}}"))
	}
	lines := [][]byte{[]byte(`{"op":"add","path":"/root","value":"page"}`), fmt.Appendf(nil, `{"op":"add","path":"/elements/page","value":%s}`, page)}
	for i := range n {
		for _, e := range cardElements {
			line := `{"op":"add","path":"/elements/` + e[0] + `","value":` + e[1] + `}`
			lines = append(lines, []byte(strings.ReplaceAll(line, "#", fmt.Sprint(i))))
		}
	}
	return lines
}
