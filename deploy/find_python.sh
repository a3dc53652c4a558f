#!/bin/sh
# Print the path of a Python that is at least 3.12 and really runs: a version manager's shim can exist and refuse.
set -u

fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12)); ' >/dev/null 2>&1 &&
        "$1" -c 'import sys; print(sys.executable)'
}

for name in "${PYTHON:-python3}" python3 python3.13 python3.14 python3.12; do
    if command -v "$name" >/dev/null 2>&1; then
        fits "$name" && exit 0
    fi
done

if command -v pyenv >/dev/null 2>&1; then
    for found in "$(pyenv root)"/versions/3.13*/bin/python3 "$(pyenv root)"/versions/3.1[2-9]*/bin/python3; do
        [ -x "$found" ] && fits "$found" && exit 0
    done
fi

if command -v uv >/dev/null 2>&1; then
    found="$(uv python find '>=3.12' 2>/dev/null)"
    [ -z "$found" ] && uv python install 3.13 >&2 && found="$(uv python find '>=3.12' 2>/dev/null)"
    [ -n "$found" ] && fits "$found" && exit 0
fi

echo "中选需要 Python 3.12 或更高版本 · Zhongxuan needs Python 3.12 or later: install python3.13 with its venv module, or uv, then run make again." >&2
exit 1
