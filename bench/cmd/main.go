// Command cmd is `make bench`: it measures Placard beside its peers in one run, round by round in turn, and prints
// ratios first: this kind of machine is noisy, so absolute figures are worth little.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"placard/bench"
	"placard/catalog"
	"placard/components"
	"placard/engine"
)

func main() {
	rounds := flag.Int("rounds", 3, "rounds of everything; the median counts")
	node := flag.String("node", "bench/peers/node", "folder of the original")
	flag.Parse()
	if err := run(*rounds, *node); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(rounds int, node string) error {
	dir, err := os.MkdirTemp("", "placard-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cat := catalog.New()
	e := engine.New(cat, components.New(cat))
	for _, cards := range []int{2, 20, 99} {
		spec := filepath.Join(dir, fmt.Sprintf("s%d.json", 5*cards+1))
		if err := os.WriteFile(spec, bench.Cards(cards), 0o600); err != nil {
			return err
		}
		c, err := bench.Compare(e, bench.Original{Dir: node}, spec, rounds, bench.Rounds{Count: 5, Time: 100 * time.Millisecond})
		if err != nil {
			return err
		}
		c.Print(os.Stdout)
	}
	return nil
}
