#pragma once
#include <seccomp.h>

/// SCMP_ACT_ERRNO is a macro with a parameter, which Swift does not import: a denied call fails with this errno.
static inline uint32_t kuasou_deny_with(uint16_t code) { return SCMP_ACT_ERRNO(code); }
/// SCMP_ACT_ALLOW as the type that the calls take.
static inline uint32_t kuasou_allow(void) { return SCMP_ACT_ALLOW; }
