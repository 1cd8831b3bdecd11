#!/bin/sh
# Installs what is missing of the Debian 12 packages: --demo what `make demo` needs, --test everything maintainers need, npm packages included.
# Does nothing when all is there.
set -eu
cd "$(dirname "$0")/.."

demo="g++ cmake ninja-build gzip libboost1.81-dev libssl-dev zlib1g-dev libfmt-dev libspdlog-dev libcli11-dev"
test="$demo ccache git pkg-config python3 libgtest-dev catch2 libbenchmark-dev clang-19 libclang-rt-19-dev llvm-19 clang-format clang-tidy-19 valgrind strace chromium nginx-light iproute2"

case "${1:-}" in
  --demo) wanted=$demo ;;
  --test) wanted=$test ;;
  *) echo "usage: tools/setup.sh --demo | --test" >&2; exit 2 ;;
esac

missing=""
for package in $wanted; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
if [ "$1" = --test ]; then
  # By command: other sources of Node than Debian's bring npm along without a package of that name.
  command -v node >/dev/null || missing="$missing nodejs"
  command -v npm >/dev/null || missing="$missing npm"
fi

if [ -n "$missing" ]; then
  if [ "$(id -u)" -ne 0 ]; then
    echo "Some Debian packages are missing. As root:" >&2
    echo "  apt-get update && apt-get install -y --no-install-recommends$missing" >&2
    exit 1
  fi
  echo "Installing$missing"
  apt-get update -q
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

if [ "$1" = --test ] && [ -f client/package-lock.json ]; then
  # The lock file's own copy inside node_modules is as old as the last npm ci.
  if [ ! -f client/node_modules/.package-lock.json ] || [ client/package-lock.json -nt client/node_modules/.package-lock.json ]; then
    (cd client && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund)
  fi
fi
