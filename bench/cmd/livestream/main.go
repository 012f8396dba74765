// Livestream plays a recorded stream of a model at a page that is open in Chromium, one patch every 50 ms, and reports how
// long it takes from a patch being sent to the document of the reader having changed.
//
//	go build -o placard . && go run ./bench/cmd/livestream --shots DIR
//
// Both ends are on this machine and go by its clock. A mutation observer in the page notes when the document changes; a
// change belongs to the last patch that was sent before it.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

//go:embed dashboard.jsonl
var dashboard string

func main() {
	binary := flag.String("placard", "./placard", "the server's program")
	chromium := flag.String("chromium", "/usr/bin/chromium", "the browser")
	shots := flag.String("shots", "", "folder for screenshots in the middle and at the end")
	interval := flag.Duration("interval", 50*time.Millisecond, "between two lines")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *binary, *chromium, *shots, *interval); err != nil {
		fmt.Fprintln(os.Stderr, "livestream:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, binary, chromium, shots string, interval time.Duration) error {
	server, err := startServer(ctx, binary)
	if err != nil {
		return err
	}
	defer server.stop()
	tab, err := openBrowser(ctx, chromium)
	if err != nil {
		return err
	}
	defer tab.close()
	stream, err := server.begin()
	if err != nil {
		return err
	}
	if err := tab.watch(stream.url); err != nil {
		return err
	}
	sent, err := play(tab, stream, shots, interval)
	if err != nil {
		return err
	}
	changes, err := tab.changes()
	if err != nil {
		return err
	}
	if err := stream.end(); err != nil {
		return err
	}
	if err := finish(tab, stream, shots); err != nil {
		return err
	}
	report(sent, changes)
	return nil
}

// play sends the lines and says when.
func play(tab *browser, stream *stream, shots string, interval time.Duration) (sent []time.Time, err error) {
	lines := strings.SplitAfter(strings.TrimSuffix(dashboard, "\n"), "\n")
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for i, line := range lines {
		<-tick.C
		if isPatch(line) {
			sent = append(sent, time.Now())
		}
		if err := stream.send(line); err != nil {
			return nil, err
		}
		if i == len(lines)/2 {
			if err := tab.shoot(shots, "middle.png"); err != nil {
				return nil, err
			}
			tick.Reset(interval)
		}
	}
	time.Sleep(4 * interval)
	return sent, nil
}

func isPatch(line string) bool { return strings.HasPrefix(line, "{") }

// finish waits for the ordinary page and holds it against what the server has.
func finish(tab *browser, stream *stream, shots string) error {
	want, err := stream.page()
	if err != nil {
		return err
	}
	quoted, err := json.Marshal(want)
	if err != nil {
		return err
	}
	// As isEqualNode compares them, but for what the visitor may have opened.
	same := fmt.Sprintf(`document.querySelector("main").isEqualNode(new DOMParser().parseFromString(%s, "text/html").querySelector("main"))`, quoted)
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		var equal bool
		if err := tab.eval(same, &equal); err != nil {
			return err
		}
		if equal {
			break
		}
		if time.Now().After(end) {
			return fmt.Errorf("the document is not the final page")
		}
	}
	fmt.Println("the document at the end is the page as it was posted whole")
	return tab.shoot(shots, "end.png")
}

// report prints the times from patches to the first change after each.
func report(sent, changes []time.Time) {
	var took []time.Duration
	for i, at := range sent {
		next := time.Now()
		if i+1 < len(sent) {
			next = sent[i+1]
		}
		first := slices.IndexFunc(changes, func(c time.Time) bool { return c.After(at) })
		if first >= 0 && changes[first].Before(next) {
			took = append(took, changes[first].Sub(at))
		}
	}
	if len(took) == 0 {
		fmt.Println("no patch changed the document")
		return
	}
	slices.Sort(took)
	at := func(p float64) string {
		return fmt.Sprintf("%.1f ms", float64(took[int(p*float64(len(took)-1)+0.5)].Microseconds())/1000)
	}
	fmt.Printf("%d patches, %d changed the document at once; from being sent to being seen: median %s, p90 %s, p99 %s, longest %s\n",
		len(sent), len(took), at(0.5), at(0.9), at(0.99), at(1))
}
