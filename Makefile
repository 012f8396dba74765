# make run      builds, serves on $(LISTEN), publishes a demo page and prints its URL and a key
# make test     formats, vets, tests with the race detector, and runs the conformance cases in a real browser; it
#               installs what the tests need when it is missing (gcc, node, chromium)
# make runtime  bundles the browser's scripts (components/runtime/*.min.js, components/live/live.min.js)
# make bench    everything beside its peers, in one run (docs/bench.md); ROUNDS=3 is quick, ONLY=render,parse a part
# make livestream   the time from a patch to what its reader sees, in Chromium
# make pgo      records the profile that the build is optimised with (default.pgo)
# make fuzz     every fuzz target for FUZZTIME

LISTEN   ?= 127.0.0.1:8080
DATA     ?= .data
FUZZTIME ?= 5m
ROUNDS   ?= 5
ONLY     ?=
ITEMS    ?=
export CGO_ENABLED
export PATH := $(CURDIR)/.tools/bin:$(PATH)

.PHONY: all build run test check conformance runtime livestream bench pgo fuzz clean

all: build

build: CGO_ENABLED = 0
build:
	go build -trimpath -o placard .

run: build
	./placard serve --demo --listen $(LISTEN) --data $(DATA)

test: CGO_ENABLED = 1
test:
	.ci/setup gcc node chromium
	$(MAKE) --no-print-directory check
	npm ci --prefix components/conformance --no-audit --no-fund --loglevel=error
	npm ci --prefix components/runtime/build --no-audit --no-fund --loglevel=error
	node --test components/runtime/test/*.test.mjs
	PLACARD_TEST_BROWSER=1 go test -race -pgo=off -timeout 30m ./...
	@# What must not allocate: the race detector allocates itself, so these tests run without it.
	go test -pgo=off -run Alloc ./...
	@# The peers of the benchmarks are a module of their own.
	go -C bench/peers/go test -pgo=off ./...

# What needs no tool but Go.
check:
	@test -z "$$(gofmt -l .)" || { echo "gofmt would change:"; gofmt -l .; exit 1; }
	go vet ./...

# The bundles are committed, so that go build needs no node; a test holds them to their sources.
runtime:
	.ci/setup node
	npm ci --prefix components/runtime/build --no-audit --no-fund --loglevel=error
	npm run --silent --prefix components/runtime/build runtime -- --outfile=../runtime.min.js
	npm run --silent --prefix components/runtime/build navigate -- --outfile=../navigate.min.js
	npm run --silent --prefix components/runtime/build live -- --outfile=../../live/live.min.js

bench: build
	@# A tool that cannot be installed is left out, and the run says so.
	for tool in node taskset wrk nginx varnish caddy; do .ci/setup $$tool || true; done
	-npm ci --prefix bench/peers/node --no-audit --no-fund --loglevel=error
	go run -pgo=default.pgo ./bench/cmd -rounds $(ROUNDS) -only "$(ONLY)" $(if $(ITEMS),-items $(ITEMS))

# A recorded stream of a model, played at a page in Chromium: how long until its reader sees a patch.
livestream: build
	.ci/setup chromium
	go run ./bench/cmd/livestream

# The profile that go build optimises with: record it anew when the engine's hot paths have changed.
pgo:
	go test ./engine -run '^$$' -bench 'Stages|Specs|Run' -benchtime 2s -pgo=off -cpuprofile pages.pgo -o /dev/null
	go test ./engine/stream -run '^$$' -bench 'Stream|Replace' -benchtime 2s -pgo=off -cpuprofile streams.pgo -o /dev/null
	go tool pprof -proto pages.pgo streams.pgo > default.pgo
	rm pages.pgo streams.pgo

fuzz:
	.ci/fuzz $(FUZZTIME)

clean:
	rm -rf placard $(DATA) bench/results/hosted-* bench/results/run* bench/peers/node/node_modules components/conformance/node_modules components/runtime/build/node_modules
