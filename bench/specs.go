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
		separate(&b, i)
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

// CardApp is an app whose page of n cards is at "/", where it is always the same, and at "/shop/[category]", where the param
// and the path are in it. "/holes/[category]" has nothing but these.
func CardApp(n int) []byte {
	var kids, elements bytes.Buffer
	for i := range n {
		fmt.Fprintf(&kids, `,"card%d"`, i)
		for _, e := range cardElements {
			elements.WriteString("," + strings.ReplaceAll(`"`+e[0]+`":`+e[1], "#", fmt.Sprint(i)))
		}
	}
	page := func(heading, text, kids, elements string) string {
		return `{"layout":"l","page":{"root":"page","elements":{"page":{"type":"Stack","props":{"gap":"md"},"children":["h","t"` + kids + `]},` +
			`"h":{"type":"Heading","props":{"text":` + heading + `,"level":"h1"}},"t":{"type":"Text","props":{"text":` + text + `}}` + elements + `}}}`
	}
	const category, place = `{"$state":"/params/category"}`, `{"$template":"You are at ${/pathname}."}`
	return []byte(`{"layouts":{"l":{"root":"l","elements":{"l":{"type":"Stack","children":["n","s"]},` +
		`"n":{"type":"Link","props":{"label":"Home","href":"/"}},"s":{"type":"Slot"}}}},"routes":{` +
		`"/":` + page(`"garden"`, `"You are at /."`, kids.String(), elements.String()) +
		`,"/shop/[category]":` + page(category, place, kids.String(), elements.String()) +
		`,"/holes/[category]":` + page(category, place, "", "") + `}}`)
}

// RoutesApp is an app of n routes of several kinds, all with the same small page. "/section7/item-of-the-day/about" is one of
// many that begin alike.
func RoutesApp(n int) []byte {
	kinds := []string{"/section%d", "/section%d/[id]", "/section%d/[id]/edit", "/section%d/item-of-the-day/about", "/section%d/files/[...path]"}
	var b bytes.Buffer
	b.WriteString(`{"routes":{`)
	for i := range n {
		separate(&b, i)
		fmt.Fprintf(&b, `"`+kinds[i%len(kinds)]+`":{"page":{"root":"p","elements":{"p":{"type":"p","text":"x"}}}}`, i/len(kinds))
	}
	b.WriteString(`}}`)
	return b.Bytes()
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

func separate(b *bytes.Buffer, i int) {
	if i > 0 {
		b.WriteByte(',')
	}
}
