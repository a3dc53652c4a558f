#!/bin/sh
# Serve the site with its worker, until told to stop (TERM, INT) or the page server ends: then all end, and the script last.
# A worker that dies is started again.
set -eu
cd "$(dirname "$0")/.."
bin="${BIN:-.venv/bin}"

keep() {  # keep NAME COMMAND: run it, and a second after its end again
    name=$1 kept=""; shift
    trap 'kill $kept 2>/dev/null || true; wait; exit 0' INT TERM
    while :; do
        "$@" & kept=$!
        wait "$kept" || echo "$name 已退出，1 秒后重启" >&2
        sleep 1 & kept=$!
        wait "$kept"
    done
}

children=""
stop() {
    trap - EXIT INT TERM
    kill $children 2>/dev/null || true
    wait
}
trap stop EXIT
trap 'exit 0' INT TERM

keep worker "$bin/python" manage.py worker &
children="$!"

# The live rooms stream from a port of their own, unless LIVE_URL says where a proxy serves them.
if [ -z "${LIVE_URL:-}" ]; then
    live_port="${LIVE_PORT:-$((${PORT:-8000} + 1))}"
    LIVE_URL="http://${LIVE_HOST:-${HOST:-127.0.0.1}}:$live_port/live/"
    export LIVE_URL
    keep live "$bin/python" -m uvicorn config.live:application --host "${HOST:-127.0.0.1}" --port "$live_port" \
        --log-level warning --timeout-graceful-shutdown 5 &
    children="$children $!"
fi

DB_POOL=1 "$bin/gunicorn" --config deploy/gunicorn.py config.wsgi &
site=$!
children="$children $site"
wait "$site"
