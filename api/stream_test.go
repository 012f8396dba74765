package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"placard/bench"
	"placard/engine/patch"
)

func TestSilentStreamEnds(t *testing.T) {
	server, client := net.Pipe()
	defer client.Close()
	s := &streams{idle: time.Second, conns: map[net.Conn]struct{}{}}
	body := &streamReader{s, server, server}
	go func() {
		for range 5 { // Longer than idle in all, but never silent for so long.
			time.Sleep(300 * time.Millisecond)
			_, _ = io.WriteString(client, "x")
		}
	}()
	buf := make([]byte, 1)
	for i := range 5 {
		if _, err := body.Read(buf); err != nil {
			t.Fatalf("part %d: %v", i, err)
		}
	}
	var timeout net.Error
	if _, err := body.Read(buf); !errors.As(err, &timeout) || !timeout.Timeout() {
		t.Errorf("after a silence: %v", err)
	}
}

func TestClosingBreaksStreamsOff(t *testing.T) {
	server, client := net.Pipe()
	defer client.Close()
	s := &streams{idle: time.Minute, conns: map[net.Conn]struct{}{}}
	body := &streamReader{s, server, server}
	ended := make(chan error, 1)
	go func() {
		_, err := body.Read(make([]byte, 1))
		ended <- err
	}()
	for waiting := false; !waiting; time.Sleep(time.Millisecond) {
		s.mu.Lock()
		waiting = len(s.conns) == 1
		s.mu.Unlock()
	}
	s.close()
	if err := <-ended; err == nil {
		t.Error("it was read")
	}
	if _, err := body.Read(make([]byte, 1)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("another part: %v", err)
	}
}

// onceWriter counts the lines whose elements were read as the page keeps them, and nowhere else.
type onceWriter struct {
	Writer
	lines, once *int
}

func (w onceWriter) ApplyNext(lines *patch.Lines) (line patch.Line, ok bool, err error) {
	line, ok, err = w.Writer.ApplyNext(lines)
	if ok {
		*w.lines++
	}
	if len(line.Ops) > 0 && line.Ops[0].Value.Followed() {
		*w.once++
	}
	return line, ok, err
}

func TestStreamsAreReadOnce(t *testing.T) {
	lines, once := 0, 0
	f := newFixture(t, func(cfg *Config) {
		write := cfg.Live.Write
		cfg.Live.Write = func(ctx context.Context, id string) (Writer, error) {
			w, err := write(ctx, id)
			return onceWriter{w, &lines, &once}, err
		}
	})
	f.workspace("KEY")
	body := bytes.Join(bench.StreamPatches(20), []byte("\n"))
	r := f.ask("POST /v1/artifacts", string(body)+"\nThat is all.\n", asKey, "Content-Type: application/jsonl")
	if r.status != 201 || !strings.Contains(r.body, `"complete":true,"lines":{"applied":102,"passed":1}`) {
		t.Errorf("%d %s", r.status, r.body)
	}
	// The root, the Stack, and of each of the five kinds of elements in a card the first two are taken apart.
	if lines != 103 || once != 5*18 {
		t.Errorf("%d lines, %d of them read once", lines, once)
	}
}
