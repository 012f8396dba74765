package app

// MaxPathBytes is the length of a path; a longer one matches nothing.
const MaxPathBytes = 8 << 10

// Match finds the route for a path and tells the index of its pattern. Of all that match it is the first in the order of
// priority: by class (no catch-all, catch-all, optional catch-all), then more static segments, then fewer params, then
// the order of declaration. A trailing slash makes no difference. A path with an empty segment, an invalid escape or
// text that is not UTF-8 matches nothing.
//
// The params are those of this path, until they are used again. Work is bounded by the tree: a node is looked at once at
// most, whatever the path.
func (t *Tree) Match(path []byte, params *Params) (index int, ok bool) {
	params.names = nil
	if !params.split(path) {
		params.Reset()
		return 0, false
	}
	s := search{tree: t, params: params, best: MaxRoutes}
	s.visit(0, 0)
	if s.best == MaxRoutes {
		params.Reset()
		return 0, false
	}
	r := &t.routes[s.best]
	params.names, params.list = r.params, r.class != noCatchAll
	return r.index, true
}

// search is the way through the tree for one path. Greedy steps would be wrong: of "/a/[x]/[y]" and "/[x]/b/c" the second
// one has more static segments in "/a/b/c". So all ways are open, but those on which nothing has a lower rank than what
// was found already (branch and bound).
type search struct {
	tree   *Tree
	params *Params
	// best is the lowest rank found, MaxRoutes before there is one.
	best int
	// visits counts the nodes, for the test that bounds them.
	visits int
}

// visit looks for better routes at a node and below it, at being the segments that led there. It calls itself MaxSegments
// times at most.
func (s *search) visit(id, at int) {
	n := &s.tree.nodes[id]
	if n.best >= s.best {
		return
	}
	s.visits++
	s.take(n.ends[optionalCatchAll])
	if at == len(s.params.ends) {
		s.take(n.ends[noCatchAll])
		return
	}
	s.take(n.ends[catchAll])
	static := n.static(s.params.segment(at))
	if static != none && n.param != none && s.tree.nodes[n.param].best < s.tree.nodes[static].best {
		s.visit(n.param, at+1)
		s.visit(static, at+1)
		return
	}
	if static != none {
		s.visit(static, at+1)
	}
	if n.param != none {
		s.visit(n.param, at+1)
	}
}

// take keeps a rank that is lower than the best one.
func (s *search) take(rank int) {
	if rank != none && rank < s.best {
		s.best = rank
	}
}
