#!/bin/sh
# Pins every package with its hashes, for all supported Pythons: what runs, what builds, what checks.
# Arguments go to uv: `scripts/lock.sh --upgrade` takes the newest versions.
set -eu
uv=${UV:-.venv/bin/uv}

pin() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url "$@"
}

pin "$@" --output-file requirements.lock pyproject.toml
pin "$@" --output-file requirements-build.lock --group build
pin "$@" --output-file requirements-dev.lock --group dev pyproject.toml \
    --constraints requirements.lock --constraints requirements-build.lock
