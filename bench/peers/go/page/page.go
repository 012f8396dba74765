// Package page has the pages of the benchmarks as a program that renders with templates would have them: structs that
// are ready. They are read from the specs, so that all contenders have the same data.
package page

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Cards is the page of cards whose texts are all known.
type Cards struct {
	Cards []Card
}

// Card is a card with a heading, a text, a badge and a link.
type Card struct {
	Title, Description, Heading, Text, Badge, Label, Href string
}

// Site is the page of cards whose texts are made of a state.
type Site struct {
	Site  string
	Cards []SiteCard
}

// SiteCard is what the state has about a card.
type SiteCard struct {
	Number int
	Status string
}

// Shop is the page that repeats a card for each item.
type Shop struct {
	Site  string
	Items []Item
}

// Item is one thing in a shop.
type Item struct {
	Name, Text string
	Price      float64
	Stock      bool
	URL        string
}

type element struct {
	Type  string
	Props struct {
		Title, Description, Text, Label, Href string
	}
	Children []string
}

// Read returns the *Cards, *Site or *Shop that a spec of the benchmarks shows.
func Read(spec []byte) (any, error) {
	var head struct {
		State struct{ Cards, Items json.RawMessage }
	}
	if err := json.Unmarshal(spec, &head); err != nil {
		return nil, err
	}
	switch {
	case head.State.Items != nil:
		return fromState[Shop](spec)
	case head.State.Cards != nil:
		return fromState[Site](spec)
	}
	return fromElements(spec)
}

func fromState[T any](spec []byte) (*T, error) {
	var s struct{ State T }
	err := json.Unmarshal(spec, &s)
	return &s.State, err
}

func fromElements(spec []byte) (*Cards, error) {
	var s struct{ Elements map[string]element }
	if err := json.Unmarshal(spec, &s); err != nil {
		return nil, err
	}
	var c Cards
	for _, id := range s.Elements["page"].Children {
		card, n := s.Elements[id].Props, strings.TrimPrefix(id, "card")
		link := s.Elements["l"+n].Props
		c.Cards = append(c.Cards, Card{Title: card.Title, Description: card.Description, Heading: s.Elements["h"+n].Props.Text,
			Text: s.Elements["t"+n].Props.Text, Badge: s.Elements["b"+n].Props.Text, Label: link.Label, Href: link.Href})
	}
	if len(c.Cards) == 0 {
		return nil, fmt.Errorf("the spec has no cards")
	}
	return &c, nil
}
