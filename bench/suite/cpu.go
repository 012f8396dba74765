package suite

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of the kernel's times in /proc: USER_HZ, 100 on every Linux.
const tick = 10 * time.Millisecond

// cpuTimes are what a process and all that it has started have used of the CPUs so far, and what all other processes
// have. Processes that have ended count with their parents. The times of processes are exact, where the sums in
// /proc/stat are made of samples and miss a third of the work of a server that often sleeps.
func cpuTimes(pid int) (tree, others time.Duration) {
	parents := map[int]int{}
	times := map[int]time.Duration{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // It has ended.
		}
		if id, parent, used, err := parseStat(text); err == nil {
			parents[id], times[id] = parent, used
		}
	}
	for id, used := range times {
		if descends(id, pid, parents) {
			tree += used
		} else {
			others += used
		}
	}
	return tree, others
}

func descends(id, from int, parents map[int]int) bool {
	for ; id != 0; id = parents[id] {
		if id == from {
			return true
		}
	}
	return false
}

// parseStat reads /proc/PID/stat: proc(5). The name, in parentheses, may contain anything.
func parseStat(text []byte) (pid, parent int, used time.Duration, err error) {
	end := bytes.LastIndexByte(text, ')')
	fields := strings.Fields(string(text[end+1:]))
	if end < 0 || len(fields) < 15 {
		return 0, 0, 0, fmt.Errorf("no process: %.50q", text)
	}
	if pid, err = strconv.Atoi(strings.Fields(string(text))[0]); err != nil {
		return 0, 0, 0, err
	}
	if parent, err = strconv.Atoi(fields[1]); err != nil {
		return 0, 0, 0, err
	}
	for _, field := range fields[11:15] { // utime stime cutime cstime
		ticks, err := strconv.Atoi(field)
		if err != nil {
			return 0, 0, 0, err
		}
		used += time.Duration(ticks) * tick
	}
	return pid, parent, used, nil
}
