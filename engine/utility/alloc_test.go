package utility

import (
	"runtime/debug"
	"testing"
)

// page is the classes of a usual page: 30 utilities and one name that is none.
const page = "flex min-h-screen flex-col items-center gap-4 bg-background p-6 text-foreground md:flex-row md:p-10 " +
	"w-full max-w-md rounded-lg border shadow-sm text-2xl font-semibold text-muted-foreground hover:bg-primary/90 " +
	"dark:bg-zinc-900 grid-cols-[1fr_2fr] mt-2.5 space-y-2 group-hover:underline focus-visible:ring-2 " +
	"data-[state=open]:animate-in [&_p]:mt-4 before:content-['→'] text-sm/6 -mx-2 card-title"

// noAllocations fails when f allocates once memory has grown.
func noAllocations(t *testing.T, name string, f func()) {
	t.Helper()
	if racing {
		t.Skip("the race detector allocates")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	if n := testing.AllocsPerRun(20, f); n != 0 {
		t.Errorf("%s: %v allocations", name, n)
	}
}

func TestSheetsDoNotAllocate(t *testing.T) {
	var s Sheet
	var out []byte
	usual := []byte(page)
	noAllocations(t, "page", func() {
		s.Reset()
		s.Add(usual)
		out = s.Append(out[:0], Options{})
	})
	for _, l := range lines(t, "sheets.txt.gz") {
		classes := []byte(l[0])
		noAllocations(t, l[0], func() {
			s.Reset()
			s.Add(classes)
			out = s.Append(out[:0], Options{})
		})
	}
}

func BenchmarkAdd(b *testing.B) {
	for name, class := range map[string]string{
		"static": "items-center", "number": "mt-2.5", "color": "bg-red-500", "alpha": "bg-primary/90",
		"arbitrary": "w-[37px]", "variant": "hover:underline", "stacked": "sm:group-hover:bg-red-500/50",
		"selector": "[&_p]:mt-4", "unknown": "card-title", "unknownVariant": "ui:card",
	} {
		b.Run(name, func(b *testing.B) {
			var s Sheet
			text := []byte(class)
			b.ReportAllocs()
			for b.Loop() {
				s.Reset()
				s.memo.slots = s.memo.slots[:0:0] // Its clearing is not what is measured.
				s.memo.slots = emptySlots
				s.Add(text)
				forget(&s)
			}
		})
	}
	b.Run("again", func(b *testing.B) {
		var s Sheet
		text := []byte("bg-primary/90")
		b.ReportAllocs()
		for b.Loop() {
			s.Add(text)
		}
	})
}

var emptySlots = make([]uint16, memoSlots)

// forget empties the one slot that a name has taken.
func forget(s *Sheet) {
	for _, n := range s.memo.names {
		slot, _ := s.memo.find(s.text, s.at(n))
		s.memo.slots[slot] = 0
	}
	s.memo.names = s.memo.names[:0]
}

func BenchmarkPage(b *testing.B) {
	var s Sheet
	var out []byte
	text := []byte(page)
	b.Run("Add", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Reset()
			s.Add(text)
		}
	})
	b.Run("Append", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			out = s.Append(out[:0], Options{})
		}
		b.SetBytes(int64(len(out)))
	})
}
