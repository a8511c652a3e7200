#!/bin/sh
# Installs what the tests need beside Python and Node: a browser, its fonts, a database server.
set -eu
missing=

need() {
    missing="$missing $1"
}

command -v chromium >/dev/null || need chromium
[ -d /usr/share/fonts/truetype/noto ] || need fonts-noto-core
[ -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf ] || need fonts-noto-color-emoji
if [ -z "${MESSENGER_TEST_DATABASE_URL:-}" ]; then
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need postgresql
fi

# shellcheck disable=SC2086 # the names are words
[ -z "$missing" ] || scripts/apt.sh $missing
