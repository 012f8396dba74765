package app

import (
	"fmt"
	"strings"

	"placard/engine/diag"
)

// Issue is what is wrong with a pattern.
type Issue struct {
	// Pattern is its index.
	Pattern int
	// Code is stable and names the rule; Hint says how to mend it.
	Code, Message, Hint string
}

// Diag is the issue at its place in an app. All issues of patterns are errors.
func (i Issue) Diag(pattern string) diag.Issue {
	return diag.Issue{Path: RoutePath(pattern), Severity: diag.Error, Code: i.Code, Message: i.Message, Hint: i.Hint}
}

// RoutePath is the JSON Pointer (RFC 6901) of a route in an app: "/routes/~1blog~1[slug]" for "/blog/[slug]".
func RoutePath(pattern string) string { return "/routes/" + escapePointer.Replace(pattern) }

var escapePointer = strings.NewReplacer("~", "~0", "/", "~1")

// fault is a rule for patterns. Its message is a format.
type fault struct{ code, message, hint string }

var (
	tooManyRoutes   = fault{"too_many_routes", "there are %d routes", fmt.Sprint("an app has at most ", MaxRoutes)}
	tooManySegments = fault{"too_many_segments", "%q has too many segments", fmt.Sprint("a pattern has at most ", MaxSegments)}
	noSlash         = fault{"bad_pattern", `%q does not begin with "/"`, `write "/about" or "/blog/[slug]"`}
	emptySegment    = fault{"bad_pattern", "%q has an empty segment", `there is text between any two "/"`}
	badEscape       = fault{"bad_pattern", "%q has an invalid percent escape", `a "%" itself is written "%25"`}
	badBrackets     = fault{"bad_pattern", "%q has a segment with misplaced brackets", `a segment is text, "[x]", "[...x]" or "[[...x]]"`}
	optionalOne     = fault{"bad_pattern", "%q has an optional segment that is no catch-all", `write "[[...x]]", or one route with "[x]" and one without it`}
	badName         = fault{"bad_param_name", "%q has a param with a name that cannot be used",
		fmt.Sprintf(`a name has 1 to %d bytes and no ".", as in "[slug]"`, MaxNameBytes)}
	repeatedName = fault{"duplicate_param", "%q has two params of the same name", "give each its own name"}
	notLast      = fault{"bad_catch_all", "%q goes on after its catch-all", "a catch-all is the last segment"}
	duplicate    = fault{"duplicate_route", "%q matches the same paths as route %d", "patterns that differ in the names of params only are the same"}
)

// refuse adds an issue. The values are those of the fault's message.
func (c *compiler) refuse(index int, f fault, values ...any) {
	c.issues = append(c.issues, Issue{index, f.code, fmt.Sprintf(f.message, values...), f.hint})
}

// segment is one of a pattern: static text, decoded, or a param with a name.
type segment struct {
	static, name string
	class        class
}

// parsePattern takes a pattern apart, or says what is wrong with it.
func parsePattern(pattern string) ([]segment, *fault) {
	rest, ok := strings.CutPrefix(pattern, "/")
	if !ok {
		return nil, &noSlash
	}
	rest = strings.TrimSuffix(rest, "/")
	if rest == "" && pattern != "//" {
		return nil, nil
	}
	if strings.Count(rest, "/") >= MaxSegments {
		return nil, &tooManySegments
	}
	var segments []segment
	for text := range strings.SplitSeq(rest, "/") {
		s, fault := parseSegment(text)
		if fault == nil {
			fault = follows(segments, s)
		}
		if fault != nil {
			return nil, fault
		}
		segments = append(segments, s)
	}
	return segments, nil
}

// follows checks a segment against those before it.
func follows(before []segment, s segment) *fault {
	for _, b := range before {
		if b.class != noCatchAll {
			return &notLast
		}
		if s.name != "" && b.name == s.name {
			return &repeatedName
		}
	}
	return nil
}

func parseSegment(text string) (segment, *fault) {
	if text == "" {
		return segment{}, &emptySegment
	}
	if !strings.ContainsAny(text, "[]") {
		decoded, ok := appendDecoded(nil, []byte(text))
		if !ok {
			return segment{}, &badEscape
		}
		return segment{static: string(decoded)}, nil
	}
	if inner, ok := cutBoth(text, "[[", "]]"); ok {
		name, ok := strings.CutPrefix(inner, "...")
		if !ok {
			return segment{}, &optionalOne
		}
		return named(name, optionalCatchAll)
	}
	inner, ok := cutBoth(text, "[", "]")
	if !ok {
		return segment{}, &badBrackets
	}
	if name, ok := strings.CutPrefix(inner, "..."); ok {
		return named(name, catchAll)
	}
	return named(inner, noCatchAll)
}

func cutBoth(s, prefix, suffix string) (string, bool) {
	if len(s) < len(prefix)+len(suffix) {
		return "", false
	}
	s, before := strings.CutPrefix(s, prefix)
	s, after := strings.CutSuffix(s, suffix)
	return s, before && after
}

func named(name string, c class) (segment, *fault) {
	switch {
	case strings.ContainsAny(name, "[]"):
		return segment{}, &badBrackets
	case name == "" || len(name) > MaxNameBytes || strings.Contains(name, "."):
		return segment{}, &badName
	}
	return segment{name: name, class: c}, nil
}
