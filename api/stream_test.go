package api

import (
	"errors"
	"io"
	"net"
	"testing"
	"time"
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
