package suite

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// Machine says where figures come from; without it they mean nothing.
type Machine struct {
	CPU    string `json:"cpu"`
	Cores  int    `json:"cores"`
	Kernel string `json:"kernel"`
	Go     string `json:"go"`
	// Commit is the revision of the project, with "+" when files were changed since.
	Commit string `json:"commit"`
}

func thisMachine(root string) Machine {
	m := Machine{CPU: "unknown", Cores: runtime.NumCPU(), Kernel: "unknown", Go: runtime.Version(), Commit: "unknown"}
	cpuinfo, _ := os.ReadFile("/proc/cpuinfo") // What cannot be found out is unknown.
	for line := range strings.Lines(string(cpuinfo)) {
		if key, value, _ := strings.Cut(line, ":"); strings.TrimSpace(key) == "model name" {
			m.CPU = strings.TrimSpace(value)
		}
	}
	if release, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		m.Kernel = runtime.GOOS + " " + strings.TrimSpace(string(release))
	}
	if commit, err := git(root, "rev-parse", "--short", "HEAD"); err == nil {
		m.Commit = commit
		if changes, err := git(root, "status", "--porcelain"); err == nil && changes != "" {
			m.Commit += "+"
		}
	}
	return m
}

func git(root string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = root
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
