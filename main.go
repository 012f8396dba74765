// Placard is a self-hosted edge server that AI agents publish to and people read from. This file is its command line
// and the only place that sees every package: it wires them by hand.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"placard/api"
	"placard/bench"
	"placard/catalog"
	"placard/components"
	"placard/engine"
	"placard/engine/app"
	"placard/engine/diag"
	"placard/engine/program"
	"placard/storage"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// commands are the command line, and the contract for scripts: see docs/command-line.md.
type commands struct {
	Serve     serveCommand     `cmd:"" help:"Serve pages and the API."`
	Workspace workspaceCommand `cmd:"" help:"Manage workspaces."`
	Render    renderCommand    `cmd:"" help:"Print the HTML page of a spec, or one of an app."`
	Check     checkCommand     `cmd:"" help:"Print what is wrong with a spec or an app; exit 1 if it is refused."`
	Bench     benchCommand     `cmd:"" help:"Measure the stages of rendering specs."`
}

// console is where a command reads and writes.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// errRefused ends a command with exit code 1 after it has said all there is to say.
var errRefused = errors.New("refused")

// run is the program without the process: tests call it.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	var c commands
	exit := -1
	parser, err := kong.New(&c, kong.Name("placard"), kong.Description("Publish HTML, Markdown and JSON specs; serve them fast."),
		kong.DefaultEnvars("PLACARD"), kong.Vars{"listen": defaultListen}, kong.Writers(out, errs), kong.Exit(func(code int) { exit = code }),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(console{in, out, errs}))
	if err != nil {
		fmt.Fprintln(errs, "placard:", err)
		return 2
	}
	k, err := parser.Parse(args)
	if exit >= 0 { // --help has been answered
		return exit
	}
	if err != nil {
		fmt.Fprintln(errs, "placard:", err)
		return 2
	}
	switch err := k.Run(); {
	case err == nil:
		return 0
	case errors.Is(err, errRefused):
		return 1
	default:
		fmt.Fprintln(errs, "placard:", err)
		return 1
	}
}

func newEngine() (*engine.Engine, *program.Set) {
	cat, set := newSet()
	return engine.New(cat, set), set
}

// assetPrefix begins the addresses of our own files.
const assetPrefix = "/-/"

func newSet() (*catalog.Catalog, *program.Set) {
	cat := catalog.New()
	set := components.New(cat)
	name, _ := components.Runtime()
	set.Script = assetPrefix + name
	name, _ = components.Navigation()
	set.Navigate = assetPrefix + name
	return cat, set
}

type renderCommand struct {
	File string `arg:"" help:"A spec or an app as JSON; - is standard input."`
	Path string `help:"Which page of an app, with a query if need be." default:"/"`
}

// Run prints the page. Warnings go to standard error.
func (r renderCommand) Run(c console) error {
	text, err := bench.ReadSpec(r.File, c.in)
	if err != nil {
		return err
	}
	page, issues := renderFile(text, r.Path)
	printIssues(c.err, issues)
	if issues.Refused() {
		return errRefused
	}
	_, err = c.out.Write(page)
	return err
}

// renderFile is the page of a spec, or that of an app for a path. Datasets are the server's: loaders load nothing here.
func renderFile(text []byte, path string) (page []byte, issues diag.List) {
	o := program.Options{Title: "Untitled"}
	if !app.IsApp(text) {
		e, _ := newEngine()
		return e.Render(nil, text, o)
	}
	a, issues := app.NewCompiler(newSet()).Compile(text, app.Options{Title: o.Title})
	if a == nil {
		return nil, issues
	}
	path, query, _ := strings.Cut(path, "?")
	r := app.Request{Path: []byte(path), Query: []byte(query)}
	page, _ = a.Append(nil, a.Find(r.Path, new(app.Params)), r)
	return page, issues
}

func checkFile(text []byte) diag.List {
	if !app.IsApp(text) {
		e, _ := newEngine()
		return e.Check(text)
	}
	_, issues := app.NewCompiler(newSet()).Compile(text, app.Options{})
	return issues
}

type checkCommand struct {
	File string `arg:"" help:"A spec or an app as JSON; - is standard input."`
	JSON bool   `help:"Print each issue as a JSON object."`
}

// Run prints the issues one a line.
func (r checkCommand) Run(c console) error {
	text, err := bench.ReadSpec(r.File, c.in)
	if err != nil {
		return err
	}
	issues := checkFile(text)
	if r.JSON {
		encoder := json.NewEncoder(c.out)
		encoder.SetEscapeHTML(false)
		for _, i := range issues.Issues {
			if err := encoder.Encode(i); err != nil {
				return err
			}
		}
	} else {
		printIssues(c.out, issues)
	}
	if issues.Refused() {
		return errRefused
	}
	return nil
}

func printIssues(w io.Writer, issues diag.List) {
	for _, i := range issues.Issues {
		fmt.Fprintln(w, i)
	}
	if issues.More > 0 {
		fmt.Fprintf(w, "and %d more\n", issues.More)
	}
}

type benchCommand struct {
	Files  []string      `arg:"" name:"file" help:"Specs as JSON; - is standard input."`
	JSON   bool          `help:"Print one JSON object a line."`
	Rounds int           `help:"Rounds of each stage; the median counts." default:"7"`
	Time   time.Duration `help:"How long a round of a stage takes." default:"100ms"`
}

// Run measures every file.
func (r benchCommand) Run(c console) error {
	e, _ := newEngine()
	for _, file := range r.Files {
		text, err := bench.ReadSpec(file, c.in)
		if err != nil {
			return err
		}
		res, err := bench.Measure(e, file, text, bench.Rounds{Count: max(r.Rounds, 1), Time: r.Time})
		if err != nil {
			return err
		}
		if !r.JSON {
			res.Print(c.out)
			continue
		}
		if err := json.NewEncoder(c.out).Encode(res); err != nil {
			return err
		}
	}
	return nil
}

type workspaceCommand struct {
	Create workspaceCreateCommand `cmd:"" help:"Create a workspace and print it, with its key, as JSON; works beside a running server."`
}

type workspaceCreateCommand struct {
	dataFlags
	Name    string `help:"A name for people."`
	Plan    string `help:"free or pro." enum:"free,pro" default:"free"`
	Claimed bool   `help:"Belongs to somebody already: does not expire."`
}

// Run creates the workspace in the same database as the server's.
func (w workspaceCreateCommand) Run(ctx context.Context, c console) error {
	s, err := w.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	base := w.BaseURL
	if base == "" {
		base = "http://" + defaultListen
	}
	created, err := api.CreateWorkspace(ctx, s.meta, api.WorkspaceOptions{
		Name: w.Name, Plan: storage.Plan(w.Plan), Claimed: w.Claimed, BaseURL: base})
	if err != nil {
		return err
	}
	return json.NewEncoder(c.out).Encode(created)
}
