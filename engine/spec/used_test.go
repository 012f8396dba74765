package spec

import "testing"

// An element that cannot be reached makes check look at the types anew, which must not forget that the page has classes.
func TestForgettingTypesKeepsOwnStyles(t *testing.T) {
	var u Used
	u.Add(OwnStyles, UsedType)
	u.Add(3, UsedType|UsedChoice(0, 1))
	u.ForgetTypes()
	if !u.Has(OwnStyles, UsedType) || u.Has(3, UsedType) || u.Take(3) != UsedChoice(0, 1) || u.Take(3) != 0 {
		t.Errorf("%v", u)
	}
}
