// Command cmd is `make bench`: it measures Placard beside its peers in one run, round by round in turn, prints ratios
// first, and writes all that was measured to bench/results. See docs/bench.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"placard/bench/contender"
	"placard/bench/suite"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cfg := suite.Config{Root: ".", Log: os.Stderr}
	flag.IntVar(&cfg.Rounds, "rounds", 5, "rounds of everything; medians count")
	only := flag.String("only", "", "measure only these groups: "+strings.Join(suite.GroupNames(), ","))
	flag.Func("items", "measure with these numbers of hosted pages, with commas between, instead of the usual", func(list string) (err error) {
		cfg.Items, err = numbers(list)
		return err
	})
	results := flag.String("results", "bench/results", "folder that results are written to")
	contend := flag.Bool("contend", false, "be the process of Placard's contenders: the program starts itself so")
	flag.Parse()
	if *only != "" {
		cfg.Only = strings.Split(*only, ",")
	}
	if err := run(ctx, cfg, *results, *contend); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, cfg suite.Config, results string, contend bool) error {
	if contend {
		return contender.Serve(contender.NewSet(suite.Contenders()), os.Stdin, os.Stdout)
	}
	if err := os.MkdirAll(results, 0o755); err != nil {
		return err
	}
	var err error
	if cfg.Dir, err = filepath.Abs(results); err != nil {
		return err
	}
	tools, err := suite.FindTools(ctx, cfg.Root, cfg.Log)
	if err != nil {
		return err
	}
	defer tools.Close()
	r, err := suite.Run(ctx, cfg, tools)
	if r == nil {
		return err
	}
	r.Print(os.Stdout)
	return errors.Join(err, r.Write(results, os.Stdout))
}

// numbers reads "1000,20000".
func numbers(list string) ([]int, error) {
	var all []int
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is not a number above 0", text)
		}
		all = append(all, n)
	}
	return all, nil
}
