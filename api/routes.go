package api

import (
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

// found is what a path leads to: its endpoints, none for a path that is not there; at collections also which one it is,
// and at their items what names the item.
type found struct {
	methods methods
	of      *collection
	key     string
}

func (a *API) route(path []byte) found {
	switch string(path) {
	case "/v1/workspaces":
		return found{methods: methods{{method: "POST", run: (*API).createWorkspace, open: true}}}
	case "/v1/whoami":
		return found{methods: methods{{method: "GET", run: (*API).whoami}}}
	}
	if m := catalogMethods(string(path)); m != nil {
		return found{methods: m}
	}
	for i := range a.collections {
		of := &a.collections[i]
		if rest, ok := strings.CutPrefix(string(path), of.path); ok {
			return of.route(rest)
		}
	}
	return found{}
}

// route is for what comes behind the collection's path.
func (o *collection) route(rest string) found {
	key, below := strings.CutPrefix(rest, "/")
	switch {
	case rest == "":
		return found{methods{{method: "GET", run: (*API).listItems}, {method: "POST", run: (*API).createItem}}, o, ""}
	case !below || key == "" || len(key) > maxIDBytes || strings.Contains(key, "/"):
		return found{}
	}
	m := methods{
		{method: "GET", run: (*API).getItem},
		{method: "PUT", run: (*API).updateItem},
		{method: "DELETE", run: (*API).deleteItem},
	}
	if o.lines {
		m = append(m, endpoint{method: "PATCH", run: (*API).patchItem})
	}
	return found{m, o, key}
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
