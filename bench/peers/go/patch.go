package main

import (
	"bytes"
	"fmt"

	jsonpatch "github.com/evanphx/json-patch/v5"

	"placard/bench/contender"
)

// patchDocument applies all lines of a stream as one RFC 6902 document: what evanphx/json-patch is made for.
func patchDocument(lines []byte) (contender.Job, error) {
	document := append(bytes.Join(bytes.Split(bytes.TrimSpace(lines), []byte("\n")), []byte(",")), ']')
	document = append([]byte{'['}, document...)
	return patching(func(text []byte) ([]byte, error) { return applyPatch(text, document) })
}

// patchOneByOne applies each line to the text that the one before left: how a stream arrives.
func patchOneByOne(lines []byte) (contender.Job, error) {
	var documents [][]byte
	for line := range bytes.Lines(lines) {
		documents = append(documents, fmt.Appendf(nil, "[%s]", bytes.TrimSpace(line)))
	}
	return patching(func(text []byte) (_ []byte, err error) {
		for _, d := range documents {
			if text, err = applyPatch(text, d); err != nil {
				return nil, err
			}
		}
		return text, nil
	})
}

func applyPatch(text, document []byte) ([]byte, error) {
	patch, err := jsonpatch.DecodePatch(document)
	if err != nil {
		return nil, err
	}
	return patch.Apply(text)
}

func patching(apply func([]byte) ([]byte, error)) (contender.Job, error) {
	// RFC 6902 does not make the parents of what is added, as the other contenders do.
	output := func() ([]byte, error) { return apply([]byte(`{"elements":{}}`)) }
	_, err := output()
	return contender.Job{Run: func() { _, _ = output() }, Output: output}, err // It has worked once.
}
