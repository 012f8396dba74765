package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary be Placard itself: tests that need a process of their own start it again.
func TestMain(m *testing.M) {
	if os.Getenv("PLACARD_TEST_PROCESS") != "" {
		main()
	}
	os.Exit(m.Run())
}

// process is a running server.
type process struct {
	cmd  *exec.Cmd
	base string
}

// start starts a server on a free port and waits until it says that it serves.
func start(t *testing.T, data string, flags ...string) *process {
	t.Helper()
	args := append([]string{"serve", "--listen", "127.0.0.1:0", "--data", data, "--requests-per-minute=-1"}, flags...)
	cmd := command(args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: cmd}
	t.Cleanup(func() { p.kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server said nothing: %v", err)
	}
	fields := strings.Fields(line) // placard: serving URL on ADDRESS
	p.base = "http://" + fields[len(fields)-1]
	return p
}

func command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "PLACARD_TEST_PROCESS=1")
	return cmd
}

func (p *process) kill() {
	if p.cmd.ProcessState == nil {
		p.cmd.Process.Signal(syscall.SIGKILL)
		p.cmd.Wait()
	}
}

// workspace creates a workspace beside the running server.
func workspace(t *testing.T, data string, flags ...string) (key string) {
	t.Helper()
	out, err := command(append([]string{"workspace", "create", "--data", data}, flags...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var w struct{ APIKey string }
	if err := json.Unmarshal(out, &w); err != nil || w.APIKey == "" {
		t.Fatalf("workspace create printed %q: %v", out, err)
	}
	return w.APIKey
}

type artifact struct {
	ClaimURL       string
	ID, URL, Error string
	Issues         []struct{ Path, Message string }
}

// send sends a request to the API. A transport error is returned, not fatal: the server may have been killed.
func (p *process) send(method, path, key, contentType, body string) (int, artifact, error) {
	req, err := http.NewRequest(method, p.base+path, strings.NewReader(body))
	if err != nil {
		return 0, artifact{}, err
	}
	req.Header.Set("Authorization", "Bearer "+key)
	req.Header.Set("Content-Type", contentType)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, artifact{}, err
	}
	defer res.Body.Close()
	var a artifact
	if err := json.NewDecoder(res.Body).Decode(&a); err != nil {
		return 0, artifact{}, err
	}
	return res.StatusCode, a, nil
}

func (p *process) page(t *testing.T, id string) (int, string) {
	t.Helper()
	res, err := http.Get(p.base + "/a/" + id)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

func TestPublishReadUpdateDelete(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")

	spec := `{"root":"r","elements":{"r":{"type":"h1","text":"Hello <%s>"}}}`
	status, a, err := p.send("POST", "/v1/artifacts", key, "application/json", fmt.Sprintf(spec, "one"))
	if err != nil || status != http.StatusCreated || a.URL != p.base+"/a/"+a.ID {
		t.Fatalf("POST: %d %+v %v", status, a, err)
	}
	if status, page := p.page(t, a.ID); status != 200 || !strings.Contains(page, "<h1>Hello &lt;one&gt;</h1>") {
		t.Fatalf("page: %d %s", status, page)
	}
	for i := range 50 { // a write is seen by the very next reader
		text := fmt.Sprint("n", i)
		if status, _, err := p.send("PUT", "/v1/artifacts/"+a.ID, key, "application/json", fmt.Sprintf(spec, text)); status != 200 {
			t.Fatalf("PUT: %d %v", status, err)
		}
		if _, page := p.page(t, a.ID); !strings.Contains(page, "&lt;"+text+"&gt;") {
			t.Fatalf("after PUT %s the page is still %s", text, page)
		}
	}
	if status, _, _ := p.send("DELETE", "/v1/artifacts/"+a.ID, key, "", ""); status != 200 {
		t.Fatalf("DELETE: %d", status)
	}
	if status, _ := p.page(t, a.ID); status != 404 {
		t.Fatalf("page after DELETE: %d", status)
	}
}

func TestRefusedSpecTellsEverythingAtOnce(t *testing.T) {
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data)
	status, a, err := p.send("POST", "/v1/artifacts", key, "application/json",
		`{"root":"r","elements":{"r":{"type":"script"},"s":{"type":"a","props":{"href":"java\tscript:x","onclick":"y"}}}}`)
	if err != nil || status != 400 || a.Error == "" {
		t.Fatalf("%d %+v %v", status, a, err)
	}
	var paths []string
	for _, i := range a.Issues {
		paths = append(paths, i.Path)
	}
	for _, want := range []string{"/elements/r/type", "/elements/s/props/href", "/elements/s/props/onclick"} {
		if !strings.Contains(strings.Join(paths, " "), want) {
			t.Errorf("no issue at %s among %v", want, paths)
		}
	}
}

// TestKillLosesNoAcknowledgedWrite kills the server in the middle of creates and updates and looks for every write
// that it had acknowledged.
func TestKillLosesNoAcknowledgedWrite(t *testing.T) {
	data := t.TempDir()
	key := ""
	expected := map[string]int{} // item → highest acknowledged number
	for round := range 3 {
		p := start(t, data)
		if key == "" {
			key = workspace(t, data, "--plan", "pro", "--claimed")
		}
		for id, n := range expected {
			assertAtLeast(t, p, id, n)
		}
		var mu sync.Mutex
		var writers sync.WaitGroup
		for range 8 {
			writers.Go(func() { writeUntilKilled(p, key, &mu, expected) })
		}
		time.Sleep(400 * time.Millisecond)
		p.kill()
		writers.Wait()
		if len(expected) == 0 {
			t.Fatalf("round %d: nothing was acknowledged before the kill", round)
		}
	}
	p := start(t, data)
	for id, n := range expected {
		assertAtLeast(t, p, id, n)
	}
	t.Logf("%d items survived three kills", len(expected))
}

func writeUntilKilled(p *process, key string, mu *sync.Mutex, expected map[string]int) {
	for {
		status, a, err := p.send("POST", "/v1/artifacts", key, "text/markdown", "number 0.")
		if err != nil || status != http.StatusCreated {
			return
		}
		mu.Lock()
		expected[a.ID] = 0
		mu.Unlock()
		for n := 1; n < 5; n++ {
			status, _, err := p.send("PUT", "/v1/artifacts/"+a.ID, key, "text/markdown", fmt.Sprintf("number %d.", n))
			if err != nil || status != http.StatusOK {
				return
			}
			mu.Lock()
			expected[a.ID] = n
			mu.Unlock()
		}
	}
}

// assertAtLeast: the page shows the acknowledged number or the one after it, whose answer the kill may have cut off.
func assertAtLeast(t *testing.T, p *process, id string, n int) {
	t.Helper()
	status, page := p.page(t, id)
	if status != 200 || !strings.Contains(page, fmt.Sprintf("number %d.", n)) && !strings.Contains(page, fmt.Sprintf("number %d.", n+1)) {
		t.Fatalf("item %s: acknowledged number %d is lost: %d %s", id, n, status, page)
	}
}

func TestGracefulShutdownEndsWithSuccess(t *testing.T) {
	p := start(t, t.TempDir())
	p.cmd.Process.Signal(syscall.SIGTERM)
	if err := p.cmd.Wait(); err != nil {
		t.Fatalf("the server ended with %v", err)
	}
}

func TestDemoPageIsPublished(t *testing.T) {
	var out bytes.Buffer
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	code := run(ctx, []string{"serve", "--demo", "--listen", "127.0.0.1:0", "--data", t.TempDir()}, nil, &out, os.Stderr)
	if code != 0 || !strings.Contains(out.String(), "demo page http://127.0.0.1:") || !strings.Contains(out.String(), "artifact_") {
		t.Fatalf("exit %d: %s", code, out.String())
	}
}

func TestCommandLine(t *testing.T) {
	good := `{"root":"r","elements":{"r":{"type":"p","text":"x"}}}`
	bad := `{"root":"r","elements":{"r":{"type":"Crad"}}}`
	site := `{"routes":{"/":{"page":` + good + `},"/[x]":{"page":{"root":"r","elements":{"r":{"type":"p","text":{"$template":"${/params/x} ${/query/q}"}}}}}}}`
	for _, c := range []struct {
		name, args, in string
		code           int
		out            string
	}{
		{"render", "render -", good, 0, "<p>x</p>"},
		{"render refused", "render -", bad, 1, ""},
		{"render an app", "render -", site, 0, "<p>x</p>"},
		{"render a page of it", "render - --path /a?q=b", site, 0, "<p>a b</p>"},
		{"render an app refused", "render -", `{"routes":{}}`, 1, ""},
		{"check", "check -", good, 0, ""},
		{"check an app", "check -", site, 0, ""},
		{"check an app refused", "check -", `{"routes":{"/a":{"page":` + bad + `}}}`, 1, "error: /routes/~1a/page/elements/r/type"},
		{"check refused", "check -", bad, 1, `did you mean "Card"?`},
		{"check as JSON", "check --json -", bad, 1, `"path":"/elements/r/type"`},
		{"bench", "bench --json --rounds 1 --time 1ms -", good, 0, `"stages":{"check":`},
		{"unknown command", "dance", "", 2, ""},
		{"help", "--help", "", 0, "workspace create"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			code := run(t.Context(), strings.Fields(c.args), strings.NewReader(c.in), &out, io.Discard)
			if code != c.code || !strings.Contains(out.String(), c.out) {
				t.Errorf("exit %d, output %q; want %d and %q", code, out.String(), c.code, c.out)
			}
		})
	}
}

// TestConformance compares every component with what was recorded of the original, in Chromium.
func TestConformance(t *testing.T) {
	if os.Getenv("PLACARD_TEST_BROWSER") == "" {
		t.Skip("needs node and Chromium: `make test` installs them and sets PLACARD_TEST_BROWSER")
	}
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	cmd := exec.Command("node", "run.mjs", "compare", "--base", p.base, "--key", key, "--jobs", "2", "--patience", "5000")
	cmd.Dir = filepath.Join("components", "conformance")
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}

// TestBehaviour runs what is in components/runtime/test/browser: pages in Chromium, with keyboard and mouse.
func TestBehaviour(t *testing.T) {
	if os.Getenv("PLACARD_TEST_BROWSER") == "" {
		t.Skip("needs node and Chromium: `make test` installs them and sets PLACARD_TEST_BROWSER")
	}
	data := t.TempDir()
	p := start(t, data)
	key := workspace(t, data, "--plan", "pro", "--claimed")
	files, _ := filepath.Glob("components/runtime/test/browser/*.test.mjs")
	cmd := exec.Command("node", append([]string{"--test", "--test-concurrency=2"}, files...)...)
	cmd.Env = append(os.Environ(), "PLACARD_BASE="+p.base, "PLACARD_KEY="+key)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
}
