#!/bin/sh
# Fails when a render of the three-hole template takes 10 % more instructions than bench/render/instructions.txt says.
# Usage: guard.sh BUILD_DIR [--accept]   (a release build with GOLIVE_BENCH=ON; --accept writes the number down)
set -eu
build=${1:?usage: guard.sh BUILD_DIR [--accept]}
record=$(dirname "$0")/instructions.txt

count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$build/bin/render_guard" "$1" 2>&1 | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

few=$(count 1000)
many=$(count 11000)
now=$(((many - few) / 10000))
if [ "${2:-}" = --accept ]; then
  echo "$now" >"$record"
fi
limit=$(($(cat "$record") * 110 / 100))
echo "three-hole render: $now instructions, limit $limit"
[ "$now" -le "$limit" ]
