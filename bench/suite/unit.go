package suite

import (
	"fmt"
	"strconv"
)

// Unit is what a metric is counted in.
type Unit string

// The units of the metrics.
const (
	Nanoseconds Unit = "ns"
	Bytes       Unit = "bytes"
	PerSecond   Unit = "per second"
	Count       Unit = "count"
	Percent     Unit = "%"
)

// Format writes a value of the unit for people, in about three digits.
func (u Unit) Format(v float64) string {
	switch u {
	case Nanoseconds:
		return scaled(v, 1000, " ns", " µs", " ms", " s")
	case Bytes:
		return scaled(v, 1000, " B", " KB", " MB", " GB")
	case PerSecond:
		return scaled(v, 1000, "/s", " k/s", " M/s")
	case Percent:
		return digits(v) + " %"
	}
	return digits(v)
}

func scaled(v, step float64, names ...string) string {
	i := 0
	for v >= step && i < len(names)-1 {
		v /= step
		i++
	}
	return digits(v) + names[i]
}

func digits(v float64) string {
	switch {
	case v == 0:
		return "0"
	case v < 0.1:
		return strconv.FormatFloat(v, 'g', 2, 64)
	case v < 10:
		return fmt.Sprintf("%.2f", v)
	case v < 100:
		return fmt.Sprintf("%.1f", v)
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}
