#!/bin/sh
# Makes the virtual environment $1 with $2, or with the first Python of 3.11 to 3.14 found here.
set -eu
venv=$1
wanted=${2:-"python3 python3.14 python3.13 python3.12 python3.11"}

supported() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null
}

for python in $wanted; do
    if supported "$python"; then
        break
    fi
    python=
done
if [ -z "$python" ]; then
    echo "No Python of 3.11 to 3.14 found (looked for: $wanted)." >&2
    exit 1
fi

# Debian ships the module that puts pip into an environment as a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    scripts/apt.sh "python$version-venv"
fi
echo "Making $venv with $("$python" --version)"
"$python" -m venv "$venv"
