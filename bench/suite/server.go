package suite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"
)

const (
	startTime = 20 * time.Second // for a server to listen; one that opens a million rows is done long before
	stopTime  = 5 * time.Second
)

// server is a running server process.
type server struct {
	name string
	addr string // host and port
	cmd  *exec.Cmd
	log  bytes.Buffer
	done chan struct{}
	// behind is a server that this one asks, nil for none; it ends with it.
	behind *server
}

// startServer runs a server on its CPU and waits until it listens on addr.
func startServer(ctx context.Context, name, addr, program string, args ...string) (*server, error) {
	s := &server{name: name, addr: addr, cmd: pinned(context.WithoutCancel(ctx), serverCPU, program, args...), done: make(chan struct{})}
	s.cmd.Stdout, s.cmd.Stderr = &s.log, &s.log
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	go func() {
		defer close(s.done)
		_ = s.cmd.Wait() // That it has ended is all there is to know.
	}()
	if err := s.wait(ctx); err != nil {
		s.stop()
		return nil, fmt.Errorf("%s: %w\n%s", name, err, s.log.Bytes())
	}
	return s, nil
}

func (s *server) wait(ctx context.Context) error {
	deadline := time.After(startTime)
	for {
		if conn, err := net.Dial("tcp", s.addr); err == nil {
			return conn.Close()
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-s.done:
			return errors.New("it ended at once")
		case <-deadline:
			return errors.New("it does not listen")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// stop ends the server, by force if it must be.
func (s *server) stop() {
	if s.behind != nil {
		defer s.behind.stop()
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // It may have ended by itself.
	select {
	case <-s.done:
	case <-time.After(stopTime):
		_ = s.cmd.Process.Kill()
		<-s.done
	}
}

// freeAddress is an address that nobody listens on.
func freeAddress() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return ln.Addr().String(), ln.Close()
}

// startPlacard serves a data folder without limits on requests.
func (s *Suite) startPlacard(ctx context.Context, data string) (*server, error) {
	if s.tools.Placard == "" {
		return nil, missingError{"the server is not built (make build)"}
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	return startServer(ctx, "placard", addr, s.tools.Placard, "serve", "--listen", addr, "--data", data, "--requests-per-minute=-1")
}

// lookFor finds a program of another project, or says that it is missing.
func lookFor(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	if isFile("/usr/sbin/" + name) { // Not everybody has it in PATH.
		return "/usr/sbin/" + name, nil
	}
	return "", missingError{name + " is not installed"}
}

func writeFile(path, text string) error { return os.WriteFile(path, []byte(text), 0o600) }
