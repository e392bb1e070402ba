# Which compiler, with which warnings. docs/adr/0001-compiler.md says why g++ below 13 is refused.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    message(FATAL_ERROR
        "g++ ${CMAKE_CXX_COMPILER_VERSION} miscompiles coroutines (temporaries in a full expression with co_await "
        "are destroyed twice). Use clang-19: cmake --preset release, or CXX=clang++-19.")
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
    message(FATAL_ERROR "clang ${CMAKE_CXX_COMPILER_VERSION} is too old: clang-19 or later is needed.")
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

option(YEELEN_WERROR "Warnings are errors" OFF)
set(YEELEN_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # pch_defines,time_macros: without them ccache gives up on every file that uses the precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_COMPILERCHECK=content ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_library(yeelen_flags INTERFACE)
target_compile_options(yeelen_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Wno-missing-field-initializers
    $<$<BOOL:${YEELEN_WERROR}>:-Werror> -Xclang -fno-pch-timestamp)
target_compile_definitions(yeelen_flags INTERFACE _GLIBCXX_ASSERTIONS)
if(YEELEN_SANITIZE)
    add_compile_options(-fsanitize=${YEELEN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -fno-sanitize=function)
    add_link_options(-fsanitize=${YEELEN_SANITIZE})
endif()
