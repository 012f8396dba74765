package api

import (
	"bytes"
	"slices"
	"strings"
)

// endpoint is what a path does for a method.
type endpoint struct {
	method string
	run    func(*API, *call) (answer, error)
	// open endpoints need no key.
	open bool
}

// methods are the endpoints of one path.
type methods []endpoint

const artifactsPath = "/v1/artifacts"

// route finds a path's endpoints, nil for a path that is not there, and the ID in it.
func route(path []byte) (m methods, id string) {
	if rest, ok := bytes.CutPrefix(path, []byte(artifactsPath+"/")); ok {
		return artifactMethods(string(rest))
	}
	switch string(path) {
	case "/v1/workspaces":
		return methods{{method: "POST", run: (*API).createWorkspace, open: true}}, ""
	case "/v1/whoami":
		return methods{{method: "GET", run: (*API).whoami}}, ""
	case artifactsPath:
		return methods{
			{method: "GET", run: (*API).listArtifacts},
			{method: "POST", run: (*API).createArtifact},
		}, ""
	}
	return catalogMethods(string(path)), ""
}

// catalogMethods are those of what is said of the catalog. They need a key like the others: so says the API's document.
func catalogMethods(path string) methods {
	run, ok := map[string]func(*API, *call) (answer, error){
		"/v1/catalog/prompt":          (*API).pagePrompt,
		"/v1/catalog/schema":          (*API).pageSchema,
		"/v1/catalog/components":      (*API).pageComponents,
		"/v1/apps/catalog/prompt":     (*API).appPrompt,
		"/v1/apps/catalog/schema":     (*API).appSchema,
		"/v1/apps/catalog/components": (*API).appComponents,
	}[path]
	if !ok {
		return nil
	}
	return methods{{method: "GET", run: run}}
}

func artifactMethods(id string) (methods, string) {
	if id == "" || len(id) > maxIDBytes || strings.Contains(id, "/") {
		return nil, ""
	}
	return methods{
		{method: "GET", run: (*API).getArtifact},
		{method: "PUT", run: (*API).updateArtifact},
		{method: "DELETE", run: (*API).deleteArtifact},
	}, id
}

// find returns the endpoint for a method. HEAD is a GET whose body fasthttp leaves out.
func (m methods) find(method []byte) (endpoint, bool) {
	name := string(method)
	if name == "HEAD" {
		name = "GET"
	}
	i := slices.IndexFunc(m, func(e endpoint) bool { return e.method == name })
	if i < 0 {
		return endpoint{}, false
	}
	return m[i], true
}

// allow is the value of the Allow header.
func (m methods) allow() string {
	var names []string
	for _, e := range m {
		names = append(names, e.method)
		if e.method == "GET" {
			names = append(names, "HEAD")
		}
	}
	return strings.Join(append(names, "OPTIONS"), ", ")
}
