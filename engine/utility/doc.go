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
// What differs from tailwindcss, on purpose: the dark variant (see schemePaths) and what would be made of it by group-,
// has- and in-; characters that browsers do not agree on are escaped in selectors; arbitrary at-rules other than @media,
// @supports, @container and @starting-style, and values and selectors that no browser would read, are no utilities;
// theme() takes variables, no dotted names; a modifier that means nothing is refused everywhere; colours with an alpha
// and @property have no second form for browsers of old. Of tw-animate-css there are whole names only, see
// generate/animations.mjs.
//
// Cost: about 200 ns for a name that the table has as a whole, 350 to 550 ns for one with a value or a variant, one
// to three microseconds for arbitrary ones, 20 ns when the name was given before, and 80 ns a rule to write. Nothing is
// allocated once a Sheet has grown. What strangers make to be slow took 0.35 microseconds a byte of class names.
package utility

//go:generate npm ci --prefix generate
//go:generate npm run generate --prefix generate
