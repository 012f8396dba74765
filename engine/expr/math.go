package expr

import (
	"math"

	"placard/engine/value"
)

// mathOperations are the values of $math.
var mathOperations = [...]string{"add", "subtract", "multiply", "divide", "mod", "min", "max", "round", "floor", "ceil", "abs"}

// arithmetic is $math. An operation that it does not know gives a, as in the original.
func arithmetic(operation []byte, a, b float64) value.Value {
	switch string(operation) {
	case "add":
		a += b
	case "subtract":
		a -= b
	case "multiply":
		a *= b
	case "divide":
		a = divide(a, b)
	case "mod":
		a = modulo(a, b)
	case "min":
		a = math.Min(a, b)
	case "max":
		a = math.Max(a, b)
	case "round":
		a = round(a)
	case "floor":
		a = math.Floor(a)
	case "ceil":
		a = math.Ceil(a)
	case "abs":
		a = math.Abs(a)
	}
	return value.OfNumber(a)
}

func divide(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func modulo(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return math.Mod(a, b)
}

// round is Math.round: halves go up, also below zero. Adding 0.5 first would be wrong for the number just below 0.5
// and for those so large that the sum is not exact.
func round(a float64) float64 {
	down := math.Floor(a)
	if a-down >= 0.5 {
		return down + 1
	}
	return down
}
