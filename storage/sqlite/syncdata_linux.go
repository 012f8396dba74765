package sqlite

import (
	"fmt"
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

// dataSync makes a file's bytes durable. When its times get to disk does not matter, and waiting for them takes longer.
//
// It asks the kernel to do it in the background (io_submit(2) with IOCB_CMD_FDSYNC) and waits for an eventfd, as for a
// network connection. fdatasync(2) would hold the goroutine's processor until the runtime notices, which is a few per cent
// of a server that has one; it is used where the kernel does not offer the other.
type dataSync struct {
	file *os.File
	// queue is the kernel's, 0 when there is none, and done the eventfd that it counts up.
	queue   uintptr
	done    *os.File
	request iocb
}

// iocb and ioEvent are those of linux/aio_abi.h; what is always 0 has no name.
type iocb struct {
	_, _   uint64
	opcode uint16
	_      int16
	file   uint32
	_      [4]uint64
	flags  uint32
	done   uint32
}

type ioEvent struct {
	_, _      uint64
	result, _ int64
}

const (
	opDataSync = 3 // IOCB_CMD_FDSYNC
	tellDone   = 1 // IOCB_FLAG_RESFD
)

// newDataSync never fails: without a queue it does without.
func newDataSync(file *os.File) *dataSync {
	d := &dataSync{file: file}
	fd, _, errno := syscall.Syscall(syscall.SYS_EVENTFD2, 0, syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if errno != 0 {
		return d
	}
	d.done = os.NewFile(fd, "eventfd")
	if _, _, errno = syscall.Syscall(syscall.SYS_IO_SETUP, 1, uintptr(unsafe.Pointer(&d.queue)), 0); errno != 0 {
		d.queue = 0
	}
	d.request = iocb{opcode: opDataSync, file: uint32(file.Fd()), flags: tellDone, done: uint32(fd)}
	return d
}

// sync returns when all that was written to the file before is on disk. One goroutine at a time may call it.
func (d *dataSync) sync() error {
	if d.queue != 0 && d.submit() {
		return d.wait()
	}
	for {
		if err := syscall.Fdatasync(int(d.file.Fd())); err != syscall.EINTR {
			return err
		}
	}
}

// submit tells whether the kernel has taken the request.
func (d *dataSync) submit() bool {
	requests := [1]*iocb{&d.request}
	n, _, _ := syscall.Syscall(syscall.SYS_IO_SUBMIT, d.queue, 1, uintptr(unsafe.Pointer(&requests)))
	runtime.KeepAlive(d)
	return n == 1
}

func (d *dataSync) wait() error {
	var count [8]byte
	if _, err := d.done.Read(count[:]); err != nil {
		return err
	}
	var event ioEvent
	n, _, errno := syscall.Syscall6(syscall.SYS_IO_GETEVENTS, d.queue, 1, 1, uintptr(unsafe.Pointer(&event)), 0, 0)
	switch {
	case n != 1:
		return fmt.Errorf("io_getevents: %d, %w", n, errno)
	case event.result != 0:
		return syscall.Errno(-event.result)
	}
	return nil
}

// close frees what newDataSync has made. The kernel takes up to 0.2 s for a queue, for which nobody need wait; it fails only
// for one that is not there.
func (d *dataSync) close() error {
	if d.queue != 0 {
		go syscall.Syscall(syscall.SYS_IO_DESTROY, d.queue, 0, 0)
	}
	if d.done == nil {
		return nil
	}
	return d.done.Close()
}
