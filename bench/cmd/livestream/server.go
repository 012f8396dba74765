package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
)

// server is a Placard on a free port with a folder of its own.
type server struct {
	cmd             *exec.Cmd
	data, base, key string
}

func startServer(ctx context.Context, binary string) (s *server, err error) {
	s = &server{}
	if s.data, err = os.MkdirTemp("", "livestream"); err != nil {
		return nil, err
	}
	s.cmd = exec.CommandContext(ctx, binary, "serve", "--listen", "127.0.0.1:0", "--data", s.data)
	s.cmd.Stderr = os.Stderr
	out, err := s.cmd.StdoutPipe()
	if err == nil {
		err = s.cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n') // placard: serving URL on ADDRESS
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("the server did not start: %w", err)
	}
	fields := strings.Fields(line)
	s.base = "http://" + fields[len(fields)-1]
	created, err := exec.CommandContext(ctx, binary, "workspace", "create", "--data", s.data, "--plan", "pro", "--claimed").Output()
	var w struct{ APIKey string }
	if err == nil {
		err = json.Unmarshal(created, &w)
	}
	if err != nil {
		s.stop()
		return nil, err
	}
	s.key = w.APIKey
	return s, nil
}

func (s *server) stop() {
	_ = s.cmd.Process.Kill() // It may have ended already.
	_ = s.cmd.Wait()
	_ = os.RemoveAll(s.data)
}

// stream is a PATCH whose body is sent line by line, over a connection of its own so that nothing is in between.
type stream struct {
	server *server
	id     string
	url    string
	conn   net.Conn
}

// begin makes an item and sends the head of the request.
func (s *server) begin() (*stream, error) {
	req, err := http.NewRequest("POST", s.base+"/v1/artifacts?stream=1", http.NoBody)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+s.key)
	req.Header.Set("Content-Type", "application/jsonl")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var item struct{ ID, URL string }
	if err := json.NewDecoder(res.Body).Decode(&item); err != nil {
		return nil, err
	}
	u, err := url.Parse(s.base)
	if err != nil {
		return nil, err
	}
	conn, err := net.Dial("tcp", u.Host)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(conn, "PATCH /v1/artifacts/%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"+
		"Content-Type: application/jsonl\r\nTransfer-Encoding: chunked\r\n\r\n", item.ID, u.Host, s.key)
	return &stream{s, item.ID, s.base + "/a/" + item.ID, conn}, err
}

// send sends a line as a chunk.
func (s *stream) send(line string) error {
	_, err := fmt.Fprintf(s.conn, "%x\r\n%s\r\n", len(line), line)
	return err
}

// end ends the body and prints the answer.
func (s *stream) end() error {
	if _, err := io.WriteString(s.conn, "0\r\n\r\n"); err != nil {
		return err
	}
	res, err := http.ReadResponse(bufio.NewReader(s.conn), nil)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	fmt.Printf("%s %s\n", res.Status, strings.TrimSpace(string(answer)))
	return err
}

// page is the page as the server has it.
func (s *stream) page() (string, error) {
	res, err := http.Get(s.url)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return string(text), err
}
