// Package safar is the part of the C interface that the story needs. What it gives to its caller is Go's own memory.
package safar

/*
#cgo pkg-config: safar
#include <safar.h>

int64_t safarGoClock(void *user); // of Go, in clock.go

static safar_status set_clock(safar_options *o) { return safar_options_set_clock(o, safarGoClock, NULL); }
// Go cannot call a function pointer of C; these can.
static int get_schema(struct ArrowArrayStream *s, struct ArrowSchema *out) { return s->get_schema(s, out); }
static int get_next(struct ArrowArrayStream *s, struct ArrowArray *out) { return s->get_next(s, out); }
static void release_stream(struct ArrowArrayStream *s) { s->release(s); }
static void release_schema(struct ArrowSchema *s) { s->release(s); }
static void release_array(struct ArrowArray *a) { a->release(a); }
*/
import "C"

import (
	"encoding/json"
	"fmt"
	"unsafe"
)

// Refused is SAFAR_E_REFUSED: the workflow says no, and nothing was changed.
const Refused = C.SAFAR_E_REFUSED

// Error is one failure. Message and Remedy are for people and hold no personal data.
type Error struct {
	Code     int               `json:"code"`
	Reason   string            `json:"reason"`
	Field    string            `json:"pointer"`
	Message  string            `json:"message"`
	Sentence map[string]string `json:"sentence"`
	Remedy   string            `json:"remedy"`
}

func (e *Error) Error() string { return fmt.Sprintf("%d %s %s", e.Code, e.Message, e.Remedy) }

// failure copies the error of a failed call and frees it.
func failure(e *C.safar_error) error {
	defer C.safar_error_free(e)
	made := &Error{}
	if err := json.Unmarshal([]byte(C.GoString(C.safar_error_json(e))), made); err != nil {
		return err
	}
	return made
}

// text is the pointer and the length of a text. C does not keep it.
func text(s string) (*C.char, C.size_t) {
	if s == "" {
		return nil, 0
	}
	bytes := []byte(s)
	return (*C.char)(unsafe.Pointer(&bytes[0])), C.size_t(len(bytes))
}

func taken(b *C.safar_buffer) string {
	defer C.safar_buffer_free(b)
	var n C.size_t
	data := C.safar_buffer_data(b, &n)
	return C.GoStringN(data, C.int(n))
}

// Register is an open register. Any goroutine.
type Register struct{ c *C.safar_register }

// Open opens or makes a register, with the clock of clock.go.
func Open(path, options string) (*Register, error) {
	var o *C.safar_options
	var r *C.safar_register
	var e *C.safar_error
	c, n := text(options)
	if C.safar_options_create(c, n, &o, &e) != C.SAFAR_OK {
		return nil, failure(e)
	}
	defer C.safar_options_free(o)
	C.set_clock(o)
	c, n = text(path)
	if C.safar_open(c, n, o, &r, &e) != C.SAFAR_OK {
		return nil, failure(e)
	}
	return &Register{r}, nil
}

// Close fails while sessions live.
func (r *Register) Close() error {
	var e *C.safar_error
	if C.safar_close(r.c, &e) != C.SAFAR_OK {
		return failure(e)
	}
	return nil
}

// Session is one person's work, in one goroutine at a time.
type Session struct{ c *C.safar_session }

// Session opens one for an actor, as JSON.
func (r *Register) Session(who string) (*Session, error) {
	var s *C.safar_session
	var e *C.safar_error
	c, n := text(who)
	if C.safar_session_open(r.c, c, n, &s, &e) != C.SAFAR_OK {
		return nil, failure(e)
	}
	return &Session{s}, nil
}

// Close ends it, before its register.
func (s *Session) Close() { C.safar_session_close(s.c) }

// Execute does a command and gives its receipt.
func (s *Session) Execute(command string) (string, error) {
	var b *C.safar_buffer
	var e *C.safar_error
	c, n := text(command)
	if C.safar_execute(s.c, c, n, &b, &e) != C.SAFAR_OK {
		return "", failure(e)
	}
	return taken(b), nil
}

// Query gives the rows as JSON.
func (s *Session) Query(query string) (string, error) {
	var b *C.safar_buffer
	var e *C.safar_error
	c, n := text(query)
	if C.safar_query(s.c, c, n, &b, &e) != C.SAFAR_OK {
		return "", failure(e)
	}
	return taken(b), nil
}

// QueryArrow gives the name of the first column, which must be text, its values, and how many columns there are. A program with the
// arrow module gives the stream to its cdata.ImportCRecordReader instead.
func (s *Session) QueryArrow(query string) (name string, values []string, columns int, err error) {
	var stream C.struct_ArrowArrayStream
	var schema C.struct_ArrowSchema
	var e *C.safar_error
	c, n := text(query)
	if C.safar_query_arrow(s.c, c, n, &stream, &e) != C.SAFAR_OK {
		return "", nil, 0, failure(e)
	}
	defer C.release_stream(&stream)
	if failed := C.get_schema(&stream, &schema); failed != 0 {
		return "", nil, 0, fmt.Errorf("errno %d", failed)
	}
	defer C.release_schema(&schema)
	first := *schema.children
	if C.GoString(first.format) != "u" {
		return "", nil, 0, fmt.Errorf("%s is not text", C.GoString(first.name))
	}
	for {
		var batch C.struct_ArrowArray
		if failed := C.get_next(&stream, &batch); failed != 0 {
			return "", nil, 0, fmt.Errorf("errno %d", failed)
		}
		if batch.release == nil { // a released batch is the end
			return C.GoString(first.name), values, int(schema.n_children), nil
		}
		column := *batch.children // validity, 32-bit offsets, bytes
		buffers := unsafe.Slice(column.buffers, 3)
		rows := int(batch.length)
		ends := unsafe.Slice((*int32)(buffers[1]), int(column.offset)+rows+1)[column.offset:]
		for row := 0; row < rows; row++ {
			at := (*C.char)(unsafe.Add(buffers[2], ends[row]))
			values = append(values, C.GoStringN(at, C.int(ends[row+1]-ends[row])))
		}
		C.release_array(&batch)
	}
}
