// Makes system calls fail, or ends the process, at a chosen one of the calls that change files under
// a folder. Loaded before libc by LD_PRELOAD.
//
//   FAULT_ROOT   the folder, absolute
//   FAULT_CALL   the call that fails, counted from 1
//   FAULT_ERRNO  the error it fails with; 0: the process is killed instead, before the call
//   FAULT_LOG    a file outside the folder that each counted call is noted in
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls;

static int under_root(const char *path) {
  const char *root = getenv("FAULT_ROOT");
  return root && path && strncmp(path, root, strlen(root)) == 0;
}

static int descriptor_under_root(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 0) return 0;
  path[n] = 0;
  return under_root(path);
}

// Whether the call at hand is to fail; sets errno then.
static int fails(int counted, const char *name) {
  if (!counted) return 0;
  int number = atomic_fetch_add(&calls, 1) + 1;
  const char *log = getenv("FAULT_LOG");
  if (log) {
    char line[64];
    int n = snprintf(line, sizeof line, "%d %s\n", number, name);
    int fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (fd >= 0) {
      syscall(SYS_write, fd, line, n);
      syscall(SYS_close, fd);
    }
  }
  const char *wanted = getenv("FAULT_CALL");
  if (!wanted || atoi(wanted) != number) return 0;
  const char *code = getenv("FAULT_ERRNO");
  int error = code ? atoi(code) : 0;
  if (error == 0) kill(getpid(), SIGKILL);
  errno = error;
  return 1;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define OPEN(name)                                             \
  int name(const char *path, int flags, ...) {                 \
    REAL(name);                                                \
    va_list arguments;                                         \
    va_start(arguments, flags);                                \
    mode_t mode = (flags & O_CREAT) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments);                                         \
    if (fails(under_root(path), "open")) return -1;            \
    return real(path, flags, mode);                            \
  }
OPEN(open)
OPEN(open64)

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(write);
  if (fails(fd > 2 && descriptor_under_root(fd), "write")) return -1;
  return real(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  REAL(pwrite);
  if (fails(descriptor_under_root(fd), "pwrite")) return -1;
  return real(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  REAL(pwrite64);
  if (fails(descriptor_under_root(fd), "pwrite")) return -1;
  return real(fd, bytes, count, at);
}

#define ON_DESCRIPTOR(name)                                    \
  int name(int fd) {                                           \
    REAL(name);                                                \
    if (fails(descriptor_under_root(fd), #name)) return -1;    \
    return real(fd);                                           \
  }
ON_DESCRIPTOR(fsync)
ON_DESCRIPTOR(fdatasync)

int ftruncate(int fd, off_t size) {
  REAL(ftruncate);
  if (fails(descriptor_under_root(fd), "ftruncate")) return -1;
  return real(fd, size);
}

int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  if (fails(descriptor_under_root(fd), "ftruncate")) return -1;
  return real(fd, size);
}

int rename(const char *from, const char *to) {
  REAL(rename);
  if (fails(under_root(to), "rename")) return -1;
  return real(from, to);
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  if (fails(under_root(path), "mkdir")) return -1;
  return real(path, mode);
}

int unlink(const char *path) {
  REAL(unlink);
  if (fails(under_root(path), "unlink")) return -1;
  return real(path);
}
