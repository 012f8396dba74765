package expr

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// locale is how a language writes numbers and dates: what Intl has for it, in a form that is cheap to apply. The
// table is localedata.go; testdata/locales.mjs makes it and explains the patterns.
type locale struct {
	tag string

	decimal, group string
	minGroup       int // digits that must stand before the first group separator
	percent        string
	symbolFirst    bool   // whether a currency stands before the number
	symbolGap      string // between the two
	minusInside    bool   // "€ -1", not "-€ 1"
	steps          []step // of compact notation, ascending
	symbols        string // "|USD$|…": currencies that have a symbol

	// Names are separated by "|"; weekdays begin with Sunday.
	months, weekdays []string
	dayPeriods       string

	// By style: full, long, medium, short. A glue joins a date with a time.
	dateStyles, styleGlue [4]string
	timeStyles            [12]string // the same for each clock: the locale's own, 12 hours, 24 hours
	// fieldGlue is by what the date has: a long month and a weekday, a long month, a short month, a number or no month,
	// nothing but a weekday.
	fieldGlue [5]string
	// fields are date patterns by weekday (none, short, long), month (none, number, short, long), year and day.
	fields [48]string
	// times are time patterns by clock (the locale's own, 12 hours, 24 hours) and by what follows the hour: nothing,
	// minutes, minutes of two digits, minutes and seconds, both of two digits.
	times [15]string
}

// step is the unit of compact notation from the power of ten "from" on: 10 to the power of "by".
type step struct {
	from, by int
	suffix   string
}

// findLocale is the locale with this tag, else the first one of its language, else en-US.
func findLocale(tag []byte) *locale {
	language, _, _ := bytes.Cut(tag, []byte{'-'})
	best := &locales[0]
	for i := range locales {
		l := &locales[i]
		if bytes.EqualFold(tag, []byte(l.tag)) {
			return l
		}
		own, _, _ := strings.Cut(l.tag, "-")
		other, _, _ := strings.Cut(best.tag, "-")
		if bytes.EqualFold(language, []byte(own)) && other != own {
			best = l
		}
	}
	return best
}

// currencyCode is the code of a currency in upper case.
type currencyCode [3]byte

// appendSymbol writes a currency's symbol, or its code where it has none.
func (l *locale) appendSymbol(dst []byte, code currencyCode) []byte {
	key := [...]byte{'|', code[0], code[1], code[2]}
	at := strings.Index(l.symbols, string(key[:]))
	if at < 0 {
		return append(dst, code[:]...)
	}
	symbol, _, _ := strings.Cut(l.symbols[at+len(key):], "|")
	return append(dst, symbol...)
}

// appendGap writes what stands between a currency in front and the digits: a symbol that ends in a letter is set apart.
func (l *locale) appendGap(dst []byte) []byte {
	if last, _ := utf8.DecodeLastRune(dst); l.symbolGap == "" && !unicode.IsSymbol(last) {
		return append(dst, "\u00a0"...)
	}
	return append(dst, l.symbolGap...)
}

// nth is the n-th of names separated by "|".
func nth(names string, n int) string {
	for ; n > 0; n-- {
		_, names, _ = strings.Cut(names, "|")
	}
	name, _, _ := strings.Cut(names, "|")
	return name
}
