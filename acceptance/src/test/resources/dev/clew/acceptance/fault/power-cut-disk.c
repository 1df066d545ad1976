// A disk with a cache that a power cut empties, as one file: power-cut-disk IMAGE FILE
//
// What is written to FILE is in the cache; a sync brings it into IMAGE. On SIGUSR1 the power is cut: of every
// sector in the cache chance says whether it reached IMAGE, in no order, and from then on nothing is read or
// written but errors. FILE is a file system in user space (the protocol of linux/fuse.h, and no library), so that
// a loop device on it asks for exactly the syncs that it would ask of a disk. One thread: a cut is between two
// requests.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { SECTOR = 512, MOST_WRITTEN = 128 << 10, ROOM = MOST_WRITTEN + 4096 };

static char *durable, *cached;
static unsigned char *is_dirty;
static size_t *dirty, dirty_count, size;
static volatile sig_atomic_t is_told, is_cut;

static void told(int signal) { is_told = signal; }

static void fail(const char *what) {
  perror(what);
  exit(1);
}

// Brings sectors out of the cache into the image: all of them, or those that chance chooses.
static void flush(int all) {
  for (size_t at = 0; at < dirty_count; at++) {
    size_t sector = dirty[at];
    if (all || random() % 2) memcpy(durable + sector * SECTOR, cached + sector * SECTOR, SECTOR);
    is_dirty[sector] = 0;
  }
  dirty_count = 0;
}

static void cut_power(void) {
  fprintf(stdout, "cut: %zu sectors were in the cache\n", dirty_count);
  fflush(stdout);
  flush(0);
  is_cut = 1;
}

static void put(const char *bytes, size_t offset, size_t length) {
  memcpy(cached + offset, bytes, length);
  for (size_t sector = offset / SECTOR; sector * SECTOR < offset + length; sector++) {
    if (is_dirty[sector]) continue;
    is_dirty[sector] = 1;
    dirty[dirty_count++] = sector;
  }
}

static void answer(int fuse, unsigned long unique, int error, const void *body, size_t length) {
  struct fuse_out_header head = {sizeof head + (error ? 0 : length), -error, unique};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)body, error ? 0 : length}};
  if (writev(fuse, parts, 2) < 0 && errno != ENOENT && errno != EINTR) fail("answering");
}

static struct fuse_attr attributes(void) {
  struct fuse_attr attr = {.ino = FUSE_ROOT_ID, .size = size, .blocks = size / SECTOR, .mode = S_IFREG | 0600,
                           .nlink = 1, .blksize = 4096};
  return attr;
}

static void serve(int fuse, struct fuse_in_header *in, char *body) {
  switch (in->opcode) {
    case FUSE_INIT: {
      struct fuse_init_in *asked = (void *)body;
      struct fuse_init_out out = {.major = FUSE_KERNEL_VERSION, .minor = FUSE_KERNEL_MINOR_VERSION,
                                  .max_readahead = asked->max_readahead, .flags = FUSE_BIG_WRITES,
                                  .max_background = 16, .congestion_threshold = 12,
                                  .max_write = MOST_WRITTEN, .time_gran = 1};
      return answer(fuse, in->unique, 0, &out, sizeof out);
    }
    case FUSE_GETATTR:
    case FUSE_SETATTR: {
      struct fuse_attr_out out = {.attr_valid = 3600, .attr = attributes()};
      return answer(fuse, in->unique, 0, &out, sizeof out);
    }
    case FUSE_OPEN: {
      struct fuse_open_out out = {0};
      return answer(fuse, in->unique, 0, &out, sizeof out);
    }
    case FUSE_READ: {
      struct fuse_read_in *asked = (void *)body;
      size_t length = asked->offset >= size ? 0 : asked->size;
      if (length > size - asked->offset) length = size - asked->offset;
      return answer(fuse, in->unique, is_cut ? EIO : 0, cached + asked->offset, length);
    }
    case FUSE_WRITE: {
      struct fuse_write_in *asked = (void *)body;
      struct fuse_write_out out = {.size = asked->size};
      if (asked->offset + asked->size > size) return answer(fuse, in->unique, ENOSPC, 0, 0);
      if (!is_cut) put(body + sizeof *asked, asked->offset, asked->size);
      return answer(fuse, in->unique, is_cut ? EIO : 0, &out, sizeof out);
    }
    case FUSE_FSYNC:
      if (!is_cut) flush(1);
      return answer(fuse, in->unique, is_cut ? EIO : 0, 0, 0);
    case FUSE_FLUSH:
    case FUSE_RELEASE:
      return answer(fuse, in->unique, 0, 0, 0);
    case FUSE_FORGET:
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT:
      return;
    default:
      return answer(fuse, in->unique, ENOSYS, 0, 0);
  }
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  int image = open(arguments[1], O_RDWR);
  struct stat about;
  if (image < 0 || fstat(image, &about)) fail(arguments[1]);
  size = about.st_size;
  durable = mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED, image, 0);
  cached = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  is_dirty = calloc(size / SECTOR, 1);
  dirty = calloc(size / SECTOR, sizeof *dirty);
  char *request = malloc(ROOM);
  if (durable == MAP_FAILED || cached == MAP_FAILED || !is_dirty || !dirty || !request) fail("memory");
  memcpy(cached, durable, size);
  srandom(strtoul(arguments[3], 0, 10));

  int fuse = open("/dev/fuse", O_RDWR);
  if (fuse < 0) fail("/dev/fuse");
  char options[100];
  snprintf(options, sizeof options, "fd=%d,rootmode=100600,user_id=0,group_id=0", fuse);
  if (mount("power-cut-disk", arguments[2], "fuse", MS_NOSUID | MS_NODEV, options)) fail(arguments[2]);
  struct sigaction on_cut = {.sa_handler = told};
  sigaction(SIGUSR1, &on_cut, 0);
  puts("ready");
  fflush(stdout);
  for (;;) {
    ssize_t length = read(fuse, request, ROOM);
    if (is_told && !is_cut) cut_power();
    if (length < 0) {
      if (errno == EINTR || errno == EAGAIN || errno == ENOENT) continue;
      return errno == ENODEV ? 0 : 1;
    }
    struct fuse_in_header *in = (void *)request;
    serve(fuse, in, request + sizeof *in);
  }
}
