// Package utility writes the CSS of the Tailwind CSS v4 utilities that a page uses, as tailwindcss 4.3.5 would, without
// running it.
//
// What the utilities are is data: table.bin, which generate/generate.mjs reads off the real compiler at development time
// (see table.go). What is code is how a class name is cut into pieces (candidate.go, arbitrary.go), how the pieces find
// their declarations (resolve.go), what the variants wrap around them (variant.go, nesting.go) and in which order the
// rules stand (order.go).
//
// To make the data and the test data anew, for another version of tailwindcss or another theme: change
// generate/package.json or generate/compiler.mjs and run go generate, with Node 20 or newer.
//
// Class names come from strangers. All that is arbitrary in them goes through package css, and a name that it refuses
// is no utility; see guard.go.
//
// Cost: about 200 ns for a name that the table has as a whole, 500 ns for one with a value, one to two microseconds for
// stacked or arbitrary variants, 20 ns when the name was given before, and 120 ns a rule to write. Nothing is allocated
// once a Sheet has grown.
package utility

//go:generate npm ci --prefix generate
//go:generate npm run generate --prefix generate
