/*
 * Stands between a process and the disk (LD_PRELOAD). For files below TORTURE_FOLDER, text files excepted:
 *
 * - TORTURE_FAIL_AT=n, TORTURE_ERRNO=e: the n-th call that writes, flushes, makes or renames fails with errno e; with
 *   TORTURE_FOREVER=1 so do all after it, as on a full disk.
 * - TORTURE_LOG=path: each call is written down in the order in which it was made, with what it wrote, so that the files
 *   can be made again as a power cut would have left them. What goes to stdout is written down as well: it says what was
 *   acknowledged.
 *
 * A record is a line "KIND INODE OFFSET LENGTH PATH TARGET", tabs between, and LENGTH bytes for a write.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int is_ours[MOST_FILES];
static const char *folder;
static int log_file = -1;
static long fail_at, calls;
static int fail_errno, forever;

#define REAL(name, type) static type real_##name; if (!real_##name) real_##name = (type)dlsym(RTLD_NEXT, #name)

typedef int (*open_type)(const char *, int, ...);
typedef ssize_t (*write_type)(int, const void *, size_t);
typedef ssize_t (*pwrite_type)(int, const void *, size_t, off_t);
typedef ssize_t (*writev_type)(int, const struct iovec *, int);
typedef ssize_t (*pwritev_type)(int, const struct iovec *, int, off_t);
typedef int (*fd_type)(int);
typedef int (*truncate_type)(int, off_t);
typedef int (*path_type)(const char *);
typedef int (*two_type)(const char *, const char *);
typedef int (*unlinkat_type)(int, const char *, int);

__attribute__((constructor)) static void begin(void) {
  folder = getenv("TORTURE_FOLDER");
  const char *path = getenv("TORTURE_LOG");
  const char *at = getenv("TORTURE_FAIL_AT");
  if (at) fail_at = atol(at);
  if (getenv("TORTURE_ERRNO")) fail_errno = atoi(getenv("TORTURE_ERRNO"));
  forever = getenv("TORTURE_FOREVER") != NULL;
  REAL(open, open_type);
  if (path) log_file = real_open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static int is_below(const char *path) {
  size_t length = folder ? strlen(folder) : 0;
  if (!length || !path || strncmp(path, folder, length) != 0) return 0;
  size_t end = strlen(path);
  return end < 4 || strcmp(path + end - 4, ".txt") != 0;
}

static int is_watched(int file) { return file >= 0 && file < MOST_FILES && is_ours[file]; }

/* Whether this call has to fail; errno is set then. */
static int fails(void) {
  if (!fail_at) return 0;
  pthread_mutex_lock(&mutex);
  calls++;
  int failing = calls == fail_at || (forever && calls > fail_at);
  pthread_mutex_unlock(&mutex);
  if (failing) errno = fail_errno;
  return failing;
}

static void note(char kind, int file, off_t offset, const void *bytes, size_t length, const char *path, const char *target) {
  if (log_file < 0) return;
  int before = errno;
  REAL(write, write_type);
  struct stat stats = {0};
  if (file >= 0) fstat(file, &stats);
  char line[2 * PATH_MAX + 100];
  int size = snprintf(line, sizeof line, "%c\t%lu\t%lld\t%zu\t%s\t%s\n", kind, (unsigned long)stats.st_ino,
                      (long long)offset, bytes ? length : 0, path ? path : "", target ? target : "");
  pthread_mutex_lock(&mutex);
  real_write(log_file, line, size);
  if (bytes) real_write(log_file, bytes, length);
  pthread_mutex_unlock(&mutex);
  errno = before;
}

static int open_watched(open_type real, const char *path, int flags, mode_t mode) {
  int below = is_below(path);
  int existed = below && access(path, F_OK) == 0;
  if (below && (flags & O_CREAT) && !existed && fails()) return -1;
  int file = real(path, flags, mode);
  if (file < 0 || file >= MOST_FILES) return file;
  is_ours[file] = below;
  if (!below) return file;
  struct stat stats;
  if (fstat(file, &stats) == 0 && S_ISDIR(stats.st_mode)) is_ours[file] = 2;
  else note(existed ? 'E' : 'C', file, 0, NULL, 0, path, NULL);
  if (existed && (flags & O_TRUNC)) note('T', file, 0, NULL, 0, NULL, NULL);
  return file;
}

#define OPEN(name)                                                   \
  int name(const char *path, int flags, ...) {                       \
    va_list arguments;                                               \
    va_start(arguments, flags);                                      \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments);                                               \
    REAL(name, open_type);                                           \
    return open_watched(real_##name, path, flags, mode);             \
  }
OPEN(open)
OPEN(open64)

int close(int file) {
  REAL(close, fd_type);
  if (is_watched(file)) is_ours[file] = 0;
  return real_close(file);
}

ssize_t write(int file, const void *bytes, size_t length) {
  REAL(write, write_type);
  if (file == 1) {
    ssize_t written = real_write(file, bytes, length);
    note('A', -1, 0, bytes, length, NULL, NULL);
    return written;
  }
  if (!is_watched(file)) return real_write(file, bytes, length);
  if (fails()) return -1;
  off_t at = lseek(file, 0, SEEK_CUR);
  ssize_t written = real_write(file, bytes, length);
  if (written > 0) note('W', file, at, bytes, written, NULL, NULL);
  return written;
}

#define PWRITE(name)                                                             \
  ssize_t name(int file, const void *bytes, size_t length, off_t offset) {       \
    REAL(name, pwrite_type);                                                     \
    if (is_watched(file) && fails()) return -1;                                  \
    ssize_t written = real_##name(file, bytes, length, offset);                  \
    if (is_watched(file) && written > 0) note('W', file, offset, bytes, written, NULL, NULL); \
    return written;                                                              \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

/* One piece after the other: short writes are allowed. */
ssize_t writev(int file, const struct iovec *pieces, int count) {
  REAL(writev, writev_type);
  if (!is_watched(file)) return real_writev(file, pieces, count);
  return count > 0 ? write(file, pieces[0].iov_base, pieces[0].iov_len) : 0;
}

ssize_t pwritev(int file, const struct iovec *pieces, int count, off_t offset) {
  REAL(pwritev, pwritev_type);
  if (!is_watched(file)) return real_pwritev(file, pieces, count, offset);
  return count > 0 ? pwrite(file, pieces[0].iov_base, pieces[0].iov_len, offset) : 0;
}

#define SYNC(name)                                                    \
  int name(int file) {                                                \
    REAL(name, fd_type);                                              \
    if (!is_watched(file)) return real_##name(file);                  \
    if (fails()) return -1;                                           \
    int status = real_##name(file);                                   \
    if (status == 0) note(is_ours[file] == 2 ? 'D' : 'S', file, 0, NULL, 0, NULL, NULL); \
    return status;                                                    \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name)                                                \
  int name(int file, off_t length) {                                  \
    REAL(name, truncate_type);                                        \
    if (is_watched(file) && fails()) return -1;                       \
    int status = real_##name(file, length);                           \
    if (status == 0 && is_watched(file)) note('T', file, length, NULL, 0, NULL, NULL); \
    return status;                                                    \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define TWO(name, kind)                                               \
  int name(const char *from, const char *to) {                        \
    REAL(name, two_type);                                             \
    if (is_below(to) && fails()) return -1;                           \
    int status = real_##name(from, to);                               \
    if (status == 0 && is_below(to)) note(kind, -1, 0, NULL, 0, from, to); \
    return status;                                                    \
  }
TWO(rename, 'R')
TWO(link, 'L')

#define REMOVE(name)                                                  \
  int name(const char *path) {                                        \
    REAL(name, path_type);                                            \
    int status = real_##name(path);                                   \
    if (status == 0 && is_below(path)) note('U', -1, 0, NULL, 0, path, NULL); \
    return status;                                                    \
  }
REMOVE(unlink)
REMOVE(remove)

int unlinkat(int parent, const char *path, int flags) {
  REAL(unlinkat, unlinkat_type);
  int status = real_unlinkat(parent, path, flags);
  if (status == 0 && is_below(path)) note('U', -1, 0, NULL, 0, path, NULL);
  return status;
}
