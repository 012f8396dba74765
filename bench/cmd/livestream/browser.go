package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/net/websocket"
)

// browser is a tab of a Chromium without a window, spoken to by its DevTools protocol.
type browser struct {
	cmd     *exec.Cmd
	profile string
	ws      *websocket.Conn
	last    int
	session string
}

func openBrowser(ctx context.Context, program string) (b *browser, err error) {
	b = &browser{}
	if b.profile, err = os.MkdirTemp("", "livestream"); err != nil {
		return nil, err
	}
	b.cmd = exec.CommandContext(ctx, program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
		"--remote-allow-origins=*", "--window-size=1200,1100", "--user-data-dir="+b.profile, "about:blank")
	out, err := b.cmd.StderrPipe()
	if err == nil {
		err = b.cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, address, found := strings.Cut(lines.Text(), "DevTools listening on "); found {
			go func() { // Else it would wait for somebody to read what it says.
				for lines.Scan() {
				}
			}()
			return b, b.attach(address)
		}
	}
	b.close()
	return nil, fmt.Errorf("%s did not start", program)
}

// attach opens a tab.
func (b *browser) attach(address string) (err error) {
	if b.ws, err = websocket.Dial(address, "", "http://127.0.0.1"); err != nil {
		return err
	}
	b.ws.MaxPayloadBytes = 64 << 20
	var target struct{ TargetID string }
	if err := b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target); err != nil {
		return err
	}
	var attached struct{ SessionID string }
	err = b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	return err
}

func (b *browser) close() {
	_ = b.cmd.Process.Kill() // It may have ended already.
	_ = b.cmd.Wait()
	_ = os.RemoveAll(b.profile)
}

// call calls a method and waits for its result; what the browser tells meanwhile is passed over.
func (b *browser) call(method string, params any, result any) error {
	b.last++
	request := map[string]any{"id": b.last, "method": method, "params": params}
	if b.session != "" {
		request["sessionId"] = b.session
	}
	if err := websocket.JSON.Send(b.ws, request); err != nil {
		return err
	}
	for {
		var reply struct {
			ID     int
			Result json.RawMessage
			Error  *struct{ Message string }
		}
		switch err := websocket.JSON.Receive(b.ws, &reply); {
		case err != nil:
			return err
		case reply.ID != b.last:
		case reply.Error != nil:
			return fmt.Errorf("%s: %s", method, reply.Error.Message)
		case result == nil:
			return nil
		default:
			return json.Unmarshal(reply.Result, result)
		}
	}
}

// eval evaluates an expression in the page.
func (b *browser) eval(expression string, value any) error {
	var r struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct{ Text string }
	}
	err := b.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &r)
	switch {
	case err != nil:
		return err
	case r.ExceptionDetails != nil:
		return fmt.Errorf("%s: %s", expression, r.ExceptionDetails.Text)
	}
	return json.Unmarshal(r.Result.Value, value)
}

// observer notes when the document changes, in milliseconds since 1970.
const observer = `globalThis.changes = [];
new MutationObserver(() => changes.push(performance.timeOrigin + performance.now()))
  .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
globalThis.opened = 0;
const Source = EventSource;
globalThis.EventSource = class extends Source { constructor(...args) { super(...args); this.addEventListener("open", () => opened++); } };`

// watch opens a page and waits until it is connected.
func (b *browser) watch(url string) error {
	for _, step := range []struct {
		method string
		params map[string]any
	}{
		{"Page.enable", nil},
		{"Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": observer}},
		{"Page.navigate", map[string]any{"url": url}},
	} {
		if err := b.call(step.method, step.params, nil); err != nil {
			return err
		}
	}
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		opened := 0
		if err := b.eval("globalThis.opened ?? 0", &opened); err != nil {
			return err
		}
		if opened > 0 {
			return nil
		}
	}
	return fmt.Errorf("the page did not connect to its events")
}

// changes are the times at which the document has changed.
func (b *browser) changes() ([]time.Time, error) {
	var ms []float64
	if err := b.eval("changes", &ms); err != nil {
		return nil, err
	}
	times := make([]time.Time, len(ms))
	for i, m := range ms {
		times[i] = time.UnixMicro(int64(m * 1000))
	}
	return times, nil
}

// shoot keeps a picture of the page, if there is a folder for it.
func (b *browser) shoot(folder, name string) error {
	if folder == "" {
		return nil
	}
	var shot struct{ Data []byte }
	if err := b.call("Page.captureScreenshot", map[string]any{"format": "png"}, &shot); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name), shot.Data, 0o644)
}
