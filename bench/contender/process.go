package contender

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// request is one line to a process: without a time it asks for the output.
type request struct {
	Name string  `json:"name"`
	File string  `json:"file"`
	MS   float64 `json:"ms,omitempty"`
}

// response is one line back.
type response struct {
	Sample
	Output string `json:"output,omitempty"`
	Error  string `json:"error,omitempty"`
}

// Serve answers requests from in until it ends, with a host's contenders. A process that has contenders calls it with
// its standard input and output.
func Serve(h Host, in io.Reader, out io.Writer) error {
	requests, answers := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var r request
		err := requests.Decode(&r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := answers.Encode(answer(h, r)); err != nil {
			return err
		}
	}
}

func answer(h Host, r request) response {
	var a response
	var err error
	if r.MS == 0 {
		var output []byte
		output, err = h.Output(r.Name, r.File)
		a.Output = string(output)
	} else {
		a.Sample, err = h.Time(r.Name, r.File, time.Duration(r.MS*float64(time.Millisecond)))
	}
	if err != nil {
		a.Error = err.Error()
	}
	return a
}

// Process is the Host of another process's contenders. It belongs to one goroutine.
type Process struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	about string
}

var _ Host = (*Process)(nil)

// Start starts a process that answers as Serve does. Close ends it.
func Start(cmd *exec.Cmd) (*Process, error) {
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &Process{cmd: cmd, in: in, out: bufio.NewReader(out), about: cmd.String()}, nil
}

// Close lets the process end by itself.
func (p *Process) Close() error { return errors.Join(p.in.Close(), p.cmd.Wait()) }

// Output implements Host.
func (p *Process) Output(name, file string) ([]byte, error) {
	a, err := p.ask(request{Name: name, File: file})
	return []byte(a.Output), err
}

// Time implements Host.
func (p *Process) Time(name, file string, d time.Duration) (Sample, error) {
	a, err := p.ask(request{Name: name, File: file, MS: float64(d) / float64(time.Millisecond)})
	return a.Sample, err
}

func (p *Process) ask(r request) (response, error) {
	var a response
	if err := json.NewEncoder(p.in).Encode(r); err != nil {
		return a, fmt.Errorf("%s: %w", p.about, err)
	}
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		return a, fmt.Errorf("%s has ended: %w", p.about, err)
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return a, fmt.Errorf("%s said %.200q: %w", p.about, line, err)
	}
	if a.Error != "" {
		return a, errors.New(a.Error)
	}
	return a, nil
}
