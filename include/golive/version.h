#pragma once
// The version of the headers in use. CMakeLists.txt reads it from here; golive-config-version.cmake and golive.pc carry the same.
#define GOLIVE_VERSION_MAJOR 0
#define GOLIVE_VERSION_MINOR 1
#define GOLIVE_VERSION_PATCH 0
