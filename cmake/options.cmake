# golive_options: how everything in this repository is compiled; never seen by a user's targets.
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.81 REQUIRED CONFIG)
find_package(fmt 9 REQUIRED)
find_path(GOLIVE_SPDLOG_INCLUDE spdlog/spdlog.h REQUIRED)

add_library(golive_options INTERFACE)
target_include_directories(golive_options INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src ${GOLIVE_SPDLOG_INCLUDE})
target_compile_options(
  golive_options INTERFACE -Wall -Wextra -Wconversion -Wshadow $<$<BOOL:${GOLIVE_WERROR}>:-Werror> -fvisibility=hidden
                           -fvisibility-inlines-hidden "$<$<CXX_COMPILER_ID:GNU>:-fconstexpr-ops-limit=1000000000;-fno-gnu-unique>"
                           $<$<CXX_COMPILER_ID:Clang>:-fconstexpr-steps=1000000000>)
# fmt and spdlog are compiled in, not linked: no second copy of either can get between us and ours (cmake/library.cmake hides them).
target_compile_definitions(golive_options INTERFACE SPDLOG_FMT_EXTERNAL)
target_link_libraries(golive_options INTERFACE Threads::Threads OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB Boost::headers fmt::fmt-header-only)

if(GOLIVE_SANITIZE)
  set(sanitize -fsanitize=${GOLIVE_SANITIZE} -fno-omit-frame-pointer)
  if(GOLIVE_SANITIZE MATCHES "undefined")
    list(APPEND sanitize -fno-sanitize-recover=undefined)
  endif()
  add_compile_options(${sanitize})
  add_link_options(${sanitize})
endif()

if(PROJECT_IS_TOP_LEVEL)
  find_program(GOLIVE_CCACHE ccache)
  if(GOLIVE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${GOLIVE_CCACHE})
  endif()
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()
