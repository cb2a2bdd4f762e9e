// Makes system calls fail, or ends the process, at a chosen one of the calls that change files under
// a folder. Loaded before libc by LD_PRELOAD.
//
//   FAULT_ROOT   the folder, absolute
//   FAULT_CALL   the call that fails, counted from 1
//   FAULT_ERRNO  the error it fails with; 0: the process is killed instead, before the call
//   FAULT_LOG    a file outside the folder that each counted call is noted in
//   FAULT_DISK   a folder outside that notes what a disk holds for sure: the bytes of a file from
//                the last sync of it, the names in a folder from the last sync of that
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
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

static int path_of(int fd, char path[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, PATH_MAX - 1);
  if (n < 0) return 0;
  path[n] = 0;
  return 1;
}

static int descriptor_under_root(int fd) {
  char path[PATH_MAX];
  return path_of(fd, path) && under_root(path);
}

// Names a file for good: numbers of files that are gone are given to new ones.
static int identity(int folder, const char *name, int flags, char out[64]) {
  struct statx info;
  if (statx(folder, name, flags, STATX_INO | STATX_BTIME | STATX_TYPE, &info) != 0) return 0;
  if (!S_ISREG(info.stx_mode)) return 0;
  snprintf(out, 64, "%llu-%lld-%u", (unsigned long long)info.stx_ino,
           (long long)info.stx_btime.tv_sec, info.stx_btime.tv_nsec);
  return 1;
}

// Notes what a sync that succeeded has made durable.
static void note_sync(int fd) {
  const char *disk = getenv("FAULT_DISK");
  char path[PATH_MAX], id[64], place[PATH_MAX], line[PATH_MAX + 128];
  struct stat info;
  if (!disk || !path_of(fd, path) || !under_root(path) || fstat(fd, &info) != 0) return;
  snprintf(place, sizeof place, "%s/journal", disk);
  int journal = syscall(SYS_openat, AT_FDCWD, place, O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (S_ISDIR(info.st_mode)) {
    int n = snprintf(line, sizeof line, "folder\t%s\n", path);
    syscall(SYS_write, journal, line, n);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
      if (!identity(dirfd(folder), entry->d_name, AT_SYMLINK_NOFOLLOW, id)) continue;
      n = snprintf(line, sizeof line, "name\t%s\t%s/%s\n", id, path, entry->d_name);
      syscall(SYS_write, journal, line, n);
    }
    if (folder) closedir(folder);
  } else if (identity(fd, "", AT_EMPTY_PATH, id)) {
    snprintf(place, sizeof place, "%s/%s", disk, id);
    int from = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
    int to = syscall(SYS_openat, AT_FDCWD, place, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    char bytes[65536];
    for (long n; (n = syscall(SYS_read, from, bytes, sizeof bytes)) > 0;)
      syscall(SYS_write, to, bytes, n);
    syscall(SYS_close, from);
    syscall(SYS_close, to);
    int n = snprintf(line, sizeof line, "name\t%s\t%s\n", id, path);
    syscall(SYS_write, journal, line, n);
  }
  syscall(SYS_close, journal);
}

static int note_file(const char *path, const struct stat *info, int kind, struct FTW *where) {
  int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
  if (kind == FTW_F) note_sync(fd);
  syscall(SYS_close, fd);
  return 0;
}

// What was there before the program began is on the disk. Its children begin nothing.
__attribute__((constructor)) static void note_all(void) {
  const char *disk = getenv("FAULT_DISK");
  char journal[PATH_MAX];
  if (!disk) return;
  snprintf(journal, sizeof journal, "%s/journal", disk);
  if (access(journal, F_OK) == 0) return;
  close(syscall(SYS_openat, AT_FDCWD, journal, O_WRONLY | O_CREAT, 0644));
  nftw(getenv("FAULT_ROOT"), note_file, 16, FTW_PHYS);
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
    int result = real(fd);                                     \
    if (result == 0) note_sync(fd);                            \
    return result;                                             \
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
