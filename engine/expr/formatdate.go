package expr

import (
	"math"
	"strconv"
	"time"

	"placard/engine/value"
)

// dateStyles are the values of dateStyle and timeStyle.
var dateStyles = [...]string{"full", "long", "medium", "short"}

// formatDate writes a date as Intl.DateTimeFormat does (ECMA-402 §11). Times are UTC: a page is rendered once for
// readers in all zones, and timeZone has no effect. Known are dateStyle, timeStyle, weekday, year, month, day, hour,
// minute, second, hour12 and hourCycle; narrow names are written short.
func (e *Env) formatDate(v value.Value, f *formatArgs) value.Value {
	ms, ok := e.dateOf(v)
	if !ok {
		return value.Value{}
	}
	start := len(e.text)
	if now, ok := e.relativeTo(f); ok {
		e.text = appendRelative(e.text, now-ms)
		return e.since(start)
	}
	p := datePrinter{formatArgs: f, t: time.UnixMilli(int64(ms)).UTC()}
	p.readOptions()
	e.text = p.append(e.text)
	return e.since(start)
}

// maxDate is the last millisecond that JavaScript has a date for (ECMA-262 §21.4.1.31).
const maxDate = 8.64e15

// dateOf is new Date(v).getTime() for numbers and texts; ok is false for what is no date.
func (e *Env) dateOf(v value.Value) (ms float64, ok bool) {
	switch v.Kind() {
	case value.Number:
		ms, ok = math.Trunc(v.Float()), true
	case value.String:
		ms, ok = parseDate(v.Bytes())
	}
	return ms, ok && math.Abs(ms) <= maxDate
}

func (e *Env) relativeTo(f *formatArgs) (now float64, ok bool) {
	switch {
	case string(f.style.Bytes()) != "relative":
		return 0, false
	case f.now.Kind() == value.Number:
		return f.now.Float(), math.Abs(f.now.Float()) <= maxDate
	}
	return float64(e.Now), e.Now != 0
}

// appendRelative is the directive's own: it is not translated.
func appendRelative(dst []byte, diff float64) []byte {
	if diff == 0 {
		return append(dst, "just now"...)
	}
	suffix := " ago"
	if diff < 0 {
		suffix = " from now"
	}
	seconds := int64(math.Abs(diff) / 1000)
	n, unit := seconds, byte('s')
	switch {
	case seconds >= 24*60*60:
		n, unit = seconds/(24*60*60), 'd'
	case seconds >= 60*60:
		n, unit = seconds/(60*60), 'h'
	case seconds >= 60:
		n, unit = seconds/60, 'm'
	}
	return append(append(strconv.AppendInt(dst, n, 10), unit), suffix...)
}

// datePrinter writes one date.
type datePrinter struct {
	*formatArgs
	t time.Time

	dateStyle, timeStyle               string
	weekday, year, month, day          string
	hour, minute, second               string
	clock                              int    // the locale's own, 12 hours, 24 hours
	cycle                              string // which hours that clock has, when it is said
	yearTwo, monthTwo, dayTwo, hourTwo bool
}

func (p *datePrinter) readOptions() {
	p.dateStyle = p.word("dateStyle", "", dateStyles[:]...)
	p.timeStyle = p.word("timeStyle", "", dateStyles[:]...)
	p.weekday = p.word("weekday", "", "short", "long", "narrow")
	p.year = p.word("year", "", "numeric", "2-digit")
	p.month = p.word("month", "", "numeric", "2-digit", "short", "long", "narrow")
	p.day = p.word("day", "", "numeric", "2-digit")
	p.hour = p.word("hour", "", "numeric", "2-digit")
	p.minute = p.word("minute", "", "numeric", "2-digit")
	p.second = p.word("second", "", "numeric", "2-digit")
	p.setClock()
	if p.weekday+p.year+p.month+p.day+p.hour+p.minute+p.second == "" {
		p.year, p.month, p.day = "numeric", "numeric", "numeric"
	}
	p.yearTwo, p.monthTwo = p.year == "2-digit", p.month == "2-digit"
	p.dayTwo, p.hourTwo = p.day == "2-digit", p.hour == "2-digit"
}

func (p *datePrinter) setClock() {
	if hour12 := p.options.Field("hour12"); !hour12.Nullish() {
		p.clock = 2
		if hour12.Truthy() {
			p.clock = 1
		}
		return
	}
	switch p.cycle = p.word("hourCycle", "", "h11", "h12", "h23", "h24"); p.cycle {
	case "h11", "h12":
		p.clock = 1
	case "h23", "h24":
		p.clock = 2
	}
}

func (p *datePrinter) append(dst []byte) []byte {
	if p.dateStyle == "" && p.timeStyle == "" {
		return p.appendFields(dst)
	}
	if p.dateStyle != "" {
		i := styleIndex(p.dateStyle)
		dst = p.pattern(dst, p.dateStyles[i])
		if p.timeStyle != "" {
			dst = append(dst, p.styleGlue[i]...)
		}
	}
	if p.timeStyle != "" {
		dst = p.pattern(dst, p.timeStyles[4*p.clock+styleIndex(p.timeStyle)])
	}
	return dst
}

func styleIndex(style string) int {
	for i, s := range dateStyles {
		if s == style {
			return i
		}
	}
	return 0
}

func (p *datePrinter) appendFields(dst []byte) []byte {
	date, time := p.fields[p.fieldIndex()], p.timePattern()
	dst = p.pattern(dst, date)
	if date != "" && time != "" {
		dst = append(dst, p.fieldGlue[p.glueIndex()]...)
	}
	return p.pattern(dst, time)
}

func (p *datePrinter) fieldIndex() int {
	i := 16*nameKind(p.weekday) + 4*p.monthKind()
	if p.year != "" {
		i += 2
	}
	if p.day != "" {
		i++
	}
	return i
}

// nameKind is 0 without a name, 1 for a short one, 2 for a long one.
func nameKind(width string) int {
	switch width {
	case "":
		return 0
	case "long":
		return 2
	}
	return 1
}

func (p *datePrinter) monthKind() int {
	switch p.month {
	case "":
		return 0
	case "numeric", "2-digit":
		return 1
	}
	return 1 + nameKind(p.month)
}

func (p *datePrinter) glueIndex() int {
	switch p.monthKind() {
	case 3:
		if p.weekday != "" {
			return 0
		}
		return 1
	case 2:
		return 2
	}
	if p.weekday != "" && p.month+p.year+p.day == "" {
		return 4
	}
	return 3
}

// timePattern is the pattern of the hour, minute and second. Without an hour they are plain numbers.
func (p *datePrinter) timePattern() string {
	switch {
	case p.hour != "" && p.second != "":
		return p.times[5*p.clock+3+twoDigits(p.minute)]
	case p.hour != "" && p.minute != "":
		return p.times[5*p.clock+1+twoDigits(p.minute)]
	case p.hour != "":
		return p.times[5*p.clock]
	case p.minute != "" && p.second != "":
		return "%n:%s"
	case p.minute != "":
		return "%N"
	case p.second != "":
		return "%S"
	}
	return ""
}

func twoDigits(width string) int {
	if width == "2-digit" {
		return 1
	}
	return 0
}
