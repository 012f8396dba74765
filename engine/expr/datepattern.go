package expr

import "strconv"

// pattern writes the fields of a pattern; testdata/locales.mjs tells what they mean.
func (p *datePrinter) pattern(dst []byte, pattern string) []byte {
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) {
			dst = append(dst, pattern[i])
			continue
		}
		i++
		dst = p.field(dst, pattern[i])
	}
	return dst
}

func (p *datePrinter) field(dst []byte, code byte) []byte {
	switch code {
	case 'Y', 'y':
		return p.appendYear(dst, code)
	case 'm', 'M':
		return number(dst, int(p.t.Month()), code == 'M' || p.monthTwo)
	case 'd', 'D':
		return number(dst, p.t.Day(), code == 'D' || p.dayTwo)
	case 'k', 'K', 'q', 'Q', 'i', 'I', 'j', 'J':
		return number(dst, hourOf(p.t.Hour(), p.hourCycle(code)), code < 'a' || p.hourTwo)
	case 'n':
		return number(dst, p.t.Minute(), true)
	case 's':
		return number(dst, p.t.Second(), true)
	case 'N':
		return number(dst, p.t.Minute(), false)
	case 'S':
		return number(dst, p.t.Second(), false)
	case 'p':
		return append(dst, nth(p.dayPeriods, p.t.Hour()/12)...)
	case '1', '2', '3', '4':
		return append(dst, nth(p.months[code-'1'], int(p.t.Month())-1)...)
	case '5', '6', '7', '8':
		return append(dst, nth(p.weekdays[code-'5'], int(p.t.Weekday()))...)
	}
	return dst
}

// hourCycle is the cycle of an hour in a pattern, unless the options say another.
func (p *datePrinter) hourCycle(code byte) string {
	if p.cycle != "" {
		return p.cycle
	}
	switch code | 0x20 {
	case 'i':
		return "h12"
	case 'j':
		return "h11"
	case 'q':
		return "h24"
	}
	return "h23"
}

// hourOf is an hour from 0 to 23 in a cycle.
func hourOf(hour int, cycle string) int {
	switch cycle {
	case "h11":
		return hour % 12
	case "h12":
		return (hour+11)%12 + 1
	case "h24":
		return (hour+23)%24 + 1
	}
	return hour
}

// appendYear writes a year of its era: before the year 1 they count backwards.
func (p *datePrinter) appendYear(dst []byte, code byte) []byte {
	year := p.t.Year()
	if year < 1 {
		year = 1 - year
	}
	if code == 'y' || p.yearTwo {
		return number(dst, year%100, true)
	}
	return strconv.AppendInt(dst, int64(year), 10)
}

// number writes a number, with two digits at least if asked for.
func number(dst []byte, n int, two bool) []byte {
	if two && n < 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10)
}
