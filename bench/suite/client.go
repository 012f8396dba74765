package suite

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// get reads a page as a browser that takes one coding, "" for none.
func get(ctx context.Context, url, coding string) (body []byte, encoding string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, "", err
	}
	req.Header.Set("Accept-Encoding", coding) // Without one the client would ask for gzip by itself.
	if coding == "" {
		req.Header.Set("Accept-Encoding", "identity")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s: %.200s", url, res.Status, body)
	}
	return body, res.Header.Get("Content-Encoding"), err
}

// publish posts content as an agent would, and returns the item's ID.
func publish(ctx context.Context, srv *server, key, contentType string, content []byte) (id string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+srv.addr+"/v1/artifacts", bytes.NewReader(content))
	if err != nil {
		return "", err
	}
	req.Header.Set("Authorization", "Bearer "+key)
	req.Header.Set("Content-Type", contentType)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	var item struct{ ID, Error string }
	if err := json.NewDecoder(res.Body).Decode(&item); err != nil {
		return "", fmt.Errorf("publish: %s: %w", res.Status, err)
	}
	if res.StatusCode != http.StatusCreated {
		return "", fmt.Errorf("publish: %s: %s", res.Status, item.Error)
	}
	return item.ID, nil
}
