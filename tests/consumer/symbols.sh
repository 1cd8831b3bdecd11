#!/bin/sh
# symbols.sh PREFIX: the installed library offers no name of Boost, fmt or spdlog to those who link it, and needs none of their libraries.
set -eu
library=$(find "$1" -name 'libgolive.*' ! -type l | head -n 1)
case $library in
  *.a) offered=$(nm -g --defined-only "$library") ;;
  *) offered=$(nm -gD --defined-only "$library") ;;
esac
foreign=$(echo "$offered" | grep -E '_Z[A-Za-z0-9]*N?K?(5boost|3fmt|6spdlog)' || true)
if [ -n "$foreign" ]; then
  echo "$library offers foreign names:"
  echo "$foreign" | c++filt | head -n 20
  exit 1
fi
if readelf -d "$library" 2>/dev/null | grep -E 'NEEDED.*(boost|fmt|spdlog)'; then exit 1; fi
echo "$offered" | grep -q 6golive || { echo "$library offers nothing of golive"; exit 1; }
