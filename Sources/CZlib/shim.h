#pragma once
#include <zlib.h>

/// inflateInit2 is a macro in C, which Swift does not import.
static inline int kuasou_inflate_init(z_streamp stream, int window_bits) { return inflateInit2(stream, window_bits); }
/// deflateInit2 is a macro in C, which Swift does not import.
static inline int kuasou_deflate_init(z_streamp stream, int level, int window_bits) { return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY); }
