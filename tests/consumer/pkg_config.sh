#!/bin/sh
# pkg_config.sh PREFIX WORK: the user project without CMake, with nothing but what golive.pc says.
set -eu
prefix=$1
work=$2
here=$(dirname "$0")
mkdir -p "$work"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name golive.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
g++ -O1 "$here/project/main.cpp" -o "$work/clock" $(pkg-config --define-variable=prefix="$prefix" --cflags --libs golive)
LD_LIBRARY_PATH=$(pkg-config --define-variable=prefix="$prefix" --variable=libdir golive) "$work/clock"
