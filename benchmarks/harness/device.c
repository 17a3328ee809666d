// Devices behind serial lines, as fast as the host lets them be: COUNT pseudo terminals whose paths
// it prints, one a line. Ends when its stdin ends.
//
//   device echo COUNT              sends back every byte
//   device telemetry COUNT LINES   answers whatever comes with an identity and LINES inferences
//   device beacon 1                says its CLOCK_MONOTONIC in microseconds, 143 times a second
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { size = 1 << 16, period_us = 6993 };

struct line {
  char held[size];
  int at, length;
  long said, wanted;
};

static int open_line(void) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (master < 0 || grantpt(master) || unlockpt(master)) exit(1);
  // Our own hold on the other side keeps the line up while no host has it open.
  int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
  struct termios raw;
  tcgetattr(slave, &raw);
  cfmakeraw(&raw);
  tcsetattr(slave, TCSANOW, &raw);
  puts(ptsname(master));
  return master;
}

static long long now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static void say_more(struct line *line) {
  while (line->said < line->wanted && line->length < size - 256)
    line->length += sprintf(
        line->held + line->length,
        "{\"type\":\"inference\",\"sample\":\"s%ld\",\"label\":\"normal\",\"ticks\":30000,"
        "\"start\":\"warm\",\"scores\":[9,-9]}\n",
        line->said++);
}

static void answer(struct line *line, const char *mode, long lines) {
  if (strcmp(mode, "telemetry") || line->wanted > 0) return;
  line->length = sprintf(
      line->held, "{\"type\":\"identity\",\"protocol\":1,\"firmware\":\"bench\",\"version\":\"1\","
                  "\"model\":\"constant\",\"tick_hz\":1000000,\"labels\":[\"normal\",\"other\"]}\n");
  line->at = 0;
  line->said = 0;
  line->wanted = lines;
}

static void hear(int master, struct line *line, const char *mode, long lines) {
  char bytes[size];
  int echo = !strcmp(mode, "echo");
  int length = read(master, echo ? line->held : bytes, size);
  if (length <= 0) return;
  if (echo) line->at = 0, line->length = length;
  else answer(line, mode, lines);
}

static void speak(int master, struct line *line) {
  int written = write(master, line->held + line->at, line->length - line->at);
  if (written > 0) line->at += written;
  if (line->at < line->length) return;
  line->at = line->length = 0;
  say_more(line);
  if (line->said == line->wanted && line->length == 0) line->wanted = 0;
}

int main(int count_of_arguments, char **arguments) {
  if (count_of_arguments < 3) return 2;
  const char *mode = arguments[1];
  int count = atoi(arguments[2]);
  long lines = count_of_arguments > 3 ? atol(arguments[3]) : 0;
  struct pollfd *polled = calloc(count + 1, sizeof *polled);
  struct line *line = calloc(count, sizeof *line);
  for (int i = 0; i < count; i++) polled[i].fd = open_line();
  polled[count] = (struct pollfd){.fd = 0, .events = POLLIN};
  fflush(stdout);

  int beacon = !strcmp(mode, "beacon");
  long long next_us = now_us();
  for (;;) {
    for (int i = 0; i < count; i++) polled[i].events = line[i].length > 0 ? POLLOUT : POLLIN;
    long long rest_us = next_us - now_us();
    struct timespec rest = {.tv_nsec = rest_us > 0 ? rest_us * 1000 : 0};
    ppoll(polled, count + 1, beacon ? &rest : NULL, NULL);
    if (polled[count].revents) return 0;
    for (int i = 0; i < count; i++) {
      if (polled[i].revents & POLLIN) hear(polled[i].fd, &line[i], mode, lines);
      if (line[i].length > 0) speak(polled[i].fd, &line[i]);
    }
    if (beacon && now_us() >= next_us) {
      dprintf(polled[0].fd, "%lld\n", now_us());
      next_us += period_us;
    }
  }
}
