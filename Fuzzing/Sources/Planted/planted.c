#include "planted.h"
#include <limits.h>
#include <stdlib.h>

int planted_overflow_of_int(int by) {
  int largest = INT_MAX;
  return largest + by;
}

void planted_overflow_of_heap(unsigned long size) {
  volatile char *block = malloc(size);
  block[size] = 1;
  free((void *)block);
}

void planted_leak(unsigned long size) {
  volatile char *block = malloc(size);
  block[0] = 1;
}

int planted_use_after_free(unsigned long size) {
  volatile char *block = malloc(size);
  block[0] = 1;
  free((void *)block);
  return block[0];
}
