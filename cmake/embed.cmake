# client/dist as C++ bytes, plain and gzip, in the library: src/app/assets.h. Needs neither Node nor xxd; equal input gives equal output.
# Included by the build to declare the rule, and run by it (cmake -P) to write the file.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  find_program(GOLIVE_GZIP gzip REQUIRED)
  file(GLOB scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/client/dist/*.js ${PROJECT_SOURCE_DIR}/client/dist/*.css)
  set(assets_cpp ${PROJECT_BINARY_DIR}/generated/assets.cpp)
  add_custom_command(
    OUTPUT ${assets_cpp}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${scripts}" -DOUTPUT=${assets_cpp} -DGZIP=${GOLIVE_GZIP} -P ${CMAKE_CURRENT_LIST_FILE}
    DEPENDS ${scripts} ${CMAKE_CURRENT_LIST_FILE}
    COMMENT "Embedding client/dist"
    VERBATIM)
  add_library(golive_assets OBJECT ${assets_cpp})
  target_link_libraries(golive_assets PUBLIC golive_options)
  set_target_properties(golive_assets PROPERTIES POSITION_INDEPENDENT_CODE ON)
  set(GOLIVE_FOLDERS "${GOLIVE_FOLDERS};assets" CACHE INTERNAL "")
  if(TARGET unit_app)
    target_link_libraries(unit_app PRIVATE golive_assets)
  endif()
  return()
endif()

# Sets `out` to C++ string literals with the bytes of `file`, and `out`_size to their number.
function(string_literal file out)
  file(READ ${file} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${hex}")
  string(REPEAT "\\\\x[0-9a-f][0-9a-f]" 30 line)
  string(REGEX REPLACE "(${line})" "\\1\"\n    \"" escaped "${escaped}")
  set(${out} "\"${escaped}\"" PARENT_SCOPE)
  set(${out}_size ${size} PARENT_SCOPE)
endfunction()

set(entries "")
set(count 0)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  get_filename_component(stem ${file} NAME_WLE)
  get_filename_component(extension ${file} LAST_EXT)
  set(type text/javascript)
  if(extension STREQUAL .css)
    set(type text/css)
  endif()
  file(SHA256 ${file} fingerprint)
  string(SUBSTRING ${fingerprint} 0 12 fingerprint)
  execute_process(COMMAND ${GZIP} -9 -n -c ${file} OUTPUT_FILE ${OUTPUT}.gz COMMAND_ERROR_IS_FATAL ANY)
  string_literal(${file} plain)
  string_literal(${OUTPUT}.gz gzip)
  string(APPEND entries "    Asset{\"${name}\",\n    \"/_golive/${stem}-${fingerprint}${extension}\",\n    \"${type}; charset=utf-8\",\n"
         "    std::string_view{\n    ${plain}, ${plain_size}},\n    std::string_view{\n    ${gzip}, ${gzip_size}}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(REMOVE ${OUTPUT}.gz)
file(WRITE ${OUTPUT} "// Written by cmake/embed.cmake from client/dist.
#include \"app/assets.h\"

#include <array>

namespace golive {

std::span<const Asset> assets() {
  static constexpr std::array<Asset, ${count}> kAssets{
${entries}  };
  return kAssets;
}

}  // namespace golive
")
