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
		b.WriteString(strings.ReplaceAll(cardElements, "#", fmt.Sprint(i)))
	}
	b.WriteString(`}}`)
	return b.Bytes()
}

const cardElements = `,"card#":{"type":"Card","props":{"title":"Card #","description":"Description of card number #"},"children":["h#","t#","b#","l#"]}` +
	`,"h#":{"type":"Heading","props":{"text":"Heading #","level":"h3"},"children":[]}` +
	`,"t#":{"type":"Text","props":{"text":"Some body text for the card, number #.","variant":"muted"},"children":[]}` +
	`,"b#":{"type":"Badge","props":{"text":"Active","variant":"secondary"},"children":[]}` +
	`,"l#":{"type":"Link","props":{"label":"Read more","href":"https://example.com/items/#"},"children":[]}`
