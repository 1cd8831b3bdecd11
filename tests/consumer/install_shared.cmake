# Builds golive as a shared library in BUILD and installs it to PREFIX.
foreach(arguments "-S;${SOURCE};-B;${BUILD};-G;Ninja;-DCMAKE_BUILD_TYPE=Release;-DBUILD_SHARED_LIBS=ON;-DGOLIVE_TESTS=OFF;-DGOLIVE_EXAMPLES=OFF"
                  "--build;${BUILD}" "--install;${BUILD};--prefix;${PREFIX}")
  execute_process(COMMAND ${CMAKE_COMMAND} ${arguments} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
