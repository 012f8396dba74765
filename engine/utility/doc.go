// Package utility writes the CSS of the Tailwind CSS v4 utilities that a page uses, as tailwindcss 4.3.5 would, without
// running it.
//
// What the utilities are is data: table.bin, which generate/generate.mjs reads off the real compiler at development time
// (see table.go). What is code is how a class name is cut into pieces (candidate.go, arbitrary.go), how the pieces find
// their declarations (resolve.go), what the variants wrap around them (variant.go, nesting.go) and in which order the
// rules stand (order.go).
//
// Class names come from strangers. All that is arbitrary in them goes through package css, and a name that it refuses
// is no utility; see guard.go.
//
// Cost: about 100 ns for a name that the table has, one to two microseconds for one with an arbitrary value or variant,
// a tenth of that when the name was given before; nothing is allocated once a Sheet has grown.
package utility
