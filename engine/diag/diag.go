// Package diag describes what is wrong with an input as data: where it is, what is wrong, and how to mend it.
// Every stage of the engine collects into one List, so that a model can mend its whole spec in one turn.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// MaxIssues bounds a List: past it issues are only counted.
const MaxIssues = 100

// Severity says whether an issue refuses the input.
type Severity uint8

const (
	// Warning: the input was mended or something in it has no effect.
	Warning Severity = iota
	// Error: the input is refused.
	Error
)

func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// MarshalText makes a severity "error" or "warning" in JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Issue is one thing that is wrong.
type Issue struct {
	// Path is a JSON Pointer (RFC 6901) into the input, "" for the whole of it.
	Path     string   `json:"path"`
	Severity Severity `json:"severity"`
	// Code is stable and names the rule, in snake_case.
	Code    string `json:"code"`
	Message string `json:"message"`
	// Hint says how to mend it, "" when the message does.
	Hint string `json:"hint,omitempty"`
	// Line and Column count from 1, Column in bytes; 0 when there is no place in a text.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
}

// String is "LINE:COLUMN: severity: PATH: message (hint)", without the parts that are not there.
func (i Issue) String() string {
	var b strings.Builder
	if i.Line > 0 {
		fmt.Fprintf(&b, "%d:%d: ", i.Line, i.Column)
	}
	b.WriteString(i.Severity.String())
	b.WriteString(": ")
	if i.Path != "" {
		b.WriteString(i.Path)
		b.WriteString(": ")
	}
	b.WriteString(i.Message)
	if i.Hint != "" {
		b.WriteString(" (" + i.Hint + ")")
	}
	return b.String()
}

// List collects issues. The zero List is empty and ready.
type List struct {
	Issues []Issue
	// More counts the issues past MaxIssues.
	More     int
	errors   int
	warnings int // among Issues
}

// Add appends an issue, or only counts it when the list is full. Errors take the place of warnings: who is refused must
// see why.
func (l *List) Add(i Issue) {
	if i.Severity == Error {
		l.errors++
	}
	if l.Full(i.Severity) {
		l.More++
		return
	}
	if len(l.Issues) == MaxIssues {
		l.dropWarning()
	}
	if i.Severity == Warning {
		l.warnings++
	}
	l.Issues = append(l.Issues, i)
}

// dropWarning removes the last warning.
func (l *List) dropWarning() {
	for i := len(l.Issues) - 1; i >= 0; i-- {
		if l.Issues[i].Severity == Warning {
			l.Issues = slices.Delete(l.Issues, i, i+1)
			l.warnings--
			l.More++
			return
		}
	}
}

// Full tells that further issues of a severity are only counted, so that no work need go into describing them.
func (l *List) Full(s Severity) bool {
	return len(l.Issues) >= MaxIssues && (s == Warning || l.warnings == 0)
}

// Refused tells whether there is an error among the issues.
func (l *List) Refused() bool { return l.errors > 0 }

// Errors is the number of errors, those that are only counted included.
func (l *List) Errors() int { return l.errors }

// Sort brings errors before warnings, and each of them into the order of the text.
func (l *List) Sort() {
	slices.SortStableFunc(l.Issues, func(a, b Issue) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// Reset empties the list and keeps its memory.
func (l *List) Reset() { *l = List{Issues: l.Issues[:0]} }
