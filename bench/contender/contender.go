// Package contender is how the benchmark suite talks to what it times. A contender does one job on one input, such as
// rendering the page of a spec. Contenders of this program run in it (Set); those of other modules and languages run in
// processes of their own that answer the same two questions in JSON lines (Serve, Process): what did you make of this
// input, and how long does it take?
package contender

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

// Sample is what an operation cost, on average over a stretch of time.
type Sample struct {
	NS float64 `json:"ns"`
	// Bytes and Allocs are what an operation allocates; 0 from those that cannot tell.
	Bytes  float64 `json:"bytes"`
	Allocs float64 `json:"allocs"`
}

// Job is a contender that is ready to work on one input, with all preparation that a user of it would do once behind it.
type Job struct {
	// Run does the work once.
	Run func()
	// Output is what Run makes, for comparison with others; it may be called before Run. nil for what makes nothing, as
	// a limit does.
	Output func() ([]byte, error)
}

// Maker readies a contender for an input.
type Maker func(input []byte) (Job, error)

// Host runs contenders by name on inputs, which are files.
type Host interface {
	// Output is what the contender makes of the input.
	Output(name, file string) ([]byte, error)
	// Time repeats the contender's work for about so long.
	Time(name, file string, d time.Duration) (Sample, error)
}

// Set is the Host of the contenders of this process.
type Set struct {
	makers map[string]Maker
	jobs   map[[2]string]Job
}

var _ Host = (*Set)(nil)

// NewSet makes a Set.
func NewSet(makers map[string]Maker) *Set {
	return &Set{makers: makers, jobs: map[[2]string]Job{}}
}

// Output implements Host.
func (s *Set) Output(name, file string) ([]byte, error) {
	job, err := s.job(name, file)
	if err != nil {
		return nil, err
	}
	if job.Output == nil {
		return nil, fmt.Errorf("%s makes nothing to compare", name)
	}
	return job.Output()
}

// Time implements Host.
func (s *Set) Time(name, file string, d time.Duration) (Sample, error) {
	job, err := s.job(name, file)
	if err != nil {
		return Sample{}, err
	}
	return Time(job.Run, d), nil
}

// job readies a contender once for each input.
func (s *Set) job(name, file string) (Job, error) {
	key := [2]string{name, file}
	if job, ok := s.jobs[key]; ok {
		return job, nil
	}
	maker, ok := s.makers[name]
	if !ok {
		return Job{}, fmt.Errorf("there is no contender %q", name)
	}
	input, err := os.ReadFile(file)
	if err != nil {
		return Job{}, err
	}
	job, err := maker(input)
	if err != nil {
		return Job{}, fmt.Errorf("%s: %s: %w", name, file, err)
	}
	s.jobs[key] = job
	return job, nil
}

// Time repeats an operation for about so long, in one batch that is long enough for the clock.
func Time(op func(), d time.Duration) Sample {
	op()
	n := 1
	for {
		if took := repeat(op, n); took > min(d, time.Millisecond) {
			n = max(1, int(float64(n)*float64(d)/float64(took)))
			break
		}
		n *= 4
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	took := repeat(op, n)
	runtime.ReadMemStats(&after)
	return Sample{
		NS:     float64(took) / float64(n),
		Bytes:  float64((after.TotalAlloc - before.TotalAlloc) / uint64(n)),
		Allocs: float64((after.Mallocs - before.Mallocs) / uint64(n)),
	}
}

func repeat(op func(), n int) time.Duration {
	start := time.Now()
	for range n {
		op()
	}
	return time.Since(start)
}
