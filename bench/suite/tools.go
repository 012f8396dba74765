package suite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"placard/bench/contender"
)

// Tools are the programs that a run works with. What is missing is named, and what needs it is left out.
type Tools struct {
	Hosts   Hosts
	Placard string // the binary that serves, "" when it is not there
	Peers   string // the binary of bench/peers/go, "" when it is not there
	Missing []string

	dir string
}

const (
	// Servers run on the first CPU and what asks them on the second; contenders run on the second too, since the first
	// often has the machine's interrupts.
	serverCPU = 0
	loadCPU   = 1
)

// FindTools builds the peers and starts the processes of the contenders.
func FindTools(ctx context.Context, root string, log io.Writer) (*Tools, error) {
	dir, err := os.MkdirTemp("", "placard-bench-tools")
	if err != nil {
		return nil, err
	}
	t := &Tools{Hosts: Hosts{}, dir: dir}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if err := t.start(ownHost, "", self, "-contend"); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	fmt.Fprintln(log, "building the Go peers")
	t.buildPeers(ctx, filepath.Join(root, "bench/peers/go"))
	t.startNode(filepath.Join(root, "bench/peers/node"))
	if placard := filepath.Join(root, "placard"); isFile(placard) {
		if t.Placard, err = filepath.Abs(placard); err != nil {
			return nil, errors.Join(err, t.Close())
		}
	} else {
		t.Missing = append(t.Missing, "the server itself: build it with make build")
	}
	return t, nil
}

// Close ends the processes.
func (t *Tools) Close() error {
	var errs []error
	for _, h := range t.Hosts {
		if p, ok := h.(*contender.Process); ok {
			errs = append(errs, p.Close())
		}
	}
	return errors.Join(append(errs, os.RemoveAll(t.dir))...)
}

func (t *Tools) buildPeers(ctx context.Context, source string) {
	binary := filepath.Join(t.dir, "peers")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", binary, ".")
	cmd.Dir = source
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Missing = append(t.Missing, fmt.Sprintf("the peers in Go: building them failed: %v %s", err, out))
		return
	}
	t.Peers = binary
	if err := t.start(goHost, "", binary); err != nil {
		t.Missing = append(t.Missing, "the peers in Go: "+err.Error())
	}
}

func (t *Tools) startNode(dir string) {
	if !isFile(filepath.Join(dir, "node_modules/react/package.json")) {
		t.Missing = append(t.Missing, "the original: its packages are not installed (npm ci --prefix bench/peers/node)")
		return
	}
	if err := t.start(nodeHost, dir, "node", "reference.mjs"); err != nil {
		t.Missing = append(t.Missing, "the original: "+err.Error())
	}
}

// start starts a process of contenders on a CPU of its own, so that collecting garbage and compiling costs its time
// and no other CPU's.
func (t *Tools) start(host, dir string, name string, args ...string) error {
	cmd := pinned(context.Background(), loadCPU, name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NODE_ENV=production")
	cmd.Stderr = os.Stderr
	p, err := contender.Start(cmd)
	if err == nil {
		t.Hosts[host] = p
	}
	return err
}

// pinned is a command that runs on one CPU, as far as the machine can do that.
func pinned(ctx context.Context, cpu int, name string, args ...string) *exec.Cmd {
	if taskset, err := exec.LookPath("taskset"); err == nil {
		args = append([]string{"-c", strconv.Itoa(cpu), name}, args...)
		name = taskset
	}
	return exec.CommandContext(ctx, name, args...)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
