package safar

/*
#include <stdint.h>
*/
import "C"

import "unsafe"

// Clock gives microseconds since 1970 UTC. It may be called from any thread that uses a register.
var Clock func() int64

//export safarGoClock
func safarGoClock(_ unsafe.Pointer) C.int64_t { return C.int64_t(Clock()) }
