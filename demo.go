package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"placard/api"
	"placard/storage"
)

//go:embed docs/demo.json
var demoSpec []byte

// publishDemo publishes the demo page as an agent would, in a workspace of its own, and prints where it is.
func publishDemo(ctx context.Context, out io.Writer, s *stores, base, addr string) error {
	w, err := api.CreateWorkspace(ctx, s.meta, api.WorkspaceOptions{Name: "demo", Plan: storage.PlanPro, Claimed: true, BaseURL: base})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+addr+"/v1/artifacts", bytes.NewReader(demoSpec))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+w.APIKey)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Artifact-Title", "Demo")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	var item struct{ URL, Error string }
	if err := json.NewDecoder(res.Body).Decode(&item); err != nil {
		return err
	}
	if item.URL == "" {
		return fmt.Errorf("the API answered %s: %s", res.Status, item.Error)
	}
	fmt.Fprintf(out, "placard: demo page %s\nplacard: API key   %s\n", item.URL, w.APIKey)
	return nil
}
