#pragma once
// Variadic calls that Swift does not import, one typed inline each.
//
// No system header is included here, on purpose: a struct such as timespec would then belong to this module instead of
// Glibc, and every file that uses it would have to import CLinux (upcoming feature MemberImportVisibility).

extern int open(const char *path, int flags, ...);
extern long syscall(long number, ...);
extern int prctl(int option, ...);

/// open(2).
static inline int kuasou_open(const char *path, int flags, unsigned int mode) { return open(path, flags, mode); }
/// A raw system call of up to four arguments, for those that the C library does not wrap (Landlock).
static inline long kuasou_syscall(long number, long a, long b, long c, long d) { return syscall(number, a, b, c, d); }
/// prctl(2).
static inline int kuasou_prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d) { return prctl(option, a, b, c, d); }

extern int pipe2(int ends[2], int flags);

/// pipe2(2), which Glibc's module leaves out: both ends in one call, so that no other thread's child inherits them.
static inline int kuasou_pipe(int *reading, int *writing, int flags) {
  int ends[2];
  int code = pipe2(ends, flags);
  if (code == 0) { *reading = ends[0]; *writing = ends[1]; }
  return code;
}

extern int eventfd(unsigned int count, int flags);

/// eventfd(2), which Glibc's module leaves out.
static inline int kuasou_eventfd(unsigned int count, int flags) { return eventfd(count, flags); }

extern int mallopt(int parameter, int value);

/// mallopt(3) with M_ARENA_MAX: how many arenas threads share, each of which keeps what was freed in it.
static inline int kuasou_limit_arenas(int count) { return mallopt(-8, count); }

/// mallopt(3) with M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_THRESHOLD: whether freed memory goes back to the system in small pieces, at the
/// price of more page faults, or in large ones, as glibc arrives at by itself.
static inline int kuasou_return_freed_memory(int early) {
    return early ? mallopt(-1, 64 << 10) && mallopt(-2, 16 << 10) && mallopt(-3, 32 << 10)
                 : mallopt(-1, 64 << 20) && mallopt(-2, 128 << 10) && mallopt(-3, 32 << 20);
}
