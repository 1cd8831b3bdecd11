# golive_expect_compile_error(NAME FILE x.cpp [SAYS "text"...]): a test that passes if FILE does not compile, with one error, and the compiler's
# output has every text. Without SAYS the texts stand in the file, one a line:
#
#   // expect: {"<div> in <p>: ..."}, 2, 3>
#
# Messages are those of g++; with another compiler nothing is registered. Included by the build to declare the function, and run by the test
# (cmake -P) to compile the file: only its syntax, so that a hundred of them take half a minute.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(GOLIVE_COMPILE_ERROR_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

  function(golive_expect_compile_error name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FILE" "SAYS")
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      return()
    endif()
    cmake_path(ABSOLUTE_PATH arg_FILE BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE file)
    set(texts "")
    foreach(text IN LISTS arg_SAYS)
      string(HEX "${text}" hex)  # a list, a quote or a bracket in a text goes through unharmed
      list(APPEND texts ${hex})
    endforeach()
    list(JOIN texts "," texts)
    add_test(NAME compile_fail.${name}
             COMMAND ${CMAKE_COMMAND} -DCXX=${CMAKE_CXX_COMPILER} -DINCLUDE=${PROJECT_SOURCE_DIR}/include -DFILE=${file} -DSAYS=${texts} -P
                     ${GOLIVE_COMPILE_ERROR_SCRIPT})
    set_tests_properties(compile_fail.${name} PROPERTIES LABELS compile_fail TIMEOUT 60)
  endfunction()
  return()
endif()

# Reads lines without CMake's lists, in which ; and [ are special.
function(read_expectations file out)
  file(READ ${file} rest)
  set(found "")
  while(rest MATCHES "// expect: ([^\n]*)\n")
    string(HEX "${CMAKE_MATCH_1}" hex)
    list(APPEND found ${hex})
    string(FIND "${rest}" "// expect: ${CMAKE_MATCH_1}" at)
    math(EXPR at "${at} + 10")
    string(SUBSTRING "${rest}" ${at} -1 rest)
  endwhile()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

string(REPLACE "," ";" texts "${SAYS}")
if(texts STREQUAL "")
  read_expectations(${FILE} texts)
endif()
if(texts STREQUAL "")
  message(FATAL_ERROR "${FILE} does not say which error to expect: write a line // expect: text")
endif()

execute_process(COMMAND ${CXX} -std=c++23 -fsyntax-only -fdiagnostics-color=never -fconstexpr-ops-limit=1000000000 -I${INCLUDE} ${FILE}
                RESULT_VARIABLE result ERROR_VARIABLE output OUTPUT_VARIABLE output)
if(result EQUAL 0)
  message(FATAL_ERROR "${FILE} compiles")
endif()
string(REGEX MATCHALL " error: " errors "${output}")
list(LENGTH errors count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "${count} errors where one is enough:\n${output}")
endif()
string(HEX "${output}" output_hex)
foreach(hex IN LISTS texts)
  string(FIND "${output_hex}" "${hex}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "The compiler does not say what ${FILE} expects:\n${output}")
  endif()
endforeach()
