// Slots inside would not be found.
// expect: {"<template> hides its content from the page: write each(...) or when(...)"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<template><b></b></template>)");
}
