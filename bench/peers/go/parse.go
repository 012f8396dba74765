package main

import (
	"encoding/json"

	"github.com/bytedance/sonic"
	"github.com/minio/simdjson-go"
	"github.com/valyala/fastjson"

	"placard/bench/contender"
)

// typedSpec is a spec as a Go program would declare it, for the parsers that fill structs. What can be anything is any.
type typedSpec struct {
	Root     string                  `json:"root"`
	State    map[string]any          `json:"state,omitempty"`
	Elements map[string]typedElement `json:"elements"`
}

type typedElement struct {
	Type     string         `json:"type"`
	Props    map[string]any `json:"props"`
	Children []string       `json:"children"`
	Repeat   map[string]any `json:"repeat,omitempty"`
}

// parsesInto is a parser that fills a Go value, made anew each time as a server would.
func parsesInto[T any](unmarshal func([]byte, any) error) contender.Maker {
	return func(text []byte) (contender.Job, error) {
		var failed error
		run := func() {
			var v T
			if err := unmarshal(text, &v); err != nil {
				failed = err
			}
		}
		output := func() ([]byte, error) {
			var v T
			if err := unmarshal(text, &v); err != nil {
				return nil, err
			}
			return json.Marshal(v)
		}
		run()
		return contender.Job{Run: run, Output: output}, failed
	}
}

func sonicUnmarshal(text []byte, v any) error { return sonic.Unmarshal(text, v) }

// fastjsonTree uses one parser again and again; the tree is valid until its next use.
func fastjsonTree(text []byte) (contender.Job, error) {
	var p fastjson.Parser
	var failed error
	run := func() {
		if _, err := p.ParseBytes(text); err != nil {
			failed = err
		}
	}
	output := func() ([]byte, error) {
		v, err := p.ParseBytes(text)
		if err != nil {
			return nil, err
		}
		return v.MarshalTo(nil), nil
	}
	run()
	return contender.Job{Run: run, Output: output}, failed
}

// simdjsonTape makes the tape and no values, into the memory of the last one. The text is copied, as a caller's may
// not change while the tape is used.
func simdjsonTape(text []byte) (contender.Job, error) {
	tape, err := simdjson.Parse(text, nil)
	if err != nil {
		return contender.Job{}, err
	}
	run := func() {
		if tape, err = simdjson.Parse(text, tape); err != nil {
			panic("simdjson-go: " + err.Error()) // It parsed the same text a moment ago.
		}
	}
	output := func() ([]byte, error) {
		iter := tape.Iter()
		iter.AdvanceInto()
		var root simdjson.Iter
		if _, _, err := iter.Root(&root); err != nil {
			return nil, err
		}
		return root.MarshalJSON()
	}
	return contender.Job{Run: run, Output: output}, nil
}
