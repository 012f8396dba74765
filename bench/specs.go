package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Cards is the benchmark page: a Stack of n cards, each with a heading, a text, a badge and a link: 5n+1 elements.
func Cards(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"root":"page","elements":{"page":{"type":"Stack","props":{"direction":"vertical","gap":"md"},"children":[`)
	for i := range n {
		separate(&b, i)
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

// StateCards is the page of Cards with a state: every text is a template over it.
func StateCards(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"root":"page","state":{"site":"Acme & Sons","cards":[`)
	for i := range n {
		separate(&b, i)
		fmt.Fprintf(&b, `{"number":%d,"status":"Active"}`, i)
	}
	b.WriteString(`]},"elements":{"page":{"type":"Stack","props":{"direction":"vertical","gap":"md"},"children":[`)
	for i := range n {
		separate(&b, i)
		fmt.Fprintf(&b, `"card%d"`, i)
	}
	b.WriteString(`]}`)
	for i := range n {
		b.WriteString(strings.ReplaceAll(stateCardElements, "#", fmt.Sprint(i)))
	}
	b.WriteString(`}}`)
	return b.Bytes()
}

const stateCardElements = `,"card#":{"type":"Card","props":{"title":{"$template":"Card ${/cards/#/number} of ${/site}"},` +
	`"description":{"$template":"Description of card number ${/cards/#/number}"}},"children":["h#","t#","b#","l#"]}` +
	`,"h#":{"type":"Heading","props":{"text":{"$template":"Heading ${/cards/#/number}"},"level":"h3"},"children":[]}` +
	`,"t#":{"type":"Text","props":{"text":{"$template":"Some body text for the card, number ${/cards/#/number}."},"variant":"muted"},"children":[]}` +
	`,"b#":{"type":"Badge","props":{"text":{"$template":"${/cards/#/status}"},"variant":"secondary"},"children":[]}` +
	`,"l#":{"type":"Link","props":{"label":{"$template":"Read more of ${/site}"},"href":"https://example.com/items/#"},"children":[]}`

// Items is a page with a state and a repeat over its n items: seven elements, of which the card and what is in it are
// written for each item.
func Items(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"root":"page","state":{"site":"Acme & Sons","items":[`)
	for i := range n {
		separate(&b, i)
		fmt.Fprintf(&b, `{"id":%d,"name":"Item %d <new>","text":"Some text about item number %d, in stock since spring.","price":%d.5,"stock":%t,"url":"https://example.com/items/%d"}`,
			i, i, i, i%97, i%3 != 0, i)
	}
	b.WriteString(`]},"elements":` + itemElements + `}`)
	return b.Bytes()
}

const itemElements = `{"page":{"type":"Stack","props":{"direction":"vertical","gap":"md"},"children":["title","list"]},` +
	`"title":{"type":"Heading","props":{"text":{"$template":"All of ${/site}"},"level":"h1"},"children":[]},` +
	`"list":{"type":"Stack","props":{"direction":"vertical","gap":"md"},"repeat":{"statePath":"/items","key":"id"},"children":["card"]},` +
	`"card":{"type":"Card","props":{"title":{"$item":"name"},"description":{"$template":"${price} at ${/site}"}},"children":["t","b","l"]},` +
	`"t":{"type":"Text","props":{"text":{"$item":"text"},"variant":"muted"},"children":[]},` +
	`"b":{"type":"Badge","props":{"text":{"$cond":{"$item":"stock"},"$then":"In stock","$else":"Gone"},"variant":"secondary"},"children":[]},` +
	`"l":{"type":"Link","props":{"label":"Read more","href":{"$item":"url"}},"children":[]}}`

// StreamPatches is the page of Cards as a model streams it: n RFC 6902 operations, of which the first names the root,
// the second makes room for elements, and each of the others adds one. n is 5k+3.
func StreamPatches(n int) [][]byte {
	cards := (n - 3) / 5
	var spec struct{ Elements map[string]json.RawMessage }
	if err := json.Unmarshal(Cards(cards), &spec); err != nil {
		panic(err) // Cards writes JSON.
	}
	patches := [][]byte{[]byte(`{"op":"add","path":"/root","value":"page"}`), []byte(`{"op":"add","path":"/elements","value":{}}`)}
	add := func(id string) {
		patches = append(patches, fmt.Appendf(nil, `{"op":"add","path":"/elements/%s","value":%s}`, id, spec.Elements[id]))
	}
	add("page")
	for i := range cards {
		for _, kind := range []string{"card", "h", "t", "b", "l"} {
			add(kind + fmt.Sprint(i))
		}
	}
	return patches
}

func separate(b *bytes.Buffer, i int) {
	if i > 0 {
		b.WriteByte(',')
	}
}
