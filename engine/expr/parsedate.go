package expr

import (
	"bytes"
	"time"
)

// maxDateBytes bounds a text that may be a date.
const maxDateBytes = 128

// parseDate is Date.parse in UTC: the format of ECMA-262 §21.4.1.32, with a space for the T as databases write it,
// and a few others that browsers agree on.
func parseDate(text []byte) (ms float64, ok bool) {
	if len(text) > maxDateBytes {
		return 0, false
	}
	text, _, _ = bytes.Cut(text, []byte{'('}) // the name of the zone, as Date.prototype.toString has it
	text = bytes.TrimSpace(text)
	if t, ok := parseISO(text); ok {
		return float64(t.UnixMilli()), true
	}
	for _, layout := range otherDates {
		if t, err := time.Parse(layout, string(text)); err == nil {
			return float64(t.UnixMilli()), true
		}
	}
	return 0, false
}

// otherDates are layouts for time.Parse.
var otherDates = [...]string{
	"Mon, 2 Jan 2006 15:04:05 GMT", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon Jan 2 2006 15:04:05 GMT-0700", "Mon Jan 2 2006",
	"January 2, 2006", "January 2, 2006 15:04", "January 2, 2006 15:04:05", "Jan 2, 2006", "Jan 2, 2006 15:04", "Jan 2, 2006 15:04:05",
	"2 January 2006", "2 January 2006 15:04", "2 January 2006 15:04:05", "2 Jan 2006", "2 Jan 2006 15:04", "2 Jan 2006 15:04:05",
	"January 2006", "Jan 2006",
	"2006/1/2", "2006/1/2 15:04", "2006/1/2 15:04:05", "1/2/2006", "1/2/2006 15:04", "1/2/2006 15:04:05",
}

// isoReader reads a text from its beginning.
type isoReader struct {
	text []byte
	bad  bool
}

func parseISO(text []byte) (t time.Time, ok bool) {
	r := isoReader{text: text}
	year := r.year()
	month, day := 1, 1
	if r.skip('-') {
		month = r.digits(2, 1, 12)
		if r.skip('-') {
			day = r.digits(2, 1, 31)
		}
	}
	var clock time.Duration
	if r.skip('T') || r.skip('t') || r.skip(' ') {
		clock = r.clock()
	}
	if r.bad || len(r.text) > 0 {
		return t, false
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Add(clock), true
}

// year is four digits, or a sign and six.
func (r *isoReader) year() int {
	switch {
	case r.skip('+'):
		return r.digits(6, 0, 275760)
	case r.skip('-'):
		return -r.digits(6, 1, 271821) // there is no year -000000
	}
	return r.digits(4, 0, 9999)
}

// clock reads the time of the day and its zone, which is UTC unless it says otherwise.
func (r *isoReader) clock() time.Duration {
	hour := r.digits(2, 0, 24)
	minute, second, fraction := 0, 0, 0
	if !r.skip(':') {
		r.bad = true
	}
	minute = r.digits(2, 0, 59)
	if r.skip(':') {
		second = r.digits(2, 0, 59)
		if r.skip('.') {
			fraction = r.fraction()
		}
	}
	if hour == 24 && minute+second+fraction > 0 {
		r.bad = true
	}
	zone := r.zone()
	return time.Duration(hour)*time.Hour + time.Duration(minute-zone)*time.Minute + time.Duration(second)*time.Second +
		time.Duration(fraction)*time.Millisecond
}

// fraction reads digits after a point, as milliseconds.
func (r *isoReader) fraction() int {
	ms, unit := 0, 100
	if len(r.text) == 0 || r.text[0] < '0' || r.text[0] > '9' {
		r.bad = true
	}
	for len(r.text) > 0 && '0' <= r.text[0] && r.text[0] <= '9' {
		ms += int(r.text[0]-'0') * unit
		unit /= 10
		r.text = r.text[1:]
	}
	return ms
}

// zone reads Z or an offset, in minutes.
func (r *isoReader) zone() int {
	sign := 1
	switch {
	case len(r.text) == 0 || r.skip('Z') || r.skip('z'):
		return 0
	case r.skip('-'):
		sign = -1
	case !r.skip('+'):
		r.bad = true
	}
	hours := r.digits(2, 0, 23)
	r.skip(':')
	return sign * (60*hours + r.digits(2, 0, 59))
}

func (r *isoReader) skip(c byte) bool {
	if len(r.text) == 0 || r.text[0] != c {
		return false
	}
	r.text = r.text[1:]
	return true
}

// digits reads a number of exactly n digits between low and high.
func (r *isoReader) digits(n, low, high int) int {
	if len(r.text) < n {
		r.bad = true
		return low
	}
	v := 0
	for _, c := range r.text[:n] {
		if c < '0' || c > '9' {
			r.bad = true
			return low
		}
		v = 10*v + int(c-'0')
	}
	r.text = r.text[n:]
	if v < low || v > high {
		r.bad = true
	}
	return v
}
