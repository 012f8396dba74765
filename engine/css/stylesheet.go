package css

// contents writes the content of a block of rules, or of the whole stylesheet when no block is open (CSS Syntax
// Level 3 §5.5.4). Rules and declarations may be mixed at every level: what a browser ignores does no harm.
func (c *cleaner) contents() {
	for {
		t := c.lex.next()
		switch t.kind {
		case endToken:
			if c.depth > 0 {
				c.fail(c.innermost(), "a block is not closed", "")
			}
			return
		case spaceToken, commentToken, badToken:
			c.component(t)
		case semicolonToken:
			c.semicolon(t)
		case atToken:
			c.atRule(t)
		case closeToken:
			c.component(t)
			return
		default:
			c.item(t)
		}
	}
}

// semicolon writes a ';' within a block. Between rules it is dropped: a browser would take it for a part of the next
// selector and ignore that rule, which nobody means who writes "};".
func (c *cleaner) semicolon(t token) {
	if c.depth > 0 {
		c.component(t)
	}
}

// item writes a declaration or a style rule.
func (c *cleaner) item(t token) {
	switch {
	case !c.isDeclaration(t):
		c.rule(t)
	case c.depth == 0:
		c.fail(t.start, "a declaration outside of a rule", `write "selector { property: value; }"`)
	default:
		c.declaration(t)
	}
}

// isDeclaration looks ahead: "a:hover" begins a rule when a block comes before the next ';' or '}' (CSS Syntax
// Level 3 §5.5.6). Each byte is looked at once more at most, because what is in the block is not read.
func (c *cleaner) isDeclaration(first token) bool {
	ahead := c.lex
	if first.kind != identToken || !skipTo(&ahead, colonToken) {
		return false
	}
	if isCustom(c.text(first)) {
		return true
	}
	for depth := 0; ; {
		t := ahead.next()
		switch t.kind {
		case endToken, badToken:
			return true
		case semicolonToken:
			if depth == 0 {
				return true
			}
		case functionToken:
			depth++
		case openToken:
			if depth == 0 && t.is(ahead.src, '{') {
				return false
			}
			depth++
		case closeToken:
			if depth == 0 {
				return true
			}
			depth--
		}
	}
}

// skipTo skips white space and comments and reports that a token of kind k follows.
func skipTo(l *lexer, k kind) bool {
	for {
		switch t := l.next(); t.kind {
		case spaceToken, commentToken:
		default:
			return t.kind == k
		}
	}
}

// rule writes a style rule, or a step of @keyframes, whose prelude begins with t.
func (c *cleaner) rule(t token) {
	c.lex.pos = t.start
	c.selector = true
	end := c.values()
	c.selector = false
	if !end.is(c.lex.src, '{') {
		c.fail(end.start, "a rule without a block", `write "selector { property: value; }"`)
		return
	}
	c.component(end)
	c.contents()
}

// atRule writes an at-rule that is on the list.
func (c *cleaner) atRule(t token) {
	var buf nameBuffer
	name := buf.lower(c.text(t))
	rule, ok := atRules(name)
	if c.page && marginRule(name) {
		rule, ok = atRule{block: true}, true
	}
	if !ok {
		c.fail(t.start, "this at-rule is not allowed", "allowed are @media, @supports, @container, @layer, "+
			"@keyframes, @font-face, @property, @starting-style, @page and @counter-style")
		return
	}
	c.refused, c.afterDot, c.prev = 0, false, atToken
	c.dst = append(c.dst, '@')
	c.name(t)
	c.atRuleBody(t, rule)
}

func (c *cleaner) atRuleBody(t token, rule atRule) {
	end := c.values()
	switch {
	case end.is(c.lex.src, '{') && rule.block:
		font, page := c.font, c.page
		c.font, c.page = rule.font, rule.page
		c.component(end)
		c.contents()
		c.font, c.page = font, page
	case end.kind == semicolonToken && rule.statement:
		c.component(end)
	default:
		c.fail(t.start, "this at-rule is not complete", "")
	}
}
