// Package edge is the public side of Placard: it answers visitors from a cache of pages.
//
// A request takes this way: Server.handle recovers and dispatches (route.go); servePage asks the PageSource which page
// is current (handler.go); the page comes from the cache or is loaded once for all who wait (cache.go, load.go); the
// answer is a 304, or the best copy of the page that is ready (conditional.go, negotiate.go, respond.go). Compressed
// copies are made beside the traffic and appear in the cached entry when they are done (compress.go).
//
// Two things make a write visible at once, and neither trusts the cache: Find is asked for every request, and the
// version that it names is part of the cache key.
//
// Cost sketch, held by TestCachedHitAllocatesNothing and BenchmarkHit: a hit costs about 1 µs, with the parsing
// of the request, and no allocation in this package, against about 6.5 µs that the kernel needs to receive a request and send 5 KB. A miss costs what the
// PageSource takes, plus SHA-256 of the body (about 0.8 µs a KB), plus for a client that takes zstd about 2 µs a KB.
// A connection holds 24 KB of buffers (ReadBufferSize and WriteBufferSize) while it is open.
package edge
