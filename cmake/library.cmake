# golive, golive::golive: all folders in one library.
#
# Shared or static, only what is marked GOLIVE_API can be seen from outside. An ordinary archive would offer every symbol of Boost and fmt
# inside it to the host program's linker, which keeps one of two equal names; so the archive holds a single object whose hidden names were
# made local. Some classes of Boost declare themselves visible and are named here. Sanitizer builds keep the separate objects: their
# bookkeeping does not survive the merge.
set(private_names "")
foreach(namespace 5boost 3fmt 6spdlog)
  list(APPEND private_names "_Z*N${namespace}*" "_Z*NK${namespace}*")
endforeach()
list(TRANSFORM private_names PREPEND "--localize-symbol=" OUTPUT_VARIABLE localize_private_names)

# golive_merged_object(FILE INPUTS...): one object of these, in which hidden names are local; of archives among them what the others need.
function(golive_merged_object file)
  cmake_path(GET file FILENAME name)
  add_custom_command(
    OUTPUT ${file}
    COMMAND ${CMAKE_LINKER} -r --force-group-allocation -o ${file} ${ARGN}
    COMMAND ${CMAKE_OBJCOPY} --localize-hidden --wildcard ${localize_private_names} ${file}
    DEPENDS ${ARGN} ${CMAKE_CURRENT_FUNCTION_LIST_FILE}
    COMMENT "Merging the objects of ${name}"
    COMMAND_EXPAND_LISTS VERBATIM)
  set_source_files_properties(${file} PROPERTIES EXTERNAL_OBJECT TRUE GENERATED TRUE)
endfunction()

set(objects "")
foreach(folder ${GOLIVE_FOLDERS})
  list(APPEND objects $<TARGET_OBJECTS:golive_${folder}>)
endforeach()

if(BUILD_SHARED_LIBS)
  add_library(golive SHARED ${objects})
  set(version_script ${PROJECT_BINARY_DIR}/golive.map)
  list(JOIN private_names "; " names)
  file(CONFIGURE OUTPUT ${version_script} CONTENT "{ local: @names@; };\n" @ONLY)
  target_link_options(golive PRIVATE -Wl,--version-script=${version_script} -Wl,--no-undefined)
elseif(GOLIVE_SANITIZE)
  add_library(golive STATIC ${objects})
else()
  set(merged ${PROJECT_BINARY_DIR}/golive${CMAKE_CXX_OUTPUT_EXTENSION})
  golive_merged_object(${merged} ${objects})
  add_library(golive STATIC ${merged})
endif()
add_library(golive::golive ALIAS golive)

set_target_properties(golive PROPERTIES LINKER_LANGUAGE CXX VERSION ${PROJECT_VERSION} SOVERSION
                                        ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
target_include_directories(golive INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
target_compile_features(golive INTERFACE cxx_std_20)
# Templates are parsed by the compiler. It gives up on a constant expression after 33 million operations (g++) or one million steps (clang)
# unless told otherwise.
target_compile_options(golive INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fconstexpr-ops-limit=1000000000>
                                        $<$<CXX_COMPILER_ID:Clang>:-fconstexpr-steps=1000000000>)
target_link_libraries(golive PRIVATE Threads::Threads OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB)
