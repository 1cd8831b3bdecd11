# Programs beside the library. Each goes to <build>/bin.

add_custom_target(programs COMMENT "Programs are in ${PROJECT_BINARY_DIR}/bin")

# golive_program(NAME SOURCES...): a program that uses the library as a user would.
function(golive_program name)
  add_executable(${name} ${ARGN})
  add_dependencies(programs ${name})
  target_link_libraries(${name} PRIVATE golive::golive)
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wconversion -Wshadow $<$<BOOL:${GOLIVE_WERROR}>:-Werror>)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

# The command line of examples and bench_pages.
if(GOLIVE_EXAMPLES OR GOLIVE_BENCH)
  find_package(CLI11 REQUIRED)
  add_library(golive_example_options STATIC ${PROJECT_SOURCE_DIR}/examples/options.cpp)
  target_link_libraries(golive_example_options PUBLIC golive::golive PRIVATE CLI11::CLI11)
endif()

if(GOLIVE_EXAMPLES)
  file(GLOB mains CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/*/main.cpp)
  foreach(main ${mains})
    cmake_path(GET main PARENT_PATH dir)
    cmake_path(GET dir FILENAME name)
    file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cpp)
    golive_program(${name} ${sources})
    target_link_libraries(${name} PRIVATE golive_example_options)
  endforeach()
endif()

if(GOLIVE_BENCH)
  add_subdirectory(${PROJECT_SOURCE_DIR}/bench ${PROJECT_BINARY_DIR}/bench)
endif()

if(GOLIVE_TESTS)
  file(GLOB dirs CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*/CMakeLists.txt ${PROJECT_SOURCE_DIR}/tests/browser/*/CMakeLists.txt)
  foreach(list ${dirs})
    cmake_path(GET list PARENT_PATH dir)
    cmake_path(RELATIVE_PATH dir BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE relative)
    add_subdirectory(${dir} ${PROJECT_BINARY_DIR}/${relative})
  endforeach()
endif()
