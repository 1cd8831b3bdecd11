#!/bin/sh
# symbols.sh PREFIX: the installed libraries offer no name of Boost, fmt or spdlog to those who link them, and need none of their libraries;
# libgolive_testing asks for nothing of golive's that libgolive does not offer.
set -eu

names() { # names KIND LIBRARY: "defined" or "undefined" ones
  case $2 in
    *.a) nm -g --"$1"-only "$2" ;;
    *) nm -gD --"$1"-only "$2" ;;
  esac | sed 's/.* //'
}

library=$(find "$1" -name 'libgolive.*' ! -type l | head -n 1)
testing=$(find "$1" -name libgolive_testing.a)
for each in "$library" "$testing"; do
  foreign=$(names defined "$each" | grep -E '_Z[A-Za-z0-9]*N?K?(5boost|3fmt|6spdlog)' || true)
  if [ -n "$foreign" ]; then
    echo "$each offers foreign names:"
    echo "$foreign" | c++filt | head -n 20
    exit 1
  fi
done
if readelf -d "$library" 2>/dev/null | grep -E 'NEEDED.*(boost|fmt|spdlog)'; then exit 1; fi
names defined "$library" | grep -q 6golive || { echo "$library offers nothing of golive"; exit 1; }

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
names defined "$library" | sort >"$work/offered"
names undefined "$testing" | grep 6golive | sort -u >"$work/wanted" || true
missing=$(comm -13 "$work/offered" "$work/wanted")
if [ -n "$missing" ]; then
  echo "$testing asks for what $library does not offer (cmake/testing.cmake):"
  echo "$missing" | c++filt | head -n 20
  exit 1
fi
