package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"placard/api"
	"placard/components"
	"placard/edge"
	"placard/edge/live"
	"placard/edge/pages"
	"placard/engine"
	"placard/engine/app"
	"placard/engine/markdown"
	"placard/engine/program"
	"placard/storage"
	"placard/storage/disk"
	"placard/storage/sqlite"
)

// dataFlags say where everything is kept and how it is reached.
type dataFlags struct {
	Data    string `help:"Folder of everything that is kept; created when it is not there." default:"data" type:"path"`
	BaseURL string `help:"Public address of this server, such as https://placard.example; without it, the address it listens on." name:"base-url" `
}

// defaultListen is where a server is when nobody says otherwise.
const defaultListen = "127.0.0.1:8080"

// stores are the open storage of one data folder.
type stores struct {
	meta  storage.Meta
	blobs storage.Blobs
}

func (f dataFlags) open(ctx context.Context) (*stores, error) {
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		return nil, err
	}
	meta, err := sqlite.Open(ctx, filepath.Join(f.Data, "placard.db"))
	if err != nil {
		return nil, err
	}
	files, err := disk.Open(filepath.Join(f.Data, "blobs"))
	if err != nil {
		return nil, errors.Join(err, meta.Close())
	}
	return &stores{meta, meta.Blobs(files)}, nil
}

func (s *stores) Close() error { return s.meta.Close() }

type serveCommand struct {
	dataFlags
	Listen        string `help:"Address to listen on." default:"${listen}"`
	ContentDomain string `help:"Serve each item on its own subdomain of this domain, such as pages.example."`
	TrustProxy    bool   `help:"Believe X-Forwarded-For: only behind a proxy that sets it."`
	CacheMB       int64  `help:"Memory for cached pages, in MB." name:"cache-mb" default:"256"`
	AppMB         int    `help:"Memory for compiled apps, in MB." name:"app-mb" default:"64"`
	Demo          bool   `help:"Publish a demo page at the start and print its address and a key."`
	limitFlags
}

// limitFlags are the limits that an operator may change.
type limitFlags struct {
	FreeItems         int           `help:"Active items of a workspace on the free plan." default:"3"`
	FreeItemLife      time.Duration `help:"How long an item of the free plan lives." default:"24h"`
	RequestsPerMinute int           `help:"API requests for each key; negative for no limit." default:"600"`
	WorkspacesPerHour int           `help:"Workspaces that one address may create; negative for no limit." default:"60"`
}

func (f limitFlags) limits() api.Limits {
	return api.Limits{FreeItems: f.FreeItems, FreeItemLife: f.FreeItemLife,
		RequestsPerMinute: f.RequestsPerMinute, WorkspacesPerHour: f.WorkspacesPerHour}
}

// drainTime is how long requests in flight have to end when the server stops.
const drainTime = 15 * time.Second

// Run serves until the context ends, then finishes what is in flight.
func (f serveCommand) Run(ctx context.Context, c console) error {
	ln, err := net.Listen("tcp", f.Listen)
	if err != nil {
		return err
	}
	s, err := f.open(ctx)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	defer s.Close()
	if f.BaseURL == "" {
		f.BaseURL = "http://" + ln.Addr().String()
	}
	log := slog.New(slog.NewTextHandler(c.err, nil))
	srv, manage, err := f.wire(s, log)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	background, stop := context.WithCancel(ctx)
	swept := make(chan struct{})
	go func() { defer close(swept); manage.Run(background) }()
	defer func() { stop(); <-swept }()

	served := make(chan error, 1)
	go func() { served <- srv.Serve(ln) }()
	fmt.Fprintf(c.out, "placard: serving %s on %s\n", f.BaseURL, ln.Addr())
	if f.Demo {
		if err := publishDemo(ctx, c.out, s, f.BaseURL, ln.Addr().String()); err != nil {
			log.Error("the demo page was not published", "error", err)
		}
	}
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	manage.Close()
	deadline, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	return srv.Shutdown(deadline)
}

// writing lets the API write the pages that their readers see.
func writing(source *pages.Source) api.Live {
	write := func(ctx context.Context, id string) (api.Writer, error) {
		w, err := source.Write(ctx, id)
		switch {
		case errors.Is(err, live.ErrBusy):
			return nil, api.ErrBusy
		case errors.Is(err, live.ErrFull), errors.Is(err, live.ErrClosed):
			return nil, api.ErrFull
		case err != nil:
			return nil, err
		}
		return w, nil
	}
	return api.Live{Write: write, End: source.Live().End}
}

// assets are the scripts that pages ask for.
func assets(set *program.Set) []pages.Asset {
	const script = "text/javascript; charset=utf-8"
	_, runtime := components.Runtime()
	_, navigation := components.Navigation()
	_, live := components.Live()
	return []pages.Asset{
		{Path: set.Script, ContentType: script, Body: runtime},
		{Path: set.Navigate, ContentType: script, Body: navigation},
		{Path: liveScript(), ContentType: script, Body: live},
	}
}

// liveScript is the address of the script of pages that are being written.
func liveScript() string {
	name, _ := components.Live()
	return "/-/" + name
}

// wire puts the server together.
func (f serveCommand) wire(s *stores, log *slog.Logger) (*edge.Server, *api.API, error) {
	cat, set := newSet()
	e, md, apps := engine.New(cat, set), markdown.New(cat, set), app.NewCompiler(cat, set)
	source, err := pages.New(pages.Config{Meta: s.meta, Blobs: s.blobs, Engine: e, Markdown: md, Apps: apps, Set: set, Catalog: cat,
		BaseURL: f.BaseURL, ContentDomain: f.ContentDomain, AppBytes: f.AppMB << 20, Log: log,
		Assets: assets(set), LiveScript: liveScript()})
	if err != nil {
		return nil, nil, err
	}
	var srv *edge.Server
	changed := func(item storage.Item, content []byte) {
		source.Changed(item, content)
		srv.Warm(source.Ahead(item))
	}
	check := checks{e, md, apps, source.AppOptions}
	manage, err := api.New(api.Config{Meta: s.meta, Blobs: s.blobs, Catalog: cat, CheckSpec: check.spec, CheckMarkdown: check.text,
		CheckApp: check.app, CheckData: checkData, Changed: changed, URL: source.URL, Live: writing(source), Body: edge.BodyStream, BaseURL: f.BaseURL, Limits: f.limits(),
		TrustProxy: f.TrustProxy, Log: log})
	if err != nil {
		return nil, nil, err
	}
	srv, err = edge.New(edge.Config{Pages: source, API: manage.Handle, Live: source.Live(), StreamedBody: manage.StreamsBody, ContentDomain: f.ContentDomain,
		CacheBytes: f.CacheMB << 20, Log: log})
	return srv, manage, err
}
