#pragma once
#include <zlib.h>

/// inflateInit2 is a macro in C, which Swift does not import.
static inline int kuasou_inflate_init(z_streamp stream, int window_bits) { return inflateInit2(stream, window_bits); }
