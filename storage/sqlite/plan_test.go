package sqlite

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryStatementUsesAnIndex keeps the promise of the package comment: no statement reads a whole table or sorts.
func TestEveryStatementUsesAnIndex(t *testing.T) {
	db := openIn(t, t.TempDir())
	defer db.Close()
	for _, s := range slices.Concat((&reads{}).statements(), (&writes{}).statements()) {
		for _, step := range queryPlan(t, db, s.text) {
			scan := strings.HasPrefix(step, "SCAN ") && step != "SCAN CONSTANT ROW" && !strings.HasPrefix(step, "SCAN (subquery") &&
				!strings.HasPrefix(step, "SCAN json_each ") // a list that the call brings along
			if scan || strings.Contains(step, "TEMP B-TREE") || strings.Contains(step, "AUTOMATIC") {
				t.Errorf("%s\n\t%s", step, s.text)
			}
		}
	}
}

func TestStatementsUseTheIndexMadeForThem(t *testing.T) {
	db := openIn(t, t.TempDir())
	defer db.Close()
	for _, c := range []struct{ text, index string }{
		{listedSQL, "items_listed (workspace=? AND kind=? AND deleted_at=? AND (created_at,id)<(?,?))"},
		{namedItemSQL, "items_named (workspace=? AND kind=? AND name=?)"},
		{countActiveSQL, "COVERING INDEX items_listed (workspace=? AND kind=? AND deleted_at=?)"},
		{countUpToSQL, "COVERING INDEX items_listed (workspace=? AND kind=? AND deleted_at=?)"},
		{sweepDeletedSQL, "items_deleted (deleted_at<?)"},
		{sweepExpiredSQL, "items_expiring (expires_at<?)"},
		{sweepAbandonedSQL, "workspaces_expiring (expires_at<?)"},
		{sweepReplacedSQL, "replaced_blobs_age (replaced_at<?)"},
		{sweepKeysSQL, "idempotency_keys_age (created_at<?)"},
		{sweepWorkspacesSQL, "workspaces_expiring (expires_at<?)"},
		{blobNamedSQL, "COVERING INDEX items_blob_row (blob_row=?)"},
		{blobNamedSQL, "items_blob (blob=?)"},
	} {
		plan := strings.Join(queryPlan(t, db, c.text), "\n")
		if !strings.Contains(plan, c.index) {
			t.Errorf("want %s, the plan is\n%s\n\t%s", c.index, plan, c.text)
		}
	}
}

func queryPlan(t *testing.T, db *DB, text string) []string {
	t.Helper()
	switch first, _, _ := strings.Cut(text, " "); first {
	case "SELECT", "UPDATE", "DELETE", "INSERT":
	default:
		return nil // BEGIN and the like have no plan
	}
	rows, err := db.readPool.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, make([]any, strings.Count(text, "?"))...)
	if err != nil {
		t.Fatalf("%v\n\t%s", err, text)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, step)
	}
	return plan
}
