# golive::testing: src/testing as an archive of its own, for users' tests; nothing of it is in libgolive.
#
# Of libgolive, static or shared, it may use what is marked GOLIVE_API, as its users may. What it needs besides are plain functions without
# state: it brings copies of these files, hidden as all that is ours (library.cmake). One that is missing here is an undefined reference in
# the first test that links golive::testing, and named by tests/consumer/symbols.sh.
set(plain base64url boost_json file_descriptor frame hash header_text message_reader nearest_name number_text utf8)
list(JOIN plain "|" plain)

if(GOLIVE_SANITIZE)
  add_library(golive_testing_kit STATIC $<TARGET_OBJECTS:golive_testing>)  # libgolive's hidden names can be linked there
else()
  add_library(golive_testing_plain STATIC "$<FILTER:$<TARGET_OBJECTS:golive_base>;$<TARGET_OBJECTS:golive_transport>,INCLUDE,/(${plain})[.]cpp>")
  set(merged ${PROJECT_BINARY_DIR}/golive_testing${CMAKE_CXX_OUTPUT_EXTENSION})
  golive_merged_object(${merged} $<TARGET_OBJECTS:golive_testing> $<TARGET_FILE:golive_testing_plain>)
  add_library(golive_testing_kit STATIC ${merged})
  set_target_properties(golive_testing_plain PROPERTIES LINKER_LANGUAGE CXX)
endif()
add_library(golive::testing ALIAS golive_testing_kit)
set_target_properties(golive_testing_kit PROPERTIES LINKER_LANGUAGE CXX OUTPUT_NAME golive_testing EXPORT_NAME testing)
target_link_libraries(golive_testing_kit PUBLIC golive)

if(NOT GOLIVE_INSTALL)
  # Only what asks for it builds it.
  foreach(target golive_testing golive_testing_plain golive_testing_kit)
    if(TARGET ${target})
      set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL TRUE)
    endif()
  endforeach()
endif()
