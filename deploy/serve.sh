#!/bin/sh
# Serve the site with its worker, until one is told to stop. A worker that dies is started again.
set -eu
cd "$(dirname "$0")/.."
bin="${BIN:-.venv/bin}"

(
    trap 'kill "$worker" 2>/dev/null; exit 0' INT TERM
    while :; do
        "$bin/python" manage.py worker &
        worker=$!
        wait "$worker" || echo "worker 已退出，1 秒后重启" >&2
        sleep 1
    done
) &
keeper=$!
trap 'kill "$keeper" 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM

DB_POOL=1 "$bin/gunicorn" --config deploy/gunicorn.py config.wsgi &
wait $!
