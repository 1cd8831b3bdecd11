# make install: headers, libraries, CMake package, golive.pc and golive-testing.pc.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/golive)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/golive DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS golive EXPORT golive-targets)
install(EXPORT golive-targets NAMESPACE golive:: DESTINATION ${package_dir})
# The package's component "testing".
install(TARGETS golive_testing_kit EXPORT golive-testing-targets)
install(EXPORT golive-testing-targets NAMESPACE golive:: DESTINATION ${package_dir})

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/golive-config.cmake.in golive-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(golive-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/golive-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/golive-config-version.cmake
              ${PROJECT_SOURCE_DIR}/cmake/compile_error.cmake ${PROJECT_SOURCE_DIR}/cmake/compile_error_test.cmake
        DESTINATION ${package_dir})

set(GOLIVE_PC_REQUIRES "Requires.private: libssl libcrypto zlib")
set(GOLIVE_PC_LIBS "-L\${libdir} -lgolive")
if(NOT BUILD_SHARED_LIBS)
  # A static library brings its needs along, whether the user says --static or not.
  set(GOLIVE_PC_REQUIRES "Requires: libssl libcrypto zlib")
  string(APPEND GOLIVE_PC_LIBS " -lstdc++ -pthread")
endif()
foreach(name golive golive-testing)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/${name}.pc.in ${name}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
