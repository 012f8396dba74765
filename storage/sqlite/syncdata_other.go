//go:build !linux

package sqlite

import "os"

// dataSync makes a file's bytes durable.
type dataSync struct{ file *os.File }

func newDataSync(file *os.File) *dataSync { return &dataSync{file} }

// sync returns when all that was written to the file before is on disk.
func (d *dataSync) sync() error { return d.file.Sync() }

func (d *dataSync) close() error { return nil }
