#!/bin/sh
# Installs the named Debian packages without a word, and shows the log where it fails.
set -eu
mkdir -p build
log=build/apt.log
if ! command -v apt-get >/dev/null; then
    echo "Please install what these Debian packages hold: $*" >&2
    exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi

install() {
    $as_root apt-get update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

echo "Installing by apt-get: $* (log: $log)"
if ! install "$@" </dev/null >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    exit 1
fi
