package diag

import (
	"encoding/json"
	"strconv"
	"testing"
)

func TestIssuesAsText(t *testing.T) {
	for _, test := range []struct {
		issue Issue
		want  string
	}{
		{Issue{Path: "/a", Severity: Error, Code: "c", Message: "m", Hint: "h", Line: 2, Column: 3}, "2:3: error: /a: m (h)"},
		{Issue{Message: "m"}, "warning: m"},
		{Issue{Message: "m", Line: 1, Column: 1}, "1:1: warning: m"},
		{Issue{Message: "m", Path: "/x"}, "warning: /x: m"},
	} {
		if got := test.issue.String(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestIssuesAsJSON(t *testing.T) {
	b, err := json.Marshal([]Issue{{Path: "/a", Severity: Error, Code: "c", Message: "m", Hint: "h", Line: 2, Column: 3}, {Code: "d", Message: "n"}})
	want := `[{"path":"/a","severity":"error","code":"c","message":"m","hint":"h","line":2,"column":3},{"path":"","severity":"warning","code":"d","message":"n"}]`
	if err != nil || string(b) != want {
		t.Errorf("%s, %v", b, err)
	}
}

func fill(l *List, s Severity, n int) {
	for i := range n {
		l.Add(Issue{Severity: s, Code: s.String() + strconv.Itoa(i)})
	}
}

func TestWarningsDoNotRefuse(t *testing.T) {
	var l List
	fill(&l, Warning, MaxIssues+1)
	if l.Refused() || len(l.Issues) != MaxIssues || l.More != 1 {
		t.Errorf("refused %v, %d issues, %d more", l.Refused(), len(l.Issues), l.More)
	}
}

func TestAFullListStillTakesErrorsInPlaceOfWarnings(t *testing.T) {
	var l List
	fill(&l, Error, 1)
	fill(&l, Warning, MaxIssues)
	if l.Full(Error) || !l.Full(Warning) {
		t.Error("a list with warnings has room for errors")
	}
	fill(&l, Error, 2)
	if len(l.Issues) != MaxIssues || l.More != 3 || !l.Refused() {
		t.Errorf("%d issues, %d more", len(l.Issues), l.More)
	}
	if l.Issues[0].Code != "error0" || l.Issues[MaxIssues-3].Code != "warning96" || l.Issues[MaxIssues-1].Code != "error1" {
		t.Errorf("%v %v %v", l.Issues[0], l.Issues[MaxIssues-3], l.Issues[MaxIssues-1])
	}
	fill(&l, Error, MaxIssues)
	if !l.Full(Error) || len(l.Issues) != MaxIssues || l.More != MaxIssues+3 {
		t.Errorf("%d issues, %d more", len(l.Issues), l.More)
	}
}

func TestSortBringsErrorsFirst(t *testing.T) {
	l := List{Issues: []Issue{{Code: "d", Line: 1, Column: 1}, {Code: "c", Severity: Error, Line: 2, Column: 1}, {Code: "b", Severity: Error, Line: 1, Column: 9},
		{Code: "a", Severity: Error, Line: 1, Column: 9}}}
	l.Sort()
	got := ""
	for _, i := range l.Issues {
		got += i.Code
	}
	if got != "bacd" {
		t.Error(got)
	}
}

func TestResetEmptiesAList(t *testing.T) {
	var l List
	fill(&l, Error, MaxIssues+1)
	l.Reset()
	if l.Refused() || l.Full(Error) || len(l.Issues) != 0 || l.More != 0 {
		t.Errorf("%+v", l)
	}
}
