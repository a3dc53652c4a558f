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

# The live rooms stream from a port of their own, unless LIVE_URL says where a proxy serves them.
live=""
if [ -z "${LIVE_URL:-}" ]; then
    live_port="${LIVE_PORT:-$((${PORT:-8000} + 1))}"
    LIVE_URL="http://${LIVE_HOST:-${HOST:-127.0.0.1}}:$live_port/live/"
    export LIVE_URL
    (
        trap 'kill "$room" 2>/dev/null; exit 0' INT TERM
        while :; do
            "$bin/python" -m uvicorn config.live:application --host "${HOST:-127.0.0.1}" --port "$live_port" --log-level warning &
            room=$!
            wait "$room" || echo "live 已退出，1 秒后重启" >&2
            sleep 1
        done
    ) &
    live=$!
fi
trap 'kill "$keeper" $live 2>/dev/null || true' EXIT

DB_POOL=1 "$bin/gunicorn" --config deploy/gunicorn.py config.wsgi &
wait $!
