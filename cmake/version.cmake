# GOLIVE_VERSION from include/golive/version.h, the one place that names it.
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/../include/golive/version.h parts REGEX "^#define GOLIVE_VERSION_")
list(TRANSFORM parts REPLACE "^#define [A-Z_]+ " "")
list(JOIN parts "." GOLIVE_VERSION)
