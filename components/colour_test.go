package components

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// evaluator computes those values that the sheets write colours in.
type evaluator struct {
	t    *testing.T
	vars map[string]string
	dark bool
}

// declared is the value that a rule gives a property. The rule must be the only one of its selector that has it.
func (e evaluator) declared(where, property string) string {
	e.t.Helper()
	if strings.HasPrefix(where, "--") {
		return "var(" + where + ")"
	}
	name, selector, _ := strings.Cut(where, " ")
	re := regexp.MustCompile(`(?m)^ +(?:[^{}\n]+, )?` + regexp.QuoteMeta(selector) + `(?:, [^{}\n]+)? \{(?:[^}]*;)? ` + property + `: ([^;]+);`)
	m := re.FindStringSubmatch(source(e.t, name))
	if m == nil {
		e.t.Fatalf("%s.css has no rule %s with %s", name, selector, property)
	}
	return m[1]
}

func (e evaluator) eval(value string) colour {
	e.t.Helper()
	function, inside, _ := strings.Cut(strings.TrimSuffix(value, ")"), "(")
	switch function {
	case "transparent":
		return colour{}
	case "#fff":
		return colour{1, 1, 1, 1}
	case "var":
		v, ok := e.vars[inside]
		if !ok {
			e.t.Fatalf("the theme has no %s", inside)
		}
		return e.eval(v)
	case "light-dark":
		light, dark := splitArguments(inside)
		if e.dark {
			return e.eval(dark)
		}
		return e.eval(light)
	case "color-mix":
		// Only how much of a colour is meant: "in oklab, C p%, transparent".
		space := strings.LastIndexByte(inside, '%')
		from := strings.LastIndexByte(inside[:space], ' ')
		c := e.eval(strings.TrimPrefix(inside[:from], "in oklab, "))
		c[3] *= e.number(inside[from+1 : space+1])
		return c
	case "oklch":
		return e.oklch(inside)
	}
	e.t.Fatalf("not a colour that this test knows: %s", value)
	return colour{}
}

// splitArguments splits at the comma that is in no parentheses.
func splitArguments(s string) (first, second string) {
	depth := 0
	for i, c := range s {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				return s[:i], strings.TrimSpace(s[i+1:])
			}
		}
	}
	return s, ""
}

func (e evaluator) number(s string) float64 {
	e.t.Helper()
	percent, isPercent := strings.CutSuffix(s, "%")
	n, err := strconv.ParseFloat(percent, 64)
	if err != nil {
		e.t.Fatal(err)
	}
	if isPercent {
		n /= 100
	}
	return n
}

func (e evaluator) oklch(s string) colour {
	e.t.Helper()
	s, alpha, hasAlpha := strings.Cut(s, " / ")
	parts := strings.Fields(s)
	l, c, h := e.number(parts[0]), e.number(parts[1]), e.number(parts[2])*math.Pi/180
	out := fromOKLab(l, c*math.Cos(h), c*math.Sin(h))
	if hasAlpha {
		out[3] = e.number(alpha)
	}
	return out
}

// colour is red, green, blue as screens have them (sRGB, gamma-encoded) and alpha, each 0 to 1.
type colour [4]float64

// fromOKLab is the conversion of CSS Color 4, with what a screen cannot show cut off.
func fromOKLab(l, a, b float64) colour {
	x := math.Pow(l+0.3963377774*a+0.2158037573*b, 3)
	y := math.Pow(l-0.1055613458*a-0.0638541728*b, 3)
	z := math.Pow(l-0.0894841775*a-1.2914855480*b, 3)
	return colour{
		encode(4.0767416621*x - 3.3077115913*y + 0.2309699292*z),
		encode(-1.2684380046*x + 2.6097574011*y - 0.3413193965*z),
		encode(-0.0041960863*x - 0.7034186147*y + 1.7076147010*z),
		1,
	}
}

// encode applies sRGB's curve and rounds to the 256 steps of a screen.
func encode(v float64) float64 {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return math.Round(v*255) / 255
}

func (c colour) over(ground colour) colour {
	for i := range 3 {
		c[i] = c[i]*c[3] + ground[i]*(1-c[3])
	}
	c[3] = 1
	return c
}

// luminance is WCAG's relative luminance.
func (c colour) luminance() float64 {
	var linear [3]float64
	for i := range linear {
		if c[i] <= 0.04045 {
			linear[i] = c[i] / 12.92
		} else {
			linear[i] = math.Pow((c[i]+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*linear[0] + 0.7152*linear[1] + 0.0722*linear[2]
}

func contrast(a, b colour) float64 {
	bright, dark := a.luminance(), b.luminance()
	return (max(bright, dark) + 0.05) / (min(bright, dark) + 0.05)
}

func TestContrastIsWCAGs(t *testing.T) {
	white, black, grey := colour{1, 1, 1, 1}, colour{0, 0, 0, 1}, colour{0x77 / 255.0, 0x77 / 255.0, 0x77 / 255.0, 1}
	for want, got := range map[float64]float64{21: contrast(black, white), 4.48: contrast(white, grey), 1: contrast(grey, grey)} {
		if math.Abs(got-want) > 0.005 {
			t.Errorf("contrast %.2f, want %v", got, want)
		}
	}
}

func TestOKLCHIsCSSs(t *testing.T) {
	// What Chromium paints.
	got := evaluator{t: t}.eval("oklch(0.577 0.245 27.325)")
	if want := (colour{0xe7 / 255.0, 0, 0x0b / 255.0, 1}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}
