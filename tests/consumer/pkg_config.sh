#!/bin/sh
# pkg_config.sh PREFIX WORK: the user project and its tests of pages without CMake, with nothing but what golive.pc and golive-testing.pc say.
set -eu
prefix=$1
work=$2
here=$(dirname "$0")
mkdir -p "$work"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name golive.pc)")
export PKG_CONFIG_PATH

build() { # build PROGRAM SOURCE PACKAGES...
  program=$1
  source=$2
  shift 2
  # shellcheck disable=SC2046
  g++ -std=c++20 -O1 "$here/$source" -o "$work/$program" $(pkg-config --define-variable=prefix="$prefix" --cflags --libs "$@")
  LD_LIBRARY_PATH=$(pkg-config --define-variable=prefix="$prefix" --variable=libdir golive) "$work/$program"
}

build clock project/main.cpp golive
build counter_gtest page_tests/counter_gtest.cpp golive-testing gtest_main
