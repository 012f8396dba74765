package patch

import "placard/engine/value"

// Verb is what an operation does.
type Verb uint8

const (
	None Verb = iota
	Add
	Remove
	Replace
	Move
	Copy
	Test
)

func (v Verb) String() string {
	return [...]string{"", "add", "remove", "replace", "move", "copy", "test"}[v]
}

// Op is an operation (RFC 6902 §4). It shares the memory of the Parser that has read it.
type Op struct {
	Code       Verb
	Path, From []byte // JSON Pointers
	Value      Value  // of add, replace and test
	// PathAt is where Path stands, in the Doc that Value.Place is a place of or else in the Parser's.
	PathAt value.Span
}

// Parser reads operations. Its memory is used again by the next text.
type Parser struct {
	doc *value.Doc
	ops []Op
}

// NewParser makes a parser that reads into doc, or, when that is nil, into memory of its own.
func NewParser(doc *value.Doc) *Parser {
	if doc == nil {
		doc = new(value.Doc)
	}
	return &Parser{doc: doc}
}

// Parse reads a patch, a list of operations (RFC 6902 §3), or one operation. The operations are valid until the next
// Parse.
func (p *Parser) Parse(text []byte) ([]Op, error) {
	if err := p.parse(text); err != nil {
		return nil, err
	}
	return p.ops, nil
}

func (p *Parser) parse(text []byte) *Error {
	p.ops = p.ops[:0]
	var r value.Reader
	p.doc.LoadNext(text)
	r.Reset(p.doc)
	var bad *Error
	switch r.Peek() {
	case value.Object:
		bad = p.operation(&r)
	case value.Array:
		first := true
		for r.Enter('['); bad == nil && r.More(']', first); first = false {
			if bad = p.operation(&r); bad != nil {
				bad.Index = len(p.ops) - 1
			}
		}
	default:
		r.Value(value.Span{})
		if r.Err() == nil {
			return fail(BadOperation, nil, "a patch is a list of operations", operationHint)
		}
	}
	if bad == nil {
		r.End()
	}
	if err := r.Err(); err != nil {
		return fail(Syntax, nil, err.Message, "write one JSON object: "+operationHint)
	}
	return bad
}

const operationHint = `{"op":"add","path":"/elements/title","value":{"type":"Heading","props":{"text":"Hello"}}}`

// operation reads one, and says what is wrong with it; what is no JSON, the reader knows.
func (p *Parser) operation(r *value.Reader) *Error {
	if r.Peek() != value.Object {
		r.Value(value.Span{})
		return fail(BadOperation, nil, "an operation is an object", operationHint)
	}
	p.ops = append(p.ops, Op{})
	op := &p.ops[len(p.ops)-1]
	var name []byte
	var wrong *Error
	first := true
	for r.Enter('{'); r.More('}', first); first = false {
		key, ok := r.Key()
		if !ok {
			break
		}
		ok, twice := true, false
		switch string(p.doc.Bytes(key)) {
		case "op":
			twice = name != nil
			name, ok = p.text(r)
		case "path":
			twice = op.Path != nil
			if op.PathAt, ok = r.Str(); ok {
				op.Path = p.doc.Bytes(op.PathAt)
			} else {
				r.Value(value.Span{})
			}
		case "from":
			twice = op.From != nil
			op.From, ok = p.text(r)
		case "value":
			twice = op.Value.Given()
			op.Value.read(r, p.doc)
		default: // RFC 6902 §4: they are ignored
			r.Value(value.Span{})
		}
		if !ok {
			wrong = fail(BadOperation, nil, `"`+string(p.doc.Bytes(key))+`" must be text`, "")
		} else if twice {
			wrong = fail(BadOperation, nil, `"`+string(p.doc.Bytes(key))+`" is there twice`, "write each member of an operation once")
		}
	}
	if r.Err() != nil || wrong != nil {
		return wrong
	}
	op.Code = verb(name)
	return op.complete(name)
}

// text reads a string, which is not nil then; it moves over what is none.
func (p *Parser) text(r *value.Reader) ([]byte, bool) {
	s, ok := r.Str()
	if !ok {
		r.Value(value.Span{})
		return nil, false
	}
	return p.doc.Bytes(s), true
}

func verb(name []byte) Verb {
	switch string(name) {
	case "add":
		return Add
	case "replace":
		return Replace
	case "remove":
		return Remove
	case "move":
		return Move
	case "copy":
		return Copy
	case "test":
		return Test
	}
	return None
}

// complete tells what an operation lacks.
func (op *Op) complete(name []byte) *Error {
	missing := ""
	switch {
	case name == nil:
		missing = "op"
	case op.Code == None:
		return fail(BadOperation, op.Path, `there is no operation "`+string(name)+`"`, "operations are add, remove, replace, move, copy, test")
	case op.Path == nil:
		missing = "path"
	case (op.Code == Move || op.Code == Copy) && op.From == nil:
		missing = "from"
	case (op.Code == Add || op.Code == Replace || op.Code == Test) && !op.Value.Given():
		missing = "value"
	}
	if missing != "" {
		return fail(BadOperation, op.Path, `the operation has no "`+missing+`"`, operationHint)
	}
	return nil
}
