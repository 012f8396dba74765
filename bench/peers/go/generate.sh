#!/bin/sh
# Makes the Go code of the templates anew; both are committed, so that measuring needs no generator.
set -eu
cd "$(dirname "$0")"
go run github.com/valyala/quicktemplate/qtc@v1.8.0 -dir qt
go run github.com/a-h/templ/cmd/templ@v0.3.977 generate -path templ
gofmt -w qt templ
