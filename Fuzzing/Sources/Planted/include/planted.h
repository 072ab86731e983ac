#pragma once

// Adds one to the largest int there is: undefined behaviour for UndefinedBehaviorSanitizer to find.
int planted_overflow_of_int(int by);

// Writes one byte behind a block of so many bytes: a heap overflow for AddressSanitizer to find.
void planted_overflow_of_heap(unsigned long size);

// Loses a block of so many bytes: a leak for LeakSanitizer to find.
void planted_leak(unsigned long size);

// Reads a block of so many bytes after it was freed, for AddressSanitizer to find.
int planted_use_after_free(unsigned long size);
