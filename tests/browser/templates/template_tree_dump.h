#pragma once
#include "golive/html.h"

// One JSON line: `expected` (an object) with "form" and "html" of the template that `make` renders added.
void dump(const char* expected, golive::Html (*make)());

// Written by generate.py: every template of every batch.
void dump_batches();
