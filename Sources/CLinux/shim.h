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

// epoll(7), which Glibc's module leaves out. Its event is packed on x86-64 only.
struct kuasou_epoll_event {
  unsigned int events;
  union { int descriptor; unsigned long long whole; } data;
}
#if defined(__x86_64__)
__attribute__((packed))
#endif
;
extern int *__errno_location(void);
extern int epoll_create1(int flags);
extern int epoll_ctl(int epoll, int operation, int descriptor, struct kuasou_epoll_event *event);
extern int epoll_wait(int epoll, struct kuasou_epoll_event *events, int capacity, int milliseconds);

/// epoll_create1(2).
static inline int kuasou_epoll_create(int flags) { return epoll_create1(flags); }
/// epoll_ctl(2) for a descriptor, which the events name.
static inline int kuasou_epoll_control(int epoll, int operation, int descriptor, unsigned int events) {
  struct kuasou_epoll_event event = {.events = events, .data = {.whole = 0}};
  event.data.descriptor = descriptor;
  return epoll_ctl(epoll, operation, descriptor, &event);
}
/// epoll_pwait2(2), or epoll_wait(2) where the system hasn't it, for at most 64 events, each put into one place of both arrays.
static inline int kuasou_epoll_wait(int epoll, int *descriptors, unsigned int *events, long long nanoseconds) {
  struct kuasou_epoll_event found[64];
  struct { long long seconds, nanoseconds; } time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  int count = (int)syscall(441, epoll, found, 64, &time, (void *)0, 0);
  // ENOSYS, or EPERM of a filter that doesn't know it: milliseconds, rounded up.
  if (count < 0 && (*__errno_location() == 38 || *__errno_location() == 1)) {
    count = epoll_wait(epoll, found, 64, (int)((nanoseconds + 999999) / 1000000));
  }
  for (int index = 0; index < count; index++) {
    descriptors[index] = found[index].data.descriptor;
    events[index] = found[index].events;
  }
  return count;
}

extern int madvise(void *start, unsigned long length, int advice);

/// madvise(2) with MADV_DONTNEED for pages of a file that this process can't write to: they are read again when they are next used.
static inline int kuasou_forget_pages(unsigned long start, unsigned long length) { return madvise((void *)start, length, 4); }
