package patch

// Code says what is wrong with an operation.
type Code string

const (
	Syntax       Code = "syntax"        // the text is no JSON
	BadOperation Code = "bad_operation" // it is JSON, but no operation
	BadPointer   Code = "bad_pointer"   // not RFC 6901
	NotFound     Code = "not_found"     // nothing is there
	BadIndex     Code = "bad_index"     // not the index of an item of the list
	NotContainer Code = "not_container" // it leads into a value that has no members
	IntoItself   Code = "into_itself"   // a value cannot be moved into itself
	TestFailed   Code = "test_failed"   // the value is another one
	TooLarge     Code = "too_large"     // the document would pass its limits
)

// Error says why an operation was not applied.
type Error struct {
	Code Code
	// Path is the JSON Pointer of the value that is meant, as the operation has it.
	Path    string
	Message string
	// Hint says how to mend it, "" when the message does.
	Hint string
	// Index is the place of the operation in its patch, from 0.
	Index int
}

func (e *Error) Error() string {
	text := e.Message
	if e.Path != "" {
		text = e.Path + ": " + text
	}
	if e.Hint != "" {
		text += " (" + e.Hint + ")"
	}
	return text
}

func fail(code Code, path []byte, message, hint string) *Error {
	return &Error{Code: code, Path: string(path), Message: message, Hint: hint}
}
