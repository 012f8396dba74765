package expr

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"
)

// rounded is a number with at most this many fraction digits, halves away from zero, by exact arithmetic on its
// shortest decimal form.
func rounded(f float64, digits int) string {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(math.Abs(f), 'e', -1, 64))
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil))
	r.Add(r.Mul(r, scale), big.NewRat(1, 2))
	whole := new(big.Int).Div(r.Num(), r.Denom())
	return new(big.Rat).Quo(new(big.Rat).SetInt(whole), scale).FloatString(digits)
}

func TestDecimalRoundsLikeExactArithmetic(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 20_000 {
		f := math.Float64frombits(random.Uint64())
		switch i % 3 {
		case 1:
			f = float64(random.IntN(1_000_000)) / 1000 // halves are frequent among these
		case 2:
			f = math.Abs(random.NormFloat64()) * math.Pow(10, float64(random.IntN(30)-15))
		}
		if f != f || math.IsInf(f, 0) || math.Abs(f) > 1e40 || f != 0 && math.Abs(f) < 1e-40 {
			continue
		}
		digits := random.IntN(8)
		d := newDecimal(f)
		d.round(d.point + digits)
		if got, want := string(d.append(nil, &locales[0], "", 1, digits)), rounded(f, digits); got != want {
			t.Fatalf("%v with %d digits: got %s, want %s", f, digits, got, want)
		}
	}
}

func TestParseDateIsBounded(t *testing.T) {
	for _, text := range []string{"2024-03-05" + string(make([]byte, 100)), "+275760-09-13T00:00:00.001Z", "-000000-01-01", "-271822-01-01", "99999-01-01", "2024-W10", "12:30"} {
		if ms, ok := parseDate([]byte(text)); ok && math.Abs(ms) <= maxDate {
			t.Errorf("%q is %v", text, ms)
		}
	}
	if ms, ok := parseDate([]byte("+275760-09-13T00:00:00.000Z")); !ok || ms != maxDate {
		t.Errorf("the last date is %v", ms)
	}
	if ms, ok := parseDate([]byte("-271821-04-20T00:00:00.000Z")); !ok || ms != -maxDate {
		t.Errorf("the first date is %v", ms)
	}
}
