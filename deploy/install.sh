#!/bin/sh
# Install one compiled list of requirements into .venv: install.sh base | dev | prod
set -eu
cd "$(dirname "$0")/.."

if [ ! -x .venv/bin/python ]; then
    python="$(sh deploy/find_python.sh)"
    echo "使用 $python 建立 .venv"
    "$python" -m venv .venv
fi
if uv --version >/dev/null 2>&1; then
    uv pip install --quiet --python .venv/bin/python --compile-bytecode --require-hashes -r "requirements/$1.txt"
else
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$1.txt"
fi
touch ".venv/installed-$1"
