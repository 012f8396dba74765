package css

// declarations writes the content of a style attribute (CSS Style Attributes §3).
func (c *cleaner) declarations() {
	for {
		t := c.lex.next()
		switch t.kind {
		case endToken:
			return
		case spaceToken, commentToken, semicolonToken, badToken:
			c.component(t)
		default:
			c.declaration(t)
		}
	}
}

// declaration writes one declaration whose first token is t (CSS Syntax Level 3 §5.5.6). What ends it is left to the
// caller.
func (c *cleaner) declaration(t token) {
	if t.kind != identToken {
		c.fail(t.start, "a property name is missing here", `write "property: value;"`)
		return
	}
	custom := isCustom(c.text(t))
	c.component(t)
	if !c.colon() {
		return
	}
	end := c.values()
	for end.is(c.lex.src, '{') && custom && c.sheet {
		c.component(end)
		c.block()
		end = c.values()
	}
	c.endDeclaration(end)
}

// endDeclaration leaves ';' and '}' for the caller to read again.
func (c *cleaner) endDeclaration(end token) {
	switch {
	case c.failed || end.kind == endToken:
	case end.is(c.lex.src, '{'), end.is(c.lex.src, '}') && c.depth == 0:
		c.fail(end.start, "a block cannot stand here", "")
	default:
		c.lex.pos = end.start
	}
}

// colon writes what may come between a property name and its value.
func (c *cleaner) colon() bool {
	for {
		t := c.lex.next()
		switch t.kind {
		case spaceToken, commentToken:
			c.component(t)
			continue
		case colonToken:
			c.component(t)
		default:
			c.fail(t.start, "a ':' is missing after the property name", `write "property: value;"`)
		}
		return !c.failed
	}
}

// block writes the rest of a block in the value of a custom property: anything that is balanced.
func (c *cleaner) block() {
	for outside := c.depth - 1; c.depth > outside && !c.failed; {
		t := c.lex.next()
		if t.kind == endToken {
			c.fail(c.innermost(), "a block is not closed", "")
			return
		}
		c.component(t)
	}
}

// isCustom reports the name of a custom property (CSS Variables §2).
func isCustom(name []byte) bool {
	if len(name) < 2 {
		return false
	}
	first, i := readNameRune(name, 0)
	if first != '-' || i >= len(name) {
		return false
	}
	second, _ := readNameRune(name, i)
	return second == '-'
}
